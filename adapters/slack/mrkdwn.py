"""Markdown → Slack's mrkdwn: pure. What people wrote is text: it never becomes a mention, and what Slack has
no marks for is shown by the marks it has.
"""

import html
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

# Between a mark and what it would mark otherwise; does not show.
_APART = "\N{ZERO WIDTH SPACE}"
_MARK = re.compile(r"(?<![^\W_])[*_~`](?=\S)|(?<=\S)[*_~`](?![^\W_])")
_MENTION = re.compile(r'@["“„]([^"“”„\n]{1,200})["”“]')
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>|]+")
_MARKS = frozenset({"em", "strong", "s"})
_BULLETS = ("•", "◦", "▪")


def mrkdwn(text: str) -> str:
    """The Markdown text as Slack shows it."""
    from markdown_it.tree import SyntaxTreeNode

    return _blocks(SyntaxTreeNode(_reader().parse(text)).children, depth=0).strip("\n")


def escaped(text: str) -> str:
    """The text so that Slack shows just that; nothing in it is a mention, a link or a mark."""
    return _MARK.sub(lambda found: f"{_APART}{found[0]}{_APART}", entities(text))


def entities(text: str) -> str:
    """The text with the three signs escaped that mean something to Slack."""
    return html.escape(text, quote=False)


def link(label: str, url: str) -> str:
    """A link; just its label where the address is of no kind that may be followed."""
    shown = entities(" ".join(label.split())).replace("|", "¦")
    if not _ADDRESS.fullmatch(url):
        return shown
    address = entities(url)
    return f"<{address}|{shown}>" if shown and shown != address else f"<{address}>"


def cut(text: str, most: int) -> str:
    """At most that much of what is written for Slack."""
    return text if len(text) <= most else f"{text[: before_entity(text, most - 1)].rstrip()}…"


def before_entity(text: str, at: int) -> int:
    """Where to cut so that no escape and no link is cut in two."""
    opened = text.rfind("<", max(0, at - 2_000), at)
    if opened > 0 and text.find(">", opened, at) < 0:
        return opened
    begun = text.rfind("&", max(0, at - 5), at)
    return begun if begun > 0 and text.find(";", begun, at) < 0 else at


@cache
def _reader() -> "MarkdownIt":
    # Imported where it is used: roles that send nothing start without it.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"])


def _blocks(nodes: Sequence["SyntaxTreeNode"], *, depth: int) -> str:
    told = [_BLOCKS.get(node.type, _unknown)(node, depth) for node in nodes]
    return "\n\n".join(filter(None, told))


def _unknown(node: "SyntaxTreeNode", depth: int) -> str:
    return _blocks(node.children, depth=depth) if node.children else escaped(node.content)


def _paragraph(node: "SyntaxTreeNode", _: int) -> str:
    return _inline(node)


def _heading(node: "SyntaxTreeNode", _: int) -> str:
    told = _inline(node)
    return told if "*" in told or not told else f"*{told}*"


def _fence(node: "SyntaxTreeNode", _: int) -> str:
    return f"```\n{entities(node.content).rstrip().replace('```', f'``{_APART}`')}\n```"


def _quote(node: "SyntaxTreeNode", depth: int) -> str:
    inner = _blocks(node.children, depth=depth)
    return "\n".join(f"> {line}".rstrip() if line else ">" for line in inner.split("\n"))


def _list(node: "SyntaxTreeNode", depth: int) -> str:
    is_counted = node.type == "ordered_list"
    first = int(node.attrs.get("start", 1)) if is_counted else 0
    lines: list[str] = []
    for place, item in enumerate(node.children):
        mark = f"{first + place}." if is_counted else _BULLETS[min(depth, len(_BULLETS) - 1)]
        parts = [_BLOCKS.get(one.type, _unknown)(one, depth + 1) for one in item.children]
        inner = "\n".join(filter(None, parts)).split("\n")
        lines.append(f"{mark} {inner[0]}")
        lines += [f"    {line}" if line else "" for line in inner[1:]]
    return "\n".join(lines)


def _table(node: "SyntaxTreeNode", _: int) -> str:
    """Columns in a block of code: Slack has no tables."""
    rows = [[_plain(cell) for cell in row.children] for part in node.children for row in part.children]
    widths = [max(len(row[at]) for row in rows if at < len(row)) for at in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(widths[at]) for at, cell in enumerate(row)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "```\n" + entities("\n".join(lines)).replace("```", f"``{_APART}`") + "\n```"


def _plain(node: "SyntaxTreeNode") -> str:
    if node.type in ("text", "code_inline"):
        return node.content
    return " " if node.type in ("softbreak", "hardbreak") else "".join(_plain(one) for one in node.children)


_BLOCKS: "dict[str, Callable[[SyntaxTreeNode, int], str]]" = {
    "paragraph": _paragraph,
    "heading": _heading,
    "fence": _fence,
    "code_block": _fence,
    "blockquote": _quote,
    "bullet_list": _list,
    "ordered_list": _list,
    "table": _table,
    "hr": lambda _node, _depth: "———",
}


def _inline(node: "SyntaxTreeNode") -> str:
    parts = [_INLINE.get(one.type, _inline)(one) for one in node.children]
    for at, one in enumerate(node.children):
        before = parts[at - 1][-1:] if at else ""
        after = parts[at + 1][:1] if at + 1 < len(parts) else ""
        if one.type in _MARKS and (before.isalnum() or after.isalnum()):
            # Slack marks no part of a word, unless it is held apart from the rest; 2*3*4 is meant as it is.
            inner = _inline(one)
            parts[at] = f"*{inner}*" if one.markup == "*" else f"{_APART}{parts[at]}{_APART}"
    return "".join(parts)


def _text(node: "SyntaxTreeNode") -> str:
    return escaped(_MENTION.sub(r"@\1", node.content))


def _code(node: "SyntaxTreeNode") -> str:
    return f"`{entities(node.content).replace('`', f'{_APART}ˋ')}`"


def _marked(mark: str) -> "Callable[[SyntaxTreeNode], str]":
    def marked(node: "SyntaxTreeNode") -> str:
        inner = _inline(node)
        # Slack sees no mark before or after a space, and none inside the same mark.
        return inner if not inner or inner != inner.strip() or mark in inner else f"{mark}{inner}{mark}"

    return marked


def _link(node: "SyntaxTreeNode") -> str:
    return link("".join(_plain(one) for one in node.children), str(node.attrs.get("href", "")))


def _image(node: "SyntaxTreeNode") -> str:
    return link("".join(_plain(one) for one in node.children) or "Picture", str(node.attrs.get("src", "")))


_INLINE: "dict[str, Callable[[SyntaxTreeNode], str]]" = {
    "text": _text,
    "code_inline": _code,
    "strong": _marked("*"),
    "em": _marked("_"),
    "s": _marked("~"),
    "link": _link,
    "image": _image,
    "softbreak": lambda _: "\n",
    "hardbreak": lambda _: "\n",
}
