"""Templates: text with places written ``{{ path.to.value }}``, and the variables that these may name. Pure.

A place is filled in once, with text. There are no expressions, no filters and no attributes, and what was
filled in is not read again. Whatever is wrong is found before anything is filled in, and told at once.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from config.errors import Fault, InvalidInput

LONGEST_TEMPLATE, LONGEST_RENDERED, MOST_FAULTS = 50_000, 100_000, 50
_NAME = r"[A-Za-z_][A-Za-z0-9_]{0,63}"
# Two braces always open a place; without a path they are a mistake.
_PLACE = re.compile(r"\{\{(?:\s*+(" + _NAME + r"(?:\.[A-Za-z0-9_]{1,64}){0,9})\s*+\}\})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ABSENT = object()

Escape = Callable[[str], str]
"""Makes text mean itself where the template is going: in Markdown, in HTML, in a header."""


class Variable(BaseModel):
    """A variable that a template declares."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern=f"^{_NAME}$")]
    type: Literal["text", "number", "date", "json_object"]
    description_text: Annotated[str, Field(max_length=2_000)] | None = None
    is_required: bool = False
    default_value: Any = None


def check(text: str, variables: Sequence[Variable]) -> None:
    """Return if the text names declared variables alone, and these are declared well.

    Raises:
        InvalidInput: code ``template_invalid``, ``template_undeclared`` or ``template_default``; all faults.
    """
    _raise(chain(_schema_faults(variables), _text_faults(text, variables)))


def render(
    text: str, variables: Sequence[Variable], given: Mapping[str, Any], *, escape: Escape = str
) -> str:
    """The text with its places filled in. A variable that is not given has its default, else is empty; within
    an object every path must be there.

    Raises:
        InvalidInput: as ``check``, or ``template_missing``, ``template_type``, ``template_unknown``,
            ``template_too_long``.
    """
    check(text, variables)
    _raise(_given_faults(variables, given))
    values = {one.name: _value(one, given) for one in variables}
    _raise(_path_faults(text, values))
    parts, length = [], 0
    for part in _filled(text, values, escape):
        # Counted on the way: one long value may stand in a thousand places.
        if (length := length + len(part)) > LONGEST_RENDERED:
            told = f"With these values it has more than {LONGEST_RENDERED} characters."
            _raise([Fault(field="variables", code="template_too_long", message=told)])
        parts.append(part)
    return "".join(parts)


def _filled(text: str, values: Mapping[str, Any], escape: Escape) -> Iterator[str]:
    end = 0
    for found in _PLACE.finditer(text):
        yield text[end : found.start()]
        yield escape(_said(_at(values, found[1])))
        end = found.end()
    yield text[end:]


def _schema_faults(variables: Sequence[Variable]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, one in enumerate(variables):
        field = f"variables_schema_json_array[{number}]"
        if one.name in seen:
            told = f"'{one.name}' is declared twice."
            yield Fault(field=f"{field}.name", code="template_invalid", message=told)
        seen.add(one.name)
        if one.default_value is not None and not _FITS[one.type](one.default_value):
            told = f"The default of '{one.name}' is not {_KINDS[one.type]}."
            yield Fault(field=f"{field}.default_value", code="template_default", message=told)


def _text_faults(text: str, variables: Sequence[Variable]) -> Iterator[Fault]:
    types = {one.name: one.type for one in variables}
    told_of: set[str] = set()
    for found in _PLACE.finditer(text):
        path, where = found[1], f"line {text.count(chr(10), 0, found.start()) + 1}"
        if path in told_of:
            continue
        if path is None:
            told = f"On {where} '{text[found.start() : found.start() + 40]}' is not {{{{ path.to.value }}}}."
            yield Fault(field="prompt_text", code="template_invalid", message=told)
            continue
        told_of.add(path)
        name, _, inside = path.partition(".")
        if name not in types:
            told = f"On {where} '{name}' is no declared variable."
            yield Fault(field="prompt_text", code="template_undeclared", message=told)
        elif inside and types[name] != "json_object":
            told = f"On {where} '{path}' looks into '{name}', which is {_KINDS[types[name]]}."
            yield Fault(field="prompt_text", code="template_invalid", message=told)


def _given_faults(variables: Sequence[Variable], given: Mapping[str, Any]) -> Iterator[Fault]:
    names = {one.name for one in variables}
    for name in given:
        if name not in names:
            told = f"There is no variable '{name[:64]}'."
            yield Fault(field=f"variables.{name[:64]}", code="template_unknown", message=told)
    for one in variables:
        value, field = _value(one, given), f"variables.{one.name}"
        if value is None:
            if one.is_required:
                told = f"'{one.name}' is missing."
                yield Fault(field=field, code="template_missing", message=told)
        elif not _FITS[one.type](value):
            told = f"'{one.name}' is not {_KINDS[one.type]}."
            yield Fault(field=field, code="template_type", message=told)


def _path_faults(text: str, values: Mapping[str, Any]) -> Iterator[Fault]:
    for path in dict.fromkeys(found[1] for found in _PLACE.finditer(text)):
        if _at(values, path) is _ABSENT:
            told = f"'{path}' is missing."
            yield Fault(field=f"variables.{path}", code="template_missing", message=told)


def _value(one: Variable, given: Mapping[str, Any]) -> Any:
    value = given.get(one.name)
    return one.default_value if value is None else value


def _at(values: Mapping[str, Any], path: str) -> Any:
    """What stands there: None for a variable without a value."""
    name, *inside = path.split(".")
    value = values[name]
    if value is None:
        return None
    for part in inside:
        value = value.get(part, _ABSENT) if isinstance(value, dict) else _ABSENT
        if value is None or value is _ABSENT:
            return _ABSENT
    return value


def _said(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _is_number(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _is_date(value: Any) -> bool:
    if not isinstance(value, str) or _DATE.fullmatch(value) is None:
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


_FITS: Mapping[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "number": _is_number,
    "date": _is_date,
    "json_object": lambda value: isinstance(value, dict),
}
_KINDS = {
    "text": "text",
    "number": "a number",
    "date": "a date such as 2026-03-31",
    "json_object": "an object",
}


def _raise(faults: Iterable[Fault]) -> None:
    if found := tuple(islice(faults, MOST_FAULTS)):
        raise InvalidInput(found[0].message, code=found[0].code, details=found)
