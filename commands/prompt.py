"""/prompt list|show|use."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field

from bot.contracts.commands import (
    Args,
    CommandContext,
    LibraryName,
    Params,
    PromptName,
    Reply,
    command,
    here,
)
from bot.contracts.markdown import block, bullets, code, plain
from bot.contracts.messages import LONGEST_TEXT
from bot.contracts.templates import Variable
from bot.contracts.unit import Role
from bot.services import prompt_libraries, prompts
from config.errors import InvalidInput

MOST = 200


class ListArgs(Args):
    """Of which library."""

    library: LibraryName | None = Field(None, description="Of which library; without it of all")


class PromptArgs(Args):
    """Which prompt."""

    prompt: PromptName = Field(description="Which prompt, by its name, or library/name")


class UseArgs(PromptArgs):
    """Which prompt, and with what."""

    params: Params = Field(
        default_factory=dict, description="Its variables: {json} or key=value; post=true says it to everybody"
    )


@command("prompt list", "The prompts of this workspace", role=Role.MEMBER)
async def listed(context: CommandContext, args: ListArgs) -> Reply:
    """One line for each, with what it needs to be told."""
    of = args.library.id if args.library else None
    found = await prompts.listed(context.unit, limit=MOST, library_id=of)
    if not found:
        return Reply("There is no prompt yet." if of is None else "There is no prompt in this library yet.")
    labels = {one.id: one.name for one in await prompts.labels(context.unit)}
    lines = [
        f"**{plain(labels.get(one.id, one.name))}**"
        + "".join(f" {code(variable.name)}" for variable in one.variables_schema_json_array)
        for one in found
    ]
    return Reply(f"**Prompts**\n\n{bullets(lines)}")


@command("prompt show", "What a prompt says, and what it needs to be told", role=Role.MEMBER)
async def show(context: CommandContext, args: PromptArgs) -> Reply:
    """Its text as it was written, and its variables."""
    found = await prompts.get(context.unit, args.prompt.id)
    library = await prompt_libraries.get(context.unit, found.library_id)
    head = f"**{plain(found.name)}**, version {found.version}, in {plain(library.name)}"
    lines = [_line(one) for one in found.variables_schema_json_array]
    return Reply(f"{head}\n\n{block(found.prompt_text)}\n\n{bullets(lines)}".rstrip())


@command("prompt use", "A prompt with its variables filled in", role=Role.MEMBER)
async def use(context: CommandContext, args: UseArgs) -> Reply:
    """To copy; or, with ``post=true``, said in the channel."""
    found = await prompts.get(context.unit, args.prompt.id)
    values, is_posted = _meant(args.params, found.variables_schema_json_array)
    if is_posted:
        here(context)
    escape = _marked if is_posted else str
    text = (await prompts.render(context.unit, found.id, values, escape=escape)).text
    if len(text) > LONGEST_TEXT:
        told = f"It has {len(text)} characters, a message at most {LONGEST_TEXT}."
        raise InvalidInput(told, code="command_invalid")
    if is_posted:
        return Reply(text, is_private=False)
    return Reply(f"**{plain(found.name)}**\n\n{block(text)}")


def _meant(params: Mapping[str, Any], variables: Sequence[Variable]) -> tuple[dict[str, Any], bool]:
    """The variables' values, and whether it is to be posted. What looks like a number when it is typed is
    text where text is wanted; a variable called ``post`` is a variable.
    """
    types = {one.name: one.type for one in variables}
    values = dict(params)
    is_posted = "post" not in types and isinstance(values.get("post"), bool) and bool(values.pop("post"))
    for name, value in params.items():
        if types.get(name) == "text" and isinstance(value, int | float) and not isinstance(value, bool):
            values[name] = str(value)
    return values, is_posted


def _marked(value: str) -> str:
    """The value as Markdown that means just that, line by line."""
    return "\n".join(plain(line) for line in value.split("\n"))


def _line(one: Variable) -> str:
    told = f"{code(one.name)} ({one.type.replace('_', ' ')}{', required' if one.is_required else ''})"
    if one.default_value is not None:
        told += f", else {code(str(one.default_value))}"
    return told + (f": {plain(one.description_text)}" if one.description_text else "")
