"""One act, one transaction: all of it or nothing, and what follows only after the commit."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager, closing
from uuid import UUID

import asyncpg
import pytest
from tortoise.connection import get_connection
from tortoise.exceptions import IntegrityError

from bot.app import App
from bot.contracts.unit import SYSTEM, Announcement, Nudge
from bot.ports.kafka import KafkaLog
from bot.runtime.units import Units
from config.clock import new_id
from config.errors import StorageBusy, StorageFull
from config.settings import Log, Settings
from storage.bulk import Call, Found, Steps, statement
from storage.db import Database, sqlite_path, transaction
from storage.models.brands import Brand
from storage.models.events import HandledEvent, OutboxEvent
from storage.writer import LARGEST_GROUP
from tests.bot.handling import handled, handled_shared, handled_step
from tests.factories import make_brand, make_entry
from tests.fakes import RecordingLive, RecordingQueue

pytestmark = pytest.mark.servers


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
