"""Forms: what is missing of a command, and what of a proposal may be changed before approving. Pure.

A form is named by a token that says all there is to know of it, so that any process can take its answers.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.contracts import grammar
from bot.contracts.commands import Argument, Command, Kind, Parsed
from bot.contracts.platforms import FieldKind, Form, FormField
from config.errors import InvalidInput

COMMAND = "c."
MOST_FIELDS = 5
_LONG = 80
_KINDS: Mapping[str, Any] = {"integer": "number", "number": "number", "boolean": "boolean"}
_YES = frozenset({"yes", "true", "on", "1", "y"})
_NO = frozenset({"no", "false", "off", "0", "n", ""})


def for_command(command: Command) -> Form:
    """A form that asks for the command's arguments."""
    return Form(
        token=COMMAND + command.name.replace(" ", "."),
        title=command.summary,
        submit="Do it",
        fields=tuple(_argument(one) for one in command.arguments[:MOST_FIELDS]),
    )


def command_in(token: str) -> str | None:
    """The command that a form's token names; None: it is another form's."""
    return token.removeprefix(COMMAND).replace(".", " ") if token.startswith(COMMAND) else None


def parsed(command: Command, values: Mapping[str, str]) -> Parsed:
    """The command with a form's answers.

    Raises:
        InvalidInput: one that should be an object is none.
    """
    given: dict[str, Any] = {}
    rest = ""
    for one in command.arguments:
        value = values.get(one.name, "").strip()
        if not value:
            continue
        if one.is_rest:
            rest = value
        elif one.kind is Kind.JSON:
            given[one.name] = grammar.read(value).values or {}
        else:
            given[one.name] = value
    return _parsed(command, given, rest)


def _parsed(command: Command, given: dict[str, Any], rest: str) -> Parsed:
    params = next((one for one in command.arguments if one.kind is Kind.JSON), None)
    if params is None:
        return Parsed(name=command.name, values=given or None, rest=rest)
    # One that takes all values by name leaves the others their places.
    before = [str(given[one.name]) for one in command.arguments if one is not params and one.name in given]
    return Parsed(name=command.name, target=before[0] if before else None, values=given.get(params.name))


def _argument(one: Argument) -> FormField:
    is_long = one.kind is Kind.JSON or one.is_rest
    kind: FieldKind = "choice" if one.choices else "long_text" if is_long else "text"
    label = one.description if len(one.description) <= _LONG else one.name
    return FormField(name=one.name, label=label, kind=kind, choices=one.choices, is_required=one.is_required)


def for_editing(token: str, title: str, schema: Mapping[str, Any], data: Mapping[str, Any]) -> Form:
    """A form with what of the data may be changed, as it is now. What is no single value is not asked for."""
    fields = [
        _value(name, declared, data.get(name)) for name, declared in _plain_properties(schema)[:MOST_FIELDS]
    ]
    return Form(token=token, title=title, submit="Approve with this", fields=tuple(fields))


def edited(schema: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    """The answers of such a form, each as its schema has it.

    Raises:
        InvalidInput: one is not of its type.
    """
    changed: dict[str, Any] = {}
    for name, declared in _plain_properties(schema):
        if name in values:
            changed[name] = _typed(name, declared.get("type"), values[name].strip())
    return changed


def _plain_properties(schema: Mapping[str, Any]) -> Sequence[tuple[str, Mapping[str, Any]]]:
    declared = schema.get("properties") or {}
    return [(name, one) for name, one in declared.items() if one.get("type") not in ("object", "array")]


def _value(name: str, declared: Mapping[str, Any], value: Any) -> FormField:
    choices = tuple(str(one) for one in declared.get("enum") or ())
    kind: FieldKind = "choice" if choices else _KINDS.get(str(declared.get("type")), "text")
    text = "" if value is None else ("yes" if value else "no") if isinstance(value, bool) else str(value)
    if kind == "text" and len(text) > _LONG:
        kind = "long_text"
    label = str(declared.get("title") or name)
    return FormField(name=name, label=label, kind=kind, value=text, choices=choices, is_required=False)


def _typed(name: str, kind: Any, text: str) -> Any:
    if kind == "boolean":
        if text.lower() not in _YES | _NO:
            raise InvalidInput(f"{name} is yes or no.")
        return text.lower() in _YES
    if kind in ("integer", "number"):
        try:
            number = float(text.replace(",", ""))
        except ValueError:
            raise InvalidInput(f"{name} is a number.") from None
        if number != number or number in (float("inf"), float("-inf")):
            raise InvalidInput(f"{name} is a number.")
        return int(number) if number.is_integer() else number
    return text
