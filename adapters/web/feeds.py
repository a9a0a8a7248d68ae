"""Live updates of a workspace for the sockets of this process: in order, none missed, each encoded once.

An announcement is a hint. A hub sends it on when it is the channel's next change, drops it when it was sent
already, and reads the rows when something before it is missing. With each ping, and when the live connection
was made again, it compares what it sent with the rows.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Protocol
from uuid import UUID

import orjson

from adapters.web.attendance import Attendance
from adapters.web.frames import Frame, encoded, framed
from bot.contracts.adapters import Gate
from bot.contracts.unit import Actor, Role
from bot.services import changes, channels
from config.logs import logger

PAGE, MOST_MISSED = 50, 1000
# What is more goes frame by frame, so that a client that does not read has little of it written.
MOST_TOGETHER = 32 * 1024
RESTART_SECONDS = 1.0
_log = logger(__name__)


class Listener(Protocol):
    """A client, as a hub sees it."""

    @property
    def actor(self) -> Actor:
        """Who is at the other end, with the role they have now."""

    def push(self, frame: Frame) -> None:
        """Queue a frame; a client that does not keep up is let go, never waited for."""

    def push_all(self, frames: Sequence[Frame], wire: bytes) -> None:
        """The same for several, whose ``wire`` is theirs one behind the other."""

    def offer(self, frame: Frame) -> None:
        """Queue a frame that says what holds for a moment; a client with a long queue goes without it."""

    async def room(self) -> None:
        """Return when the queue is short."""


@dataclass(slots=True, eq=False)
class Follower:
    """A client's place in a channel: the number up to which it has been told."""

    client: Listener
    sent: int = 0
    is_live: bool = False
    is_open: bool = True


@dataclass(slots=True, eq=False)
class Feed:
    """One channel: the number up to which its live followers have been told; None before one is known."""

    channel_id: UUID
    position: int | None = None
    heard: int = 0
    followers: set[Follower] = field(default_factory=set)

    @property
    def goal(self) -> int:
        """How far a follower must be told before it is live."""
        return max(self.position or 0, self.heard)

    def tell(self, changes: Sequence[tuple[int, Frame]]) -> None:
        """Give live followers the changes, which follow on each other; those who have one are passed over."""
        (first, _), (last, _) = changes[0], changes[-1]
        frames = [frame for _, frame in changes]
        wire = b"".join(frame.wire for frame in frames)
        for follower in tuple(self.followers):
            if not follower.is_live or follower.sent >= last:
                continue
            if follower.sent < first and len(wire) <= MOST_TOGETHER:
                follower.client.push_all(frames, wire)
            else:
                for frame in [frame for seq, frame in changes if seq > follower.sent]:
                    follower.client.push(frame)
            follower.sent = last
        self.position = max(self.position or 0, last)

    def skip_to(self, seq: int) -> None:
        """Too much was missed to send: tell live followers to fetch."""
        frame = encoded("resync_required", {"channel_id": str(self.channel_id), "last_seq": seq})
        self.tell([(seq, frame)])


class Hub:
    """One workspace."""

    def __init__(self, workspace_id: UUID, gate: Gate, attendance: Attendance) -> None:
        """Hear that workspace through ``gate`` while ``run`` is running."""
        self.workspace_id = workspace_id
        self.attendance = attendance
        self._gate = gate
        self._clients: dict[str, set[Listener]] = {}
        self._feeds: dict[UUID, Feed] = {}
        self._one_at_a_time = asyncio.Lock()

    async def run(self) -> None:
        """Pass on what is announced until cancelled; what breaks it is logged and made good from the rows."""
        while True:
            try:
                async for updates in self._gate.updates(self.workspace_id):
                    await self._heard_together(updates)
            except Exception as broken:  # noqa: BLE001 - its clients must not wait for ever, whatever broke
                _log.error("hub_broken", workspace_id=str(self.workspace_id), exc_info=broken)
            await asyncio.sleep(RESTART_SECONDS)

    def enter(self, client: Listener) -> None:
        """Tell the client what concerns the workspace, or its user alone."""
        self._clients.setdefault(str(client.actor.id), set()).add(client)

    def leave(self, client: Listener) -> None:
        """Tell it nothing more."""
        mine = self._clients.get(str(client.actor.id), set())
        mine.discard(client)
        if not mine:
            self._clients.pop(str(client.actor.id), None)

    async def beat(self) -> None:
        """Keep this process's users among those who are here, and tell what was missed of the others."""
        for user_id, status in (await self.attendance.beat()).items():
            told = {"user_id": str(user_id), "status": status}
            self._present(told["user_id"], encoded("presence", told))

    async def reconcile(self) -> None:
        """Compare with the rows, in one query, and send what is missing."""
        known = [one.channel_id for one in self._feeds.values() if one.position is not None]
        if not known:
            return
        async with self._one_at_a_time:
            for channel_id, last in (await channels.last_seqs(self.workspace_id, known)).items():
                feed = self._feeds.get(channel_id)
                if feed is not None and feed.position is not None and feed.position < last:
                    await self._fill(feed, last)

    async def follow(self, client: Listener, channel_ids: Sequence[UUID]) -> dict[UUID, tuple[Follower, int]]:
        """A place for the client in each of the channels that it may read, not live yet, and how far the
        channel has come.

        From here on nothing of them is missed; ``catch_up`` makes a place live.
        """
        places = {one: Follower(client) for one in channel_ids}
        for channel_id, follower in places.items():
            self._feeds.setdefault(channel_id, Feed(channel_id)).followers.add(follower)
        found: dict[UUID, tuple[Follower, int]] = {}
        try:
            async with self._gate.reading(client.actor, self.workspace_id) as unit:
                rows = await channels.readable_rows(unit, channel_ids)
            for row in rows:
                feed, follower = self._feeds[row.id], places[row.id]
                follower.is_open = channels.is_open(row, client.actor.role)
                if feed.position is None:
                    feed.position = max(row.last_seq, feed.heard)
                found[row.id] = follower, row.last_seq
        finally:
            for channel_id in places.keys() - found.keys():
                self.unfollow(channel_id, places[channel_id])
        return found

    async def catch_up(self, channel_id: UUID, follower: Follower) -> None:
        """Tell the follower what came after its number, page by page, until it is live."""
        feed = self._feeds.get(channel_id)
        while feed is not None and follower in feed.followers:
            if follower.sent >= feed.goal:
                follower.is_live = True
                return
            if feed.goal - follower.sent > MOST_MISSED:
                follower.sent = feed.goal
                told = {"channel_id": str(channel_id), "last_seq": follower.sent}
                follower.client.push(encoded("resync_required", told))
                continue
            await follower.client.room()
            goal = feed.goal
            page = await self._page(channel_id, follower.sent)
            for change in page:
                await follower.client.room()
                if follower not in feed.followers:
                    return
                follower.sent = change.seq
                follower.client.push(framed(orjson.dumps(change.told)))
            if not page:
                follower.sent = max(follower.sent, goal)

    def unfollow(self, channel_id: UUID, follower: Follower) -> None:
        """Tell the follower nothing more."""
        feed = self._feeds.get(channel_id)
        if feed is None:
            return
        feed.followers.discard(follower)
        if not feed.followers:
            del self._feeds[channel_id]

    async def _heard_together(self, updates: Sequence[bytes]) -> None:
        """What came together goes on together, as far as it is of one channel."""
        read = [(orjson.loads(update), update) for update in updates]
        for channel_id, some in groupby(read, key=lambda one: _changed_in(one[0])):
            if channel_id is None:
                for told, update in some:
                    await self._heard(told, update)
                continue
            async with self._one_at_a_time:
                await self._changed(channel_id, [(told["payload"]["seq"], update) for told, update in some])

    async def _heard(self, told: Mapping[str, Any], update: bytes) -> None:
        action, payload = told["action"], told["payload"]
        if action == "reconnected":
            await self.reconcile()
        elif "to" in told:
            frame = encoded(action, payload)
            for client in [one for user_id in told["to"] for one in self._clients.get(user_id, ())]:
                client.push(frame)
        elif action in ("typing", "editing_proposal"):
            self._typing(payload, framed(update))
        elif action == "presence":
            if self.attendance.is_news(UUID(payload["user_id"]), payload["status"]):
                self._present(payload["user_id"], framed(update))
        else:
            frame = framed(update)
            for client in self._members():
                client.push(frame)

    def _members(self) -> list[Listener]:
        """Guests see what is posted where they were invited, and nothing of the workspace around it."""
        clients = (one for mine in self._clients.values() for one in mine)
        return [one for one in clients if one.actor.role is not Role.GUEST]

    def _present(self, user_id: str, frame: Frame) -> None:
        for client in self._members():
            if str(client.actor.id) != user_id:
                client.offer(frame)

    async def _changed(self, channel_id: UUID, changes: Sequence[tuple[int, bytes]]) -> None:
        feed = self._feeds.get(channel_id)
        if feed is None:
            return
        last = max(seq for seq, _ in changes)
        feed.heard = max(feed.heard, last)
        if feed.position is None or last <= feed.position:
            return
        new = [(seq, framed(update)) for seq, update in changes if seq > feed.position]
        if [seq for seq, _ in new] == list(range(feed.position + 1, last + 1)):
            feed.tell(new)
        else:
            await self._fill(feed, last)

    async def _fill(self, feed: Feed, last: int) -> None:
        """Send from the rows what lies between the feed's number and ``last``."""
        if last - (feed.position or 0) > MOST_MISSED:
            feed.skip_to(last)
        while (after := feed.position or 0) < last:
            page = await self._page(feed.channel_id, after)
            if page:
                feed.tell([(change.seq, framed(orjson.dumps(change.told))) for change in page])
            else:
                feed.position = last

    async def _page(self, channel_id: UUID, after: int) -> Sequence[changes.Change]:
        return await changes.after(self.workspace_id, channel_id, after, limit=PAGE)

    def _typing(self, payload: dict[str, Any], frame: Frame) -> None:
        feed = self._feeds.get(UUID(payload["channel_id"]))
        for follower in tuple(feed.followers) if feed else ():
            if follower.is_live and str(follower.client.actor.id) != payload["user_id"]:
                follower.client.offer(frame)

    async def lost(self, client: Listener, places: dict[UUID, Follower]) -> set[UUID]:
        """Those of the client's channels that it may not read any more.

        Raises:
            NotFound: it is no member any more.
        """
        asked = [one for one, place in places.items() if not place.is_open]
        if not asked:
            return set()
        async with self._gate.reading(client.actor, self.workspace_id) as unit:
            return set(asked) - await channels.readable_among(unit, asked)


def _changed_in(told: Mapping[str, Any]) -> UUID | None:
    """The channel of which it is a change; None for anything else."""
    payload = told["payload"]
    is_change = "to" not in told and "channel_id" in payload and "seq" in payload
    return UUID(payload["channel_id"]) if is_change else None
