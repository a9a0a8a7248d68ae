"""Markdown → the HTML that Telegram reads, and Telegram's entities → Markdown. Pure.

https://core.telegram.org/bots/api#html-style
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

_READER = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["strikethrough", "table"])
_TAGS = {"strong": "b", "em": "i", "s": "s", "blockquote": "blockquote"}
_WEB = ("http://", "https://", "mailto:", "tg://")
_MARKS = {
    "bold": ("**", "**"),
    "italic": ("_", "_"),
    "strikethrough": ("~~", "~~"),
    "code": ("`", "`"),
    "pre": ("```\n", "\n```"),
}


def html_of(markdown: str) -> str:
    """The text as Telegram shows it; whatever is written in it, the tags are closed."""
    return _blocks(_READER.parse(markdown)).strip()


def text_of(html: str) -> str:
    """Text in which nothing is markup."""
    return escape(html, quote=False)


def _blocks(tokens: Sequence[Token]) -> str:
    out: list[str] = []
    lists: list[int | None] = []
    for token in tokens:
        kind = token.type
        if kind == "inline":
            out.append(_inline(token.children or []))
        elif kind in ("fence", "code_block"):
            out.append(f"<pre>{text_of(token.content.rstrip())}</pre>\n")
        elif kind == "heading_open":
            out.append("<b>")
        elif kind == "heading_close":
            out.append("</b>\n")
        elif kind in ("bullet_list_open", "ordered_list_open"):
            lists.append(None if kind.startswith("bullet") else int(token.attrs.get("start") or 1))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif kind == "list_item_open":
            out.append(_bullet(lists))
        else:
            out.append(_between(token))
    return "".join(out)


def _bullet(lists: list[int | None]) -> str:
    number = lists[-1]
    indent = "  " * (len(lists) - 1)
    if number is None:
        return f"{indent}• "
    lists[-1] = number + 1
    return f"{indent}{number}. "


def _between(token: Token) -> str:
    """What stands between the texts of blocks."""
    if token.type == "paragraph_close":
        return "\n" if token.hidden else "\n\n"
    if token.type == "blockquote_open":
        return "<blockquote>"
    if token.type == "blockquote_close":
        return "</blockquote>\n"
    if token.type in ("th_close", "td_close"):
        return " · "
    if token.type == "tr_close":
        return "\n"
    return "———\n" if token.type == "hr" else ""


def _inline(tokens: Sequence[Token]) -> str:
    out: list[str] = []
    links: list[bool] = []
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.type == "text":
            out.append(text_of(token.content))
        elif token.type == "code_inline":
            out.append(f"<code>{text_of(token.content)}</code>")
        elif token.type in ("softbreak", "hardbreak"):
            out.append("\n")
        elif token.type == "link_open":
            url = str(token.attrs.get("href") or "")
            links.append(url.startswith(_WEB))
            out.append(f'<a href="{escape(url)}">' if links[-1] else "")
        elif token.type == "link_close":
            out.append("</a>" if links.pop() else "")
        elif token.type == "image":
            out.append(text_of(token.content or str(token.attrs.get("src") or "")))
        elif name in _TAGS:
            out.append(f"<{_TAGS[name]}>" if token.nesting > 0 else f"</{_TAGS[name]}>")
    return "".join(out)


def markdown_of(text: str, entities: Iterable[Mapping[str, Any]]) -> str:
    """What somebody wrote, with Telegram's entities as Markdown; their offsets count UTF-16 units."""
    units = text.encode("utf-16-le")
    marks: list[tuple[int, int, int, str]] = []
    for number, one in enumerate(entities):
        before, after = _marks(one)
        if before:
            start, end = int(one["offset"]), int(one["offset"]) + int(one["length"])
            marks += [(start, 1, number, before), (end, 0, -number, after)]
    out, place = [], 0
    for at, _, _, mark in sorted(marks, key=lambda one: one[:3]):
        out += [units[2 * place : 2 * at].decode("utf-16-le", "replace"), mark]
        place = at
    return "".join([*out, units[2 * place :].decode("utf-16-le", "replace")])


def _marks(one: Mapping[str, Any]) -> tuple[str, str]:
    kind = str(one.get("type"))
    if kind == "text_link":
        return "[", f"]({one.get('url')})"
    return _MARKS.get(kind, ("", ""))
