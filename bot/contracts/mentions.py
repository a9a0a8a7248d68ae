"""Mentions in a text: ``@"Any Name"``, ``@slug``, ``@channel``. Pure; whom they name is for others to find
out.

What looks like one inside code, a link's address or a mail address is none. Reading takes time in proportion
to the text, whatever it holds.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

EVERYBODY = "channel"
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place of a text that names somebody. ``name`` is what was written between the quotes; None where a
    slug was.
    """

    slug: str
    name: str | None
    text: str
    start: int
    end: int

    @property
    def is_everybody(self) -> bool:
        """Whether it means all who are in the channel."""
        return self.name is None and self.slug == EVERYBODY


def slug_of(name: str) -> str:
    """A name as it is written after an @ without quotes: in lower case, with a dash for what is no letter or
    digit.
    """
    return "-".join(filter(None, "".join(one if one.isalnum() else " " for one in name.lower()).split(" ")))


def mentions_in(text: str) -> Sequence[Mention]:
    """The mentions of a text, in order."""
    if "@" not in text:
        return ()
    return [found for start, end in _prose(text) for found in _scanned(text, start, end)]


def without(text: str, mentions: Sequence[Mention]) -> str:
    """The text without these of its mentions, and without what only held it apart from them."""
    parts: list[str] = []
    place, is_first = 0, True
    for one in sorted(mentions, key=lambda one: one.start):
        before = text[place : one.start]
        parts.append(before)
        place, is_first = one.end, is_first and not before.strip()
        if is_first or (text[place : place + 1] == " " and text[one.start - 1].isspace()):
            place = _LED_OFF.match(text, place).end()  # type: ignore[union-attr]
    return ("".join(parts) + text[place:]).strip()


_LED_OFF = re.compile(r"[ \t]*[,:;]?\s*")
# ``> ``` `` and ``- ``` `` open code too.
_FENCE = re.compile(r"[ \t>]*+(?:[-*+]|\d{1,9}[.)])?+[ \t>]*+(`{3,}+(?=[^`]*$)|~{3,}+)")
_BREAK = re.compile(r"[ \t>]*+$")
_STOP = re.compile(r"[\\`\]<@:]")
_TICKS = re.compile(r"`+")
_ADDRESS = re.compile(r"\S*")
_BRACKETED = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>|<[^\s<>@]{1,64}@[^\s<>@]{1,255}>")
_QUOTED = re.compile(rf'@["“„]([^"“”„\n]{{1,{LONGEST_NAME}}})["”“]')
_SLUG = re.compile(rf"@((?:[^\W_]|(?<=[^\W_])[-_](?=[^\W_])){{1,{LONGEST_NAME}}})")
# After one of these an @ is part of an address, a handle elsewhere or a package's name.
_INSIDE = frozenset("/@.+-=&%$#\\")


def _prose(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs, without fenced code: where each begins and ends."""
    place, begun, fence = 0, 0, ""
    for line in text.splitlines(keepends=True):
        found = _FENCE.match(line.rstrip("\r\n"))
        if fence:
            if found and found[1].startswith(fence) and not line[found.end() :].strip():
                fence, begun = "", place + len(line)
        elif found or _BREAK.match(line.rstrip("\r\n")):
            if begun < place:
                yield begun, place
            begun, fence = place + len(line), found[1] if found else ""
        place += len(line)
    if not fence and begun < place:
        yield begun, place


def _scanned(text: str, start: int, end: int) -> Iterator[Mention]:
    """The mentions of one paragraph."""
    ticks: dict[int, list[int]] = {}
    for run in _TICKS.finditer(text, start, end):
        ticks.setdefault(len(run[0]), []).append(run.start())
    place = start
    while (stop := _STOP.search(text, place, end)) is not None:
        place = stop.start()
        if stop[0] != "@":
            place = _passed(text, place, end, ticks)
        elif (found := _mention(text, place, start, end)) is not None:
            yield found
            place = found.end
        else:
            place += 1


def _passed(text: str, place: int, end: int, ticks: dict[int, list[int]]) -> int:
    """Where to read on after what stands at ``place``: beyond the code or the address that begins there."""
    one = text[place]
    if one == "\\":
        return place + 2
    if one == "`":
        run = _TICKS.match(text, place, end)
        width = len(run[0]) if run else 1
        closing = ticks.get(width, [])
        later = bisect_left(closing, place + width)
        return (closing[later] if later < len(closing) else place) + width
    if one == "]" and text.startswith("](", place):
        return _closed(text, place + 2, end)
    if one == ":" and text.startswith("://", place):
        return _ADDRESS.match(text, place, end).end()  # type: ignore[union-attr]
    if one == "<" and (found := _BRACKETED.match(text, place, end)):
        return found.end()
    return place + 1


def _closed(text: str, place: int, end: int) -> int:
    """The end of a link's address: its closing bracket, or where a space ends it."""
    depth = 0
    while place < end and not text[place].isspace():
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth < 0:
            return place
        place += 1
    return place


def _mention(text: str, place: int, start: int, end: int) -> Mention | None:
    before = place - 1
    while before >= start and text[before] == "_":
        before -= 1
    if before >= start and (text[before].isalnum() or text[before] in _INSIDE):
        return None
    if found := _QUOTED.match(text, place, end):
        name = found[1].strip()
        return _found(found, name) if name else None
    found = _SLUG.match(text, place, end)
    # ``@ana@elsewhere.example`` names somebody elsewhere.
    return None if found is None or text.startswith("@", found.end()) else _found(found, None)


def _found(match: re.Match[str], name: str | None) -> Mention:
    slug = slug_of(match[1])
    return Mention(slug=slug, name=name, text=match[0], start=match.start(), end=match.end())
