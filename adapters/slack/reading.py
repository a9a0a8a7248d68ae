"""Slack's text → Markdown: pure. People are called ``@"Name"``, as everywhere in IONFLUX."""

import html
import re
from collections.abc import Iterator, Mapping

from adapters.slack.emoji import with_emoji

_ENTITY = re.compile(r"<(?P<mark>[@#!]?)(?P<what>[^<>|]+)(?:\|(?P<label>[^<>]*))?>")
_USER = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_CODE = re.compile(r"(```.+?```|`[^`\n]+`)", re.DOTALL)
_BOLD = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]*?[^\s*])\*(?![\w*])")
_STRIKE = re.compile(r"(?<![\w~\\])~(?=[^\s~])([^~\n]*?[^\s~])~(?![\w~])")
_QUOTE = re.compile(r"^&gt;(?:&gt;&gt;)? ?", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6}[ \t])", re.MULTILINE)
_BULLET = re.compile(r"^([ \t]*)[•◦▪]\s+", re.MULTILINE)


def people_in(text: str) -> Iterator[str]:
    """The ids of those who are called in the text."""
    return (found[1] for found in _USER.finditer(text))


def markdown(text: str, names: Mapping[str, str], *, bot: str = "") -> str:
    """The message's text as Markdown; ``names`` of those who are called. That it begins by calling the
    ``bot`` says to whom it is said, not what.
    """
    if bot:
        told = re.sub(rf"^\s*<@{re.escape(bot)}(?:\|[^<>]*)?>[\s,:]*", "", text)
        text = told or text
    parts = _CODE.split(text)
    return "".join(
        _code(part, names) if place % 2 else _prose(part, names) for place, part in enumerate(parts)
    )


def line(text: str, names: Mapping[str, str]) -> str:
    """What followed a slash command, as it was typed."""
    return html.unescape(_ENTITY.sub(lambda found: _bare(found, names), text))


def _code(text: str, names: Mapping[str, str]) -> str:
    bare = line(text, names)
    if not bare.startswith("```"):
        return bare
    inner = bare[3:-3].strip("\n")
    return f"```\n{inner}\n```" if "\n" in bare else f"`{inner}`"


def _prose(text: str, names: Mapping[str, str]) -> str:
    text = _STRIKE.sub(r"~~\1~~", _BOLD.sub(r"**\1**", text))
    text = _BULLET.sub(r"\1- ", _HEADING.sub(r"\\\1", text))
    text = _QUOTE.sub("> ", text)
    return html.unescape(_ENTITY.sub(lambda found: _entity(found, names), with_emoji(text)))


def _entity(found: re.Match[str], names: Mapping[str, str]) -> str:
    what, label = found["what"], found["label"]
    if found["mark"] or not label or label in (what, what.partition(":")[2]):
        return _bare(found, names)
    return f"[{label.replace('[', '(').replace(']', ')')}]({what})"


def _bare(found: re.Match[str], names: Mapping[str, str]) -> str:
    mark, what, label = found["mark"], found["what"], found["label"]
    if mark == "@":
        return f'@"{_name(names.get(what) or label or what)}"'
    if mark == "#":
        return f"#{label or what}"
    if mark == "!":
        return label or f"@{what.partition('^')[0]}"
    return what.removeprefix("mailto:").removeprefix("tel:")


def _name(name: str) -> str:
    """A name that can stand between quotes, so that it is escaped no further."""
    return html.escape(re.sub(r'["“”„\n]', "'", name), quote=False)
