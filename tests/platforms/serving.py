"""``python -m tests.platforms.serving``: the three platforms in a process of their own, for benchmarks.

The first line says where they are; then each line that is asked is answered by one: ``limits`` switches the
platforms' own limits on, ``away NAME`` and ``back NAME`` take one away, ``stats`` tells what was allowed.
"""

import asyncio
import json
import sys
from contextlib import AsyncExitStack
from typing import Any

from tests.platforms.discord.server import DiscordServer
from tests.platforms.slack.server import SlackServer
from tests.platforms.telegram.server import TelegramServer


async def main() -> None:
    async with AsyncExitStack() as opened:
        slack = await opened.enter_async_context(SlackServer.started())
        discord = await opened.enter_async_context(DiscordServer.started())
        telegram = await opened.enter_async_context(TelegramServer.started())
        servers: dict[str, Any] = {"slack": slack, "discord": discord, "telegram": telegram}
        shop, orders, group = slack.channel("shop"), discord.channel("orders"), telegram.group("Orders")
        slack.joins(slack.team, shop, slack.team.bot)
        say(
            {
                "env": slack.env() | discord.env() | telegram.env(),
                "places": {"slack": shop.id, "discord": orders.id, "telegram": str(group.id)},
                "urls": {name: one.url for name, one in servers.items()},
            }
        )
        reader = asyncio.StreamReader()
        protocol = asyncio.StreamReaderProtocol(reader)
        await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin)
        while line := (await reader.readline()).decode().split():
            say(answered(servers, *line))


def answered(servers: dict[str, Any], what: str, name: str = "") -> Any:
    if what == "limits":
        for one in servers.values():
            one.limiter.is_on = True
    elif what in ("away", "back"):
        servers[name].faults.is_away = what == "away"
    return {
        name: {"allowed": sum(one.limiter.allowed.values()), "refused": sum(one.limiter.refused.values())}
        for name, one in servers.items()
    }


def say(what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
