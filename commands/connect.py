"""/connect shopify: how, and where the shop's webhooks go."""

from bot.contracts.commands import CommandContext, NoArgs, Reply, command
from bot.contracts.markdown import bullets, code, plain
from bot.contracts.unit import Role


@command("connect shopify", "How to connect a shop, and where its webhooks go", role=Role.ADMIN)
async def shopify(context: CommandContext, args: NoArgs) -> Reply:
    """The steps, and the shops that are connected with their addresses."""
    steps = (
        "1. In the shop's admin open Settings, Notifications, Webhooks. The signing secret stands below"
        " the list.\n"
        "2. Here open Settings, Connections, and enter the shop's address and that secret."
        " Never post the secret in a channel.\n"
        "3. Back in the shop add webhooks in JSON for what you want to hear of, to the address that"
        " the new connection shows."
    )
    found = [
        one for one in await context.services.connections.listed(context.unit) if one.provider == "shopify"
    ]
    lines = [
        f"{plain(one.shop_domain or '')}: {code(one.webhook_url or 'no address')}, {one.status}"
        for one in found
    ]
    shops = f"**Connected shops**\n\n{bullets(lines)}" if lines else "No shop is connected yet."
    return Reply(f"**Connect a shop**\n\n{steps}\n\n{shops}")
