"""A long text cut where it may be cut: between paragraphs, else sentences, else words."""

import re
from collections.abc import Iterator

LONGEST = 900
"""Characters: what a sentence model reads of a text, and what a prompt has room for."""

_ENDS = (r"(?<=\n)\s*\n", r"(?<=[.!?…])\s+|\n", r"\s+")


def pieces(text: str) -> list[str]:
    """The text in its order, each piece as long as it may be; of a blank text none."""
    return [piece for piece in (one.strip() for one in _cut(text.strip(), _ENDS)) if piece]


def _cut(text: str, ends: tuple[str, ...]) -> Iterator[str]:
    if len(text) <= LONGEST:
        yield text
        return
    if not ends:
        yield from (text[start : start + LONGEST] for start in range(0, len(text), LONGEST))
        return
    joined = ""
    for part in _parts(text, ends[0]):
        if len(joined) + len(part) <= LONGEST:
            joined += part
            continue
        if joined:
            yield joined
        joined = ""
        if len(part) <= LONGEST:
            joined = part
        else:
            yield from _cut(part, ends[1:])
    if joined:
        yield joined


def _parts(text: str, end: str) -> Iterator[str]:
    """The text's parts, each with what ends it."""
    start = 0
    for found in re.finditer(end, text):
        yield text[start : found.end()]
        start = found.end()
    yield text[start:]
