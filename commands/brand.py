"""/brand list|show."""

from pydantic import Field

from bot.contracts.commands import Args, CommandContext, Named, NoArgs, Reply, Rest, command
from bot.contracts.markdown import bullets, plain
from bot.contracts.names import Names
from bot.contracts.unit import Role
from bot.services import brands

MOST = 200


class BrandArgs(Args):
    """Which brand."""

    brand: Rest = Field(description="Which brand, by its name", json_schema_extra={"suggest": "brands"})


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
    found = await brands.listed(context.unit, limit=MOST)
    names = Names("brand", [Named(one.id, one.name) for one in found])
    brand = await brands.get(context.unit, names.get(args.brand.strip().strip('"')).id)
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
