"""OutboundMessage → e-mail: pure. Whatever people wrote is text, never a header and never markup."""

import html
import re
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy

from bot.contracts.messages import OutboundMessage
from config.errors import Rejected

LONGEST_SUBJECT, LONGEST_ADDRESS = 300, 320
# Line breaks of any kind, and what else does not show.
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# What a campaign needs (RFC 8058); all other headers are ours.
_MAY_BE_SET = frozenset({"list-unsubscribe", "list-unsubscribe-post", "reply-to"})
_LINK = re.compile(r"https?://[^\s<>\"]+")
_BODY_STYLE = "margin:0;padding:24px;font:15px/1.5 -apple-system,'Segoe UI',Roboto,sans-serif;color:#1c1b1a"
_BUTTON_STYLE = (
    "display:inline-block;padding:9px 16px;border-radius:6px;background:#1c1b1a;color:#fff;"
    "text-decoration:none"
)


def render(message: OutboundMessage, *, sender: str, recipient: str, at: datetime) -> EmailMessage:
    """The mail as it goes over the wire, with a plain and an HTML body that say the same.

    Its Message-ID comes of the message's key: sent twice it is one mail to whoever reads it.

    Raises:
        Rejected: a header would hold a line break, or an address is none.
    """
    who, whom = address(sender), address(recipient)
    mail = EmailMessage(policy=_policy(who, whom))
    mail["From"] = Address("IONFLUX", addr_spec=who)
    mail["To"] = Address(addr_spec=whom)
    # Whoever sets a header has it read, and what is written like an encoded word (RFC 2047) becomes what it
    # stands for: line breaks too.
    subject = header(message.title_text, "subject").replace("=?", "= ?")
    mail["Subject"] = subject[:LONGEST_SUBJECT]
    mail["Date"] = at
    mail["Message-ID"] = message_id(message, who)
    # Nobody's absence note need answer it (RFC 3834).
    mail["Auto-Submitted"] = "auto-generated"
    for name, value in message.headers.items():
        if name.lower() not in _MAY_BE_SET:
            raise Rejected(f"A mail may not set the header {name[:60]}.", service="mail")
        mail[name] = header(value, name)
    mail.set_content(_text(message))
    mail.add_alternative(message.html or _html(message), subtype="html")
    return mail


def message_id(message: OutboundMessage, sender: str) -> str:
    """The same for the same message, whenever it is sent."""
    return f"<{message.key}@{sender.rpartition('@')[2]}>"


def header(value: str, name: str) -> str:
    """The value, if it is one line that shows.

    Raises:
        Rejected: it holds a line break or another sign that is none.
    """
    if _HIDDEN.search(value):
        raise Rejected(f"The {name} holds a line break.", service="mail")
    return value


def address(value: str) -> str:
    """The value, if it is one bare address.

    Raises:
        Rejected: it is not.
    """
    header(value, "address")
    try:
        read = Address(addr_spec=value)
    except (ValueError, IndexError, AttributeError, MessageError) as wrong:
        raise Rejected("The address is no e-mail address.", service="mail") from wrong
    if (
        not read.username
        or not read.domain
        or len(value) > LONGEST_ADDRESS
        or re.search(r"[\s,;<>()]", value)
    ):
        raise Rejected("The address is no e-mail address.", service="mail")
    return value


def _policy(*addresses: str) -> "EmailPolicy[EmailMessage]":
    return SMTP if all(one.isascii() for one in addresses) else SMTP.clone(utf8=True)


def _link(message: OutboundMessage) -> tuple[str, str] | None:
    """Label and address of the first link; another scheme than the web's is no link."""
    if not message.links or not _LINK.fullmatch(message.links[0].url):
        return None
    return message.links[0].label, message.links[0].url


def _text(message: OutboundMessage) -> str:
    link = _link(message)
    parts = [message.title_text, message.body_text, f"{link[0]}:\n{link[1]}" if link else ""]
    told = "\n\n".join(filter(None, parts))
    # A line of two dashes begins what mail programs show as a signature (RFC 3676).
    return f"{told}\n\n-- \n{message.foot_text}\n" if message.foot_text else f"{told}\n"


def _html(message: OutboundMessage) -> str:
    link = _link(message)
    parts = [f'<p style="margin:0 0 8px;font-weight:600">{html.escape(message.title_text)}</p>']
    if message.body_text:
        parts.append(f'<p style="margin:0 0 20px;white-space:pre-wrap">{html.escape(message.body_text)}</p>')
    if link:
        label, url = (html.escape(part) for part in link)
        parts.append(f'<p style="margin:0 0 24px"><a href="{url}" style="{_BUTTON_STYLE}">{label}</a></p>')
    if message.foot_text:
        parts.append(f'<p style="margin:0;color:#6b6964;font-size:13px">{html.escape(message.foot_text)}</p>')
    inner = "\n".join(parts)
    return (
        '<!doctype html>\n<html><head><meta charset="utf-8"></head>\n'
        f'<body style="{_BODY_STYLE}">\n{inner}\n</body></html>\n'
    )
