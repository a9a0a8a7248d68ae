"""HTML as Telegram reads it: the tags it knows, closed as they were opened; anything else is refused."""

import re
from html import unescape
from typing import Any

from tests.platforms.telegram.state import units

_KNOWN = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "a": "text_link", "blockquote": "blockquote", "tg-spoiler": "spoiler",
}  # fmt: skip
_PART = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)>|([^<>&]+)|(&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)|(.)",
    re.S,
)
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class Unreadable(Exception):
    """What Telegram says of it."""


class _Reading:
    def __init__(self) -> None:
        self.text = ""
        self.entities: list[dict[str, Any]] = []
        self.open: list[tuple[str, int, str]] = []

    def begin(self, tag: str, more: str) -> None:
        href = _HREF.search(more)
        url = unescape(href[1] or href[2] or "") if href else ""
        self.open.append((tag, units(self.text), url))

    def end(self, tag: str, at: int) -> None:
        if not self.open or self.open[-1][0] != tag:
            raise Unreadable(f"can't parse entities: Unmatched end tag at byte offset {at}")
        _, start, url = self.open.pop()
        entity = {"type": _KNOWN[tag], "offset": start, "length": units(self.text) - start}
        if entity["length"]:
            self.entities.append(entity | ({"url": url} if url else {}))


def read(html: str) -> tuple[str, list[dict[str, Any]]]:
    """The text that is shown, and its entities.

    Raises:
        Unreadable: as Telegram would refuse it.
    """
    reading = _Reading()
    for found in _PART.finditer(html):
        close, tag, more, plain, escaped, odd = found.groups()
        if tag is None:
            if odd and odd in "<>":
                raise Unreadable(f"can't parse entities: Unexpected character at byte offset {found.start()}")
            reading.text += plain or odd or unescape(escaped)
        elif tag.lower() not in _KNOWN:
            told = f'Unsupported start tag "{tag}" at byte offset {found.start()}'
            raise Unreadable(f"can't parse entities: {told}")
        elif close:
            reading.end(tag.lower(), found.start())
        else:
            reading.begin(tag.lower(), more or "")
    if reading.open:
        told = f'Can\'t find end tag corresponding to start tag "{reading.open[-1][0]}"'
        raise Unreadable(f"can't parse entities: {told}")
    return reading.text, sorted(reading.entities, key=lambda one: one["offset"])
