"""JSON from outside, read strictly, and the models it must fit."""

import json
import math
import re
from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar

import orjson
from pydantic import BaseModel, ValidationError

from config.errors import Fault, InvalidInput, Malformed

DEEPEST, LARGEST_INTEGER = 32, 2**53 - 1
_SURROGATE = re.compile("[\ud800-\udfff]")

Model = TypeVar("Model", bound=BaseModel)


def parse(body: bytes) -> Any:
    """Strict JSON: UTF-8, no duplicate keys, finite numbers, integers within 2^53 - 1, 32 levels, no U+0000.

    Raises:
        Malformed: with the code of what is wrong.
    """
    try:
        text = body.decode("utf-8")
        read = _DECODER.decode(text)
    except (UnicodeDecodeError, json.JSONDecodeError) as unreadable:
        raise Malformed("The body is not JSON.") from unreadable
    except RecursionError as deep:
        raise Malformed(f"At most {DEEPEST} levels.", code="json_too_deep") from deep
    # What is not written in it cannot be found in it: most bodies need no look at each of their values.
    if "\\u" in text or text.count("{") + text.count("[") > DEEPEST:
        _check(read)
    return read


def validated(model: type[Model], read: Any) -> Model:
    """What was parsed, as that model; types are what they say, no text becomes a number.

    Raises:
        InvalidInput: ``validation_failed`` or ``unknown_field``, with all faults.
    """
    try:
        return model.model_validate_json(orjson.dumps(read), strict=True)
    except ValidationError as invalid:
        raise _refused(invalid) from invalid


def validated_text(model: type[Model], given: Mapping[str, str]) -> Model:
    """Fields that came as text (of a query), as that model. No text holds U+0000, which no store takes.

    Raises:
        InvalidInput: as ``validated``.
    """
    if (name := next((one for one, text in given.items() if "\x00" in text), None)) is not None:
        fault = Fault(field=name, code="wrong_form", message="A character cannot be stored.")
        raise InvalidInput(f"{name}: {fault.message}", details=(fault,))
    try:
        return model.model_validate_strings(given)
    except ValidationError as invalid:
        raise _refused(invalid) from invalid


def _refused(invalid: ValidationError) -> InvalidInput:
    faults = tuple(_fault(error) for error in invalid.errors(include_url=False))
    code = "unknown_field" if faults[0].code == "unknown_field" else "validation_failed"
    return InvalidInput(f"{faults[0].field}: {faults[0].message}", code=code, details=faults)


# How a limit is said, and what it is called where the fault is told of.
_LIMITS = {
    "greater_than": ("More than", "gt"),
    "greater_than_equal": ("At least", "ge"),
    "less_than": ("Less than", "lt"),
    "less_than_equal": ("At most", "le"),
}
_CODES = {
    "extra_forbidden": "unknown_field",
    "missing": "missing",
    "string_too_long": "too_long",
    "too_long": "too_long",
    "string_too_short": "too_short",
    "too_short": "too_short",
    "string_pattern_mismatch": "wrong_form",
    "literal_error": "not_allowed",
    "enum": "not_allowed",
    "value_error": "not_acceptable",
}


def _fault(error: Any) -> Fault:
    path = ""
    for part in error["loc"]:
        path += f"[{part}]" if isinstance(part, int) else (f".{part}" if path else str(part))
    kind: str = error["type"]
    if kind in _LIMITS:
        words, limit = _LIMITS[kind]
        return Fault(field=path or "body", code="out_of_range", message=f"{words} {error['ctx'][limit]}.")
    code = _CODES.get(kind, "")
    if not code:
        code = "wrong_type" if kind.endswith("_type") else "wrong_form"
    return Fault(field=path or "body", code=code, message=error["msg"].removeprefix("Value error, "))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise Malformed("A key stands twice in one object.", code="duplicate_key")
    return read


def _no_constant(name: str) -> NoReturn:
    raise Malformed(f"{name} is not a JSON number.", code="number_out_of_range")


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > LARGEST_INTEGER:
        raise Malformed("An integer is too large.", code="number_out_of_range")
    return int(text)


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise Malformed("A number is too large.", code="number_out_of_range")
    return number


# Made once: what ``json.loads`` makes for each call takes longer than reading a small body.
_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_constant=_no_constant, parse_int=_integer, parse_float=_float
)


def _check(read: Any) -> None:
    level, depth = [read], 0
    while level:
        depth += any(isinstance(value, dict | list) for value in level)
        if depth > DEEPEST:
            raise Malformed(f"At most {DEEPEST} levels.", code="json_too_deep")
        inner: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                inner += [*value.keys(), *value.values()]
            elif isinstance(value, list):
                inner += value
            elif isinstance(value, str) and ("\x00" in value or _SURROGATE.search(value)):
                raise Malformed("Text has a character that cannot be stored.")
        level = inner
