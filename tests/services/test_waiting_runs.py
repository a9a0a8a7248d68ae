"""Runs that ask people: they let go of their worker, survive it, and go on with what was decided, once."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypedDict
from uuid import UUID

import pytest
from langgraph.graph import START, StateGraph

from bot.app import App
from bot.contracts.agents import AgentContext, AgentDefinition, AgentResult, Decided, Question, RecordWrite
from bot.contracts.proposals import Action, Pressed
from bot.contracts.unit import Actor, ActorType, Role
from bot.runtime.discovery import FoundAgent
from bot.runtime.expiry import keep_deadlines_once
from bot.runtime.graphs import Graphs
from bot.runtime.housekeeping import forget_ended
from bot.runtime.performing import Performer
from bot.runtime.worker import Runner
from bot.services import decisions, proposals, run_views, runs
from bot.services.definitions import Catalogue
from bot.services.records import StoredRecords
from bot.services.runs import NewRun
from config.clock import new_id, now
from config.errors import Rejected, Unreachable
from config.failpoints import arm
from config.settings import Runs
from storage.checkpoints import Checkpoints
from storage.models.agents import AgentRunLog, Effect, RunStep
from storage.models.proposals import Proposal
from tests.factories import make_channel, make_configuration, make_workspace
from tests.fakes import FrozenClock

DEFINITION = AgentDefinition(id="agent_900", name="Asker", version="1.0.0", definition_status="experimental")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, as a state keeps it."""

    goods: tuple[str, ...]


class State(TypedDict, total=False):
    plan: Plan
    decided: Decided
    sent: str
    result: AgentResult


RUN_KILLS = [
    "node.before", "node.before:2", "node.before:3", "node.after", "node.after:2", "node.after:3",
    "effect.before_call", "effect.after_call", "run.before_ask", "run.before_final", "run.after_final_msg",
]  # fmt: skip


class Killed(BaseException):
    """Stands for the end of the process: nothing handles it."""


class Sent:
    """The outside: what has left, and what happens to who asks it."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.error: Exception | None = None

    async def send(self, key: str) -> str:
        self.keys.append(key)
        if self.error is not None:
            raise self.error
        return f"sent {len(self.keys)}"


def asking(outside: Sent) -> Callable[[AgentContext], Any]:
    """A graph that plans, asks, does it and tells."""

    def build(context: AgentContext) -> Any:
        async def plan(state: State) -> State:
            return {"plan": Plan(("shirts", "hats"))}

        async def approve(state: State) -> State:
            decided = await context.ask(
                Question(
                    title_text="Send them?",
                    actions=(
                        Action(label="Send", action_id="approve"),
                        Action(label="Leave it", action_id="reject", style="secondary"),
                    ),
                    data_json={"goods": list(state["plan"].goods)},
                    records=(
                        RecordWrite(collection="plans", key="one", at=context.now, value={"is": "asked"}),
                    ),
                    risk="high",
                )
            )
            return {"decided": decided}

        async def act(state: State) -> State:
            if state["decided"].action_id != "approve":
                return {"sent": "nothing"}
            return {"sent": await context.effect("send", outside.send, digest=state["decided"].digest)}

        async def tell(state: State) -> State:
            return {"result": AgentResult(preview=f"{state['sent']}: {', '.join(state['plan'].goods)}")}

        graph = StateGraph(State)
        for name, node in (("plan", plan), ("approve", approve), ("act", act), ("tell", tell)):
            graph.add_node(name, node)
        graph.add_edge(START, "plan")
        graph.add_edge("plan", "approve")
        graph.add_edge("approve", "act")
        graph.add_edge("act", "tell")
        return graph

    return build


class Asker(FoundAgent):
    """The folder of an agent, without the folder."""

    package = "tests.services"

    def build(self) -> Any:
        return self.made  # type: ignore[attr-defined]


class House:
    """A workspace with the agent, and a worker that can be stopped at any point."""

    def __init__(
        self, app: App, workspace_id: UUID, owner: UUID, configuration_id: UUID, folder: Any
    ) -> None:
        self.app, self.workspace_id, self.folder = app, workspace_id, folder
        self.owner = Actor(type=ActorType.USER, id=owner, role=Role.OWNER)
        self.configuration_id = configuration_id
        self.outside = Sent()

    async def start(self) -> UUID:
        new = NewRun(
            configuration_id=self.configuration_id, definition_key=DEFINITION.key, trigger_type="manual_ui",
            trigger_key=f"manual:{new_id()}", inputs={}, parallel=1,
        )  # fmt: skip
        async with self.app.units.grouped_unit(self.owner, self.workspace_id) as unit:
            return runs.start(unit, new)

    async def work(self, run_id: UUID, **settings: Any) -> None:
        """What a worker does that has just been started: it claims the run and goes as far as it can."""
        agent = Asker(slug="asker", definition=DEFINITION, is_preview=False)
        object.__setattr__(agent, "made", asking(self.outside))
        checkpoints = Checkpoints("sqlite://", self.folder / "checkpoints.db")
        made = Runs(**settings)
        performer = Performer(
            self.app.database,
            self.app.units,
            _graphs(agent, checkpoints),
            Catalogue([DEFINITION]),
            settings=made,
        )
        try:
            await Runner(self.app.database, self.app.jobs, self.app.units, performer, settings=made).run(
                run_id
            )
        finally:
            await checkpoints.close()

    async def crash(self, run_id: UUID, at: str) -> bool:
        """The same, by a worker that is killed there, if it comes there; its lease has run out meanwhile."""
        arm(at, is_test=True)
        try:
            await self.work(run_id, lease_seconds=-1)
        except Killed:
            return True
        finally:
            arm("", is_test=True)
        return False

    async def row(self, run_id: UUID) -> AgentRunLog:
        return await AgentRunLog.get(run_id=run_id)

    async def question(self, run_id: UUID) -> Proposal:
        return await Proposal.get(run_id=run_id, state="open")

    async def press(self, run_id: UUID, action_id: str) -> None:
        pressed = Pressed(message_id=(await self.question(run_id)).message_id, action_id=action_id)
        async with self.app.units.grouped_unit(self.owner, self.workspace_id) as unit:
            await decisions.decide(unit, pressed)


def _graphs(agent: FoundAgent, checkpoints: Checkpoints) -> Graphs:
    return Graphs({DEFINITION.id: agent}, checkpoints)


@pytest.fixture
async def house(app: App, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> House:
    def end(process_id: int, sent: int) -> None:
        raise Killed

    monkeypatch.setattr(os, "kill", end)
    workspace_id, owner = await make_workspace()
    await make_channel(workspace_id)
    configuration_id = await make_configuration(workspace_id, "Asker")
    return House(app, workspace_id, owner, configuration_id, tmp_path)


async def test_a_run_asks_lets_go_of_its_worker_and_goes_on_with_what_was_decided(house: House) -> None:
    run_id = await house.start()
    await house.work(run_id)
    asked, row = await house.question(run_id), await house.row(run_id)
    assert (asked.title_text, asked.data_json, row.status) == (
        "Send them?", {"goods": ["shirts", "hats"]}, "waiting_approval",
    )  # fmt: skip
    assert (row.lease_until, row.waits_for) == (None, asked.id)
    records = StoredRecords(house.app.database, house.workspace_id, DEFINITION.id)
    kept = await records.get("plans", "one")
    assert kept is not None
    assert kept.value == {"is": "asked"}
    await house.press(run_id, "approve")
    await house.work(run_id)
    row = await house.row(run_id)
    assert (row.status, row.output_preview_text) == ("success", "sent 1: shirts, hats")
    assert len(house.outside.keys) == 1
    assert house.outside.keys[0] == f"{run_id}:act.3:send:1"


async def test_what_is_refused_is_not_done(house: House) -> None:
    run_id = await house.start()
    await house.work(run_id)
    await house.press(run_id, "reject")
    await house.work(run_id)
    assert (await house.row(run_id)).output_preview_text == "nothing: shirts, hats"
    assert house.outside.keys == []


async def test_what_is_kept_to_go_on_is_forgotten_a_day_after_the_end(
    house: House, clock: FrozenClock
) -> None:
    ended, waits = await house.start(), await house.start()
    await house.work(ended)
    await house.press(ended, "approve")
    await house.work(ended)
    await house.work(waits)
    kept = Checkpoints("sqlite://", house.folder / "checkpoints.db")
    try:
        assert await forget_ended(house.app.database, kept) == 0
        clock.advance(days=1, seconds=1)
        assert await forget_ended(house.app.database, kept) == 1
        saver = await kept.saver(())
        threads = [str(one) for one in (ended, waits)]
        found = [await saver.aget_tuple({"configurable": {"thread_id": one}}) for one in threads]
    finally:
        await kept.close()
    assert [one is None for one in found] == [True, False]


async def test_a_run_that_waits_is_not_to_be_had_and_is_shown_as_running(house: House) -> None:
    run_id = await house.start()
    await house.work(run_id)
    await house.work(run_id)
    assert (await house.row(run_id)).attempt == 1
    assert await Proposal.filter(run_id=run_id).count() == 1
    async with house.app.units.open_unit(house.owner, house.workspace_id) as unit:
        shown = await run_views.get(unit, run_id)
        (asked,) = await proposals.listed(unit, "mine", limit=10)
    assert (shown.status, shown.is_waiting_for_decision) == ("running", True)
    assert asked.run_id == run_id


async def test_a_decided_run_that_nobody_was_nudged_for_is_found_by_the_sweep(house: House) -> None:
    run_id = await house.start()
    await house.work(run_id)
    assert await runs.forgotten(house.app.database, now()) == []
    await house.press(run_id, "approve")
    assert await runs.forgotten(house.app.database, now()) == [(run_id, 1)]


@pytest.mark.parametrize("at", RUN_KILLS)
async def test_a_worker_killed_anywhere_costs_no_approval_and_doubles_nothing(house: House, at: str) -> None:
    run_id = await house.start()
    is_killed = False
    for _ in range(4):
        is_killed = is_killed or await house.crash(run_id, at)
        await house.work(run_id)
        if question := await Proposal.get_or_none(run_id=run_id, state="open"):
            done = "was_done" if house.outside.keys else "do_again"
            await house.press(run_id, done if question.kind == "run.effect_uncertain" else "approve")
    row = await house.row(run_id)
    assert is_killed
    assert row.status == "success", row.error_details_json
    assert len(house.outside.keys) == 1
    assert await Proposal.filter(run_id=run_id, kind=None).count() == 1
    names = [step.name for step in await RunStep.filter(run_id=run_id).order_by("number")]
    assert names == ["plan", "approve", "act", "tell"]


async def test_what_may_have_been_done_is_asked_about_and_never_done_again_by_itself(house: House) -> None:
    run_id = await house.start()
    await house.work(run_id)
    await house.press(run_id, "approve")
    await house.crash(run_id, "effect.after_call")
    assert (await Effect.get(run_id=run_id)).state == "started"
    await house.work(run_id)
    asked = await house.question(run_id)
    assert (asked.kind, asked.data_json) == ("run.effect_uncertain", {"begun": ["send"]})
    await house.press(run_id, "was_done")
    await house.work(run_id)
    row = await house.row(run_id)
    assert (row.status, len(house.outside.keys)) == ("success", 1)


async def test_what_was_refused_outside_counts_as_not_done(house: House) -> None:
    run_id = await house.start()
    await house.work(run_id)
    await house.press(run_id, "approve")
    house.outside.error = Rejected("There is no such address.", service="mail")
    await house.work(run_id)
    assert not await Effect.filter(run_id=run_id).exists()


async def test_what_ended_in_the_dark_stays_begun(house: House) -> None:
    run_id = await house.start()
    await house.work(run_id)
    await house.press(run_id, "approve")
    house.outside.error = Unreachable("The connection was lost.", service="mail")
    await house.work(run_id)
    assert (await Effect.get(run_id=run_id)).state == "started"


async def test_an_approval_is_only_for_what_was_shown(house: House) -> None:
    run_id = await house.start()
    await house.work(run_id)
    asked = await house.question(run_id)
    await house.press(run_id, "approve")
    await house.work(run_id)
    assert (await Effect.get(run_id=run_id)).digest == asked.digest


async def test_a_question_that_runs_out_decides_nothing_and_the_run_ends(house: House) -> None:
    run_id = await house.start()
    await house.work(run_id)
    asked = await house.question(run_id)
    await Proposal.filter(id=asked.id).update(expires_at=now())
    await keep_deadlines_once(house.app.units)
    await house.work(run_id)
    assert (await house.row(run_id)).output_preview_text == "nothing: shirts, hats"


async def test_cancelling_a_run_that_waits_takes_its_question_back(house: House) -> None:
    run_id = await house.start()
    await house.work(run_id)
    async with house.app.units.open_unit(house.owner, house.workspace_id) as unit:
        await run_views.cancel(unit, run_id)
    assert (await house.row(run_id)).status == "cancelled_by_user"
    assert not await Proposal.filter(run_id=run_id, state="open").exists()


async def test_each_step_is_kept_as_soon_as_it_is_done(house: House) -> None:
    run_id = await house.start()
    await house.work(run_id)
    assert [step.name for step in await RunStep.filter(run_id=run_id).order_by("number")] == ["plan"]
    await house.press(run_id, "approve")
    await house.work(run_id)
    steps = await RunStep.filter(run_id=run_id).order_by("number")
    assert [step.name for step in steps] == ["plan", "approve", "act", "tell"]
    assert all(step.output_digest for step in steps)
