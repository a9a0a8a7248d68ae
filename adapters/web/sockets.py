"""/ws: tickets, sockets, and the rounds that check who is still allowed to listen."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from uuid import UUID

import orjson
from aiohttp import WSCloseCode, web
from prometheus_client import Gauge

from adapters.web.api.parts import NOBODY, Body, Id, Parts
from adapters.web.attendance import Attendance
from adapters.web.clients import (
    CLOSE_SECONDS,
    LARGEST_FRAME,
    NOT_ALLOWED,
    NOT_AUTHENTICATED,
    PING_SECONDS,
    Client,
)
from adapters.web.feeds import Hub
from bot.contracts.adapters import Request, Route
from bot.contracts.unit import Actor, ActorType
from bot.services import access, users
from config.clock import now
from config.errors import NotAllowed, NotSignedIn
from config.logs import logger

TICKET_SECONDS, CHECK_SECONDS = 60, 3.0

SOCKETS = Gauge("ionflux_open_sockets", "Open web sockets")
_log = logger(__name__)


class NewTicket(Body):
    """Which workspace the socket is for."""

    workspace_id: Id


class Ticket(Body):
    """Opens one socket: ``GET /ws?ticket=…``."""

    ticket: str


class Sockets:
    """Issues tickets and serves sockets; those of one workspace share a room."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._parts = parts
        self._rooms: dict[UUID, Room] = {}

    async def ticket(self, call: Request) -> Ticket:
        """A ticket for one socket, good once and for a minute."""
        await access.entered(call.actor, call.body.workspace_id)
        bound_to = [str(call.actor.id), str(call.actor.session_id), str(call.body.workspace_id)]
        return Ticket(ticket=await self._parts.tickets.issue(orjson.dumps(bound_to), TICKET_SECONDS))

    async def serve(self, call: Request) -> web.StreamResponse:
        """The socket, until it closes."""
        request: web.Request = call.raw
        origin = request.headers.get("Origin")
        if origin is not None and not self._parts.sign_in.allows(origin, request.host):
            raise NotAllowed("This came from another site.", code="csrf_failed")
        actor, workspace_id = await self._redeem(request.query.get("ticket", "")[:200])
        response = web.WebSocketResponse(
            max_msg_size=LARGEST_FRAME + 1,
            compress=False,
            autoping=False,
            timeout=CLOSE_SECONDS,
            writer_limit=1,
        )
        # Taken before: a response that is closed has no transport to be rid of.
        transport = request.transport
        await response.prepare(request)
        async with self._room(workspace_id) as room:
            client = Client(response, actor, room.hub, self._parts.gate)
            async with room.holding(client):
                await client.run(transport)
        return response

    async def stop(self) -> None:
        """Ask every client to come back, and see them out: this process goes away."""
        for room in tuple(self._rooms.values()):
            room.hub.attendance.is_silent = True
            for client in tuple(room.clients):
                client.end(WSCloseCode.SERVICE_RESTART, "restart")
        for room in tuple(self._rooms.values()):
            await room.empty.wait()

    @asynccontextmanager
    async def _room(self, workspace_id: UUID) -> AsyncIterator["Room"]:
        room = self._rooms.get(workspace_id)
        if room is None:
            room = self._rooms[workspace_id] = Room(self._hub(workspace_id))
        try:
            yield room
        finally:
            if not room.clients and self._rooms.get(workspace_id) is room:
                del self._rooms[workspace_id]

    def _hub(self, workspace_id: UUID) -> Hub:
        return Hub(workspace_id, self._parts.gate, Attendance(workspace_id, self._parts.presence))

    async def _redeem(self, ticket: str) -> tuple[Actor, UUID]:
        given = await self._parts.tickets.redeem(ticket) if ticket else None
        if given is None:
            raise NotSignedIn("This ticket is used or too old. Fetch another one.")
        user_id, session_id, workspace_id = (UUID(text) for text in orjson.loads(given))
        if not await users.is_live(user_id, session_id, now()):
            raise NotSignedIn("Sign in again.")
        actor = Actor(type=ActorType.USER, id=user_id, session_id=session_id)
        return await access.entered(actor, workspace_id), workspace_id


class Room:
    """The clients of a workspace in this process, and the tasks they share."""

    def __init__(self, hub: Hub) -> None:
        """Hear the workspace through ``hub``."""
        self.hub = hub
        self.clients: set[Client] = set()
        self.empty = asyncio.Event()
        self._tasks: list[asyncio.Future[None]] = []

    @asynccontextmanager
    async def holding(self, client: Client) -> AsyncIterator[None]:
        """Keep the client among those who are told, and checked, while the block runs."""
        self.clients.add(client)
        self.hub.enter(client)
        self.empty.clear()
        SOCKETS.inc()
        if not self._tasks:
            # They belong to the room, not to the client that came first; the last to leave ends them.
            work = (
                self.hub.run(),
                _every(CHECK_SECONDS, self._check),
                _every(PING_SECONDS, self.hub.reconcile),
                _every(PING_SECONDS, self.hub.beat),
            )
            self._tasks = [asyncio.ensure_future(one) for one in work]
        user_id = client.actor.id or NOBODY
        try:
            await self.hub.attendance.enter(user_id, client)
            yield
        finally:
            SOCKETS.dec()
            self.clients.discard(client)
            self.hub.leave(client)
            if not self.clients:
                self.empty.set()
                tasks, self._tasks = self._tasks, []
                for task in tasks:
                    task.cancel()
                await asyncio.wait(tasks)
            await self.hub.attendance.leave(user_id, client)

    async def _check(self) -> None:
        """End what is signed out, or no member; drop channels that may not be read any more."""
        live = await users.live_among([client.actor.session_id for client in self.clients], now())
        roles = await access.roles_of(self.hub.workspace_id, [client.actor.id for client in self.clients])
        for client in tuple(self.clients):
            actor = client.actor
            if actor.session_id not in live:
                client.end(NOT_AUTHENTICATED, "sign in again")
            elif actor.id is None or actor.id not in roles:
                client.end(NOT_ALLOWED, "no longer a member")
            else:
                await client.be(roles[actor.id])


async def _every(seconds: float, check: Callable[[], Awaitable[None]]) -> None:
    while True:
        await asyncio.sleep(seconds)
        try:
            await check()
        except Exception as failed:  # noqa: BLE001 - the store may be away; the next round is seconds off
            _log.warning("sockets_unchecked", exc_info=failed)


def routes(sockets: Sockets) -> Iterable[Route]:
    """The operations."""
    yield Route(method="POST", path="/api/v1/ws-tickets", permission=access.SIGNED_IN, handler=sockets.ticket,
                body=NewTicket, summary="A ticket for one socket", status=201, answer=Ticket)  # fmt: skip
    yield Route(method="GET", path="/ws", permission=access.PUBLIC, handler=sockets.serve, is_raw=True,
                summary="Live updates of a workspace over a web socket")  # fmt: skip
