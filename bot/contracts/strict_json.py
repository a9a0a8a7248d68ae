"""JSON from outside, read strictly, and the models it must fit."""

import json
import math
import re
from typing import Any, NoReturn, TypeVar

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
        read = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_int=_integer,
            parse_float=_float,
        )
    except (UnicodeDecodeError, json.JSONDecodeError) as unreadable:
        raise Malformed("The body is not JSON.") from unreadable
    except RecursionError as deep:
        raise Malformed(f"At most {DEEPEST} levels.", code="json_too_deep") from deep
    _check(read)
    return read


def validated(model: type[Model], read: Any) -> Model:
    """The body as that model.

    Raises:
        InvalidInput: ``validation_failed`` or ``unknown_field``, with all faults.
    """
    try:
        return model.model_validate(read)
    except ValidationError as invalid:
        faults = tuple(_fault(error) for error in invalid.errors())
        code = "unknown_field" if faults[0].code == "unknown_field" else "validation_failed"
        raise InvalidInput(f"{faults[0].field}: {faults[0].message}", code=code, details=faults) from invalid


def _fault(error: Any) -> Fault:
    path = ""
    for part in error["loc"]:
        path += f"[{part}]" if isinstance(part, int) else (f".{part}" if path else str(part))
    code = {"extra_forbidden": "unknown_field", "missing": "missing"}.get(error["type"], error["type"])
    return Fault(field=path or "body", code=code, message=error["msg"])


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


def _check(read: Any) -> None:
    level, depth = [read], 0
    while level:
        depth += 1
        inner: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                inner += [*value.keys(), *value.values()]
            elif isinstance(value, list):
                inner += value
            elif isinstance(value, str) and ("\x00" in value or _SURROGATE.search(value)):
                raise Malformed("Text has a character that cannot be stored.")
        if depth > DEEPEST and any(isinstance(value, dict | list) for value in inner):
            raise Malformed(f"At most {DEEPEST} levels.", code="json_too_deep")
        level = inner
