"""One client on a socket: its frames in, its queue out, and how it ends."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Literal
from uuid import UUID

from aiohttp import WSCloseCode, WSMsgType, web
from pydantic import BaseModel, Field

from adapters.web.api.channels import Read
from adapters.web.api.messages import NewMessage
from adapters.web.api.parts import NOBODY, Body, Id
from adapters.web.api.proposals import Press
from adapters.web.feeds import Follower, Hub
from adapters.web.frames import Frame, encoded
from bot.contracts.adapters import Gate
from bot.contracts.failures import envelope
from bot.contracts.strict_json import parse, validated
from bot.contracts.unit import Actor, Role
from bot.services import chat, read_marks
from config.clock import monotonic, new_id
from config.errors import InvalidInput, IonfluxError, NotFound
from config.logs import bound, logger

LARGEST_FRAME, MOST_SUBSCRIPTIONS = 64 * 1024, 1_000
MOST_FRAMES, FRAME_SECONDS = 30, 10.0
MOST_QUEUED, MOST_QUEUED_BYTES = 256, 1 << 20
# Under these a queue has room for another page of what was missed.
FEW_QUEUED, FEW_QUEUED_BYTES = 32, 128 * 1024
# What the transport may hold beside our queue for a client that does not read.
TRANSPORT_BYTES = 32 * 1024
PING_SECONDS, DEAD_SECONDS, BEAT_SECONDS, CLOSE_SECONDS = 25.0, 60.0, 5.0, 2.0
NOT_AUTHENTICATED, NOT_ALLOWED, TOO_SLOW, PROTOCOL, TOO_MANY = 4001, 4003, 4008, 4400, 4429

_log = logger(__name__)


class _Frame(BaseModel):
    action: str = Field(max_length=40)
    payload: dict[str, Any] = Field(default_factory=dict)
    ref: str | int | None = None


class _Channel(Body):
    channel_id: Id


class _Subscribe(_Channel):
    after_seq: int | None = Field(None, ge=0, le=2**53 - 1)


class _Channels(Body):
    channel_ids: list[Id] = Field(min_length=1, max_length=100)


class _Send(NewMessage):
    channel_id: Id


class _Press(Press):
    message_id: Id


class _Read(Read):
    channel_id: Id


class _Typing(_Channel):
    thread_id: Id | None = None


class _Presence(Body):
    status: Literal["here", "away"]


class _Message(Body):
    message_id: Id


class _End(Exception):
    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code, self.why = code, why


class Client:
    """One socket of one signed-in user in one workspace."""

    def __init__(self, response: web.WebSocketResponse, actor: Actor, hub: Hub, gate: Gate) -> None:
        """Serve ``actor``, whose role is that in the hub's workspace."""
        self.actor = actor
        self._response = response
        self._hub = hub
        self._gate = gate
        self._places: dict[UUID, Follower] = {}
        self._queue: deque[Frame] = deque()
        self._transport: asyncio.Transport | None = None
        self._is_writing = False
        self._queued_bytes = 0
        self._more, self._has_room = asyncio.Event(), asyncio.Event()
        self._has_room.set()
        self._is_ping_due = False
        self._seen_at = monotonic()
        self._frames: deque[float] = deque()
        self._ending: asyncio.Future[_End] = asyncio.get_running_loop().create_future()
        self._tasks = asyncio.TaskGroup()
        self._do: Mapping[str, tuple[type[BaseModel], Callable[[Any, Any], Awaitable[None]]]] = {
            "subscribe": (_Subscribe, self._subscribe),
            "subscribe_all": (_Channels, self._subscribe_all),
            "unsubscribe": (_Channel, self._unsubscribe),
            "send_message": (_Send, self._send_message),
            "mark_read": (_Read, self._mark_read),
            "proposal_action": (_Press, self._proposal_action),
            "typing": (_Typing, self._typing),
            "presence": (_Presence, self._presence),
            "editing_proposal": (_Message, self._editing_proposal),
        }
        told = {"user_id": str(actor.id), "workspace_id": str(hub.workspace_id)}
        self.push(encoded("ready", told))

    def end(self, code: int, why: str) -> None:
        """Close with that code; the first call counts."""
        if not self._ending.done():
            self._ending.set_result(_End(code, why))

    def push(self, frame: Frame) -> None:
        """Write a frame, or queue it behind what waits. A client that does not keep up is let go; it comes
        back and resumes.
        """
        if not self._written(frame.wire):
            self._put_by(frame)

    def push_all(self, frames: Sequence[Frame], wire: bytes) -> None:
        """The same for several, whose ``wire`` is theirs one behind the other."""
        if not self._written(wire):
            for frame in frames:
                self._put_by(frame)

    def _written(self, wire: bytes) -> bool:
        """Write at once where nothing waits: no task has to wake for it, and the frame is copied nowhere."""
        transport = self._transport
        if transport is None or self._queue or self._is_writing or self._ending.done():
            return False
        if transport.get_write_buffer_size() > TRANSPORT_BYTES or transport.is_closing():
            return False
        transport.write(wire)
        return True

    def _put_by(self, frame: Frame) -> None:
        size = len(frame.text)
        if len(self._queue) >= MOST_QUEUED or self._queued_bytes + size > MOST_QUEUED_BYTES:
            self._queue.clear()
            self.end(TOO_SLOW, "too slow")
        if self._ending.done():
            return
        self._queue.append(frame)
        self._queued_bytes += size
        self._more.set()
        if len(self._queue) > FEW_QUEUED or self._queued_bytes > FEW_QUEUED_BYTES:
            self._has_room.clear()

    def offer(self, frame: Frame) -> None:
        """Give a frame that nobody misses, unless the client is behind already."""
        if len(self._queue) <= FEW_QUEUED:
            self.push(frame)

    async def room(self) -> None:
        """Return when the queue is short."""
        await self._has_room.wait()

    async def be(self, role: Role) -> None:
        """Take the role, and drop the channels that may not be read any more."""
        if role is not self.actor.role:
            self.actor = replace(self.actor, role=role)
            for place in self._places.values():
                place.is_open = False
        for channel_id in await self._hub.lost(self, self._places):
            self._drop(channel_id)

    async def run(self, transport: asyncio.Transport | None) -> None:
        """Serve until either side closes."""
        if transport is not None:
            transport.set_write_buffer_limits(high=TRANSPORT_BYTES)
        self._transport = transport
        code, why = int(WSCloseCode.INTERNAL_ERROR), "broken"
        try:
            async with self._tasks as tasks:
                for work in (self._write(), self._receive(), self._beat()):
                    tasks.create_task(work)
                raise await self._ending
        except* _End as ended:
            first = ended.exceptions[0]
            if isinstance(first, _End):
                code, why = first.code, first.why
        except* ConnectionError:
            code, why = WSCloseCode.GOING_AWAY, "gone"
        except* Exception as broken:  # noqa: BLE001 - one client's end; it comes back and resumes
            _log.error("socket_broken", exc_info=broken)
        finally:
            self._transport = None
            for channel_id in tuple(self._places):
                self._drop(channel_id)
            await self._close(code, why, transport)

    async def _close(self, code: int, why: str, transport: asyncio.Transport | None) -> None:
        with suppress(ConnectionError, TimeoutError, RuntimeError):
            async with asyncio.timeout(CLOSE_SECONDS + 1):
                await self._response.close(code=code, message=why.encode(), drain=False)
        # A transport flushes before it closes: for a client that does not read that is never.
        if transport is not None and transport.get_write_buffer_size():
            transport.abort()

    async def _write(self) -> None:
        while True:
            self._is_writing = True
            if self._is_ping_due:
                self._is_ping_due = False
                await self._response.ping()
            while self._queue:
                frame = self._queue.popleft()
                self._queued_bytes -= len(frame.text)
                if len(self._queue) <= FEW_QUEUED and self._queued_bytes <= FEW_QUEUED_BYTES:
                    self._has_room.set()
                await self._response.send_frame(frame.text, WSMsgType.TEXT)
            self._is_writing = False
            self._more.clear()
            if not self._is_ping_due:
                await self._more.wait()

    async def _beat(self) -> None:
        next_ping = monotonic() + PING_SECONDS
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            moment = monotonic()
            if moment - self._seen_at > DEAD_SECONDS:
                self.end(TOO_SLOW, "no sign of life")
            if moment >= next_ping:
                next_ping = moment + PING_SECONDS
                self._is_ping_due = True
                self._more.set()

    async def _receive(self) -> None:
        while True:
            message = await self._response.receive()
            self._seen_at = monotonic()
            if message.type is WSMsgType.PONG:
                continue
            if message.type not in (WSMsgType.TEXT, WSMsgType.PING, WSMsgType.BINARY):
                # Closed by the client, or by the framework with the code of what was wrong (1007, 1009).
                self.end(WSCloseCode.OK, "")
                return
            if self._is_flooding():
                self.end(TOO_MANY, "too many frames")
                return
            if message.type is WSMsgType.PING:
                await self._response.pong(message.data)
            elif message.type is WSMsgType.BINARY:
                self.end(PROTOCOL, "text frames only")
                return
            else:
                await self._frame(message.data)

    def _is_flooding(self) -> bool:
        moment = monotonic()
        while self._frames and self._frames[0] <= moment - FRAME_SECONDS:
            self._frames.popleft()
        self._frames.append(moment)
        return len(self._frames) > MOST_FRAMES

    async def _frame(self, text: str) -> None:
        try:
            frame = validated(_Frame, parse(text.encode()))
        except InvalidInput as unreadable:
            self.end(PROTOCOL, unreadable.message[:100])
            return
        correlation_id = new_id()
        with bound(correlation_id=correlation_id):
            try:
                await self._perform(frame)
            except IonfluxError as refused:
                self._refuse(refused, frame.ref, correlation_id)
            except ConnectionError:
                raise
            except Exception as bug:  # noqa: BLE001 - the socket's table: nothing of a bug leaves the process
                _log.error("frame_broken", action=frame.action, exc_info=bug)
                broken = IonfluxError("Something is broken on our side. It has been written down.")
                self._refuse(broken, frame.ref, correlation_id)

    async def _perform(self, frame: _Frame) -> None:
        if frame.action not in self._do:
            raise InvalidInput(f"'{frame.action}' is no action here.", code="bad_frame")
        model, do = self._do[frame.action]
        await do(validated(model, frame.payload), frame.ref)

    def _refuse(self, refused: IonfluxError, ref: Any, correlation_id: UUID) -> None:
        told = envelope(refused, correlation_id)
        # The envelope of REST, with its fields beside it for clients that look for them there.
        self.push(encoded("error", told | told["error"] | {"ref": ref}, ref))

    async def _subscribe(self, asked: _Subscribe, ref: Any) -> None:
        await self._follow({asked.channel_id: asked.after_seq}, ref)

    async def _subscribe_all(self, asked: _Channels, ref: Any) -> None:
        await self._follow(dict.fromkeys(asked.channel_ids), ref)

    async def _follow(self, asked: Mapping[UUID, int | None], ref: Any) -> None:
        """Follow those that may be read, each from its number on."""
        for channel_id in asked:
            self._drop(channel_id)
        if len(self._places) + len(asked) > MOST_SUBSCRIPTIONS:
            raise InvalidInput(f"At most {MOST_SUBSCRIPTIONS:,} channels on one socket.")
        if not (found := await self._hub.follow(self, list(asked))):
            raise NotFound("This channel does not exist.")
        for channel_id, (place, last_seq) in found.items():
            after_seq = asked[channel_id]
            place.sent = last_seq if after_seq is None else min(after_seq, last_seq)
            self._places[channel_id] = place
            self.push(encoded("subscribed", {"channel_id": str(channel_id), "last_seq": last_seq}, ref))
            self._tasks.create_task(self._hub.catch_up(channel_id, place))

    async def _unsubscribe(self, asked: _Channel, _: Any) -> None:
        self._drop(asked.channel_id)

    async def _send_message(self, asked: _Send, ref: Any) -> None:
        place = self._places.get(asked.channel_id)
        told_until = place.sent if place else None
        stored = await self._gate.message(self.actor, self._hub.workspace_id, asked.said(asked.channel_id))
        # A new message comes to its sender as to everybody; a repeated one, or one elsewhere, would not.
        if told_until is None or stored.seq <= told_until:
            self.push(encoded("new_message", stored.model_dump(mode="json"), ref))

    async def _mark_read(self, asked: _Read, _: Any) -> None:
        async with self._gate.unit(self.actor, self._hub.workspace_id) as unit:
            await read_marks.mark(unit, asked.channel_id, asked.seq, is_unread=asked.is_unread)

    async def _proposal_action(self, asked: _Press, ref: Any) -> None:
        pressed = asked.pressed(asked.message_id)
        decided = await self._gate.decide(self.actor, self._hub.workspace_id, pressed)
        # Who follows the channel hears of it as everybody does.
        if decided.channel_id not in self._places:
            self.push(encoded("message_updated", decided.model_dump(mode="json"), ref))

    async def _typing(self, asked: _Typing, _: Any) -> None:
        if asked.channel_id not in self._places:
            raise NotFound("Subscribe to the channel first.")
        async with self._gate.grouped_unit(self.actor, self._hub.workspace_id) as unit:
            await chat.typing(unit, asked.channel_id, asked.thread_id)

    async def _presence(self, asked: _Presence, _: Any) -> None:
        await self._hub.attendance.enter(self.actor.id or NOBODY, self, asked.status)

    async def _editing_proposal(self, asked: _Message, _: Any) -> None:
        async with self._gate.grouped_unit(self.actor, self._hub.workspace_id) as unit:
            await chat.editing_proposal(unit, asked.message_id)

    def _drop(self, channel_id: UUID) -> None:
        if (place := self._places.pop(channel_id, None)) is not None:
            self._hub.unfollow(channel_id, place)
