"""Outbox rows reach the log: at least once, in order per key, for ever."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from bot.runtime.relay import Relay
from config.clock import new_id
from config.errors import Unreachable
from config.failpoints import FailpointHit, arm
from config.settings import Log
from storage.db import Database
from storage.models.events import OutboxEvent
from tests.factories import make_entry, make_event, make_outbox_row
from tests.fakes import FrozenClock, ScriptedLog

pytestmark = pytest.mark.servers


@pytest.fixture
def log() -> ScriptedLog:
    return ScriptedLog()


@pytest.fixture
def relay(database: Database, log: ScriptedLog, redis: Any, clock: FrozenClock) -> Relay:
    return Relay(database, log, redis, settings=Log(), owner=new_id())


@pytest.fixture
def armed() -> Iterator[None]:
    yield
    arm("", is_test=True)


async def make_rows(*keys: str) -> list[int]:
    """A row for each key, oldest first."""
    rows = []
    for key in keys:
        entry = make_entry(make_event(payload_json={"key": key}))
        rows.append(await make_outbox_row(entry, key=key))
    return rows


async def unsent() -> list[int]:
    return [row.id for row in await OutboxEvent.filter(sent_at=None).order_by("id")]


async def test_rows_are_sent_in_their_order_and_marked(
    relay: Relay, log: ScriptedLog, clock: FrozenClock
) -> None:
    await make_rows("a", "b", "a", "c", "a")
    assert await relay.relay_once()
    assert [entry.key for entry in log.entries] == ["a", "b", "a", "c", "a"]
    assert {row.sent_at for row in await OutboxEvent.all()} == {clock()}
    assert not await relay.relay_once()
    assert len(log.entries) == 5


async def test_an_entry_arrives_as_it_was_stored(relay: Relay, log: ScriptedLog) -> None:
    stored = make_entry()
    await make_outbox_row(stored)
    await relay.relay_once()
    assert log.entries == [stored]


async def test_a_key_that_is_refused_waits_and_the_others_go_on(
    relay: Relay, log: ScriptedLog, clock: FrozenClock
) -> None:
    log.refused_keys = {"bad"}
    (bad,) = await make_rows("bad")
    await make_rows("good")
    await relay.relay_once()
    await make_rows("bad", "good")
    await relay.relay_once()
    # The newer row of the same key may not overtake the one that waits.
    assert [entry.key for entry in log.entries] == ["good", "good"]
    log.refused_keys = set()
    assert not await relay.relay_once()
    clock.advance(seconds=1)
    await relay.relay_once()
    assert [entry.key for entry in log.entries] == ["good", "good", "bad", "bad"]
    assert await unsent() == []
    assert (await OutboxEvent.get(id=bad)).attempts == 1


async def test_a_log_that_is_away_costs_no_row_its_turn(relay: Relay, log: ScriptedLog) -> None:
    await make_rows("a", "b")
    log.is_away = True
    for _ in range(30):
        with pytest.raises(Unreachable):
            await relay.relay_once()
    assert {(row.attempts, row.next_at) for row in await OutboxEvent.all()} == {(0, None)}
    log.is_away = False
    await relay.relay_once()
    assert [entry.key for entry in log.entries] == ["a", "b"]


async def test_a_relay_whose_log_was_away_goes_on_by_itself(relay: Relay, log: ScriptedLog) -> None:
    await make_rows("a")
    log.is_away = True
    working = asyncio.ensure_future(relay.run())
    while not log.times_away:
        await unsent()
    log.is_away = False
    while await unsent():
        pass
    working.cancel()
    await asyncio.wait([working])
    assert [entry.key for entry in log.entries] == ["a"]


@pytest.mark.parametrize(
    ("attempts", "longest"), [(0, 0.5), (1, 1), (2, 2), (5, 16), (6, 32), (7, 60), (500, 60)]
)
async def test_the_wait_doubles_from_half_a_second_to_a_minute_with_jitter(
    relay: Relay, log: ScriptedLog, clock: FrozenClock, attempts: int, longest: float
) -> None:
    for number in range(20):
        await make_outbox_row(key=f"bad{number}", attempts=attempts)
        log.refused_keys.add(f"bad{number}")
    await relay.relay_once()
    waits = {row.next_at - clock() for row in await OutboxEvent.all() if row.next_at}
    assert len(waits) > 10, "rows that failed together do not all come back together"
    assert timedelta(seconds=longest / 2) <= min(waits)
    assert max(waits) <= timedelta(seconds=longest)


@pytest.mark.usefixtures("armed")
async def test_a_relay_that_dies_before_it_marks_sends_again(relay: Relay, log: ScriptedLog) -> None:
    await make_rows("a", "b")
    arm("relay.after_ack=raise", is_test=True)
    with pytest.raises(FailpointHit):
        await relay.relay_once()
    assert await unsent() != []
    await relay.relay_once()
    assert [entry.key for entry in log.entries] == ["a", "b", "a", "b"]
    assert await unsent() == []


@pytest.mark.usefixtures("armed")
async def test_a_relay_that_dies_before_it_sends_has_sent_nothing(relay: Relay, log: ScriptedLog) -> None:
    await make_rows("a")
    arm("relay.before_send=raise", is_test=True)
    with pytest.raises(FailpointHit):
        await relay.relay_once()
    assert log.entries == []
    await relay.relay_once()
    assert [entry.key for entry in log.entries] == ["a"]


class TestTwo:
    """Relays of two processes."""

    @pytest.fixture
    async def other(self, relay: Relay, database: Database, redis: Any) -> AsyncIterator[Relay]:
        """The second of two that run; the first began before it."""
        settings = Log(look_seconds=0.01)
        second = Relay(database, ScriptedLog(), redis, settings=settings, owner=new_id())
        first_row = await make_rows("a")
        working = [asyncio.ensure_future(relay.run())]
        while set(first_row) & set(await unsent()):
            relay.waker.wake()
        working.append(asyncio.ensure_future(second.run()))
        yield second
        for task in working:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def test_one_works_at_a_time(self, other: Relay, relay: Relay, log: ScriptedLog) -> None:
        for number in range(5):
            await make_rows(f"k{number}")
            other.waker.wake()
            relay.waker.wake()
            while await unsent():
                pass
        assert [entry.key for entry in log.entries] == ["a", *(f"k{number}" for number in range(5))]

    async def test_the_other_goes_on_at_once_when_the_first_ends_well(
        self, other: Relay, relay: Relay, log: ScriptedLog
    ) -> None:
        await relay.close()
        await make_rows("b")
        other.waker.wake()
        while await unsent():
            pass
