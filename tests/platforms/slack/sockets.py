"""Socket Mode: connections of the app, envelopes, and their acknowledgements."""

import asyncio
import json
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.platforms.slack.deliveries import Delivery

if TYPE_CHECKING:
    from tests.platforms.slack.server import SlackServer

MOST = 10


class Sockets:
    """The app's open connections. An envelope goes to one of them, in turn."""

    def __init__(self, server: "SlackServer") -> None:
        self._server = server
        self._tickets: set[str] = set()
        self._open: list[web.WebSocketResponse] = []
        self._waiting: dict[str, tuple[asyncio.Future[dict[str, Any] | None], web.WebSocketResponse]] = {}
        self._connected = asyncio.Event()
        self._turn = 0
        self.opened = 0

    def ticket(self) -> str:
        name = self._server.names.id("T")
        self._tickets.add(name)
        return (
            f"{self._server.root.replace('http', 'ws', 1)}/link/?ticket={name}&app_id={self._server.app_id}"
        )

    async def connected(self, times: int = 1) -> None:
        """Return when the app has connected that many times, and is."""
        while self.opened < times or not self._open:
            self._connected.clear()
            await self._connected.wait()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            raise web.HTTPNotFound
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if len(self._open) >= MOST:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            return socket
        await socket.send_json(
            {
                "type": "hello",
                "num_connections": len(self._open) + 1,
                "debug_info": {"host": "applink", "approximate_connection_time": 18060},
                "connection_info": {"app_id": self._server.app_id},
            }
        )
        self._open.append(socket)
        self.opened += 1
        self._connected.set()
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT and frame.data.startswith("{"):
                    self._acknowledge(json.loads(frame.data))
        finally:
            self._open.remove(socket)
            self._fail(socket)
        return socket

    async def send(self, delivery: Delivery) -> dict[str, Any] | None:
        """Send it and wait for its acknowledgement; with what the app answered."""
        if not self._open:
            raise ConnectionError
        self._turn += 1
        socket = self._open[self._turn % len(self._open)]
        name = self._server.names.id("E")
        waiting: asyncio.Future[dict[str, Any] | None] = asyncio.get_running_loop().create_future()
        self._waiting[name] = (waiting, socket)
        envelope: dict[str, Any] = {
            "envelope_id": name,
            "type": delivery.kind,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.kind != "events_api",
        }
        if delivery.kind == "events_api":
            reason = "timeout" if delivery.attempts > 1 else ""
            envelope |= {"retry_attempt": delivery.attempts - 1, "retry_reason": reason}
        try:
            await socket.send_json(envelope)
            return await waiting
        finally:
            self._waiting.pop(name, None)

    async def drop(self, *, is_announced: bool = False) -> None:
        """Break all connections; announced, as Slack does before it takes a host away."""
        for socket in list(self._open):
            if is_announced:
                await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
            else:
                await socket.close(code=1001)

    def _acknowledge(self, said: dict[str, Any]) -> None:
        waiting, _ = self._waiting.get(said.get("envelope_id", ""), (None, None))
        if waiting is not None and not waiting.done():
            waiting.set_result(said.get("payload"))

    def _fail(self, socket: web.WebSocketResponse) -> None:
        for waiting, held in self._waiting.values():
            if held is socket and not waiting.done():
                waiting.set_exception(ConnectionError())
