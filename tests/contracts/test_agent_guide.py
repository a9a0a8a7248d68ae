"""The agent of the guide, made out of its page: found, set up, approved, killed in between, replayed."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import agents
from bot.app import App
from bot.contracts.proposals import Pressed
from bot.contracts.unit import Actor, ActorType, Role
from bot.runtime.discovery import FoundAgent, find_agents
from bot.runtime.graphs import Graphs
from bot.runtime.performing import Performer
from bot.runtime.replaying import replay
from bot.runtime.worker import Runner
from bot.services import agents as configurations
from bot.services import decisions, runs
from bot.services.definitions import Catalogue
from config.failpoints import arm
from config.settings import Runs
from storage.checkpoints import Checkpoints
from storage.models.agents import AgentRunLog, Effect
from storage.models.chat import Message
from storage.models.proposals import Proposal
from tests.agents.replaying import graphs_of, performed
from tests.agents.sampling import read_sample, run
from tests.factories import make_workspace

GUIDE = Path(__file__).parents[2] / "docs" / "agents" / "writing.md"
ID = "agent_100_toll_keeper"


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.fixture
def guides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder that the guide tells one to write."""
    for name, text in re.findall(
        r"```\w+\n# (agents/toll_keeper/\S+)\n(.*?)```", GUIDE.read_text("utf-8"), re.S
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    before = set(sys.modules)
    monkeypatch.setattr(agents, "__path__", [str(tmp_path / "agents"), *agents.__path__])
    yield tmp_path / "agents"
    for name in set(sys.modules) - before:
        if name.startswith("agents.toll_keeper"):
            del sys.modules[name]


@pytest.fixture
def found(guides: Path) -> FoundAgent:
    return find_agents(guides)[ID]


async def test_its_samples_come_true_and_are_repeated(guides: Path, found: FoundAgent) -> None:
    samples = sorted((guides / "toll_keeper" / "samples").glob("*.yaml"))
    assert len(samples) == 2
    for sample in samples:
        context, expect = read_sample(sample, found.definition)
        assert (await run("toll_keeper", context)).preview == expect["preview"]
        context, _ = read_sample(sample, found.definition)
        _, recorded = await performed(found, context)
        assert (await replay(graphs_of(found), recorded)).differences == []


async def test_it_is_set_up_asks_survives_and_pays_once(
    found: FoundAgent, app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(process_id: int, sent: int) -> None:
        raise Killed

    monkeypatch.setattr(os, "kill", end)
    workspace_id, user_id = await make_workspace()
    owner = Actor(type=ActorType.USER, id=user_id, role=Role.OWNER)
    catalogue = Catalogue([found.definition])
    async with app.units.open_unit(owner, workspace_id) as unit:
        made = await configurations.create(
            unit, found.definition, name="Toll Keeper", yaml_config_text="inputs: {toll: 25}"
        )
        new = await configurations.new_run(unit, catalogue, made.id, {})
    async with app.units.grouped_unit(owner, workspace_id) as unit:
        run_id = runs.start(unit, new)

    async def work(at: str = "", seconds: float = 30.0) -> None:
        checkpoints, settings = Checkpoints("sqlite://", tmp_path / "kept.db"), Runs(lease_seconds=seconds)
        graphs = Graphs({ID: found}, checkpoints)
        performer = Performer(app.database, app.units, graphs, catalogue, settings=settings)
        arm(at, is_test=True)
        try:
            await Runner(app.database, app.jobs, app.units, performer, settings=settings).perform(
                runs.JOB, run_id, 0
            )
        except Killed:
            pass
        finally:
            arm("", is_test=True)
            await checkpoints.close()

    await work()
    question = await Proposal.get(run_id=run_id)
    async with app.units.grouped_unit(owner, workspace_id) as unit:
        await decisions.decide(unit, Pressed(message_id=question.message_id, action_id="approve"))
    await work("node.after:2", -1.0)
    await work()
    row = await AgentRunLog.get(run_id=run_id)
    assert (row.status, row.output_preview_text) == ("success", "Paid 25."), row.error_details_json
    assert await Effect.filter(run_id=run_id).count() == 1
    said = await Message.get(run_id=run_id, part=0)
    assert said.content_json["text_body"] == "Paid 25."
