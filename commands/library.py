"""/library list|new: where prompts are kept."""

from pydantic import Field

from bot.contracts.commands import Args, CommandContext, NewName, NoArgs, Reply, command
from bot.contracts.markdown import bullets, plain
from bot.contracts.unit import Role
from bot.services import prompt_libraries

MOST = 200


class NewArgs(Args):
    """What it is called."""

    name: NewName = Field(description="What it is called")


@command("library list", "The prompt libraries of this workspace", role=Role.MEMBER)
async def listed(context: CommandContext, args: NoArgs) -> Reply:
    """One line for each."""
    found = await prompt_libraries.listed(context.unit, limit=MOST)
    if not found:
        return Reply("There is no prompt library yet.")
    lines = [
        f"**{plain(one.name)}**" + (f" – {plain(one.description_text)}" if one.description_text else "")
        for one in found
    ]
    return Reply(f"**Prompt libraries**\n\n{bullets(lines)}")


@command("library new", "Make a prompt library", role=Role.MEMBER)
async def new(context: CommandContext, args: NewArgs) -> Reply:
    """With nothing but its name."""
    made = await prompt_libraries.create(context.unit, {"name": args.name})
    return Reply(f"**{plain(made.name)}** is a prompt library of this workspace now.")
