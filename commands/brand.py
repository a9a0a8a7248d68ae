"""/brand list|show|use|new."""

from pydantic import Field

from bot.contracts.commands import Args, BrandName, CommandContext, NewName, NoArgs, Reply, command, here
from bot.contracts.markdown import bullets, plain
from bot.contracts.unit import Role
from bot.services import brands, channels
from config.errors import InvalidInput

MOST = 200


class BrandArgs(Args):
    """Which brand, if not the channel's own."""

    brand: BrandName | None = Field(None, description="Which brand; without it the one this channel is about")


class UseArgs(Args):
    """Which brand, or none."""

    brand: BrandName | None = Field(None, description="Which brand this channel is about; without it none")


class NewArgs(Args):
    """What it is called."""

    name: NewName = Field(description="What it is called")


@command("brand list", "The brands of this workspace", role=Role.MEMBER)
async def listed(context: CommandContext, args: NoArgs) -> Reply:
    """One line for each."""
    found = await brands.listed(context.unit, limit=MOST)
    if not found:
        return Reply("There is no brand yet.")
    lines = [
        f"**{plain(one.name)}**" + (f" – {plain(one.industry)}" if one.industry else "") for one in found
    ]
    return Reply(f"**Brands**\n\n{bullets(lines)}")


@command("brand show", "What is known of a brand", role=Role.MEMBER)
async def show(context: CommandContext, args: BrandArgs) -> Reply:
    """What its page says, in a few lines."""
    brand_id = args.brand.id if args.brand else (await channels.get(context.unit, here(context))).brand_id
    if brand_id is None:
        told = "This channel is about no brand. Say which one: /brand show BRAND"
        raise InvalidInput(told, code="command_invalid")
    brand = await brands.get(context.unit, brand_id)
    lines = [
        f"{label}: {plain(text)}"
        for label, text in (
            ("About", brand.description_text),
            ("Industry", brand.industry),
            ("Audience", brand.target_audience_description_text),
            ("Voice", brand.brand_voice_guidelines_text),
            ("Shop", (brand.shopify_integration_details_json or {}).get("store_url")),
        )
        if text
    ]
    return Reply(f"**{plain(brand.name)}**\n\n{bullets(lines) or 'Nothing has been written about it yet.'}")


@command("brand use", "Say which brand this channel is about", role=Role.ADMIN)
async def use(context: CommandContext, args: UseArgs) -> Reply:
    """The brand that is meant here where none is named, told to everybody in the channel."""
    brand_id = args.brand.id if args.brand else None
    await channels.update(context.unit, here(context), {"brand_id": brand_id})
    told = f"This channel is about **{plain(args.brand.name)}** now." if args.brand else ""
    return Reply(told or "This channel is about no brand any more.", is_private=False)


@command("brand new", "Make a brand", role=Role.MEMBER)
async def new(context: CommandContext, args: NewArgs) -> Reply:
    """With nothing but its name."""
    made = await brands.create(context.unit, {"name": args.name})
    return Reply(f"**{plain(made.name)}** is a brand of this workspace now.")
