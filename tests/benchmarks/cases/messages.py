"""Messages: one and its reply stored, beside two bare rows; and what a channel's length costs."""

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, Generator, Sequence
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

import orjson

from bot.app import App, open_app
from bot.contracts.unit import Actor, ActorType, Role, Unit
from bot.services import channels, chat
from bot.services.posts import news
from bot.services.storing import NewMessage, Stored, storing_all, there
from config.clock import new_id
from storage.bulk import Call, Found, Shared
from storage.db import sqlite_path
from storage.models.chat import Channel, Message
from tests import crowd
from tests.benchmarks.ground import Ground
from tests.benchmarks.product import installed
from tests.benchmarks.report import Goal, Result, compared, quantile
from tests.crowd import TEXT
from tests.factories import make_channel, make_workspace, said_in

GROUP = 64
SHORT, LONG, MANY = 10_000, 1_000_000, 10_000
REPLIES = 20


async def stored(ground: Ground) -> Sequence[Result]:
    """A message and the answer to it in one unit: 64 such units at a time, and one after the other."""
    settings = await installed(ground.made("messages"), ground.redis(13))
    async with open_app(settings, "worker") as app:
        workspace_id, owner = await make_workspace()
        channel_id = await make_channel(workspace_id)
        unit = Pairs(app, workspace_id, owner, channel_id)
        together, alone = ground.of(200, 20), ground.of(4000, 400)
        with closing(_floor(ground.place("messages-floor.db"))) as floor:
            ours: tuple[list[float], list[float]] = ([], [])
            theirs: tuple[list[float], list[float]] = ([], [])
            for _ in range(ground.of(7, 2)):
                ours[0].append(await _rate(lambda: unit.grouped(together), together * GROUP))
                theirs[0].append(_floor_rate(floor, together, GROUP))
                ours[1].append(await _rate(lambda: unit.one_by_one(alone), alone))
                theirs[1].append(_floor_rate(floor, alone, 1))
    return [
        compared("message and reply stored, grouped", ours[0], theirs[0], unit="/s",
                 goal=Goal(0.25, at_least=True)),
        compared("message and reply stored, one by one", ours[1], theirs[1], unit="/s",
                 goal=Goal(0.35, at_least=True)),
    ]  # fmt: skip


class Pairs:
    """Stores messages with their answers."""

    def __init__(self, app: App, workspace_id: UUID, user_id: UUID, channel_id: UUID) -> None:
        self._app = app
        self._workspace_id = workspace_id
        self._channel_id = channel_id
        self._user_id, self._agent_id = user_id, uuid4()
        self._actor = Actor(type=ActorType.USER, id=user_id, role=Role.OWNER)

    async def grouped(self, groups: int) -> None:
        """So many groups, whose units are ready together."""
        for _ in range(groups):
            await asyncio.gather(*(self._one() for _ in range(GROUP)))

    async def one_by_one(self, count: int) -> None:
        """So many units, each after the one before."""
        for _ in range(count):
            await self._one()

    async def _one(self) -> None:
        async with self._app.units.grouped_unit(self._actor, self._workspace_id) as unit:
            self._say(unit, (self._user_id, "user"), "Ada")
            self._say(unit, (self._agent_id, "agent"), "Bot")

    def _say(self, unit: Unit, sender: tuple[UUID, str], name: str) -> None:
        new = NewMessage(
            workspace_id=self._workspace_id,
            channel_id=self._channel_id,
            sender_id=sender[0],
            sender_type=sender[1],
            content_type="text",
            content_json={"text_body": TEXT},
            correlation_id=unit.correlation_id,
            at=unit.now,
        )

        def told(outcome: Stored | None) -> Generator[Call, Found, None]:
            news(there(outcome)[0], name).tell(unit)
            yield from ()

        unit.write(Shared(storing_all, new, told))


async def _rate(work: Callable[[], Awaitable[None]], count: int) -> float:
    began = time.perf_counter()
    await work()
    return count / (time.perf_counter() - began)


def _floor(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute(
        "CREATE TABLE messages (id TEXT PRIMARY KEY, channel TEXT, sender TEXT, seq INTEGER, content TEXT,"
        " UNIQUE (channel, seq))"
    )
    return connection


def _floor_rate(connection: sqlite3.Connection, groups: int, size: int) -> float:
    """Each message gets an id and the channel's next number, and its content becomes JSON: no more."""
    insert = "INSERT INTO messages (id, channel, sender, seq, content) VALUES (?, ?, ?, ?, ?)"
    (seq,) = connection.execute("SELECT count(*) FROM messages").fetchone()
    began = time.perf_counter()
    for _ in range(groups):
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(size):
            for sender in ("Ada", "Bot"):
                seq += 1
                content = orjson.dumps({"text_body": TEXT}).decode()
                connection.execute(insert, (str(new_id()), "channel", sender, seq, content))
        connection.execute("COMMIT")
    return groups * size / (time.perf_counter() - began)


async def growth(ground: Ground) -> Sequence[Result]:
    """The product beside itself: a long channel beside a short one, many channels beside few."""
    settings = await installed(ground.made("growth"), ground.redis(14))
    long, many = ground.of(LONG, 50_000), ground.of(MANY, 500)
    async with open_app(settings, "worker") as app:
        workspace_id, owner = await make_workspace()
        short_id, long_id = [await make_channel(workspace_id, name) for name in ("short", "long")]
        crowded_id, other_owner = await make_workspace("Crowded")
        crowded = await make_channel(crowded_id, "one")
        path = sqlite_path(settings.database)
        for channel_id, count in ((short_id, SHORT), (long_id, long)):
            await asyncio.to_thread(
                crowd.messages, path, (str(workspace_id), str(channel_id)), str(owner), count
            )
            await _threaded(workspace_id, channel_id)
        place = (str(crowded_id), str(crowded))
        await asyncio.to_thread(crowd.messages, path, place, str(other_owner), SHORT)
        await Channel.bulk_create(
            [Channel(id=new_id(), workspace_id=crowded_id, name=f"c{number}") for number in range(many)]
        )
        short, grown = Reader(app, workspace_id, owner, short_id), Reader(app, workspace_id, owner, long_id)
        dense = Reader(app, crowded_id, other_owner, crowded)
        results = []
        for name, goal, ours, theirs in (
            (f"a page of 50 at {long:,}", 1.3, grown.page, short.page),
            (f"a post at {long:,}", 1.3, grown.post, short.post),
            (f"an old thread at {long:,}", 1.3, grown.thread, short.thread),
            (f"an unread badge at {long:,}", 2.0, grown.badge, short.badge),
            (f"a page of 50 among {many:,} channels", 1.2, dense.page, short.page),
            (f"a post among {many:,} channels", 1.2, dense.post, short.post),
        ):
            results.append(await _beside(ground, name, goal, (ours, theirs)))
    return results


async def _threaded(workspace_id: UUID, channel_id: UUID) -> None:
    """Make the channel's first messages a thread."""
    first = await Message.of(workspace_id).filter(channel_id=channel_id).order_by("seq").limit(REPLIES + 1)
    replies = Message.of(workspace_id).filter(id__in=[row.id for row in first[1:]])
    await replies.update(thread_id=first[0].id)


Act = Callable[[], Awaitable[object]]


async def _beside(ground: Ground, name: str, goal: float, acts: tuple[Act, Act]) -> Result:
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(ground.of(9, 3)):
        for act, rounds in zip(acts, taken, strict=True):
            times = []
            for _ in range(ground.of(100, 20)):
                began = time.perf_counter()
                await act()
                times.append((time.perf_counter() - began) * 1000)
            rounds.append(quantile(times, 0.5))
    note = "the baseline is the product itself at 10,000 messages"
    return compared(name, taken[0], taken[1], unit="ms", goal=Goal(goal), note=note)


class Reader:
    """One person at one channel."""

    def __init__(self, app: App, workspace_id: UUID, user_id: UUID, channel_id: UUID) -> None:
        self._app = app
        self._workspace_id = workspace_id
        self._channel_id = channel_id
        self._actor = Actor(type=ActorType.USER, id=user_id, role=Role.OWNER)
        self._oldest: chat.MessageView | None = None

    async def page(self) -> object:
        """The newest page."""
        async with self._app.units.grouped_unit(self._actor, self._workspace_id) as unit:
            return await chat.messages(unit, self._channel_id, limit=50)

    async def thread(self) -> object:
        """The replies to the channel's first message."""
        async with self._app.units.grouped_unit(self._actor, self._workspace_id) as unit:
            if self._oldest is None:
                (self._oldest,) = await chat.messages(unit, self._channel_id, limit=1, after=0)
            return await chat.messages(unit, self._channel_id, limit=50, thread=self._oldest.id)

    async def post(self) -> object:
        """A message."""
        async with self._app.units.grouped_unit(self._actor, self._workspace_id) as unit:
            await chat.post(unit, said_in(self._channel_id, TEXT))
        return None

    async def badge(self) -> object:
        """How many are unread."""
        async with self._app.units.grouped_unit(self._actor, self._workspace_id) as unit:
            return (await channels.get(unit, self._channel_id)).unread_count
