"""Socket Mode: the connection that the gateway holds. Slack opens a new one for us now and then; one that
breaks without a word is opened again here.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from slack_bolt.adapter.socket_mode.async_base_handler import AsyncBaseSocketModeHandler
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.inbox import Ack
from adapters.slack.proxy import proxy_of
from bot.contracts.messages import Place
from config.logs import logger

PING_SECONDS, CONNECT_SECONDS, LOOK_SECONDS, DRAIN_SECONDS = 5.0, 15.0, 1.0, 5.0
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0

Missed = Sequence[tuple[Place, str | None]]
Take = Callable[[str, Mapping[str, Any], Ack], Awaitable[None]]

_log = logger(__name__)
# What the library says of every broken connection is said here, once.
_quiet = logging.getLogger("ionflux.slack.socket")
_quiet.setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Where an address comes from, where what comes goes, and how what was missed is caught up with."""

    address: Callable[[], Awaitable[str]]
    take: Take
    missed: Callable[[], Awaitable[Missed]]
    catch_up: Callable[[Missed], Coroutine[Any, Any, None]]


class Handler(AsyncBaseSocketModeHandler):
    """One client of the library's, which brings what comes to ``take``."""

    def __init__(self, web_client: AsyncWebClient, app_token: str, take: Take) -> None:
        """Be ready to connect; ``broken`` is set when the connection is over."""
        self._take = take
        self._busy = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self.broken = asyncio.Event()
        self.client: SocketModeClient = SocketModeClient(
            app_token=app_token,
            logger=_quiet,
            web_client=web_client,
            auto_reconnect_enabled=False,
            ping_interval=PING_SECONDS,
            on_close_listeners=[self._closed],
            on_error_listeners=[self._closed],
        )
        self.client.socket_mode_request_listeners.append(self.handle)

    async def handle(self, client: AsyncBaseSocketModeClient, req: SocketModeRequest) -> None:
        """Take it in, and acknowledge it when told to."""

        async def ack(answer: Mapping[str, Any] | None) -> None:
            response = SocketModeResponse(
                envelope_id=req.envelope_id, payload=dict(answer) if answer else None
            )
            # A connection that broke meanwhile: Slack sends it again, and it is known by then.
            with suppress(ConnectionError, AttributeError):
                await client.send_socket_mode_response(response)

        self._busy += 1
        self._idle.clear()
        try:
            await self._take(req.type, req.payload, ack)
        finally:
            self._busy -= 1
            if not self._busy:
                self._idle.set()

    async def close_async(self) -> None:
        """Let the connection go, and all that served it; what is being taken in is acknowledged yet."""
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS):
                await self._idle.wait()
        await self.client.close()  # type: ignore[no-untyped-call]
        served = [self.client.message_receiver, self.client.current_session_monitor]
        served.append(self.client.message_processor)
        for one in served:
            if one is not None:
                one.cancel()
        await asyncio.gather(*(one for one in served if one is not None), return_exceptions=True)
        await self.client.aiohttp_client_session.close()

    async def _closed(self, _message: Any) -> None:
        self.broken.set()


class Socket:
    """Keeps one connection open."""

    def __init__(self, web_client: AsyncWebClient, app_token: str, ways: Ways) -> None:
        """Connect with the app's token; what comes goes the ``ways``."""
        self._web_client, self._app_token, self._ways = web_client, app_token, ways

    async def run(self) -> None:
        """Be connected, until cancelled."""
        wait = FIRST_WAIT
        while True:
            try:
                await self._held()
                wait = FIRST_WAIT
            except Exception as broken:  # noqa: BLE001 - the library raises what it likes; the next try is near
                _log.warning("slack_not_connected", why=_why(broken))
            await asyncio.sleep(wait)
            wait = min(LONGEST_WAIT, wait * 2)

    async def _held(self) -> None:
        """Hold one connection until it breaks, and catch up with what came before it."""
        # Before it is open: what comes on it must not count as what was last taken in.
        missed = await self._ways.missed()
        handler = Handler(self._web_client, self._app_token, self._ways.take)
        # Asked for here, where what goes wrong with it is told.
        address = handler.client.wss_uri = await self._ways.address()
        handler.client.proxy = proxy_of(address)
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                await handler.connect_async()  # type: ignore[no-untyped-call]
            _log.info("slack_connected")
            async with asyncio.TaskGroup() as tasks:
                catching = tasks.create_task(self._ways.catch_up(missed))
                while not handler.broken.is_set() and await handler.client.is_connected():
                    with suppress(TimeoutError):
                        await asyncio.wait_for(handler.broken.wait(), LOOK_SECONDS)
                catching.cancel()
            _log.info("slack_disconnected")
        finally:
            await handler.close_async()


def _why(broken: BaseException) -> str:
    return str(broken) or type(broken).__name__
