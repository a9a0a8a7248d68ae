"""Markdown that means exactly the text it is made of. Pure."""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+!|~@])")


def plain(text: str) -> str:
    """The text as one line in which nothing is markup."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """The text as one line of code."""
    line = " ".join(text.split())
    ticks = "`" * (_longest_ticks(line) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return f"{ticks}{pad}{line}{pad}{ticks}"


def block(text: str, language: str = "") -> str:
    """The text as a block of code."""
    fence = "`" * max(3, _longest_ticks(text) + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def bullets(lines: list[str]) -> str:
    """A list with a point before each line."""
    return "\n".join(f"- {line}" for line in lines)


def _longest_ticks(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
