"""discord.py's connection to the gateway: raw events in the order in which they came.

The library connects, identifies, resumes and beats; what it would make of the events is not wanted here.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from config.errors import AccessLost, Unreachable
from config.logs import logger

WANTED = frozenset(
    """
    READY RESUMED GUILD_CREATE GUILD_DELETE CHANNEL_CREATE THREAD_CREATE THREAD_LIST_SYNC MESSAGE_CREATE
    MESSAGE_UPDATE MESSAGE_DELETE MESSAGE_DELETE_BULK MESSAGE_REACTION_ADD MESSAGE_REACTION_REMOVE
    INTERACTION_CREATE
    """.split()  # noqa: SIM905 - one word a line would be fifteen lines
)
_log = logger(__name__)


async def events(token: str, api_url: str, gateway_url: str) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    """Each event by its name and body, until the connection is refused for good.

    Raises:
        AccessLost: the token is no good, or an intent is not switched on.
        Unreachable: Discord cannot be reached.
    """
    import discord
    from discord.gateway import DiscordWebSocket
    from discord.http import Route
    from yarl import URL

    Route.BASE = api_url.rstrip("/")
    DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway_url)
    waiting: asyncio.Queue[tuple[str, dict[str, Any]]] = asyncio.Queue()

    class Client(discord.Client):
        async def on_socket_raw_receive(self, text: str) -> None:
            frame = json.loads(text)
            if frame.get("t") in WANTED:
                waiting.put_nowait((frame["t"], frame["d"]))

        async def on_error(self, event: str, *args: Any, **named: Any) -> None:
            del args, named
            _log.warning("discord_library_failed", library_event=event)

    client = Client(
        intents=_intents(), enable_debug_events=True, chunk_guilds_at_startup=False, max_messages=None
    )
    running = asyncio.ensure_future(client.start(token))
    try:
        while True:
            taking = asyncio.ensure_future(waiting.get())
            await asyncio.wait({running, taking}, return_when=asyncio.FIRST_COMPLETED)
            if not taking.done():
                taking.cancel()
                break
            yield taking.result()
        await running
    except (discord.LoginFailure, discord.PrivilegedIntentsRequired) as refused:
        raise AccessLost(f"Discord: {refused}", service="discord") from refused
    except (discord.DiscordException, OSError, LookupError, TypeError, ValueError, AttributeError) as away:
        # The last four: the library stumbles over something new, and has let the connection go.
        raise Unreachable(f"Discord cannot be reached: {away}", service="discord") from away
    finally:
        running.cancel()
        with suppress(Exception, asyncio.CancelledError):
            await running
        with suppress(Exception):
            await client.close()


def _intents() -> Any:
    import discord

    intents = discord.Intents.none()
    intents.guilds = intents.guild_messages = intents.dm_messages = True
    intents.message_content = intents.guild_reactions = intents.dm_reactions = True
    return intents
