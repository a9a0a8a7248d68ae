"""The life of a run: one row is the truth, whoever works on it and however often."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from bot.contracts.agents import AgentResult
from bot.contracts.unit import SYSTEM, Unit
from bot.runtime.discovery import find_agents
from bot.runtime.performing import Performer
from bot.runtime.units import Units, new_unit
from bot.runtime.worker import Runner
from bot.services import run_endings, runs
from bot.services.definitions import Catalogue
from bot.services.run_endings import Ending
from bot.services.runs import Claimed, NewRun
from config.clock import new_id, now
from config.errors import AgentError, LeaseLost, StorageBusy
from config.settings import Runs, Settings
from storage.bulk import Call, Steps
from storage.db import Database, sqlite_path
from storage.models.agents import AgentConfiguration, AgentRunLog
from storage.models.chat import Message
from storage.models.events import OutboxEvent
from storage.writer import GroupWriter
from tests.factories import make_configuration, make_workspace
from tests.fakes import FrozenClock, RecordingLive, RecordingQueue, ScriptedGraphs

DEFINITION = "agent_004_refactored/1.0.0"
LEASE = 30.0


class Place:
    """A workspace with a Sentinel, and what its runs are made and done with."""

    def __init__(self, database: Database, workspace_id: UUID, configuration_id: UUID) -> None:
        self.database = database
        self.workspace_id = workspace_id
        self.configuration_id = configuration_id
        self.queue = RecordingQueue()
        self.units = Units(database, self.queue, RecordingLive())  # type: ignore[arg-type]

    def new(self, trigger_key: str = "", *, parallel: int = 1) -> NewRun:
        return NewRun(
            configuration_id=self.configuration_id, definition_key=DEFINITION, trigger_type="manual",
            trigger_key=trigger_key or f"manual:{uuid4()}", inputs={"limit": 5}, parallel=parallel,
        )  # fmt: skip

    async def start(self, trigger_key: str = "", *, parallel: int = 1) -> UUID:
        async with self.units.grouped_unit(SYSTEM, self.workspace_id) as unit:
            return runs.start(unit, self.new(trigger_key, parallel=parallel))

    async def claim(self, run_id: UUID, *, seconds: float = LEASE, writer: Any = None) -> Claimed | None:
        """Claim it; a lease of less than no time is one that has run out."""
        claiming = runs.claiming(run_id, now(), seconds)
        found: Claimed | None = (await (writer or self.database.writer).write([claiming]))[0]
        return found

    async def held(self, run_id: UUID, *, seconds: float = LEASE) -> Claimed:
        claimed = await self.claim(run_id, seconds=seconds)
        assert claimed is not None
        return claimed

    async def finish(self, run: Claimed, ending: Ending | None = None) -> Unit:
        async with self.units.grouped_unit(SYSTEM, self.workspace_id) as unit:
            run_endings.finish(unit, run, ending or Ending(status="success", result=AgentResult(preview="!")))
        return unit

    def runner(self, graphs: ScriptedGraphs | None = None, **settings: Any) -> Runner:
        made: Any = graphs or ScriptedGraphs()
        queue: Any = self.queue
        catalogue = Catalogue([one.definition for one in find_agents().values()])
        performer = Performer(self.database, self.units, made, catalogue, settings=Runs(**settings))
        return Runner(self.database, queue, self.units, performer, settings=Runs(**settings))

    async def row(self, run_id: UUID) -> AgentRunLog:
        return await AgentRunLog.get(run_id=run_id)


@pytest.fixture
async def place(database: Database) -> Place:
    workspace_id, _ = await make_workspace()
    return Place(database, workspace_id, await make_configuration(workspace_id))


@pytest.fixture
async def other_writer(settings: Settings) -> AsyncIterator[GroupWriter]:
    """The writer of another process on the same store."""
    if settings.is_sqlite:
        writer = GroupWriter.on_sqlite(sqlite_path(settings.database), is_durable=False)
    else:
        writer = GroupWriter.on_postgres(settings.database)
    yield writer
    await writer.close()


async def test_a_started_run_is_pending_and_its_worker_is_nudged(place: Place) -> None:
    async with place.units.grouped_unit(SYSTEM, place.workspace_id) as unit:
        run_id = runs.start(unit, place.new())
    row = await place.row(run_id)
    assert (row.status, row.attempt, row.input_params_resolved_json) == ("pending", 0, {"limit": 5})
    assert [(nudge.job, nudge.key) for nudge in unit.nudges] == [(runs.JOB, run_id)]


async def test_the_same_trigger_key_starts_one_run_of_a_configuration(place: Place) -> None:
    await asyncio.gather(*(place.start("orders:7") for _ in range(10)))
    assert await AgentRunLog.all().count() == 1
    place.configuration_id = await make_configuration(place.workspace_id, "Second")
    await place.start("orders:7")
    assert await AgentRunLog.all().count() == 2


async def test_a_run_goes_from_pending_over_running_to_its_end(place: Place) -> None:
    run = await place.held(await place.start())
    row = await place.row(run.run_id)
    assert (row.status, row.attempt, row.end_time) == ("running", 1, None)
    assert row.lease_until is not None
    await place.finish(run)
    row = await place.row(run.run_id)
    assert (row.status, row.output_preview_text, row.lease_until) == ("success", "!", None)
    assert row.start_time <= row.end_time
    summary = (await AgentConfiguration.get(id=place.configuration_id)).last_run_summary_json
    assert (summary["run_id"], summary["status"]) == (str(run.run_id), "success")
    assert await OutboxEvent.filter(topic="ionflux.agent").count() == 1


@pytest.mark.parametrize(
    "status", ["success", "error", "cancelled_by_user", "cancelled_by_system", "waiting_approval"]
)
async def test_what_is_over_or_waits_for_somebody_is_not_to_be_had(place: Place, status: str) -> None:
    run_id = await place.start()
    await AgentRunLog.filter(run_id=run_id).update(status=status)
    assert await place.claim(run_id) is None
    assert (await place.row(run_id)).attempt == 0


async def test_of_two_workers_one_gets_the_run(place: Place, other_writer: GroupWriter) -> None:
    for _ in range(10):
        run_id = await place.start(parallel=100)
        claims = await asyncio.gather(
            *(place.claim(run_id, writer=writer) for writer in (None, other_writer) * 3)
        )
        assert len([claimed for claimed in claims if claimed]) == 1
        assert (await place.row(run_id)).attempt == 1


async def test_no_more_runs_of_a_configuration_go_on_at_once_than_it_allows(
    place: Place, other_writer: GroupWriter
) -> None:
    started = [await place.start(parallel=2) for _ in range(6)]
    writers = (None, other_writer) * 3
    claims = await asyncio.gather(
        *(place.claim(run_id, writer=writer) for run_id, writer in zip(started, writers, strict=True))
    )
    going = [claimed for claimed in claims if claimed]
    assert len(going) == 2
    place.configuration_id = await make_configuration(place.workspace_id, "Another")
    assert await place.claim(await place.start()), "the limit is of one configuration"


async def test_a_run_that_waits_for_room_is_nudged_when_another_ends(place: Place) -> None:
    first, second, third = [await place.start() for _ in range(3)]
    run = await place.held(first)
    assert await place.claim(second) is None
    assert await place.claim(third) is None
    assert (await place.row(second)).status == "pending"
    unit = await place.finish(run)
    assert [(nudge.key, nudge.attempt) for nudge in unit.nudges] == [(second, 0)]
    assert await place.claim(second)


async def test_what_comes_one_at_a_time_comes_in_its_order_whoever_is_first(
    place: Place, clock: FrozenClock
) -> None:
    started = []
    for _ in range(3):
        started.append(await place.start())
        clock.advance(seconds=1)
    first, second, third = started
    assert [await place.claim(one) for one in (third, second)] == [None, None]
    held = await place.held(first)
    assert await place.claim(third) is None
    ended = await place.finish(held)
    assert [nudge.key for nudge in ended.nudges] == [second]
    await place.finish(await place.held(second))
    assert await place.claim(third) is not None


async def test_a_run_whose_lease_has_run_out_is_taken_over_as_another_attempt(place: Place) -> None:
    run_id = await place.start()
    dead = await place.held(run_id, seconds=-1)
    taken = await place.held(run_id)
    assert (dead.attempt, taken.attempt, taken.crashes) == (1, 2, 1)
    assert taken.start_time == dead.start_time, "an agent sees the same moment on every attempt"
    assert await place.claim(run_id) is None


async def test_a_stale_attempt_writes_nothing(place: Place) -> None:
    run_id = await place.start()
    dead = await place.held(run_id, seconds=-1)
    taken = await place.held(run_id)
    with pytest.raises(LeaseLost):
        await place.finish(dead, Ending(status="error", error_code="agent_failed", error_message="Late."))
    assert (await place.row(run_id)).status == "running"
    assert await OutboxEvent.all().count() == await Message.all().count() == 0
    assert (await place.database.writer.write([runs.renewing({run_id: dead.attempt}, LEASE)]))[0] == set()
    async with place.units.grouped_unit(SYSTEM, place.workspace_id) as unit:
        runs.release(unit, dead)
    assert (await place.row(run_id)).status == "running"
    await place.finish(taken)
    with pytest.raises(LeaseLost):
        await place.finish(taken)
    assert await OutboxEvent.filter(topic="ionflux.agent").count() == 1


async def test_a_renewed_lease_is_not_taken_over(place: Place) -> None:
    run_id = await place.start()
    run = await place.held(run_id, seconds=-1)
    renewing = runs.renewing({run_id: run.attempt, new_id(): 1}, LEASE)
    assert (await place.database.writer.write([renewing]))[0] == {run_id}
    assert await place.claim(run_id) is None


async def test_a_run_that_is_given_back_is_pending_again_and_that_is_no_attempt(place: Place) -> None:
    run_id = await place.start()
    for time in range(1, 6):
        run = await place.held(run_id)
        assert run.crashes == 0
        async with place.units.grouped_unit(SYSTEM, place.workspace_id) as unit:
            runs.release(unit, run)
        assert [(nudge.key, nudge.attempt) for nudge in unit.nudges] == [(run_id, time)]
        assert (await place.row(run_id)).status == "pending"


async def test_a_run_that_kills_its_worker_again_and_again_ends_in_error(place: Place) -> None:
    run_id, graphs = await place.start(), ScriptedGraphs()
    for _ in range(3):
        await place.held(run_id, seconds=-1)
    await place.runner(graphs).perform(runs.JOB, run_id, 0)
    row = await place.row(run_id)
    assert (row.status, row.error_details_json["error_code"]) == ("error", "worker_crash_loop")
    assert graphs.runs == 0
    assert await place.claim(run_id) is None


async def test_two_crashes_are_not_yet_a_loop(place: Place) -> None:
    run_id, graphs = await place.start(), ScriptedGraphs()
    for _ in range(2):
        await place.held(run_id, seconds=-1)
    await place.runner(graphs).perform(runs.JOB, run_id, 0)
    assert (await place.row(run_id)).status == "success"
    assert graphs.runs == 1


async def test_a_job_that_comes_twice_runs_the_graph_once(place: Place) -> None:
    run_id, graphs = await place.start(), ScriptedGraphs()
    runner = place.runner(graphs)
    await asyncio.gather(*(runner.perform(runs.JOB, run_id, attempt) for attempt in range(5)))
    assert graphs.runs == 1
    await runner.perform(runs.JOB, run_id, 9)
    await runner.perform(runs.JOB, new_id(), 0)
    await runner.perform("an order of a newer version", run_id, 0)
    assert graphs.runs == 1


def _raising(error: Exception) -> Callable[[], Any]:
    async def act() -> AgentResult:
        raise error

    return act


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (AgentError("No shop is connected."), "agent_failed", "No shop is connected."),
        (AgentError("Gone.", code="definition_changed"), "definition_changed", "Gone."),
        (KeyError("secret words"), "agent_failed", "The agent failed: KeyError."),
        (TimeoutError(), "deadline", "The run took longer than 900 s."),
    ],
)
async def test_an_agent_that_fails_ends_its_run_with_a_code_and_words(
    place: Place, error: Exception, code: str, told: str
) -> None:
    run_id = await place.start()
    await place.runner(ScriptedGraphs(_raising(error))).perform(runs.JOB, run_id, 0)
    row = await place.row(run_id)
    assert row.status == "error"
    assert (row.error_details_json["error_code"], row.error_details_json["error_message_text"]) == (
        code,
        told,
    )


async def test_a_version_that_is_not_installed_any_more_ends_the_run_in_words(place: Place) -> None:
    run_id, graphs = await place.start(), ScriptedGraphs()
    graphs.is_installed = False
    await place.runner(graphs).perform(runs.JOB, run_id, 0)
    assert (await place.row(run_id)).error_details_json["error_code"] == "definition_changed"


async def test_a_store_that_is_away_leaves_the_run_to_the_sweep(place: Place) -> None:
    run_id = await place.start()
    await place.runner(ScriptedGraphs(_raising(StorageBusy("Busy.")))).perform(runs.JOB, run_id, 0)
    row = await place.row(run_id)
    assert (row.status, row.error_details_json) == ("running", None)


async def test_the_sweep_nudges_what_nobody_has_in_hand_and_nothing_else(place: Place) -> None:
    fresh, forgotten, held, dead, over = [await place.start(parallel=9) for _ in range(5)]
    await place.held(held)
    await place.held(dead, seconds=-1)
    await place.finish(await place.held(over))
    await AgentRunLog.filter(run_id=forgotten).update(updated_at=now() - timedelta(seconds=6))
    assert await place.runner().sweep_once() == 2
    assert {nudge.key for nudge in place.queue.nudges} == {forgotten, dead}
    assert fresh not in {nudge.key for nudge in place.queue.nudges}
    # Under the id that their jobs have: the queue refuses what still waits there.
    assert {(nudge.key, nudge.attempt) for nudge in place.queue.nudges} == {(forgotten, 0), (dead, 1)}


async def test_what_is_in_hand_when_a_worker_is_told_to_stop_is_given_back(place: Place) -> None:
    run_id, has_begun = await place.start(), asyncio.Event()

    async def act() -> AgentResult:
        has_begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    runner = place.runner(ScriptedGraphs(act))
    working = asyncio.ensure_future(runner.perform(runs.JOB, run_id, 0))
    await has_begun.wait()
    await runner.drain(0)
    await asyncio.wait([working])
    row = await place.row(run_id)
    assert (row.status, row.released, row.lease_until) == ("pending", 1, None)
    await runner.perform(runs.JOB, run_id, 1)
    assert (await place.row(run_id)).status == "pending", "a worker that stops takes nothing new"
    assert (await place.held(run_id)).crashes == 0


async def test_a_worker_that_finds_its_lease_gone_stops_at_once(place: Place) -> None:
    run_id, has_begun = await place.start(), asyncio.Event()

    async def act() -> AgentResult:
        has_begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    runner = place.runner(ScriptedGraphs(act), lease_seconds=-1, renew_seconds=0.01)
    working = asyncio.ensure_future(runner.perform(runs.JOB, run_id, 0))
    await has_begun.wait()
    taken = await place.held(run_id)
    renewing = asyncio.ensure_future(runner.renew())
    await asyncio.wait([working])
    renewing.cancel()
    assert working.cancelled()
    assert (await place.row(run_id)).attempt == taken.attempt
    await place.finish(taken)


async def test_an_end_that_had_to_be_stored_again_tells_everything_once(place: Place) -> None:
    first, waits = await place.start(), await place.start()
    run = await place.held(first)
    await place.claim(waits)

    def failing() -> Any:
        yield Call(runs._WAITS, (now(), waits))
        raise LookupError

    unit = new_unit(SYSTEM, place.workspace_id)
    run_endings.finish(unit, run, Ending(status="success", result=AgentResult(preview="!")))
    # Both share a commit, until one of them fails.
    beside = place.database.writer.write([Steps(failing)])
    _, failed = await asyncio.gather(place.units.store(unit), beside, return_exceptions=True)
    assert isinstance(failed, LookupError)
    assert (await place.row(first)).status == "success"
    assert len(unit.nudges) == len(unit.announcements) == 1
