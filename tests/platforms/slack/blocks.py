"""Block Kit as Slack checks it and shows it."""

from collections.abc import Iterator, Sequence
from typing import Any

_LONGEST_TEXT = {"section": 3000, "header": 150}


class BadBlocks(Exception):
    """A block is none, or too long, or too many."""


def _need(held: object, told: str) -> None:
    if not held:
        raise BadBlocks(told)


def _text(block: dict[str, Any], limit: int, *, plain: bool = False) -> None:
    kinds = ("plain_text",) if plain else ("plain_text", "mrkdwn")
    _need(isinstance(block, dict) and block.get("type") in kinds, f"a text must be one of {kinds}")
    _need(0 < len(block.get("text") or "") <= limit, f"must be less than {limit + 1} characters, and some")


def _button(one: dict[str, Any]) -> None:
    _text(one.get("text", {}), 75, plain=True)
    _need(len(one.get("action_id", "")) <= 255, "action_id too long")
    _need(len(one.get("value", "")) <= 2000, "value too long")
    _need(one.get("style") in (None, "primary", "danger"), "unknown style")
    _need(len(one.get("url", "")) <= 3000, "url too long")


def _options(one: dict[str, Any]) -> None:
    options = one.get("options") or []
    _need(0 < len(options) <= 100, "1 to 100 options")
    for option in options:
        _text(option.get("text", {}), 75, plain=True)
        _need(0 < len(option.get("value", "")) <= 150, "an option's value has 1 to 150 characters")
    chosen = one.get("initial_option")
    _need(chosen is None or chosen in options, "the initial option is none of the options")


def _element(one: dict[str, Any]) -> None:
    kind = one.get("type")
    if kind == "button":
        _button(one)
    elif kind in ("static_select", "radio_buttons"):
        _options(one)
    elif kind == "plain_text_input":
        _need(len(one.get("initial_value", "")) <= 3000, "initial value too long")
    elif kind in ("number_input", "checkboxes", "overflow"):
        return
    else:
        raise BadBlocks(f"unsupported element {kind}")


def _section(block: dict[str, Any]) -> None:
    fields = block.get("fields") or []
    _need(block.get("text") or fields, "a section needs text or fields")
    if block.get("text"):
        _text(block["text"], _LONGEST_TEXT["section"])
    _need(len(fields) <= 10, "no more than 10 fields")
    for one in fields:
        _text(one, 2000)


def _actions(block: dict[str, Any]) -> None:
    elements = block.get("elements") or []
    _need(0 < len(elements) <= 25, "1 to 25 elements")
    names = [one.get("action_id") for one in elements if one.get("action_id")]
    _need(len(names) == len(set(names)), "action_id already exists in the block")
    for one in elements:
        _element(one)


def _context(block: dict[str, Any]) -> None:
    elements = block.get("elements") or []
    _need(0 < len(elements) <= 10, "1 to 10 elements")
    for one in elements:
        if one.get("type") != "image":
            _text(one, 2000)


def _input(block: dict[str, Any]) -> None:
    _text(block.get("label", {}), 2000, plain=True)
    if block.get("hint"):
        _text(block["hint"], 2000, plain=True)
    _element(block.get("element", {}))


_KINDS = {
    "section": _section,
    "header": lambda block: _text(block.get("text", {}), 150, plain=True),
    "actions": _actions,
    "context": _context,
    "input": _input,
    "divider": lambda _: None,
    "image": lambda block: _need(
        block.get("alt_text") and (block.get("image_url") or block.get("slack_file")), "alt"
    ),
    "rich_text": lambda _: None,
}


def check(blocks: Any, *, most: int = 50) -> list[dict[str, Any]]:
    """The blocks, if Slack would take them."""
    _need(isinstance(blocks, list) and len(blocks) <= most, f"no more than {most} items allowed")
    seen: set[str] = set()
    for block in blocks:
        _need(isinstance(block, dict) and block.get("type") in _KINDS, "unsupported type")
        name = block.get("block_id")
        _need(not name or (len(name) <= 255 and name not in seen), "block_id too long or twice")
        if name:
            seen.add(name)
        _KINDS[block["type"]](block)
    return list(blocks)


def check_view(view: Any) -> dict[str, Any]:
    """The view, if Slack would open it."""
    _need(isinstance(view, dict) and view.get("type") == "modal", "unsupported view")
    _text(view.get("title", {}), 24, plain=True)
    for name in ("submit", "close"):
        if view.get(name):
            _text(view[name], 24, plain=True)
    _need(len(view.get("private_metadata", "")) <= 3000, "private_metadata too long")
    _need(len(view.get("callback_id", "")) <= 255, "callback_id too long")
    blocks = check(view.get("blocks"), most=100)
    _need(view.get("submit") or not any(one["type"] == "input" for one in blocks), "submit is required")
    return view


def buttons(blocks: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each button with the block it stands in."""
    for block in blocks:
        held = block.get("elements", []) if block["type"] == "actions" else [block.get("accessory") or {}]
        yield from ((block, one) for one in held if one.get("type") == "button")


def words(blocks: Sequence[dict[str, Any]]) -> str:
    """What is to be read in the blocks, a line each."""
    lines: list[str] = []
    for block in blocks:
        if block["type"] in ("section", "header"):
            texts = [block.get("text"), *(block.get("fields") or [])]
            lines += [one["text"] for one in texts if one]
        elif block["type"] == "context":
            lines += [one["text"] for one in block["elements"] if one.get("type") != "image"]
    return "\n".join(lines)
