"""/ws: live updates of one's workspace, resumed by ``seq``; messages, reading marks and typing the other way."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

import orjson
from aiohttp import WSCloseCode, WSMsgType, web
from prometheus_client import Gauge
from pydantic import Field

from adapters.web.api.messages import NewMessage
from adapters.web.api.parts import Body, Parts
from adapters.web.feeds import Follower, Hub, encoded
from bot.contracts.adapters import Request, Route
from bot.contracts.failures import envelope
from bot.contracts.strict_json import parse, validated
from bot.contracts.unit import Actor, ActorType
from bot.services import access, channels, chat, users
from config.clock import monotonic, new_id, now
from config.errors import InvalidInput, IonfluxError, Malformed, NotAllowed, NotFound, NotSignedIn
from config.logs import logger

TICKET_SECONDS = 60
LARGEST_FRAME, MOST_SUBSCRIPTIONS = 64 * 1024, 200
MOST_FRAMES, FRAME_SECONDS = 30, 10.0
MOST_QUEUED, MOST_QUEUED_BYTES = 256, 1 << 20
PING_SECONDS, DEAD_SECONDS, CHECK_SECONDS, CLOSE_SECONDS = 25.0, 60.0, 3.0, 2.0
# What the transport may hold for a client that does not read, beside our own queue.
TRANSPORT_BYTES = 32 * 1024
NOT_AUTHENTICATED, NOT_ALLOWED, TOO_SLOW, PROTOCOL, TOO_MANY = 4001, 4003, 4008, 4400, 4429

SOCKETS = Gauge("ionflux_open_sockets", "Open web sockets")
_log = logger(__name__)


class NewTicket(Body):
    """Which workspace the socket is for."""

    workspace_id: UUID


class _Frame(Body):
    action: str = Field(max_length=40)
    payload: dict[str, Any] = Field(default_factory=dict)
    ref: str | int | None = None


class _Channel(Body):
    channel_id: UUID


class _Subscribe(_Channel):
    after_seq: int | None = Field(None, ge=0, le=2**53 - 1)


class _Send(NewMessage, _Channel):
    pass


class _Read(_Channel):
    seq: int = Field(ge=0, le=2**53 - 1)


class _Typing(_Channel):
    thread_id: UUID | None = None


class _Closing(Exception):  # noqa: N818 - ends a socket's tasks, and is no error
    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code


class Sockets:
    """Issues tickets and serves sockets; those of one workspace share a hub."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self.parts = parts
        self._rooms: dict[UUID, _Room] = {}

    async def ticket(self, call: Request) -> dict[str, str]:
        """A ticket for one socket, good once and for a minute."""
        await access.entered(call.actor, call.body.workspace_id)
        bound = [str(call.actor.id), str(call.actor.session_id), str(call.body.workspace_id)]
        return {"ticket": await self.parts.tickets.issue(orjson.dumps(bound), TICKET_SECONDS)}

    async def serve(self, call: Request) -> web.StreamResponse:
        """The socket, until it closes."""
        request: web.Request = call.raw
        origin = request.headers.get("Origin")
        if origin is not None and not self.parts.sign_in.allows(origin, request.host):
            raise NotAllowed("This came from another site.", code="csrf_failed")
        actor, workspace_id = await self._redeem(request.query.get("ticket", "")[:200])
        response = web.WebSocketResponse(
            max_msg_size=LARGEST_FRAME + 1, compress=False, autoping=False, timeout=CLOSE_SECONDS, writer_limit=1
        )
        await response.prepare(request)
        room = self._rooms.get(workspace_id)
        if room is None:
            room = self._rooms[workspace_id] = _Room(Hub(workspace_id, self.parts.gate))
        socket = Socket(self.parts, room.hub, response, actor)
        async with room.entered(socket):
            await socket.run(request.transport)
        if not room.sockets and self._rooms.get(workspace_id) is room:
            del self._rooms[workspace_id]
        return response

    async def stop(self) -> None:
        """Ask every client to come back: this process goes away."""
        for room in tuple(self._rooms.values()):
            for socket in tuple(room.sockets):
                socket.end(WSCloseCode.SERVICE_RESTART, "restart")
        while any(room.sockets for room in self._rooms.values()):
            await asyncio.sleep(0.02)

    async def _redeem(self, ticket: str) -> tuple[Actor, UUID]:
        given = await self.parts.tickets.redeem(ticket) if ticket else None
        if given is None:
            raise NotSignedIn("This ticket is used or too old. Fetch another one.")
        user_id, session_id, workspace_id = (UUID(text) for text in orjson.loads(given))
        if not await users.is_live(session_id, now()):
            raise NotSignedIn("Sign in again.")
        actor = Actor(type=ActorType.USER, id=user_id, session_id=session_id)
        return await access.entered(actor, workspace_id), workspace_id


class _Room:
    """The sockets of a workspace, its hub, and the rounds that check them."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.sockets: set[Socket] = set()
        self._tasks: list[asyncio.Future[None]] = []

    def entered(self, socket: "Socket") -> "_Entered":
        return _Entered(self, socket)

    def open(self, socket: "Socket") -> None:
        SOCKETS.inc()
        self.sockets.add(socket)
        self.hub.clients.add(socket)
        if not self._tasks:
            # They belong to the room, not to the client that came first; the last one to leave ends them.
            self._tasks = [asyncio.ensure_future(work) for work in (self.hub.run(), self._check(), self._compare())]

    async def leave(self, socket: "Socket") -> None:
        SOCKETS.dec()
        self.sockets.discard(socket)
        self.hub.clients.discard(socket)
        if not self.sockets:
            tasks, self._tasks = self._tasks, []
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)

    async def _check(self) -> None:
        """Every few seconds: end what is signed out, or no member, or no reader any more."""
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            await _whatever_happens(self._round)

    async def _round(self) -> None:
        live = await users.live_among([socket.actor.session_id for socket in self.sockets], now())
        roles = await access.roles_of(self.hub.workspace_id, [socket.actor.id for socket in self.sockets])
        for socket in tuple(self.sockets):
            if socket.actor.session_id not in live:
                socket.end(NOT_AUTHENTICATED, "sign in again")
            elif socket.actor.id not in roles:
                socket.end(NOT_ALLOWED, "no longer a member")
            else:
                await socket.be(roles[socket.actor.id])

    async def _compare(self) -> None:
        while True:
            await asyncio.sleep(PING_SECONDS)
            await _whatever_happens(self.hub.reconcile)


class _Entered:
    def __init__(self, room: _Room, socket: "Socket") -> None:
        self._room, self._socket = room, socket

    async def __aenter__(self) -> None:
        self._room.open(self._socket)

    async def __aexit__(self, *_: object) -> None:
        await self._room.leave(self._socket)


async def _whatever_happens(round_of: Callable[[], Awaitable[None]]) -> None:
    try:
        await round_of()
    except Exception as failed:  # noqa: BLE001 - the store may be away; the next round is seconds off
        _log.warning("sockets_unchecked", exc_info=failed)


class Socket:
    """One client."""

    def __init__(self, parts: Parts, hub: Hub, response: web.WebSocketResponse, actor: Actor) -> None:
        """Serve ``actor``, whose role is that in the hub's workspace."""
        self.actor = actor
        self._gate = parts.gate
        self._hub = hub
        self._response = response
        self._places: dict[UUID, Follower] = {}
        self._queue: deque[bytes] = deque()
        self._queued_bytes = 0
        self._moved = asyncio.Condition()
        self._closing: asyncio.Future[_Closing] = asyncio.get_running_loop().create_future()
        self._frames: deque[float] = deque()
        self._last_sign = monotonic()
        self._tasks = asyncio.TaskGroup()
        self._do: Mapping[str, tuple[type[Body], Callable[[Any, Any], Awaitable[None]]]] = {
            "subscribe": (_Subscribe, self._subscribe),
            "unsubscribe": (_Channel, self._unsubscribe),
            "send_message": (_Send, self._send_message),
            "mark_read": (_Read, self._mark_read),
            "typing": (_Typing, self._typing),
        }
