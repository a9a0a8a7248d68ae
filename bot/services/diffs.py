"""Data compared: what differs, field by field, and the digest that binds an action to its data. Pure."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

Difference = dict[str, Any]


def canonical(value: Any) -> str:
    """One text for one value: keys in order, no spaces, a whole number without its fraction.

    It is the same before a value is stored and after it is read again, whatever the store does to numbers.
    """
    return json.dumps(
        _plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def digest(kind: str | None, data: Any) -> str:
    """The SHA-256 of a class of action and its data: what was approved, and nothing else, may be done."""
    return hashlib.sha256(canonical({"kind": kind, "data": data}).encode()).hexdigest()


def differences(old: Any, new: Any, schema: Mapping[str, Any] | None = None) -> list[Difference]:
    """What of ``old`` is otherwise in ``new``: ``{field, type, old, new}``, in the order of their paths.

    A field is a path such as ``offer.steps[2].percent``; its type is the one that the schema declares, else
    that of its new value. What was not there, or is not any more, is null. Lists of another length are one
    difference.
    """
    return list(_differences(old, new, schema or {}, ""))


def type_of(value: Any) -> str:
    """The JSON Schema name of a value's type; of a whole number ``integer``."""
    if isinstance(value, float) and value.is_integer():
        return "integer"
    return _TYPES[type(value)]


_TYPES: Mapping[type, str] = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}


def _differences(old: Any, new: Any, schema: Mapping[str, Any], path: str) -> Iterator[Difference]:
    if isinstance(old, dict) and isinstance(new, dict):
        declared = schema.get("properties", {})
        for name in sorted(old.keys() | new.keys()):
            inner = f"{path}.{name}" if path else name
            if name in old and name in new:
                yield from _differences(old[name], new[name], declared.get(name, {}), inner)
            else:
                yield _difference(old.get(name), new.get(name), declared.get(name, {}), inner)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _differences(before, after, schema.get("items", {}), f"{path}[{number}]")
    elif canonical(old) != canonical(new):
        yield _difference(old, new, schema, path)


def _difference(old: Any, new: Any, schema: Mapping[str, Any], path: str) -> Difference:
    declared = schema.get("type")
    return {
        "field": path,
        "type": declared if isinstance(declared, str) else type_of(new),
        "old": old,
        "new": new,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
