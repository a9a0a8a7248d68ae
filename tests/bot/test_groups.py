"""Units that are ready together share a commit, and each is all or nothing."""

import asyncio
import gc
from collections.abc import Callable, Generator
from contextvars import copy_context
from uuid import UUID

import pytest

from bot.app import App
from bot.contracts.unit import SYSTEM, Unit
from bot.runtime.units import Units, new_unit
from bot.services import channels, chat
from bot.services.storing import NewMessage, Stored, storing_all, there
from config.clock import new_id
from config.errors import StorageBusy
from storage import postgres_writer
from storage.bulk import Call, Found, Shared, Steps, Write, statement
from storage.db import Database
from storage.models.chat import Message
from storage.models.events import HandledEvent
from storage.writer import LARGEST_GROUP, GroupWriter
from tests.bot.handling import handled, handled_shared, handled_step
from tests.factories import make_channel, make_workspace, said_in
from tests.fakes import HeldDriver, RecordingQueue
from tests.services.questions import person, somebody_waits_for_a_lock

pytestmark = pytest.mark.servers


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


async def test_what_was_stored_is_told_also_where_nobody_waits_for_it_any_more() -> None:
    driver = HeldDriver()
    writer = GroupWriter(driver)
    told: list[str] = []
    writing = asyncio.ensure_future(writer.write([handled(new_id())], then=lambda: told.append("stored")))
    await driver.has_begun.wait()
    writing.cancel()
    driver.may_end.set()
    await writer.close()
    assert writing.cancelled()
    assert told == ["stored"]


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


@pytest.mark.postgres
async def test_units_that_want_what_somebody_holds_wait_together_no_longer_than_one(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_writer, "WAIT_SECONDS", 0.7)
    workspace_id, owner = await make_workspace()
    held, free = await make_channel(workspace_id, "held"), await make_channel(workspace_id, "free")
    said = [new_unit(person(owner), workspace_id) for _ in range(7)]
    for unit, channel_id in zip(said, [*[held] * 6, free], strict=True):
        await chat.post(unit, said_in(channel_id))

    async def say() -> list[object]:
        return await asyncio.gather(*map(app.units.store, said), return_exceptions=True)

    outside = copy_context()
    async with app.units.open_unit(person(owner), workspace_id) as unit:
        await channels.held(unit, held)
        outcomes = await asyncio.create_task(say(), context=outside)
    assert [type(one) for one in outcomes] == [StorageBusy] * 6 + [list]
    assert [row.channel_id for row in await Message.of(workspace_id)] == [free]


@pytest.mark.postgres
async def test_of_the_same_part_of_a_run_said_twice_at_once_the_second_finds_the_first(app: App) -> None:
    workspace_id, owner = await make_workspace()
    channel_id, run_id = await make_channel(workspace_id), new_id()
    seen: list[UUID] = []

    def say(unit: Unit) -> None:
        new = NewMessage(
            workspace_id=workspace_id, channel_id=channel_id, sender_id=owner, sender_type="agent",
            content_type="text", content_json={"text_body": "Done"}, correlation_id=new_id(), at=unit.now,
            run_id=run_id, part=1,
        )  # fmt: skip

        def told(outcome: Stored | None) -> Generator[Call, Found, None]:
            seen.append(there(outcome)[0]["id"])
            yield from ()

        unit.write(Shared(storing_all, new, told))

    async def again() -> None:
        async with app.units.grouped_unit(person(owner), workspace_id) as unit:
            say(unit)

    outside = copy_context()
    async with app.units.open_unit(person(owner), workspace_id) as unit:
        await channels.held(unit, channel_id)
        saying = asyncio.create_task(again(), context=outside)
        await somebody_waits_for_a_lock()
        say(unit)
    await saying
    (message,) = await Message.of(workspace_id)
    assert {UUID(str(one)) for one in seen} == {message.id}


async def test_a_unit_that_was_stored_is_let_go_without_the_collector_of_garbage(units: Units) -> None:
    def saying(unit: Unit) -> Steps[None]:
        def script() -> Generator[Call, Found, None]:
            unit.announce({"action": "said"})
            yield Call(statement("SELECT 1"))

        return Steps(script)

    workspace_id = new_id()

    async def act() -> None:
        async with units.grouped_unit(SYSTEM, workspace_id) as unit:
            unit.write(saying(unit))

    gc.collect()
    gc.disable()
    try:
        await asyncio.gather(*(act() for _ in range(10)))
        await units.aftermath.drained()
        units_left = [one for one in gc.get_objects() if isinstance(one, Unit)]
        kept = [one for one in units_left if one.workspace_id == workspace_id]
    finally:
        gc.enable()
    assert kept == []
