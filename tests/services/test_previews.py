"""Previews: an agent does all it does, and nothing of it leaves; its log says what would have."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypedDict
from uuid import UUID

import pytest
from langgraph.graph import START, StateGraph

from bot.app import App
from bot.contracts.agents import AgentContext, AgentDefinition, AgentResult, Decided, Question, RecordWrite
from bot.contracts.events import Fact
from bot.contracts.memory import Passage
from bot.contracts.messages import Alert, Post
from bot.contracts.proposals import Action
from bot.contracts.unit import Actor, ActorType, Role
from bot.runtime.at_hand import RunAtHand, current
from bot.runtime.discovery import FoundAgent
from bot.runtime.graphs import Graphs
from bot.runtime.performing import Abilities, Performer
from bot.runtime.previewing import Rehearsal
from bot.runtime.replaying import Recorded, replay
from bot.runtime.tooling import RunTools
from bot.runtime.worker import Runner
from bot.services import run_views, runs
from bot.services.breakers import MOST_FAILURES
from bot.services.definitions import Catalogue
from bot.services.run_previews import MOST_ACTS, Act, stored
from bot.services.run_settings import RunSettings
from bot.services.runs import Claimed, NewRun, Origin
from config.clock import new_id, now
from config.errors import AgentError, NotAllowed, NotFound
from config.settings import Runs
from storage.models.agents import AgentConfiguration, AgentRecord, AgentRunLog, Effect, RunStep
from storage.models.chat import Channel, Message
from storage.models.events import OutboxEvent
from storage.models.proposals import Proposal
from tests.factories import make_configuration, make_member, make_workspace

DEFINITION = AgentDefinition(id="agent_902", name="Doer", version="1.0.0", definition_status="experimental")


NOTHING_SET = RunSettings(
    tools=None, auto_approve=(), budget={}, workspace_budget={}, model=None, default_model=None,
    namespace=None, created_by_user_id=None,
)  # fmt: skip


class State(TypedDict, total=False):
    decided: Decided
    result: AgentResult


class Outside:
    """What an agent reaches: mail, and what it remembers."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.kept: list[Passage] = []
        self.fails = False

    async def send(self, key: str) -> str:
        self.sent.append(key)
        return key

    async def remember(self, passages: Sequence[Passage]) -> None:
        self.kept += passages

    async def recall(self, text: str, *, limit: int = 5, tags: Mapping[str, str] | None = None) -> Any:
        return []

    async def forget(self, *, source: str) -> None:
        self.kept.clear()

    async def embed(self, texts: Sequence[str]) -> Any:
        return []

    async def of(self, run: Claimed, status: Any) -> Abilities:
        return Abilities(memory=self)


QUESTION = Question(
    title_text="Send it?",
    actions=(Action(label="No", action_id="reject"), Action(label="Send", action_id="approve")),
    data_json={"to": "ada@example.com"},
    risk="high",
)


class Doer(FoundAgent):
    """An agent that does everything an agent can."""

    package = "tests.services"

    def build(self) -> Any:
        return self.made  # type: ignore[attr-defined]


def doer(outside: Outside) -> Doer:
    def build(context: AgentContext) -> Any:
        async def ask(state: State) -> State:
            mark = RecordWrite(collection="plans", key="asked", at=context.now, value={})
            return {"decided": await context.ask(replace(QUESTION, records=(mark,)))}

        async def act(state: State) -> State:
            decided = state["decided"]
            if decided.action_id == "approve":
                would = f"a mail to {decided.data_json['to']}"
                await context.effect("mail/ada", outside.send, digest=decided.digest, instead=would)
            passage = Passage(key="k", text="Ada was written to.", source="mail", at=context.now)
            await context.memory.remember([passage])
            if outside.fails:
                raise AgentError("No more.")
            return {}

        async def tell(state: State) -> State:
            result = AgentResult(
                preview="Ada was written to.",
                outputs={"sent_to": state["decided"].data_json["to"]},
                kpis={"mails": 1.0},
                posts=(
                    Post(channel="alerts", content=Alert(title="Sent", text="One mail")),
                    Post(content="Done."),
                ),
                events=(Fact(event_type="ionflux.agent.doer.sent", payload={"to": 1}),),
                records=(RecordWrite(collection="mails", key="ada", at=context.now, value={"n": 1}),),
            )
            return {"result": result}

        graph = StateGraph(State)
        for node in (ask, act, tell):
            graph.add_node(node.__name__, node)
        graph.add_edge(START, "ask")
        graph.add_edge("ask", "act")
        graph.add_edge("act", "tell")
        return graph

    made = Doer(slug="doer", definition=DEFINITION, is_preview=False)
    object.__setattr__(made, "made", build)
    return made


class House:
    """A workspace with the agent, and its worker."""

    def __init__(self, app: App, workspace_id: UUID, owner: UUID, configuration_id: UUID) -> None:
        self.app, self.workspace_id, self.configuration_id = app, workspace_id, configuration_id
        self.owner = Actor(type=ActorType.USER, id=owner, role=Role.OWNER)
        self.outside = Outside()
        self.graphs = Graphs({DEFINITION.id: doer(self.outside)})

    async def previewed(self, *, by: Actor | None = None, origin: Origin | None = None) -> AgentRunLog:
        new = NewRun(
            configuration_id=self.configuration_id, definition_key=DEFINITION.key, trigger_type="manual_ui",
            trigger_key=f"manual:{new_id()}", inputs={}, parallel=1, origin=origin, is_preview=True,
        )  # fmt: skip
        async with self.app.units.grouped_unit(by or self.owner, self.workspace_id) as unit:
            run_id = runs.start(unit, new)
        performer = Performer(
            self.app.database, self.app.units, self.graphs, Catalogue([DEFINITION]),
            settings=Runs(), enabling=self.outside,
        )  # fmt: skip
        await Runner(self.app.database, self.app.jobs, self.app.units, performer, settings=Runs()).run(run_id)
        return await AgentRunLog.get(run_id=run_id)


@pytest.fixture
async def house(app: App) -> House:
    workspace_id, owner = await make_workspace()
    return House(app, workspace_id, owner, await make_configuration(workspace_id, "Doer"))


async def _nothing_left(house: House) -> None:
    assert (house.outside.sent, house.outside.kept) == ([], [])
    for model in (Message, Proposal, Effect, AgentRecord, OutboxEvent):
        assert not await model.all().exists(), model
    configuration = await AgentConfiguration.get(id=house.configuration_id)
    assert (configuration.status, configuration.last_run_summary_json) == ("active", None)


async def test_of_a_preview_nothing_leaves_and_its_log_says_what_would(house: House) -> None:
    row = await house.previewed()
    assert (row.status, row.output_preview_text) == ("success", "Ada was written to."), row.error_details_json
    assert row.is_preview
    assert row.would_do_json_array is not None
    assert [(one["kind"], one["text"]) for one in row.would_do_json_array] == [
        ("question", "Ask “Send it?”; goes on here as if “Send” had been pressed"),
        ("record", "Note in plans: asked"),
        ("effect", "Do, once: mail/ada"),
        ("memory", "Remember 1 passages"),
        ("post", "Post in alerts: Sent: One mail"),
        ("post", "Post in the place where it is asked: Done."),
        ("event", "Tell other agents: ionflux.agent.doer.sent"),
        ("record", "Note in mails: ada"),
    ]
    assert row.would_do_json_array[0]["data_json"]["data_json"] == {"to": "ada@example.com"}
    assert row.would_do_json_array[2]["data_json"] == {"instead": "a mail to ada@example.com"}
    assert row.kpi_results_json == {}
    await _nothing_left(house)


async def test_a_preview_asked_for_in_a_channel_says_nothing_there(house: House) -> None:
    channel = await Channel.get(name="general")
    row = await house.previewed(origin=Origin(channel_id=channel.id))
    assert row.status == "success", row.error_details_json
    await _nothing_left(house)


async def test_a_preview_is_repeated_from_what_it_read(house: House) -> None:
    row = await house.previewed()
    recorded = Recorded(
        run_id=row.run_id, graph=DEFINITION.id, inputs={}, event=None, trigger_key="manual",
        now=row.start_time, steps=await RunStep.filter(run_id=row.run_id),
    )  # fmt: skip
    replayed = await replay(house.graphs, recorded)
    assert replayed.differences == []
    assert replayed.result is not None
    assert replayed.result.outputs == {"sent_to": "ada@example.com"}
    assert house.outside.sent == []


async def test_a_preview_that_fails_says_how_far_it_came_and_stops_no_agent(house: House) -> None:
    house.outside.fails = True
    for _ in range(MOST_FAILURES + 1):
        row = await house.previewed()
    assert (row.status, row.error_details_json["error_message_text"]) == ("error", "No more.")
    assert [one["kind"] for one in row.would_do_json_array] == ["question", "record", "effect", "memory"]
    await _nothing_left(house)


async def test_a_preview_is_seen_by_who_asked_for_it_and_by_who_manages_runs(house: House) -> None:
    maker, member = [await make_member(house.workspace_id) for _ in range(2)]
    await AgentConfiguration.filter(id=house.configuration_id).update(created_by_user_id=maker)
    asking = Actor(type=ActorType.USER, id=member, role=Role.MEMBER)
    row = await house.previewed(by=asking)
    other = Actor(type=ActorType.USER, id=maker, role=Role.MEMBER)
    for actor in (asking, house.owner):
        async with house.app.units.open_unit(actor, house.workspace_id) as unit:
            assert (await run_views.get(unit, row.run_id)).is_preview
    async with house.app.units.open_unit(other, house.workspace_id) as unit:
        with pytest.raises(NotFound):
            await run_views.get(unit, row.run_id)


class Mailer:
    """A sender that nothing may come to."""

    async def send(self, to: object, message: object, **more: object) -> None:
        raise AssertionError(f"{to} was written to")


async def test_a_tool_that_reaches_outside_is_noted_where_it_may_be_used_and_never_called(
    house: House,
) -> None:
    row = await house.previewed()
    columns = [field.name for field in fields(Claimed)]
    run = Claimed(**{name: getattr(row, name) for name in columns})
    settings = replace(NOTHING_SET, auto_approve=("email.send",), created_by_user_id=house.owner.id)
    mail = {"to": "ada@example.com", "subject": "Linen", "text": "Soft."}
    rehearsal = Rehearsal(run)
    nothing: Any = None
    at_hand = RunAtHand(
        run_id=run.run_id,
        inputs={},
        event=None,
        trigger_key="manual",
        now=now(),
        records=nothing,
        journal=nothing,
        rehearsal=rehearsal,
    )
    current.set(at_hand)
    tools = RunTools(run, settings, ("Email_Dispatch",), senders={"mail": Mailer()})
    assert (await tools.call("send_email", mail))["is_preview"]
    assert [(one.kind, one.data["to"]) for one in rehearsal.acts] == [("tool", "ada@example.com")]
    asking = RunTools(run, NOTHING_SET, ("Email_Dispatch",), senders={"mail": Mailer()})
    with pytest.raises(NotAllowed, match="approval"):
        await asking.call("send_email", mail)


def test_of_very_much_the_first_is_kept_and_how_much_more_there_was() -> None:
    acts = [Act(kind="effect", text=f"Do, once: {number}") for number in range(MOST_ACTS + 20)]
    kept = stored(acts, None)
    assert len(kept) == MOST_ACTS + 1
    assert kept[-1]["text"] == "And 20 more like these"
    (large,) = stored([Act(kind="post", text="Post", data={"text": "x" * 20_000})], None)
    assert large["data_json"] is None
