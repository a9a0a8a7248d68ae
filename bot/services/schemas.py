"""Schemas of what may be edited: a subset of JSON Schema (draft 2020-12) without anything that can take long
or look elsewhere. Pure: a schema is checked when it comes, and then tells what is wrong with a value.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.services.diffs import canonical, type_of
from config.errors import Fault

DEEPEST, MOST_PROPERTIES, MOST_CHOICES = 5, 100, 200
TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")
Schema = Mapping[str, Any]
"""What was parsed from JSON; ``problems`` says whether it is a schema of ours."""


def problems(schema: Any, path: str) -> list[Fault]:
    """What keeps it from being used: the schema of an object with ``properties``, in keywords known here."""
    found = list(_problems(schema, path, 1))
    if not found and (schema.get("type") != "object" or not schema.get("properties")):
        text = 'This is the schema of an object: {"type": "object", "properties": {…}}.'
        found.append(Fault(field=path, code="wrong_form", message=text))
    if not found and _size(schema) > MOST_PROPERTIES:
        found.append(Fault(field=path, code="too_long", message=f"At most {MOST_PROPERTIES} properties."))
    return found


def faults(schema: Schema, value: Any, path: str = "") -> list[Fault]:
    """Everything in which the value does not fit the schema."""
    return list(_faults(schema, value, path))


def edited(schema: Schema, data: Mapping[str, Any], payload: Any) -> tuple[dict[str, Any], list[Fault]]:
    """The data with what the payload says in its place, and what is wrong with that.

    A payload holds the whole data or only what changes. Only what the schema names may change; the named part
    of the result must fit the schema. Objects are gone into as far as their schema names ``properties``;
    everything else is replaced whole.
    """
    wrong: list[Fault] = []
    result = _merged(schema, data, payload, "edited_payload", wrong)
    if not wrong:
        wrong = faults(schema, _named(schema, result), "edited_payload")
    return result, wrong


def _merged(schema: Schema, data: Any, payload: Any, path: str, wrong: list[Fault]) -> Any:
    declared = schema.get("properties")
    if not isinstance(payload, dict) or not declared:
        return payload
    result = dict(data) if isinstance(data, dict) else {}
    for name, value in payload.items():
        if name in declared:
            result[name] = _merged(declared[name], result.get(name), value, f"{path}.{name}", wrong)
        elif name not in result or canonical(result[name]) != canonical(value):
            text = "This may not be changed."
            wrong.append(Fault(field=f"{path}.{name}", code="unknown_field", message=text))
    return result


def _named(schema: Schema, value: Any) -> Any:
    declared = schema.get("properties")
    if not isinstance(value, dict) or not declared:
        return value
    return {name: _named(declared[name], inner) for name, inner in value.items() if name in declared}


def _faults(schema: Schema, value: Any, path: str) -> Iterator[Fault]:
    declared = schema.get("type")
    kind = type_of(value)
    wanted = [declared] if isinstance(declared, str) else list(declared or ())
    if wanted and kind not in wanted and not (kind == "integer" and "number" in wanted):
        yield Fault(field=path, code="wrong_type", message=f"This should be {' or '.join(wanted)}.")
        return
    if "enum" in schema and canonical(value) not in map(canonical, schema["enum"]):
        yield Fault(field=path, code="not_allowed", message="This is none of the values to choose from.")
    if kind in ("integer", "number"):
        yield from _number_faults(schema, value, path)
    elif kind == "string":
        yield from _text_faults(schema, value, path)
    elif kind == "array" and "items" in schema:
        for number, item in enumerate(value):
            yield from _faults(schema["items"], item, f"{path}[{number}]")
    elif kind == "object":
        yield from _object_faults(schema, value, path)


def _number_faults(schema: Schema, value: Any, path: str) -> Iterator[Fault]:
    if "minimum" in schema and value < schema["minimum"]:
        yield Fault(field=path, code="out_of_range", message=f"At least {schema['minimum']}.")
    if "maximum" in schema and value > schema["maximum"]:
        yield Fault(field=path, code="out_of_range", message=f"At most {schema['maximum']}.")


def _text_faults(schema: Schema, value: str, path: str) -> Iterator[Fault]:
    if len(value) < schema.get("minLength", 0):
        yield Fault(field=path, code="too_short", message=f"At least {schema['minLength']} characters.")
    if len(value) > schema.get("maxLength", len(value)):
        yield Fault(field=path, code="too_long", message=f"At most {schema['maxLength']} characters.")


def _object_faults(schema: Schema, value: Mapping[str, Any], path: str) -> Iterator[Fault]:
    declared, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    for name in schema.get("required", ()):
        if name not in value:
            yield Fault(field=f"{path}.{name}" if path else name, code="missing", message="This is needed.")
    for name, inner in value.items():
        field = f"{path}.{name}" if path else name
        if name in declared:
            yield from _faults(declared[name], inner, field)
        elif others is False:
            yield Fault(field=field, code="unknown_field", message="This is not known here.")
        elif isinstance(others, Mapping):
            yield from _faults(others, inner, field)


def _problems(schema: Any, path: str, depth: int) -> Iterator[Fault]:
    if not isinstance(schema, dict):
        yield Fault(field=path, code="wrong_type", message="A schema is an object.")
        return
    if depth > DEEPEST:
        yield Fault(field=path, code="too_deep", message=f"At most {DEEPEST} levels.")
        return
    for word, value in schema.items():
        if word not in _WORDS:
            text = f"'{word[:40]}' is not known here; known are {', '.join(sorted(_WORDS))}."
            yield Fault(field=f"{path}.{word[:40]}", code="unknown_field", message=text)
        elif not _WORDS[word](value):
            text = f"This is not how '{word}' is used."
            yield Fault(field=f"{path}.{word}", code="wrong_form", message=text)
        elif word == "properties":
            for name, inner in value.items():
                yield from _problems(inner, f"{path}.properties.{name}", depth + 1)
        elif word == "items" or (word == "additionalProperties" and not isinstance(value, bool)):
            yield from _problems(value, f"{path}.{word}", depth + 1)


def _size(schema: Any) -> int:
    inner = list(schema.get("properties", {}).values())
    inner += [
        schema[word] for word in ("items", "additionalProperties") if isinstance(schema.get(word), dict)
    ]
    return len(schema.get("properties", {})) + sum(_size(one) for one in inner)


def _is_type(value: Any) -> bool:
    several = value if isinstance(value, list) else [value]
    return 0 < len(several) == len(set(map(str, several))) and all(one in TYPES for one in several)


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_choice(value: Any) -> bool:
    return isinstance(value, list) and 0 < len(value) <= MOST_CHOICES


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def _is_anything(_: Any) -> bool:
    return True


# No 'pattern': an expression can be written that takes for ever. No '$ref': nothing is looked up.
_WORDS: Mapping[str, Callable[[Any], bool]] = {
    "type": _is_type,
    "properties": _is_object,
    "required": _is_names,
    "enum": _is_choice,
    "minimum": _is_number,
    "maximum": _is_number,
    "minLength": _is_count,
    "maxLength": _is_count,
    "items": _is_object,
    "additionalProperties": lambda value: isinstance(value, bool | dict),
    "title": _is_text,
    "description": _is_text,
    "default": _is_anything,
    "examples": lambda value: isinstance(value, Sequence),
}
