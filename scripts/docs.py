"""``make docs``: writes the pages of ``docs/`` that follow from the code."""

import json
from collections.abc import Sequence
from pathlib import Path

from bot.contracts.agents import AgentDefinition
from bot.contracts.commands import Argument, Command
from bot.contracts.unit import Role
from bot.runtime.discovery import find_commands

_DOCS = Path(__file__).parents[1] / "docs"
COMMANDS, AGENT_SCHEMA = _DOCS / "commands.md", _DOCS / "schemas" / "agent.schema.json"
_HEAD = """\
# Slash commands

A message that begins with `/` is a command. It is kept as it was typed, less what looks like a secret, and is
answered to its author alone, unless the answer concerns the channel. A wrong one is refused with what would
be right, and is not kept. Text that begins with a slash is posted when it begins with two: `//`.

A name may stand in quotation marks or not, in capitals or not, or be written `@like-this`. Of several that
fit the longest is meant, and the beginning of a name will do where only one begins so. Values are written
`key=value key="two words"`, or as JSON whose keys need no quotation marks: `{topic: "Summer", tone: 'calm'}`.

`make docs` writes this page from the commands themselves.
"""


def commands_page(commands: Sequence[Command]) -> str:
    """The page of the slash commands."""
    parts = [_HEAD, "| Command | Does | For |", "|---|---|---|"]
    parts += [f"| {_code(one.syntax)} | {one.summary} | {_who(one.role)} |" for one in commands]
    nouns = dict.fromkeys(one.name.partition(" ")[0] for one in commands)
    for noun in nouns:
        parts += ["", f"## /{noun}"]
        for one in commands:
            if one.name.partition(" ")[0] == noun:
                parts += ["", *_section(one)]
    return "\n".join(parts) + "\n"


def agent_schema() -> str:
    """The JSON Schema of ``agent.yaml``, by which an editor completes and checks it."""
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **AgentDefinition.model_json_schema(),
        "title": "agent.yaml",
    }
    return json.dumps(described, indent=2) + "\n"


def _section(one: Command) -> Sequence[str]:
    also = f" Also {', '.join(_code(f'/{alias}') for alias in one.aliases)}." if one.aliases else ""
    told = [f"`{one.syntax}`", "", f"{one.summary}. For {_who(one.role)}.{also}"]
    return [*told, "", *map(_argument, one.arguments)] if one.arguments else told


def _argument(one: Argument) -> str:
    kind = "the rest of the line" if one.is_rest else one.kind.value
    return f"- `{one.name}` ({kind}{'' if one.is_required else ', optional'}): {one.description}"


def _who(role: Role) -> str:
    return (
        "everybody" if role is Role.GUEST else f"{role.value}s" + ("" if role is Role.OWNER else " and above")
    )


def _code(text: str) -> str:
    return "`" + text.replace("|", "\\|") + "`"


if __name__ == "__main__":
    COMMANDS.write_text(commands_page(find_commands().listed()), "utf-8")
    AGENT_SCHEMA.parent.mkdir(exist_ok=True)
    AGENT_SCHEMA.write_text(agent_schema(), "utf-8")
