"""The gateway, version 10: HELLO, IDENTIFY, RESUME, heartbeats, and what is dispatched.

https://discord.com/developers/docs/events/gateway
"""

import asyncio
import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from aiohttp import WSMsgType, web

if TYPE_CHECKING:
    from tests.platforms.discord.server import DiscordServer

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
GUILD_MESSAGES, REACTIONS, DM, CONTENT = 1 << 9, 1 << 10, 1 << 12, 1 << 15
_TAIL = b"\x00\x00\xff\xff"


@dataclass(slots=True)
class Session:
    """One bot's session: what it was told, so that it can be told again from where it broke off."""

    id: str
    intents: int
    sent: list[dict[str, Any]] = field(default_factory=list)
    line: "Line | None" = None


class Line:
    """One connection."""

    def __init__(self, socket: web.WebSocketResponse, *, is_packed: bool) -> None:
        self.socket = socket
        self._pack = zlib.compressobj() if is_packed else None

    async def send(self, payload: dict[str, Any]) -> None:
        text = json.dumps(payload)
        if self._pack is None:
            await self.socket.send_str(text)
            return
        packed = self._pack.compress(text.encode()) + self._pack.flush(zlib.Z_SYNC_FLUSH)
        assert packed.endswith(_TAIL)
        await self.socket.send_bytes(packed)


class Gateway:
    """Tells the bot what happens."""

    def __init__(self, server: "DiscordServer") -> None:
        self._server = server
        self.sessions: dict[str, Session] = {}
        self.current: Session | None = None
        self.resumed = 0
        self.is_ready = asyncio.Event()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=1 << 20)
        await socket.prepare(request)
        line = Line(socket, is_packed=request.query.get("compress") == "zlib-stream")
        await line.send({"op": HELLO, "d": {"heartbeat_interval": 41250}, "s": None, "t": None})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._heard(line, json.loads(frame.data))
        if self.current is not None and self.current.line is line:
            self.current.line = None
        return socket

    async def _heard(self, line: Line, frame: dict[str, Any]) -> None:
        if frame["op"] == HEARTBEAT:
            await line.send({"op": ACK, "d": None, "s": None, "t": None})
        elif frame["op"] == IDENTIFY:
            await self._identified(line, frame["d"])
        elif frame["op"] == RESUME:
            await self._resumed(line, frame["d"])

    async def _identified(self, line: Line, asked: dict[str, Any]) -> None:
        if asked["token"].removeprefix("Bot ") != self._server.token:
            await line.socket.close(code=4004, message=b"Authentication failed.")
            return
        session = Session(uuid4().hex, int(asked["intents"]), line=line)
        self.sessions[session.id] = self.current = session
        guilds = [one for one in self._server.guilds.values() if one.is_bot_inside]
        ready = {
            "v": 10, "user": self._server.bot.described(), "session_id": session.id,
            "resume_gateway_url": self._server.gateway_url, "private_channels": [],
            "guilds": [{"id": one.id, "unavailable": True} for one in guilds],
            "application": {"id": self._server.application_id, "flags": 0},
        }  # fmt: skip
        await self._dispatch(session, "READY", ready)
        for one in guilds:
            await self._dispatch(session, "GUILD_CREATE", self._server.guild_described(one))
        self.is_ready.set()

    async def _resumed(self, line: Line, asked: dict[str, Any]) -> None:
        session = self.sessions.get(asked["session_id"])
        if session is None:
            await line.send({"op": INVALID, "d": False, "s": None, "t": None})
            return
        session.line, self.current = line, session
        self.resumed += 1
        for payload in session.sent[int(asked["seq"]) :]:
            await line.send(payload)
        await self._dispatch(session, "RESUMED", {})
        self.is_ready.set()

    async def tell(self, event: str, body: dict[str, Any]) -> None:
        """Tell the session of it, connected or not, if its intents let it know."""
        session = self.current
        if session is None:
            return
        is_direct = "guild_id" not in body
        needed = REACTIONS if event.startswith("MESSAGE_REACTION") else DM if is_direct else GUILD_MESSAGES
        if event.startswith("MESSAGE") and not session.intents & needed:
            return
        if (
            event.startswith("MESSAGE_")
            and "content" in body
            and not session.intents & CONTENT
            and not is_direct
        ):
            body = body | {"content": "", "attachments": [], "embeds": [], "components": []}
        await self._dispatch(session, event, body)

    async def _dispatch(self, session: Session, event: str, body: dict[str, Any]) -> None:
        payload = {"op": DISPATCH, "t": event, "s": len(session.sent) + 1, "d": body}
        session.sent.append(payload)
        if session.line is not None:
            try:
                await session.line.send(payload)
            except (ConnectionError, RuntimeError):
                session.line = None

    async def drop(self, *, forget: bool = False) -> None:
        """The connection breaks; ``forget``: and cannot be resumed."""
        session = self.current
        self.is_ready.clear()
        if session is None or session.line is None:
            return
        line, session.line = session.line, None
        if forget:
            self.sessions.clear()
        await line.socket.close(code=4000)
