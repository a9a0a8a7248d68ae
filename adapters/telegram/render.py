"""OutboundMessage → what the Bot API takes. Pure.

https://core.telegram.org/bots/api#sendmessage
"""

from collections.abc import Mapping
from html import escape
from typing import Any

from adapters.telegram.markup import html_of, text_of
from bot.contracts.messages import OutboundMessage

LONGEST, LONGEST_CAPTION, LONGEST_ANSWER = 4096, 1024, 200
_LEVELS: Mapping[str | None, str] = {"info": "ℹ️", "warning": "⚠️", "critical": "🚨"}


def html(message: OutboundMessage) -> str:
    """The message's text: who says it, then what."""
    lines = [_author(message), _title(message), html_of(message.body_text)]
    lines += [f"<b>{text_of(one.label)}:</b> {text_of(one.value)}" for one in message.fields]
    lines += [_link(one.label, one.url) for one in message.links if message.is_card]
    if message.foot_text:
        lines.append(f"<i>{text_of(message.foot_text)}</i>")
    return "\n".join(filter(None, lines)) or "…"


def plain(message: OutboundMessage) -> str:
    """The same without any markup, for what Telegram cannot read."""
    name = message.author.name if message.author else ""
    lines = [name, message.title_text, message.body_text]
    lines += [f"{one.label}: {one.value}" for one in message.fields]
    lines += [f"{one.label}: {one.url}" for one in message.links if message.is_card]
    lines.append(message.foot_text or "")
    return "\n".join(filter(None, lines))[:LONGEST] or "…"


def keyboard(message: OutboundMessage) -> dict[str, Any] | None:
    """The buttons, in rows of two; what a press gives back is the button's token."""
    buttons = [{"text": one.label[:64], "callback_data": one.token} for one in message.buttons]
    rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    return {"inline_keyboard": rows}


def topic_name(message: OutboundMessage) -> str:
    """What a topic that is opened for the message is called."""
    said = " ".join((message.title_text or message.body_text or "Thread").split())
    return said if len(said) <= 60 else f"{said[:59].rstrip()}…"


def _author(message: OutboundMessage) -> str:
    if message.author is None:
        return ""
    mark = "🤖 " if message.author.is_agent else ""
    return f"<b>{mark}{text_of(message.author.name)}</b>"


def _title(message: OutboundMessage) -> str:
    if not message.title_text:
        return ""
    mark = f"{_LEVELS[message.level]} " if message.level in _LEVELS else ""
    return f"{mark}<b>{text_of(message.title_text)}</b>"


def _link(label: str, url: str) -> str:
    return f'<a href="{escape(url)}">{text_of(label)}</a>'
