"""Words: those of a mail, by a language model or by a plain template, and the mail that one person gets.

The model's words are data: they are escaped, their links are dropped, and what every mail must have (who
sends it, from where, how to be written to no more) is put under them here and never by it.
"""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from pydantic import BaseModel, Field

from agents.email_wizard.contacts import Contact
from agents.email_wizard.request import Request
from bot.contracts.llm import LLM, Outside, Prompt
from bot.contracts.templates import Variable, render

PURPOSE, TEMPLATE = "creative_copy", "template"
VARIABLES = (Variable(name="first_name", type="text", default_value="there"),)
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_WRITE = (
    "Write a marketing mail to the readers and with the goal that the facts name. Two different subject"
    " lines of at most 60 characters, a preheader of at most 90, a body of two to four short paragraphs as"
    " plain text without greeting, links or signature, and the words of the button. You may write"
    " {{{{first_name}}}}, and no other variable. Promise nothing that does not stand in what you are given:"
    " no price, discount, date or product of your own. {again}"
)


class Words(BaseModel):
    """What a model writes."""

    subjects: list[str] = Field(min_length=1, max_length=4)
    preheader: str = Field("", max_length=300)
    body: str = Field(min_length=1, max_length=6_000)
    button: str = Field("", max_length=80)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The words for one cohort: subjects are variants of which one is chosen; ``by`` is who wrote them."""

    number: int
    subjects: list[str]
    preheader: str
    body: str
    button: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """What stands under every mail; without all of it nothing may be sent. ``server`` names the secret of
    its own mail server, where it has one.
    """

    name: str
    postal_address: str
    unsubscribe_url: str
    link: str
    server: Mapping[str, str] | None = None

    def unsubscribe(self, contact: Contact) -> str:
        """Their own address to be written to no more."""
        return self.unsubscribe_url.replace("{customer_id}", quote(contact.customer_id, safe=""))


async def written(
    llm: LLM, request: Request, label: str, *, number: int, voice: str, again: str = ""
) -> Copy:
    """A model's words.

    Raises:
        OutputInvalid, ExternalError, BudgetSpent: it gave nothing usable.
    """
    known = [
        f"Readers: {label}",
        f"Goal: {request.goal}",
        f"Offer: {request.offer}",
        f"Deadline: {request.deadline}",
        f"Products: {', '.join(request.products)}",
    ]
    outside = [Outside(label="facts", text="\n".join(one for one in known if not one.endswith(": ")))]
    if voice:
        outside.append(Outside(label="voice guidelines", text=voice[:8_000]))
    prompt = Prompt(
        purpose=PURPOSE,
        text=_WRITE.format(again=again),
        outside=tuple(outside),
        max_tokens=1_200,
        temperature=0.7,
    )
    found = await llm.extract(prompt, Words)
    return Copy(
        number=number,
        subjects=[clean for one in found.subjects if (clean := _one_line(one, 100))][:4],
        preheader=_one_line(found.preheader, 120),
        body=_without_links(found.body),
        button=_one_line(found.button, 40),
        by="model",
    )


def template(request: Request, *, number: int) -> Copy:
    """Plain words that say what is known and nothing else."""
    about = request.offer or (request.products[0] if request.products else "") or request.goal
    until = f" Until {request.deadline}." if request.deadline else ""
    named = f" It is about {', '.join(request.products[:3])}." if request.products else ""
    lines = [f"We have something for you: {about}.{until}{named}", "Have a look, if you like."]
    return Copy(
        number=number,
        subjects=[f"For you: {about}"[:100], f"{about[:1].upper()}{about[1:]}"[:100]],
        preheader=f"{about}.{until}"[:120],
        body="\n\n".join(lines),
        button="Have a look",
        by=TEMPLATE,
    )


def cleaned(text: str) -> str:
    """Another's words for a body: as plain paragraphs without links."""
    return _without_links(text)[:6_000].strip()


def edited(copy: Copy, data: Mapping[str, object]) -> Copy:
    """The words as people left them: what they approve is what is sent."""
    subject, body = data.get(f"subject_{copy.number}"), data.get(f"text_{copy.number}")
    return Copy(
        number=copy.number,
        subjects=[_one_line(str(subject), 200)]
        if isinstance(subject, str) and subject.strip()
        else copy.subjects,
        preheader=copy.preheader,
        body=body.strip() if isinstance(body, str) and body.strip() else copy.body,
        button=copy.button,
        by=copy.by,
    )


def mail(copy: Copy, subject: str, contact: Contact, sender: Sender) -> dict[str, object]:
    """The mail for one person, as the tool ``send_email`` takes it.

    Raises:
        InvalidInput: the words name a variable that there is not.
    """
    values = {"first_name": contact.first_name} if contact.first_name else {}
    body = render(copy.body, VARIABLES, values)
    leave = sender.unsubscribe(contact)
    paragraphs = [f"Hello {contact.first_name or 'there'},", *body.split("\n\n")]
    foot = f"{sender.name}\n{sender.postal_address}\nUnsubscribe: {leave}"
    call = f"\n\n{copy.button}: {sender.link}" if copy.button and sender.link else ""
    through = {"server": dict(sender.server)} if sender.server else {}
    return through | {
        "to": contact.email,
        "subject": render(subject, VARIABLES, values),
        "text": "\n\n".join(paragraphs) + f"{call}\n\n--\n{foot}",
        "html": _html(paragraphs, copy, sender, leave),
        "headers": {"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        if leave
        else {},
    }


def _html(paragraphs: Sequence[str], copy: Copy, sender: Sender, leave: str) -> str:
    told = "".join(f"<p>{html.escape(one).replace(chr(10), '<br>')}</p>" for one in paragraphs)
    hidden = f'<div style="display:none">{html.escape(copy.preheader)}</div>' if copy.preheader else ""
    link, button = html.escape(sender.link, quote=True), html.escape(copy.button)
    call = f'<p><a href="{link}">{button}</a></p>' if button and link else ""
    foot = f"{html.escape(sender.name)}<br>{html.escape(sender.postal_address)}"
    out = f'<br><a href="{html.escape(leave, quote=True)}">Unsubscribe</a>' if leave else ""
    return f"<!doctype html><html><body>{hidden}{told}{call}<hr><p>{foot}{out}</p></body></html>"


def _one_line(text: str, longest: int) -> str:
    return " ".join(_LINK.sub("", text).split())[:longest]


def _without_links(text: str) -> str:
    paragraphs = (" ".join(_LINK.sub("", one).split()) for one in text.replace("\r", "").split("\n\n"))
    return "\n\n".join(one for one in paragraphs if one)
