"""/creator list|show|new."""

from pydantic import Field

from bot.contracts.commands import Args, CommandContext, CreatorName, NewName, NoArgs, Reply, command
from bot.contracts.markdown import bullets, plain
from bot.contracts.unit import Role
from bot.services import creators

MOST = 200


class CreatorArgs(Args):
    """Which creator."""

    creator: CreatorName = Field(description="Which creator, by name")


class NewArgs(Args):
    """What they are called."""

    name: NewName = Field(description="What they are called")


@command("creator list", "The creators of this workspace", role=Role.MEMBER)
async def listed(context: CommandContext, args: NoArgs) -> Reply:
    """One line for each."""
    found = await creators.listed(context.unit, limit=MOST)
    if not found:
        return Reply("There is no creator yet.")
    lines = [
        f"**{plain(one.name)}**"
        + (f" – {plain(', '.join(one.niche_tags_array))}" if one.niche_tags_array else "")
        for one in found
    ]
    return Reply(f"**Creators**\n\n{bullets(lines)}")


@command("creator show", "What is known of a creator", role=Role.MEMBER)
async def show(context: CommandContext, args: CreatorArgs) -> Reply:
    """What their page says, in a few lines."""
    creator = await creators.get(context.unit, args.creator.id)
    lines = [
        f"{label}: {plain(text)}"
        for label, text in (
            ("About", creator.bio_text),
            ("Niches", ", ".join(creator.niche_tags_array)),
            ("Work", " ".join(creator.portfolio_links_array[:10])),
            ("TikTok", (creator.tiktok_integration_details_json or {}).get("handle")),
        )
        if text
    ]
    told = bullets(lines) or "Nothing has been written about them yet."
    return Reply(f"**{plain(creator.name)}**\n\n{told}")


@command("creator new", "Enter a creator", role=Role.MEMBER)
async def new(context: CommandContext, args: NewArgs) -> Reply:
    """With nothing but their name."""
    made = await creators.create(context.unit, {"name": args.name})
    return Reply(f"**{plain(made.name)}** is a creator of this workspace now.")
