"""The contract of event logs: the outbox table and Kafka behave alike."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from uuid import UUID, uuid4

import pytest

from bot.app import App, open_app
from bot.contracts.events import Entry
from bot.ports.log import EventLog, LogReader
from bot.runtime.relay import Relay
from config.clock import new_id
from config.settings import Log, Settings
from storage.db import transaction
from storage.models.events import OutboxEvent
from tests.factories import make_entry, make_event, make_outbox_row

KAFKA = os.environ.get("TEST_KAFKA_BOOTSTRAP_SERVERS", "")
QUICK = Log(look_seconds=0.1, lease_seconds=0.5)
LOGS = [
    pytest.param("table", marks=pytest.mark.servers),
    pytest.param("kafka", marks=[pytest.mark.servers, pytest.mark.timeout(30)]),
]


class Place:
    """One kind of log with a topic of the test's own, filled as the events process fills it."""

    def __init__(self, app: App, open_log: Callable[[], EventLog]) -> None:
        self.topic = f"ionflux.t{uuid4().hex[:12]}"
        self._open_log = open_log
        self._log = open_log()
        self._relay = Relay(app.database, self._log, app.redis, settings=QUICK, owner=new_id())
        self._opened: list[EventLog | LogReader] = [self._log]

    async def write(self, *keys: str, topic: str = "", payload: str = "") -> list[Entry]:
        """An entry for each key, in the log."""
        written = []
        for key in keys:
            event = make_event(
                f"{topic or self.topic}.thing.happened", payload_json={"text": payload},
                workspace_id=UUID(int=sum(key.encode())),
            )  # fmt: skip
            written.append(make_entry(event))
            await make_outbox_row(written[-1])
        await self._relay.relay_once()
        return written

    def reader(self, group: str, *, topics: Sequence[str] = ()) -> LogReader:
        """A reader of that group, as in a process of its own."""
        log = self._open_log()
        reader = log.reader(f"{group}-{self.topic}", topics or [self.topic])
        self._opened += [log, reader]
        return reader

    async def close(self) -> None:
        for one in reversed(self._opened):
            await one.close()


def table_log(app: App) -> EventLog:
    from bot.ports.table import TableLog

    return TableLog(app.database, app.redis, app.listening, settings=QUICK, owner=new_id())


def kafka_log() -> EventLog:
    from bot.ports.kafka import KafkaLog

    return KafkaLog(KAFKA, settings=QUICK)


@pytest.fixture(params=LOGS)
async def place(request: pytest.FixtureRequest, settings: Settings) -> AsyncIterator[Place]:
    if request.param == "kafka" and not KAFKA:
        pytest.skip("needs an Apache Kafka ('make test-servers')")
    async with open_app(settings.model_copy(update={"log": QUICK}), "events") as app:
        opened = Place(app, kafka_log if request.param == "kafka" else lambda: table_log(app))
        yield opened
        await opened.close()


async def read(reader: LogReader, count: int, *, keep: bool = True) -> list[Entry]:
    """The next entries, so many of them; ``keep`` commits each batch."""
    found: list[Entry] = []
    while len(found) < count:
        records = await reader.read()
        found += [record.entry for record in records]
        if keep and records:
            await reader.commit(records)
    return found


def by_key(entries: Sequence[Entry]) -> dict[str, list[UUID]]:
    found: dict[str, list[UUID]] = {}
    for entry in entries:
        found.setdefault(entry.key, []).append(entry.event_id)
    return found


async def test_entries_come_in_order_per_key(place: Place) -> None:
    written = [*await place.write(*"abcabcabc"), *await place.write(*"cba")]
    found = await read(place.reader("one"), len(written))
    assert by_key(found) == by_key(written)


async def test_an_entry_arrives_as_it_was_written(place: Place) -> None:
    (written,) = await place.write("a", payload="Tide & Timber – 50 € 🌊 \\u0041")
    assert await read(place.reader("one"), 1) == [written]


async def test_a_large_entry_arrives(place: Place) -> None:
    (written,) = await place.write("a", payload="x" * (2 << 20))
    assert await read(place.reader("one"), 1) == [written]


async def test_each_group_gets_everything_and_goes_its_own_pace(place: Place) -> None:
    written = await place.write(*"abab")
    one, other = place.reader("one"), place.reader("other")
    assert by_key(await read(one, 4)) == by_key(written)
    more = await place.write("a")
    assert by_key(await read(other, 5)) == by_key([*written, *more])
    assert await read(one, 1) == more


async def test_a_new_group_begins_with_the_oldest_entry_that_is_kept(place: Place) -> None:
    written = await place.write(*"aaa")
    assert await read(place.reader("one"), 3) == written
    assert await read(place.reader("late"), 3) == written


async def test_a_group_reads_its_topics_alone(place: Place) -> None:
    other = f"{place.topic}x"
    await place.write("a", topic=other)
    written = await place.write("a", "b")
    await place.write("b", topic=other)
    found = await read(place.reader("one"), 2)
    assert by_key(found) == by_key(written)
    both = await read(place.reader("both", topics=[place.topic, other]), 4)
    assert {entry.topic for entry in both} == {place.topic, other}


async def test_what_was_committed_is_not_read_again_by_the_next_reader(place: Place) -> None:
    await place.write(*"aaa")
    first = place.reader("one")
    await read(first, 3)
    await first.close()
    more = await place.write("a")
    assert await read(place.reader("one"), 1) == more


async def test_a_reader_that_dies_between_handling_and_commit_leaves_it_to_the_next(place: Place) -> None:
    written = await place.write(*"aa")
    first = place.reader("one")
    assert await read(first, 2, keep=False) == written
    await first.close()
    second = place.reader("one")
    assert await read(second, 2) == written
    await second.close()
    more = await place.write("a")
    assert await read(place.reader("one"), 1) == more


async def test_going_back_reads_again_from_what_was_committed(place: Place) -> None:
    written, reader = await place.write("a"), place.reader("one")
    assert await read(reader, 1) == written
    more = await place.write("a", "a")
    assert await read(reader, 2, keep=False) == more
    await reader.go_back()
    assert await read(reader, 2) == more


async def test_going_back_before_anything_was_committed_begins_anew(place: Place) -> None:
    written, reader = await place.write("a", "a"), place.reader("one")
    assert await read(reader, 2, keep=False) == written
    await reader.go_back()
    assert await read(reader, 2) == written


async def test_what_is_written_while_a_reader_waits_is_read(place: Place) -> None:
    await place.write("a")
    reader = place.reader("one")
    await read(reader, 1)
    waiting = asyncio.ensure_future(read(reader, 1))
    assert await place.write("b") == await waiting


async def test_nothing_new_is_an_empty_read_and_no_end(place: Place) -> None:
    await place.write("a")
    reader = place.reader("one")
    await read(reader, 1)
    assert list(await reader.read()) == []


async def test_the_same_event_written_again_is_read_again_under_its_own_id(place: Place) -> None:
    """A replay goes through the log; consumers know the event by its id."""
    (written,) = await place.write("a")
    await make_outbox_row(written)
    await place.write("b")
    found = await read(place.reader("one"), 3)
    assert [entry.event_id for entry in found].count(written.event_id) == 2


class TestTable:
    """What is said of the table log alone."""

    @pytest.fixture(params=[pytest.param("table", marks=pytest.mark.servers)])
    async def place(self, request: pytest.FixtureRequest, settings: Settings) -> AsyncIterator[Place]:
        async with open_app(settings, "events") as app:
            opened = Place(app, lambda: table_log(app))
            yield opened
            await opened.close()

    async def test_a_group_has_one_reader_at_a_time(self, place: Place) -> None:
        written = await place.write("a", "a")
        first, second = place.reader("one"), place.reader("one")
        assert await read(first, 2, keep=False) == written
        assert list(await second.read()) == []
        await first.close()
        assert await read(second, 2) == written

    async def test_a_reader_that_died_is_followed_when_its_lease_has_run_out(self, place: Place) -> None:
        written = await place.write("a")
        assert await read(place.reader("one"), 1, keep=False) == written
        assert await read(place.reader("one"), 1) == written

    async def test_a_place_that_was_committed_is_never_taken_back(self, place: Place) -> None:
        await place.write(*"aaa")
        first = place.reader("one")
        batches = [*await first.read()]
        await first.commit(batches)
        await first.commit(batches[:1])
        await first.close()
        more = await place.write("a")
        assert await read(place.reader("one"), 1) == more

    @pytest.mark.postgres
    async def test_a_row_that_commits_late_is_not_passed_over(self, place: Place, settings: Settings) -> None:
        if settings.is_sqlite:
            pytest.skip("SQLite has one writer at a time")
        late, has_begun, may_end = (
            make_entry(make_event(f"{place.topic}.thing.happened")),
            asyncio.Event(),
            asyncio.Event(),
        )

        async def slow() -> None:
            async with transaction():
                await make_outbox_row(late)
                has_begun.set()
                await may_end.wait()

        writing = asyncio.ensure_future(slow())
        await has_begun.wait()
        early, reader = await place.write("a"), place.reader("one")
        assert await read(reader, 1) == early
        may_end.set()
        await writing
        assert (await OutboxEvent.get(event_id=late.event_id)).id < (
            await OutboxEvent.get(event_id=early[0].event_id)
        ).id
        more = await place.write("a")
        assert {entry.event_id for entry in await read(reader, 2)} == {late.event_id, more[0].event_id}
