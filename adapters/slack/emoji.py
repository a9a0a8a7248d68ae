"""Slack's names of emoji, and what they stand for. Pure.

``emoji.txt`` has one a line: the emoji, and its names with Slack (emoji-data, © 2013 Cal Henderson, MIT).
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_TONES = ("🏻", "🏼", "🏽", "🏾", "🏿")
_TONE = re.compile("[" + "".join(_TONES) + "]")
_NAMED = re.compile(r":([a-z0-9_'+-]+)(?:::skin-tone-([2-6]))?:")
# What makes a sign a picture; left out and put in as people's keyboards like.
_PICTURE = "\N{VARIATION SELECTOR-16}"


def unicode_of(name: str) -> str | None:
    """The emoji of that name (``+1``, ``wave::skin-tone-3``); None: one of the team's own."""
    plain, _, tone = name.strip(":").partition("::skin-tone-")
    found = _by_name().get(plain)
    if found and tone in ("2", "3", "4", "5", "6"):
        return found[0] + _TONES[int(tone) - 2] + found[1:].removeprefix(_PICTURE)
    return found


def name_of(emoji: str) -> str | None:
    """Slack's name of the emoji; None: it has none."""
    tone = _TONE.search(emoji)
    bare = _TONE.sub("", emoji) if tone and len(emoji) > 1 else emoji
    name = _by_emoji().get(bare.replace(_PICTURE, ""))
    if name and tone and bare != emoji:
        return f"{name}::skin-tone-{_TONES.index(tone[0]) + 2}"
    return name


def with_emoji(text: str) -> str:
    """The text with the emoji themselves for their names between colons."""
    return _NAMED.sub(lambda found: unicode_of(found[0]) or found[0], text) if ":" in text else text


@cache
def _by_name() -> Mapping[str, str]:
    lines = (Path(__file__).parent / "emoji.txt").read_text(encoding="utf-8").splitlines()
    return {name: line.split(" ")[0] for line in lines for name in line.split(" ")[1:]}


@cache
def _by_emoji() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, emoji in _by_name().items():
        found.setdefault(emoji.replace(_PICTURE, ""), name)
    return found
