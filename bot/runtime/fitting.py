"""fit(message, capabilities): what a place can show of a message. Pure; splits and degrades, and says what it
changed. It is the only code about differences between places.
"""

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import uuid5

from bot.contracts.adapters import Capabilities
from bot.contracts.markdown import plain
from bot.contracts.messages import Attachment, Detail, OutboundMessage

MOST_PARTS = 10
LONGEST_FIELD = 900
_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})([^\n`]*)$")
# What a name before the text may take, where the place cannot show an author by itself.
_MARGIN = 8


@dataclass(frozen=True, slots=True)
class Fitted:
    """The message in the parts in which it is sent, and how it had to be changed for that, in words."""

    parts: tuple[OutboundMessage, ...]
    changes: tuple[str, ...] = ()


def fit(message: OutboundMessage, capabilities: Capabilities) -> Fitted:
    """The message as that place can show it, in at most ten parts; the first has its file, the last its
    buttons. Each part has a key of its own, which is the same for the same message.
    """
    changes: list[str] = []
    fitted = _with_fields(
        _with_file(_with_title(message, capabilities, changes), capabilities, changes), capabilities, changes
    )
    fitted = _with_buttons(fitted, capabilities, changes)
    texts = _texts(fitted, capabilities, changes)
    if len(texts) > MOST_PARTS:
        fitted, texts = _as_file(fitted, texts, capabilities, changes)
    if len(texts) == 1:
        return Fitted((replace(fitted, body_text=texts[0]),), tuple(changes))
    changes.append(f"sent in {len(texts)} parts")
    return Fitted(tuple(_parts(fitted, texts)), tuple(changes))


def length(text: str, capabilities: Capabilities) -> int:
    """How long the place takes the text to be."""
    return len(text) if capabilities.text_unit == "characters" else len(text.encode("utf-16-le")) // 2


def _with_title(message: OutboundMessage, able: Capabilities, changes: list[str]) -> OutboundMessage:
    if length(message.title_text, able) <= able.max_title:
        return message
    changes.append("title cut")
    return replace(message, title_text=_cut(message.title_text, able.max_title, able))


def _with_file(message: OutboundMessage, able: Capabilities, changes: list[str]) -> OutboundMessage:
    file = message.file
    if file is None or (able.files and file.size <= able.max_file_bytes):
        return message
    changes.append("file not sent: too large" if able.files else "file not sent: no files here")
    where = f" {message.links[0].url}" if message.links else ""
    told = f"📎 {plain(file.name)} ({_size(file.size)}), to be had in IONFLUX{where}"
    return replace(message, file=None, body_text="\n\n".join(filter(None, (message.body_text, told))))


def _with_fields(message: OutboundMessage, able: Capabilities, changes: list[str]) -> OutboundMessage:
    fields = message.fields
    if len(fields) > able.max_fields:
        changes.append("not all fields shown")
        left = len(fields) - max(able.max_fields - 1, 0)
        more = (Detail(label="And more", value=f"{left} others, in IONFLUX"),) if able.max_fields else ()
        fields = (*fields[: max(able.max_fields - 1, 0)], *more)
    cut = [
        Detail(label=_cut(one.label, 200, able), value=_cut(one.value, LONGEST_FIELD, able)) for one in fields
    ]
    if [one.value for one in cut] != [one.value for one in fields]:
        changes.append("field cut")
    return replace(message, fields=tuple(cut))


def _with_buttons(message: OutboundMessage, able: Capabilities, changes: list[str]) -> OutboundMessage:
    if len(message.buttons) <= able.max_buttons:
        return message
    changes.append("buttons not shown: decide in IONFLUX")
    labels = ", ".join(plain(one.label) for one in message.buttons)
    where = f": {message.links[0].url}" if message.links else "."
    told = f"To decide ({labels}) open this in IONFLUX{where}"
    return replace(message, buttons=(), body_text="\n\n".join(filter(None, (message.body_text, told))))


def _texts(message: OutboundMessage, able: Capabilities, changes: list[str]) -> list[str]:
    room = able.max_text - _beside(message, able)
    if room < 200:
        changes.append("details cut")
        room = 200
    return list(split(message.body_text, room, able))


def _beside(message: OutboundMessage, able: Capabilities) -> int:
    """What the rest of a card, and the author's name, take of a part's text."""
    said = [message.title_text, message.foot_text or ""]
    said += [f"{one.label}: {one.value}" for one in message.fields]
    said += [f"{one.label} {one.url}" for one in message.links]
    if message.author is not None:
        said.append(message.author.name)
    return sum(length(one, able) + _MARGIN for one in said if one)


def split(text: str, room: int, able: Capabilities) -> Iterator[str]:
    """The text in pieces that fit, broken where a reader would: between paragraphs, lines, words. A block of
    code that is broken is closed and opened again.
    """
    fence = ""
    while length(text, able) > room:
        head = fence + _head(text, room - 2 * len(fence) - _MARGIN, able)
        text = text[len(head) - len(fence) :].lstrip("\n")
        fence = _open_fence(head)
        yield head.rstrip() + (f"\n{fence.strip().split()[0][:3] if fence else ''}" if fence else "")
    if text or not fence:
        yield fence + text


def _head(text: str, room: int, able: Capabilities) -> str:
    """As much of the text as fits, up to a place where it can be broken."""
    at = min(len(text), max(room, 1))
    while length(text[:at], able) > room and at > 1:
        at -= max(1, (length(text[:at], able) - room + 1) // 2)
    for mark, least in (("\n\n", at // 2), ("\n", at // 2), (" ", at // 2)):
        found = text.rfind(mark, least, at)
        if found > 0:
            return text[: found + len(mark)]
    return text[:at]


def _open_fence(text: str) -> str:
    """The line that opened a block of code which the text does not close, to open it again."""
    opened = ""
    for line in text.splitlines():
        if (found := _FENCE.match(line)) is None:
            continue
        if not opened:
            opened = line.strip()
        elif found[1].startswith(re.match(r"[`~]+", opened)[0]) and not found[2].strip():  # type: ignore[index]
            opened = ""
    return f"{opened}\n" if opened else ""


def _as_file(
    message: OutboundMessage, texts: Sequence[str], able: Capabilities, changes: list[str]
) -> tuple[OutboundMessage, list[str]]:
    """What would be more parts than anybody reads, as a file; where there are none, its beginning."""
    where = (
        f" The rest is in IONFLUX: {message.links[0].url}" if message.links else " The rest is in IONFLUX."
    )
    whole = message.body_text.encode()
    if not able.files or message.file is not None or len(whole) > able.max_file_bytes:
        changes.append("text cut")
        return message, [*texts[: MOST_PARTS - 1], f"…{where}"]
    changes.append("text sent as a file")

    async def read() -> AsyncIterator[bytes]:
        yield whole

    file = Attachment(name="message.md", content_type="text/markdown", size=len(whole), read=read)
    return replace(message, file=file), [f"{_cut(texts[0], 300, able)}\n\nThe whole text is in the file."]


def _parts(message: OutboundMessage, texts: Sequence[str]) -> Iterator[OutboundMessage]:
    last = len(texts) - 1
    for at, text in enumerate(texts):
        part = replace(message, key=message.key if at == 0 else uuid5(message.key, str(at)), body_text=text)
        if at > 0:
            part = replace(part, title_text="", fields=(), level=None, file=None)
        if at < last:
            part = replace(part, foot_text=None, links=(), buttons=())
        yield part


def _cut(text: str, most: int, able: Capabilities) -> str:
    if length(text, able) <= most:
        return text
    at = min(len(text), most - 1)
    while length(text[:at], able) > most - 1:
        at -= 1
    return f"{text[:at].rstrip()}…"


def _size(count: int) -> str:
    return f"{count / (1 << 20):.1f} MB" if count >= 1 << 20 else f"{max(1, count >> 10)} kB"
