"""A house of agents that ask one another, and whoever works there."""

import os
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any, TypedDict
from uuid import UUID

import pytest
from langgraph.graph import START, StateGraph

from bot.app import App
from bot.contracts.agents import AgentContext, AgentDefinition, AgentResult, Input, Question, RecordWrite
from bot.contracts.asked_agents import AgentAnswer
from bot.contracts.events import Fact
from bot.contracts.messages import Alert, Post
from bot.contracts.proposals import Action, Pressed
from bot.contracts.unit import Actor, ActorType, Role
from bot.runtime.discovery import FoundAgent
from bot.runtime.graphs import Graphs
from bot.runtime.performing import Performer
from bot.runtime.worker import Runner
from bot.services import decisions, runs
from bot.services.definitions import Catalogue
from bot.services.runs import NewRun
from config.clock import new_id, now
from config.errors import AgentError
from config.failpoints import arm
from config.settings import Runs
from storage.checkpoints import Checkpoints
from storage.models.agents import AgentRunLog
from storage.models.proposals import Proposal
from tests.factories import make_channel, make_configuration, make_workspace

AGENT_KILLS = ["agent.before_ask", "agent.after_ask", "agent.before_resume"]
INPUTS = (
    Input(key_name="word", data_type="string"),
    Input(key_name="ask", data_type="json", default_value=[]),
    Input(key_name="approve", data_type="boolean", default_value=False),
    Input(key_name="fail", data_type="boolean", default_value=False),
)
DEFINITIONS = [
    AgentDefinition(
        id=f"agent_90{number}", name=f"Agent {number}", version="1.0.0",
        definition_status="experimental", inputs=INPUTS,
    )
    for number in range(5)
]  # fmt: skip
FIRST, SECOND = DEFINITIONS[:2]


class Killed(BaseException):
    """Stands for the end of the process: nothing handles it."""


class State(TypedDict, total=False):
    answer: AgentAnswer
    approved: str | None
    result: AgentResult


def build(context: AgentContext) -> Any:
    """Asks the first of ``ask``, which asks the next; then people; says the word in capitals."""

    async def consult(state: State) -> State:
        first, *rest = context.inputs["ask"]
        inputs = {"word": context.inputs["word"], "ask": rest}
        return {"answer": await context.ask_agent(first, inputs, waits=timedelta(minutes=5))}

    async def approve(state: State) -> State:
        actions = (Action(label="Yes", action_id="approve"), Action(label="No", action_id="reject"))
        return {"approved": (await context.ask(Question(title_text="So?", actions=actions))).action_id}

    async def tell(state: State) -> State:
        if context.inputs["fail"]:
            raise AgentError("It cannot.")
        word, answer = str(context.inputs["word"]).upper(), state.get("answer")
        result = AgentResult(
            preview=f"{word}.",
            outputs={
                "word": word, "approved": state.get("approved"), "had_event": context.event is not None,
                "answer": asdict(answer) | {"run_id": None} if answer else None,
            },
            posts=(
                Post(content=f"I say {word}."),
                Post(channel="alerts", content=Alert(title="A", text="B"), part=1),
            ),
            events=(Fact(event_type="ionflux.agent.asked.told", payload={}),),
            records=(RecordWrite(collection="words", key=str(context.run_id), at=context.now, value={}),),
        )  # fmt: skip
        return {"result": result}

    def then(*wanted: str) -> Callable[[State], str]:
        return lambda state: next((one for one in wanted if context.inputs[one]), "tell")

    graph = StateGraph(State)
    graph.add_node("ask", consult)
    graph.add_node("approve", approve)
    graph.add_node("tell", tell)
    graph.add_conditional_edges(START, then("ask", "approve"), ["ask", "approve", "tell"])
    graph.add_conditional_edges("ask", then("approve"), ["approve", "tell"])
    graph.add_edge("approve", "tell")
    return graph


class Made(FoundAgent):
    """The folder of an agent, without the folder."""

    package = "tests.services"

    def build(self) -> Any:
        return build


FOLDERS: Any = {one.id: Made(slug="made", definition=one, is_preview=False) for one in DEFINITIONS}


class House:
    """A workspace with two agents at work, and a worker that can be stopped at any point."""

    def __init__(self, app: App, workspace_id: UUID, owner: UUID, folder: Any) -> None:
        self.app, self.workspace_id, self.folder = app, workspace_id, folder
        self.owner = Actor(type=ActorType.USER, id=owner, role=Role.OWNER)
        self.at_work: dict[str, UUID] = {}

    async def hire(self, *definitions: AgentDefinition, **fields: Any) -> None:
        for one in definitions:
            more = {"agent_definition_id": one.id, **fields}
            self.at_work[one.id] = await make_configuration(self.workspace_id, one.name, **more)

    async def start(self, by: Actor | None = None, **given: Any) -> UUID:
        """A run of the first agent that asks the second."""
        told = {name: given.pop(name) for name in ("event", "is_preview", "origin") if name in given}
        inputs = {"word": "hello", "ask": [SECOND.id], "approve": False, "fail": False} | given
        new = NewRun(
            configuration_id=self.at_work[FIRST.id], definition_key=FIRST.key, trigger_type="manual_ui",
            trigger_key=f"manual:{new_id()}", inputs=inputs, parallel=1, **told,
        )  # fmt: skip
        async with self.app.units.grouped_unit(by or self.owner, self.workspace_id) as unit:
            return runs.start(unit, new)

    async def work(self, *run_ids: UUID, at: str = "", lease_seconds: float = 30.0) -> bool:
        """What a worker does that has just been started: it takes these as far as it can; whether it was
        killed.
        """
        checkpoints = Checkpoints("sqlite://", self.folder / "checkpoints.db")
        settings = Runs(lease_seconds=lease_seconds)
        performer = Performer(
            self.app.database, self.app.units, Graphs(FOLDERS, checkpoints), Catalogue(DEFINITIONS),
            settings=settings,
        )  # fmt: skip
        runner = Runner(self.app.database, self.app.jobs, self.app.units, performer, settings=settings)
        arm(at, is_test=True)
        try:
            for run_id in run_ids:
                await runner.run(run_id)
        except Killed:
            return True
        finally:
            arm("", is_test=True)
            await checkpoints.close()
        return False

    async def work_all(self, **how: Any) -> bool:
        """Takes every run that the sweep would find, until there is none."""
        while found := await runs.forgotten(self.app.database, now() + timedelta(seconds=1)):
            if await self.work(*(run_id for run_id, _ in found), **how):
                return True
        return False

    async def asked(self, run_id: UUID) -> AgentRunLog:
        return await AgentRunLog.get(parent_run_id=run_id)


async def opened(app: App, folder: Any, monkeypatch: pytest.MonkeyPatch) -> House:
    """A house with two of them, in which a kill is an exception."""

    def end(process_id: int, sent: int) -> None:
        raise Killed

    monkeypatch.setattr(os, "kill", end)
    workspace_id, owner = await make_workspace()
    await make_channel(workspace_id)
    made = House(app, workspace_id, owner, folder)
    await made.hire(FIRST, SECOND)
    return made


async def outputs(run_id: UUID) -> dict[str, Any]:
    row = await AgentRunLog.get(run_id=run_id)
    assert row.status == "success", row.error_details_json
    return {one["key_name"]: one["value"] for one in row.output_data_json["outputs_array"]}


async def answer(run_id: UUID) -> dict[str, Any]:
    found: dict[str, Any] = (await outputs(run_id))["answer"]
    return found


async def press(house: House, run_id: UUID) -> None:
    asked = await Proposal.get(run_id=run_id, state="open")
    async with house.app.units.grouped_unit(house.owner, house.workspace_id) as unit:
        await decisions.decide(unit, Pressed(message_id=asked.message_id, action_id="approve"))
