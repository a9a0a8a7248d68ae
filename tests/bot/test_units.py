"""One act, one transaction: all of it or nothing, and what follows only after the commit."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Generator, Sequence
from contextlib import asynccontextmanager, closing, suppress
from contextvars import copy_context
from uuid import UUID

import asyncpg
import pytest
from tortoise.connection import get_connection
from tortoise.exceptions import IntegrityError

from bot.app import App
from bot.contracts.unit import SYSTEM, Announcement, Nudge
from bot.ports.kafka import KafkaLog
from bot.runtime.units import Units, new_unit
from bot.services import channels, chat
from config.clock import new_id, now
from config.errors import StorageBusy, StorageFull
from config.settings import Log, Settings
from storage.bulk import Call, Found, Row, Rows, Shared, Steps, Write, insert, statement
from storage.db import Database, sqlite_path, transaction
from storage.models.brands import Brand
from storage.models.chat import Message
from storage.models.events import HandledEvent, OutboxEvent
from storage.writer import LARGEST_GROUP, GroupWriter
from tests.factories import make_brand, make_channel, make_entry, make_workspace, said_in
from tests.fakes import HeldDriver, RecordingLive, RecordingQueue
from tests.services.questions import person, somebody_waits_for_a_lock

pytestmark = pytest.mark.servers

_HANDLED = insert(HandledEvent, "id consumer event_id state created_at updated_at")


@pytest.fixture
def queue() -> RecordingQueue:
    return RecordingQueue(OutboxEvent.all().count)


@pytest.fixture
def live() -> RecordingLive:
    return RecordingLive()


@pytest.fixture
async def units(database: Database, queue: RecordingQueue, live: RecordingLive) -> AsyncIterator[Units]:
    made = Units(database, queue, live)  # type: ignore[arg-type]
    following = asyncio.ensure_future(made.aftermath.run())
    yield made
    following.cancel()
    with suppress(asyncio.CancelledError):
        await following


def handled(event_id: UUID) -> Row:
    return Row(_HANDLED, (new_id(), "tests", event_id, "done", now(), now()))


def handled_step(event_id: UUID) -> Steps[None]:
    def script() -> Generator[Call, Found, None]:
        row = handled(event_id)
        yield Call(row.statement, row.params)

    return Steps(script)


def handled_together(event_ids: Sequence[UUID]) -> Generator[Call, Found, Sequence[int]]:
    yield Rows(_HANDLED, [handled(event_id).params for event_id in event_ids])
    return [len(event_ids)] * len(event_ids)


def handled_shared(event_id: UUID) -> Shared[UUID, int, int]:
    def then(size: int) -> Generator[Call, Found, int]:
        yield Call(statement("SELECT 1"))
        return size

    return Shared(handled_together, event_id, then)


async def test_leaving_the_block_well_stores_rows_writes_and_events_together(units: Units) -> None:
    workspace_id, event_id = new_id(), new_id()
    async with units.open_unit(SYSTEM, workspace_id) as unit:
        await make_brand(workspace_id)
        unit.write(handled(event_id))
        unit.write(handled_step(new_id()))
        unit.write(handled_shared(new_id()))
        fact = unit.record("ionflux.brand.profile.created", {"name": "Fernweh"})
    assert await Brand.of(workspace_id).count() == 1
    assert await HandledEvent.all().count() == 3
    row = await OutboxEvent.get(event_id=fact.event_id)
    assert (row.topic, row.key, row.sent_at) == ("ionflux.brand", str(workspace_id), None)


async def test_an_exception_takes_everything_back_and_nothing_follows(
    units: Units, queue: RecordingQueue, live: RecordingLive
) -> None:
    workspace_id = new_id()

    async def fail() -> None:
        async with units.open_unit(SYSTEM, workspace_id) as unit:
            await make_brand(workspace_id)
            unit.record("ionflux.brand.profile.created", {})
            unit.nudge("run_agent", new_id())
            unit.announce({})
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    async with units.open_unit(SYSTEM, workspace_id) as unit:
        unit.nudge("redact", workspace_id)
    await units.aftermath.drained()
    assert await Brand.of(workspace_id).count() == await OutboxEvent.all().count() == 0
    assert [nudge.job for nudge in queue.nudges] == ["redact"]
    assert live.announcements == []


async def test_a_write_that_is_refused_at_the_end_takes_the_rows_back_too(
    units: Units, queue: RecordingQueue
) -> None:
    workspace_id, event_id = new_id(), new_id()

    async def act() -> None:
        async with units.open_unit(SYSTEM, workspace_id) as unit:
            await make_brand(workspace_id)
            unit.write(handled(event_id))
            unit.write(handled(event_id))
            unit.nudge("run_agent", event_id)

    with pytest.raises(IntegrityError):
        await act()
    await units.aftermath.drained()
    assert await Brand.of(workspace_id).count() == await HandledEvent.all().count() == 0
    assert queue.nudges == []


async def test_nudges_and_announcements_come_in_their_order_and_after_the_commit(
    units: Units, queue: RecordingQueue, live: RecordingLive
) -> None:
    workspace_id, keys = new_id(), [new_id() for _ in range(3)]
    async with units.open_unit(SYSTEM, workspace_id) as unit:
        unit.record("ionflux.platform.thing.happened", {})
        for attempt, key in enumerate(keys):
            unit.nudge("run_agent", key, attempt)
            unit.announce({"number": attempt})
        await units.aftermath.drained()
        assert queue.nudges == []
    await units.aftermath.drained()
    assert queue.nudges == [Nudge("run_agent", key, attempt) for attempt, key in enumerate(keys)]
    assert live.announcements == [Announcement(workspace_id, {"number": number}) for number in range(3)]
    assert queue.seen == [1], "the event's row was there when the relay was woken"
    assert queue.wakes == 1


async def test_a_unit_that_asks_for_nothing_wakes_nobody(units: Units, queue: RecordingQueue) -> None:
    async with units.grouped_unit(SYSTEM, None) as unit:
        unit.write(handled(new_id()))
    await units.aftermath.drained()
    assert queue.seen == []


async def test_a_queue_that_is_away_costs_the_nudge_and_nothing_else(
    units: Units, queue: RecordingQueue
) -> None:
    queue.is_away = True
    async with units.grouped_unit(SYSTEM, None) as unit:
        unit.record("ionflux.platform.thing.happened", {})
        unit.nudge("run_agent", new_id())
    await units.aftermath.drained()
    assert await OutboxEvent.all().count() == 1
    queue.is_away = False
    async with units.grouped_unit(SYSTEM, None) as unit:
        unit.nudge("run_agent", unit.correlation_id)
    await units.aftermath.drained()
    assert [nudge.key for nudge in queue.nudges] == [unit.correlation_id]


@pytest.mark.parametrize("kind", [handled, handled_step, handled_shared], ids=["rows", "steps", "shared"])
async def test_of_units_that_share_a_commit_only_the_bad_one_fails(
    units: Units, queue: RecordingQueue, kind: Callable[[UUID], Write]
) -> None:
    known = new_id()
    async with units.grouped_unit(SYSTEM, None) as unit:
        unit.write(handled(known))

    async def act(*event_ids: UUID) -> None:
        async with units.grouped_unit(SYSTEM, None) as unit:
            for event_id in event_ids:
                unit.write(kind(event_id))
            unit.nudge("run_agent", event_ids[0])

    good, bad = [new_id() for _ in range(20)], new_id()
    acts = [act(event_id) for event_id in good]
    acts.insert(10, act(bad, known))
    outcomes = await asyncio.gather(*acts, return_exceptions=True)
    await units.aftermath.drained()
    assert [number for number, outcome in enumerate(outcomes) if outcome is not None] == [10]
    stored = {UUID(str(row.event_id)) for row in await HandledEvent.all()}
    assert stored == {known, *good}
    assert [nudge.key for nudge in queue.nudges] == good


async def test_units_that_wait_while_a_commit_runs_share_the_next_one() -> None:
    driver = HeldDriver()
    writer = GroupWriter(driver)
    first = asyncio.ensure_future(writer.write([handled(new_id())]))
    await driver.has_begun.wait()
    rest = asyncio.gather(*(writer.write([handled(new_id())]) for _ in range(600)))
    await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0))])
    driver.may_end.set()
    await first
    await rest
    assert driver.groups == [1, LARGEST_GROUP, 600 - LARGEST_GROUP]


async def test_what_a_script_returns_goes_to_the_unit_it_belongs_to(database: Database) -> None:
    def told(number: int) -> Steps[int]:
        def script() -> Generator[Call, Found, int]:
            found = yield Call(statement("SELECT 1"))
            return number * int(found[0][0])

        return Steps(script)

    outcomes = await asyncio.gather(*(database.writer.write([told(n), told(-n)]) for n in range(30)))
    assert outcomes == [[n, -n] for n in range(30)]


async def test_what_units_share_is_done_at_once_for_all_of_a_group(database: Database) -> None:
    shares = [[handled_shared(new_id()) for _ in range(number % 3)] for number in range(30)]
    outcomes = await asyncio.gather(
        *(database.writer.write([handled(new_id()), *shared]) for shared in shares)
    )
    assert outcomes == [[30] * len(shared) for shared in shares]
    assert await HandledEvent.all().count() == 60


async def test_a_script_sees_what_its_changes_give_also_in_a_unit_that_commits_alone(units: Units) -> None:
    event_id, seen = new_id(), []
    change = statement(
        "UPDATE handled_events SET state = 'dead' WHERE event_id = ? RETURNING state, consumer"
    )

    def script() -> Generator[Call, Found, None]:
        row = handled(event_id)
        yield Call(row.statement, row.params)
        seen.extend((yield Call(change, (event_id,))))

    async with units.open_unit(SYSTEM, None) as unit:
        unit.write(Steps(script))
    assert [tuple(row) for row in seen] == [("dead", "tests")]


async def test_two_units_in_a_span_are_stored_together_or_not_at_all(
    units: Units, queue: RecordingQueue
) -> None:
    first, second = new_id(), new_id()

    async def fail() -> None:
        async with units.span() as span:
            async with units.open_unit(SYSTEM, None, span=span) as unit:
                unit.write(handled(first))
                unit.nudge("run_agent", first)
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    async with units.span() as span:
        for event_id in (first, second):
            async with units.open_unit(SYSTEM, None, span=span) as unit:
                unit.write(handled(event_id))
                unit.nudge("run_agent", event_id, 1)
        await units.aftermath.drained()
        assert queue.nudges == []
    await units.aftermath.drained()
    assert queue.nudges == [Nudge("run_agent", first, 1), Nudge("run_agent", second, 1)]
    assert await HandledEvent.all().count() == 2


async def _impatient(database: Database) -> None:
    """Make both connections give up at once instead of after five seconds."""

    def script() -> Generator[Call, Found, None]:
        yield Call(statement("PRAGMA busy_timeout = 1", postgres="SET statement_timeout = '50ms'"))

    await database.writer.write([Steps(script)])
    if database.is_sqlite:
        async with transaction() as connection:
            await connection.execute_query("PRAGMA busy_timeout = 1")


@asynccontextmanager
async def _held(settings: Settings) -> AsyncIterator[None]:
    """Somebody else holds the table."""
    if settings.is_sqlite:
        with closing(sqlite3.connect(sqlite_path(settings.database), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    holder = await asyncpg.connect(settings.database, timeout=5)
    async with holder.transaction():
        await holder.execute("LOCK TABLE handled_events IN ACCESS EXCLUSIVE MODE")
        yield
    await holder.close()


async def test_a_store_that_others_hold_is_busy_and_stores_nothing(
    units: Units, database: Database, settings: Settings, queue: RecordingQueue
) -> None:
    async def act() -> None:
        async with units.open_unit(SYSTEM, None) as unit:
            if not database.is_sqlite:
                await get_connection("default").execute_query("SET LOCAL statement_timeout = '50ms'")
            unit.write(handled(new_id()))

    await _impatient(database)
    async with _held(settings):
        with pytest.raises(StorageBusy, match="nothing was stored") as busy:
            await _grouped(units, nudge=new_id())
        with pytest.raises(StorageBusy):
            await act()
    assert busy.value.code == "storage_busy"
    assert busy.value.retry_after is not None
    await units.aftermath.drained()
    assert queue.nudges == []
    await _grouped(units)
    assert await HandledEvent.all().count() == 1


async def _grouped(units: Units, *, text: str = "", nudge: UUID | None = None) -> None:
    async with units.grouped_unit(SYSTEM, None) as unit:
        unit.write(handled(new_id()))
        unit.record("ionflux.platform.thing.happened", {"text": text})
        if nudge is not None:
            unit.nudge("run_agent", nudge)


async def test_a_full_disk_is_told_reads_go_on_and_room_is_enough_to_go_on(
    units: Units, database: Database
) -> None:
    if not database.is_sqlite:
        pytest.skip("there is no way to fill the disk of that server alone")
    pages, long = await _limit(database, 1), "x" * 100_000

    async def act() -> None:
        async with units.open_unit(SYSTEM, None) as unit:
            unit.record("ionflux.platform.thing.happened", {"text": long})

    with pytest.raises(StorageFull, match="no room") as full:
        await _grouped(units, text=long)
    assert full.value.code == "storage_full"
    assert full.value.retry_after is not None
    with pytest.raises(StorageFull):
        await act()
    assert await HandledEvent.all().count() == await OutboxEvent.all().count() == 0
    await _limit(database, pages + 10_000)
    await _grouped(units, text=long)
    assert await OutboxEvent.all().count() == 1


async def _limit(database: Database, pages: int) -> int:
    """Let the file grow to so many pages, its present size at least; that size."""

    def script() -> Generator[Call, Found, int]:
        return int((yield Call(statement(f"PRAGMA max_page_count = {pages}")))[0][0])

    async with transaction():
        await get_connection("default").execute_query(f"PRAGMA max_page_count = {pages}")
    # One is set in the loop, more at once are in the writer's thread: each connection has a limit of its own.
    await asyncio.gather(*(database.writer.write([Steps(script)]) for _ in range(LARGEST_GROUP)))
    return int((await database.writer.write([Steps(script)]))[0])


async def test_nothing_goes_over_the_network_inside_a_transaction(app: App) -> None:
    sends = (
        lambda: app.jobs.enqueue([Nudge("run_agent", new_id(), 0)]),
        lambda: app.live.publish([Announcement(new_id(), {})]),
        lambda: KafkaLog("127.0.0.1:1", settings=Log()).append([(1, make_entry())]),
    )

    async def send_inside(number: int) -> None:
        async with app.units.open_unit(SYSTEM, None):
            await sends[number]()

    for number in range(len(sends)):
        with pytest.raises(RuntimeError, match="inside a database transaction"):
            await send_inside(number)
    assert await app.jobs.enqueue([Nudge("run_agent", new_id(), 0)]) == []


@pytest.mark.postgres
async def test_a_group_lets_go_before_it_and_somebody_else_wait_for_each_other(
    app: App, database: Database
) -> None:
    workspace_id, owner = await make_workspace()
    first, second = await make_channel(workspace_id, "first"), await make_channel(workspace_id, "second")
    said = [new_unit(person(owner), workspace_id) for _ in range(2)]
    for unit, channel_id in zip(said, (first, second), strict=True):
        await chat.post(unit, said_in(channel_id))

    async def say() -> None:
        await asyncio.gather(*map(app.units.store, said))

    outside = copy_context()
    async with app.units.open_unit(person(owner), workspace_id) as unit:
        await channels.held(unit, second)
        saying = asyncio.create_task(say(), context=outside)
        await somebody_waits_for_a_lock()
        # Held by the group, which waits for us.
        await channels.held(unit, first)
    await saying
    assert await Message.of(workspace_id).count() == 2
