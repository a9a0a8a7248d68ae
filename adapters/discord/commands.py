"""The command registry ↔ Discord's application commands. Pure.

https://discord.com/developers/docs/interactions/application-commands
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.contracts.commands import Argument, Command, CommandList, Kind, Parsed

_TYPES = {Kind.INTEGER: 4, Kind.BOOLEAN: 5, Kind.NUMBER: 10}
STRING, SUBCOMMAND, MOST_CHOICES = 3, 1, 25


def schema(commands: CommandList) -> list[dict[str, Any]]:
    """All commands as Discord registers them: one for each first word, verbs as subcommands."""
    tops: dict[str, dict[str, Any]] = {}
    for one in commands.listed():
        for name in (one.name, *one.aliases):
            first, _, verb = name.partition(" ")
            top = tops.setdefault(
                first, {"name": first, "description": _said(one.summary), "type": 1, "options": []}
            )
            if verb:
                top["description"] = _said(f"{first}: {', '.join(_verbs(commands, first))}")
                options = [_option(argument) for argument in one.arguments]
                sub = {
                    "name": verb,
                    "description": _said(one.summary),
                    "type": SUBCOMMAND,
                    "options": options,
                }
                top["options"].append(sub)
            elif not top["options"]:
                top["options"] = [_option(argument) for argument in one.arguments]
    return [tops[name] for name in sorted(tops)]


def _verbs(commands: CommandList, first: str) -> Sequence[str]:
    return [one.name.partition(" ")[2] for one in commands.under(first)]


def _option(one: Argument) -> dict[str, Any]:
    option: dict[str, Any] = {
        "name": one.name, "description": _said(one.description), "type": _TYPES.get(one.kind, STRING),
        "required": one.is_required,
    }  # fmt: skip
    if one.choices and one.kind is not Kind.BOOLEAN and len(one.choices) <= MOST_CHOICES:
        option["choices"] = [{"name": choice, "value": choice} for choice in one.choices]
    elif one.suggest and option["type"] == STRING:
        option["autocomplete"] = True
    return option


def _said(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:99]}…"


def named(data: Mapping[str, Any]) -> tuple[str, Sequence[Mapping[str, Any]]]:
    """The command's whole name, and the options given to it."""
    options: Sequence[Mapping[str, Any]] = data.get("options") or ()
    if len(options) == 1 and options[0].get("type") == SUBCOMMAND:
        return f"{data['name']} {options[0]['name']}", options[0].get("options") or ()
    return str(data["name"]), options


def parsed(command: Command, options: Sequence[Mapping[str, Any]]) -> Parsed:
    """The command with its options: by name, but where the last takes all values by name."""
    given = {str(one["name"]): one.get("value") for one in options}
    last = command.arguments[-1] if command.arguments else None
    if last is None or not (last.kind is Kind.JSON or last.is_rest):
        return Parsed(name=command.name, values=given or None)
    before = [str(given[one.name]) for one in command.arguments[:-1] if one.name in given]
    rest = str(given.get(last.name) or "")
    return Parsed(name=command.name, target=before[0] if before else None, rest=rest)
