"""A run repeated from what it kept: the same byte for byte, or with the step named where it is another."""

from typing import Any, TypedDict
from uuid import UUID, uuid4

import pytest
from langgraph.graph import START, StateGraph
from pydantic import BaseModel

from bot.app import App
from bot.contracts.agents import AgentContext, AgentDefinition, AgentResult
from bot.contracts.llm import Outside, Prompt
from bot.contracts.unit import SYSTEM
from bot.runtime.discovery import FoundAgent
from bot.runtime.graphs import Graphs
from bot.runtime.performing import Performer
from bot.runtime.replaying import World, replay
from bot.runtime.worker import Runner
from bot.services import run_outputs, runs
from bot.services.run_outputs import LargeOutputs
from bot.services.runs import NewRun
from config.clock import new_id, now
from config.settings import Runs
from storage.files import LocalFiles
from storage.models.agents import AgentRunLog, RunStep
from storage.models.files import RunOutput
from tests.agents.replaying import graphs_of, performed
from tests.agents.sampling import PlainContext, ScriptedModel, make_event
from tests.bot.test_cli import run
from tests.factories import make_configuration, make_workspace

DEFINITION = AgentDefinition(id="agent_901", name="Poet", version="1.0.0", definition_status="experimental")


class Verse(BaseModel):
    """What the model is asked for."""

    lines: list[str]


class State(TypedDict, total=False):
    verse: Verse
    title: str
    result: AgentResult


class Poet(FoundAgent):
    """An agent whose prompt and wording a test chooses."""

    package = "tests.bot"

    def build(self) -> Any:
        return self.made  # type: ignore[attr-defined]


def poet(*, prompt: str = "Write about the shop.", ending: str = ".") -> Poet:
    def build(context: AgentContext) -> Any:
        async def write(state: State) -> State:
            asked = Prompt(
                purpose="creative_copy", text=prompt, outside=(Outside(label="note", text="Linen"),)
            )
            return {"verse": await context.llm.extract(asked, Verse)}

        async def name(state: State) -> State:
            asked = Prompt(purpose="creative_copy", text=f"A title for {state['verse'].lines}")
            return {"title": (await context.llm.write(asked)).text}

        async def tell(state: State) -> State:
            text = f"{state['title']}: {' / '.join(state['verse'].lines)}{ending}"
            return {"result": AgentResult(preview=text, outputs={"poem": text})}

        graph = StateGraph(State)
        for node in (write, name, tell):
            graph.add_node(node.__name__, node)
        graph.add_edge(START, "write")
        graph.add_edge("write", "name")
        graph.add_edge("name", "tell")
        return graph

    made = Poet(slug="poet", definition=DEFINITION, is_preview=False)
    object.__setattr__(made, "made", build)
    return made


@pytest.fixture
def context(clock: Any) -> PlainContext:
    return PlainContext(now=now(), llm=ScriptedModel(['{"lines": ["Blue linen", "in the sun"]}', "Summer"]))


async def test_what_models_said_is_played_back_and_no_model_is_asked(context: PlainContext) -> None:
    result, recorded = await performed(poet(), context)
    again = await replay(graphs_of(poet()), recorded)
    assert again.differences == []
    assert again.result == result
    assert result.preview == "Summer: Blue linen / in the sun."


async def test_a_changed_prompt_leaves_the_run_at_the_step_that_asks_it(context: PlainContext) -> None:
    _, recorded = await performed(poet(), context)
    again = await replay(graphs_of(poet(prompt="Write about the sea.")), recorded)
    assert [(one.number, one.step, one.why) for one in again.differences] == [
        (1, "write", "It asks the model in other words than then.")
    ]
    assert again.result is None


async def test_changed_words_are_named_by_the_step_that_says_them(context: PlainContext) -> None:
    _, recorded = await performed(poet(), context)
    again = await replay(graphs_of(poet(ending="!")), recorded)
    assert [(one.number, one.step) for one in again.differences] == [(3, "tell")]
    assert again.steps == [(1, "write", True), (2, "name", True), (3, "tell", False)]


async def test_from_a_step_on_a_model_is_asked_anew(context: PlainContext) -> None:
    _, recorded = await performed(poet(), context)
    world = World(llm=ScriptedModel(["Evening"]))
    again = await replay(graphs_of(poet()), recorded, world=world, live_from=2)
    assert again.result is not None
    assert again.result.preview == "Evening: Blue linen / in the sun."
    assert [(one.number, one.step) for one in again.differences] == [(2, "name"), (3, "tell")]


async def test_what_was_not_kept_cannot_be_repeated_and_says_so(context: PlainContext) -> None:
    _, recorded = await performed(poet(), context)
    for step in recorded.steps:
        step.journal = b""
    again = await replay(graphs_of(poet()), recorded)
    assert again.differences[0].why == "What it read was not kept: too much, or redacted since."


async def _order_run(app: App, outputs: LargeOutputs | None = None) -> UUID:
    """An order of 150 that the Sentinel has told of."""
    workspace_id, _ = await make_workspace()
    configuration_id = await make_configuration(workspace_id, "Sentinel")
    order = {"id": 1, "name": "#1001", "total_price": "150.00", "currency": "EUR", "created_at": "2026-03-02"}
    event = make_event("ionflux.shopify.order.created", {"order": order}, now())
    definition = app.catalogue.get("agent_004")
    async with app.units.grouped_unit(SYSTEM, workspace_id) as unit:
        run_id = runs.start(
            unit,
            NewRun(
                configuration_id=configuration_id, definition_key=definition.key,
                trigger_type="event_api_call", trigger_key=f"shopify_events_consumer:{new_id()}",
                inputs={"min_order_value_alert_threshold": 100.0}, parallel=1, event=event,
            ),
        )  # fmt: skip
    performer = Performer(app.database, app.units, Graphs(app.agents), app.catalogue, settings=Runs())
    runner = Runner(app.database, app.jobs, app.units, performer, settings=Runs(), outputs=outputs)
    await runner.perform(runs.JOB, run_id, 0)
    return run_id


@pytest.mark.timeout(60)
async def test_a_stored_run_whose_outputs_lie_in_files_is_repeated_too(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_outputs, "LARGEST_INLINE", 20)
    run_id = await _order_run(app, LargeOutputs(LocalFiles(app.settings.files_folder), app.catalogue))
    assert await RunOutput.filter(run_id=run_id).exists()
    here = ("--data-dir", str(app.settings.data_dir))
    code, out, _ = run("runs", "replay", str(run_id), *here, settings=app.settings)
    assert (code, "Repeated byte for byte." in out) == (0, True), out
    await RunOutput.filter(run_id=run_id).update(digest="0" * 64)
    code, out, _ = run("runs", "replay", str(run_id), *here, settings=app.settings)
    assert (code, "Its outputs are not those that were stored." in out) == (1, True), out


@pytest.mark.timeout(60)
async def test_a_stored_run_is_repeated_from_the_command_line(app: App) -> None:
    run_id, here = await _order_run(app), ("--data-dir", str(app.settings.data_dir))
    code, out, _ = run("runs", "replay", str(run_id), *here, settings=app.settings)
    assert (code, "Repeated byte for byte." in out) == (0, True), out
    row = await AgentRunLog.get(run_id=run_id)
    await AgentRunLog.filter(run_id=run_id).update(event_text=row.event_text.replace("150.00", "160.00"))
    code, out, _ = run("runs", "replay", str(run_id), *here, "--diff", settings=app.settings)
    assert (code, out.splitlines()) == (1, ["Step 1, ingest: It gives something else."])
    await RunStep.filter(run_id=run_id).delete()
    assert run("runs", "replay", str(run_id), *here, settings=app.settings)[::2] == (
        1, "This run has kept no steps that could be repeated.\n",
    )  # fmt: skip
    assert run("runs", "replay", str(uuid4()), *here, settings=app.settings)[0] == 1
    assert run("runs", "replay", str(run_id), "--live", *here, settings=app.settings)[0] == 2
