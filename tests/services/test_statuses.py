"""The one status message of a run: in its place, edited there, never saying more than is so."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest

from bot.app import App
from bot.contracts.agents import AgentResult
from bot.contracts.messages import Post
from bot.contracts.unit import Actor, ActorType, Role
from bot.runtime.at_hand import RunAtHand
from bot.runtime.graphs import Graphs
from bot.runtime.journal import LiveJournal
from bot.runtime.performing import Performer
from bot.runtime.worker import Runner
from bot.services import run_endings, runs
from bot.services.run_endings import Ending
from bot.services.runs import Claimed, NewRun, Origin
from bot.services.statuses import Status
from config.clock import new_id, now
from config.errors import AgentError
from config.settings import Runs
from storage.models.agents import AgentConfiguration, AgentRunLog
from storage.models.chat import Channel, Message, MessageEdit
from tests.factories import make_channel, make_configuration, make_workspace

Act = Callable[[RunAtHand], Awaitable[AgentResult]]


class OneGraph:
    """Graphs that all do what the test says with the run at hand."""

    def __init__(self, act: Act) -> None:
        self._act = act

    def has(self, definition_id: str, key: str) -> bool:
        return True

    async def run(self, definition_id: str, at_hand: RunAtHand) -> AgentResult:
        return await self._act(at_hand)


class Asked:
    """A run that the workspace's owner started from a channel."""

    def __init__(self, app: App, workspace_id: UUID, owner: UUID, channel_id: UUID) -> None:
        self.app, self.workspace_id, self.channel_id = app, workspace_id, channel_id
        self.actor = Actor(type=ActorType.USER, id=owner, role=Role.OWNER)

    async def start(self, *, key: str = "", has_place: bool = True) -> UUID:
        configuration_id = await make_configuration(self.workspace_id, f"Butler {new_id()}")
        new = NewRun(
            configuration_id=configuration_id, definition_key="agent_007_refactored/0.2.0",
            trigger_type="manual_command", trigger_key=key or f"mention:{new_id()}", inputs={}, parallel=1,
            origin=Origin(channel_id=self.channel_id) if has_place else None,
        )  # fmt: skip
        async with self.app.units.grouped_unit(self.actor, self.workspace_id) as unit:
            return runs.start(unit, new)

    async def held(self, run_id: UUID, *, seconds: float = 30) -> Claimed:
        found = (await self.app.database.writer.write([runs.claiming(run_id, now(), seconds)]))[0]
        assert isinstance(found, Claimed)
        return found

    async def perform(self, run_id: UUID, act: Act, **settings: Any) -> None:
        graphs: Any = OneGraph(act)
        app = self.app
        made = Runs(**settings)
        performer = Performer(app.database, app.units, graphs, app.catalogue, settings=made)
        runner = Runner(app.database, app.jobs, app.units, performer, settings=made)
        await runner.perform(runs.JOB, run_id, 0)

    async def tell(self, run: Claimed, status: Status) -> None:
        async with self.app.units.grouped_unit(self.actor, self.workspace_id) as unit:
            runs.tell(unit, run, status)

    async def said(self, run_id: UUID) -> dict[str, Any]:
        message = await Message.get(run_id=run_id, part=-1)
        return dict(message.content_json["status_update_json"])


@pytest.fixture
async def asked(app: App) -> Asked:
    workspace_id, owner = await make_workspace()
    return Asked(app, workspace_id, owner, await make_channel(workspace_id))


async def _answering(_: RunAtHand) -> AgentResult:
    return AgentResult(preview="Read 3 messages.", posts=(Post(content="Blue."),))


async def test_a_run_has_its_status_from_the_moment_it_is_stored_and_at_its_end_the_answer_beside_it(
    asked: Asked,
) -> None:
    run_id = await asked.start()
    assert (await asked.said(run_id))["status"] == "pending"
    await asked.perform(run_id, _answering)
    status, answer = await Message.filter(channel_id=asked.channel_id).order_by("seq")
    update = status.content_json["status_update_json"]
    assert (update["status"], update["progress"], "ended_at" in update) == ("success", 1.0, True)
    assert update["text"].startswith("Done in ")
    assert "Read 3" not in update["text"]
    assert answer.content_json == {"text_body": "Blue."}
    assert [one.kind for one in await MessageEdit.all()] == ["message_updated"]


async def test_a_known_trigger_key_makes_no_second_status_and_a_run_without_a_place_none(
    asked: Asked,
) -> None:
    configuration = await asked.start(key="mention:1")
    row = await AgentRunLog.get(run_id=configuration)
    new = NewRun(
        configuration_id=row.agent_configuration_id, definition_key="agent_007_refactored/0.2.0",
        trigger_type="manual_command", trigger_key="mention:1", inputs={}, parallel=1,
        origin=Origin(channel_id=asked.channel_id),
    )  # fmt: skip
    async with asked.app.units.grouped_unit(asked.actor, asked.workspace_id) as unit:
        runs.start(unit, new)
    await asked.start(has_place=False)
    assert await AgentRunLog.all().count() == 2
    assert await Message.all().count() == 1


async def test_progress_is_shown_while_the_run_goes_on(asked: Asked) -> None:
    run_id = await asked.start()

    async def act(at_hand: RunAtHand) -> AgentResult:
        assert at_hand.status is not None
        at_hand.status.begin("read")
        at_hand.status.say("Reading 14 messages", 0.25)
        while (told := await asked.said(run_id))["text"] != "Reading 14 messages":
            continue
        assert (told["status"], told["step"], told["progress"]) == ("running", "read", 0.25)
        return AgentResult(preview="Nothing was found.")

    await asked.perform(run_id, act, status_seconds=0)
    assert (await AgentRunLog.get(run_id=run_id)).status == "success"
    assert (await asked.said(run_id))["text"].endswith("· Nothing was found.")


async def test_of_what_is_said_too_quickly_nothing_is_stored_but_the_end(asked: Asked) -> None:
    run_id = await asked.start()

    async def act(at_hand: RunAtHand) -> AgentResult:
        for number in range(100):
            assert at_hand.status is not None
            at_hand.status.say(f"{number} of 100", number / 100)
            await asked.said(run_id)
        return AgentResult(preview="")

    await asked.perform(run_id, act, status_seconds=3600)
    assert await MessageEdit.all().count() == 1


@pytest.mark.parametrize(("kind", "known"), [("public", "The merger is on."), ("private", "")])
async def test_what_came_of_a_run_is_told_to_all_only_where_all_read(
    asked: Asked, kind: str, known: str
) -> None:
    await Channel.filter(id=asked.channel_id).update(type=kind)
    run_id = await asked.start()
    async with asked.app.units.grouped_unit(asked.actor, asked.workspace_id) as unit:
        ending = Ending(status="success", result=AgentResult(preview="The merger is on."))
        run_endings.finish(unit, await asked.held(run_id), ending)
    (told,) = [one.payload for one in unit.announcements if one.payload["action"] == "run_updated"]
    assert told["payload"]["output_preview_text"] == known
    summary = (await AgentConfiguration.of(asked.workspace_id).get()).last_run_summary_json
    assert summary["output_preview_text"] == known
    assert (await AgentRunLog.get(run_id=run_id)).output_preview_text == "The merger is on."


async def test_an_error_is_told_with_its_words_and_code(asked: Asked) -> None:
    run_id = await asked.start()

    async def act(_: RunAtHand) -> AgentResult:
        raise AgentError("No shop is connected.")

    await asked.perform(run_id, act)
    update = await asked.said(run_id)
    assert (update["status"], update["error_code"]) == ("error", "agent_failed")
    assert update["text"] == "No shop is connected. (agent_failed)"


async def test_the_attempt_after_a_crash_goes_on_with_the_same_message(asked: Asked) -> None:
    run_id = await asked.start()
    dead = await asked.held(run_id, seconds=-1)
    await asked.tell(dead, Status(status="running", text="Half way", progress=0.5))
    assert (await asked.said(run_id))["text"] == "Half way"
    taken = await asked.held(run_id)
    await asked.tell(dead, Status(status="running", text="From beyond"))
    assert (await asked.said(run_id))["text"] == "Half way", "the run is not its own any more"
    async with asked.app.units.grouped_unit(asked.actor, asked.workspace_id) as unit:
        run_endings.finish(unit, taken, Ending(status="success", result=AgentResult(preview="!")))
    await asked.tell(taken, Status(status="running", text="Still at it"))
    assert (await asked.said(run_id))["status"] == "success", "nothing is said after the end"
    assert await Message.filter(part=-1).count() == 1


async def test_a_run_that_kills_its_workers_does_not_seem_to_go_on_for_ever(asked: Asked) -> None:
    run_id = await asked.start()
    for _ in range(3):
        await asked.held(run_id, seconds=-1)
    await asked.perform(run_id, _answering)
    assert (await asked.said(run_id))["error_code"] == "worker_crash_loop"


async def test_a_status_that_was_taken_back_stays_away(asked: Asked) -> None:
    run_id = await asked.start()
    await Message.filter(run_id=run_id).update(deleted_at=now(), content_json={})
    await asked.perform(run_id, _answering)
    assert (await AgentRunLog.get(run_id=run_id)).status == "success"
    assert (await Message.get(run_id=run_id, part=-1)).content_json == {}


async def test_open_clients_hear_that_a_run_goes_on_which_somebody_waits_for(asked: Asked) -> None:
    heard: list[Any] = []

    async def publish(announcements: Sequence[Any]) -> None:
        heard.extend(one.payload for one in announcements if one.payload["action"] == "run_updated")

    asked.app.live.publish = publish  # type: ignore[method-assign]
    run_id = await asked.start(has_place=False)
    await asked.perform(run_id, _answering)
    await asked.app.units.aftermath.drained()
    assert [one["payload"]["status"] for one in heard] == ["running", "success"]
    assert {one["payload"]["run_id"] for one in heard} == {str(run_id)}


async def test_the_nodes_of_a_graph_tell_of_themselves_as_they_start(asked: Asked) -> None:
    told: list[str] = []

    class Line:
        def begin(self, step: str) -> None:
            told.append(step)

        def say(self, text: str, share: float | None) -> None:
            told.append(text)

    line: Any = Line()
    journal = LiveJournal(seconds=10, begin=line.begin)
    at_hand = RunAtHand(
        run_id=uuid4(), inputs={}, event=None, trigger_key="mention", now=now(), records=None, status=line,  # type: ignore[arg-type]
        journal=journal,
    )  # fmt: skip
    result = await Graphs(asked.app.agents).run("agent_007_refactored", at_hand)
    assert told == [
        "read",
        "Reading 0 messages",
        "extract",
        "Looking for decisions, actions and questions",
        "answer",
    ]
    assert [step.name for step in journal.steps] == ["read", "extract", "answer"]
    assert result.posts == ()
