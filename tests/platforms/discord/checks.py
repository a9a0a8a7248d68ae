"""What Discord refuses, with its codes.

https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
"""

from collections.abc import Iterator
from typing import Any


class No(Exception):
    """Discord's answer is an error."""

    def __init__(self, status: int, code: int, told: str, **more: Any) -> None:
        super().__init__(told)
        self.status = status
        self.body = {"message": told, "code": code} | more


def unknown(what: str, code: int) -> No:
    return No(404, code, f"Unknown {what}")


def invalid(field: str, told: str) -> No:
    errors = {field: {"_errors": [{"code": "BASE_TYPE_BAD_LENGTH", "message": told}]}}
    return No(400, 50035, "Invalid Form Body", errors=errors)


def message(body: dict[str, Any], *, has_files: bool) -> None:
    content = str(body.get("content") or "")
    embeds, components = body.get("embeds") or [], body.get("components") or []
    if len(content) > 2000:
        raise invalid("content", "Must be 2000 or fewer in length.")
    if not (content.strip() or embeds or has_files):
        raise No(400, 50006, "Cannot send an empty message")
    _embeds(embeds)
    _components(components)
    if len(str(body.get("nonce") or "")) > 25:
        raise invalid("nonce", "Must be 25 or fewer in length.")


def page(params: dict[str, str]) -> int:
    """How many messages are asked for."""
    limit = str(params.get("limit") or 50)
    if not limit.isdigit() or not 1 <= int(limit) <= 100:
        raise invalid("limit", "Must be between 1 and 100.")
    return int(limit)


def _embeds(embeds: list[dict[str, Any]]) -> None:
    if len(embeds) > 10:
        raise invalid("embeds", "Must be 10 or fewer in length.")
    for one in embeds:
        fields = one.get("fields") or []
        if len(fields) > 25:
            raise invalid("embeds.fields", "Must be 25 or fewer in length.")
        if not all(field["name"] and field["value"] for field in fields):
            raise invalid("embeds.fields", "This field is required")
    texts = [told for one in embeds for told in _texts(one)]
    for name, text, most in texts:
        if len(text) > most:
            raise invalid(f"embeds.{name}", f"Must be {most} or fewer in length.")
    if sum(len(text) for _, text, _ in texts) > 6000:
        raise invalid("embeds", "Embed size exceeds maximum size of 6000")


def _texts(one: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Each text of an embed, with how long it may be."""
    yield "title", one.get("title") or "", 256
    yield "description", one.get("description") or "", 4096
    yield "footer.text", (one.get("footer") or {}).get("text") or "", 2048
    yield "author.name", (one.get("author") or {}).get("name") or "", 256
    for field in one.get("fields") or []:
        yield "fields.name", field["name"], 256
        yield "fields.value", field["value"], 1024


def _components(rows: list[dict[str, Any]]) -> None:
    if len(rows) > 5:
        raise invalid("components", "Must be 5 or fewer in length.")
    seen: set[str] = set()
    for row in rows:
        buttons = row.get("components") or []
        if row.get("type") != 1 or not 1 <= len(buttons) <= 5:
            raise invalid("components", "Must be between 1 and 5 in length.")
        for one in buttons:
            name = one.get("custom_id") or one.get("url") or ""
            if not 1 <= len(name) <= 512 or (one.get("custom_id") and len(name) > 100):
                raise invalid("components.custom_id", "Must be between 1 and 100 in length.")
            if one.get("type") == 2 and len(str(one.get("label") or "")) > 80:
                raise invalid("components.label", "Must be 80 or fewer in length.")
            if name in seen:
                raise invalid("components", "Component custom id cannot be duplicated")
            seen.add(name)


def commands(given: list[dict[str, Any]]) -> None:
    import re

    if len(given) > 100:
        raise No(400, 30032, "Maximum number of application commands reached (100)")
    for one in given:
        _named(one, re.compile(r"[-_\w]{1,32}"))


def _named(one: dict[str, Any], pattern: Any) -> None:
    if not pattern.fullmatch(one["name"]) or one["name"] != one["name"].lower():
        raise invalid("name", "Command name is invalid")
    if not 1 <= len(one.get("description") or "") <= 100:
        raise invalid("description", "Must be between 1 and 100 in length.")
    options = one.get("options") or []
    if len(options) > 25 or len({option["name"] for option in options}) < len(options):
        raise invalid("options", "Must be 25 or fewer in length.")
    is_required = True
    for option in options:
        if option["type"] > 2:
            if option.get("required") and not is_required:
                raise invalid("options", "Required options must be placed before non-required options")
            is_required = bool(option.get("required"))
            if len(option.get("choices") or []) > 25:
                raise invalid("choices", "Must be 25 or fewer in length.")
        _named(option, pattern)


def modal(data: dict[str, Any]) -> None:
    rows = data.get("components") or []
    if not 1 <= len(rows) <= 5 or not 1 <= len(data.get("custom_id") or "") <= 100:
        raise invalid("components", "Must be between 1 and 5 in length.")
    if not 1 <= len(data.get("title") or "") <= 45:
        raise invalid("title", "Must be between 1 and 45 in length.")
    for row in rows:
        (field,) = row["components"]
        if (
            field["type"] != 4
            or not 1 <= len(field["label"]) <= 45
            or not 1 <= len(field["custom_id"]) <= 100
        ):
            raise invalid("label", "Must be between 1 and 45 in length.")
