"""Runs that ask other agents: each starts once, is waited for without a worker, and ends in an answer."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.app import App
from bot.contracts.events import decode
from bot.contracts.unit import Actor, ActorType, Role
from bot.runtime.graphs import Graphs
from bot.runtime.performing import Performer
from bot.runtime.replaying import Recorded, replay
from bot.runtime.worker import Runner
from bot.services import run_views, runs
from bot.services.definitions import Catalogue
from bot.services.runs import Origin
from config.clock import new_id, now
from config.settings import Runs
from storage.models.agents import AgentConfiguration, AgentRecord, AgentRunLog, RunStep
from storage.models.agents import AgentDefinition as DefinitionRow
from storage.models.chat import Message
from storage.models.events import OutboxEvent
from storage.models.proposals import Proposal
from tests.factories import make_channel, make_configuration, make_event, make_member, make_workspace
from tests.services.house import (
    AGENT_KILLS,
    DEFINITIONS,
    FIRST,
    FOLDERS,
    SECOND,
    House,
    Made,
    answer,
    opened,
    outputs,
    press,
)

KILLS = [
    *AGENT_KILLS, "run.after_claim", "node.before", "node.before:2", "node.after", "node.after:2",
    "run.before_ask", "run.before_final", "run.after_final_msg",
]  # fmt: skip


@pytest.fixture
async def house(app: App, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> House:
    return await opened(app, tmp_path, monkeypatch)


async def test_a_run_asks_another_agent_lets_go_of_its_worker_and_goes_on_with_the_outputs(
    house: House,
) -> None:
    run_id = await house.start()
    await house.work(run_id)
    row, asked = await AgentRunLog.get(run_id=run_id), await house.asked(run_id)
    assert (row.status, row.lease_until, row.waits_for) == ("waiting_agent", None, asked.run_id)
    assert (asked.agent_configuration_id, asked.trigger_type, asked.trigger_key, asked.status) == (
        house.at_work[SECOND.id], "event_api_call", f"asked:{run_id}:1", "pending",
    )  # fmt: skip
    assert (asked.correlation_id, asked.triggered_by_user_id) == (row.correlation_id, house.owner.id)
    await house.work(run_id)
    assert (await AgentRunLog.get(run_id=run_id)).attempt == 1, "nothing is to be had of a run that waits"
    await house.work(asked.run_id, run_id)
    assert await outputs(run_id) == {
        "word": "HELLO", "approved": None, "had_event": False,
        "answer": {
            "status": "success", "told": "HELLO.", "run_id": None,
            "outputs": {"word": "HELLO", "approved": None, "had_event": False, "answer": None},
        },
    }  # fmt: skip


@pytest.mark.parametrize("at", KILLS)
async def test_a_worker_killed_anywhere_neither_starts_it_twice_nor_loses_it(house: House, at: str) -> None:
    run_id, is_killed = await house.start(approve=True), False
    for _ in range(4):
        is_killed = is_killed or await house.work_all(at=at, lease_seconds=-1)
        await house.work_all()
        if await Proposal.filter(run_id=run_id, state="open").exists():
            await press(house, run_id)
    assert is_killed
    found = await outputs(run_id)
    assert (found["answer"]["status"], found["approved"]) == ("success", "approve")
    assert await AgentRunLog.all().count() == 2
    assert await Proposal.filter(run_id=run_id).count() == 1
    assert await AgentRecord.all().count() == 2
    steps = await RunStep.filter(run_id=run_id).order_by("number").values_list("name", flat=True)
    assert list(steps) == ["ask", "approve", "tell"]


async def test_who_was_asked_answers_who_asked_and_posts_no_answer_anywhere(house: House) -> None:
    run_id = await house.start()
    await house.work_all()
    asked = await house.asked(run_id)
    posted = await Message.filter(run_id=asked.run_id).values_list("part", flat=True)
    assert list(posted) == [1]
    assert await Message.filter(run_id=run_id).count() == 2


async def test_what_set_off_the_run_is_the_cause_of_what_the_other_tells_and_not_its_event(
    house: House,
) -> None:
    event = make_event(workspace_id=house.workspace_id)
    run_id = await house.start(event=event)
    await house.work_all()
    assert (await outputs(run_id))["had_event"]
    assert not (await answer(run_id))["outputs"]["had_event"]
    told = [decode(row.envelope) for row in await OutboxEvent.all()]
    facts = [one for one in told if one.event_type == "ionflux.agent.asked.told"]
    assert [(one.causation_id, one.hop) for one in facts] == [(event.event_id, event.hop + 1)] * 2


async def test_of_its_end_nobody_is_told_who_did_not_start_it(house: House) -> None:
    run_id = await house.start()
    await house.work_all()
    told = [decode(row.envelope) for row in await OutboxEvent.all()]
    ended = {
        one.payload_json["run_id"]: one.payload_json["user_id"]
        for one in told
        if one.event_type == "ionflux.agent.run.completed"
    }
    asked = await house.asked(run_id)
    assert ended == {str(run_id): str(house.owner.id), str(asked.run_id): None}


@pytest.mark.parametrize(
    "fields", [{"status": "inactive"}, {"status": "archived"}, {"agent_definition_id": FIRST.id}]
)
async def test_where_nobody_is_at_work_the_run_goes_on_at_once(house: House, fields: dict[str, Any]) -> None:
    await AgentConfiguration.filter(id=house.at_work[SECOND.id]).update(**fields)
    run_id = await house.start()
    await house.work(run_id)
    assert await answer(run_id) == {
        "status": "nobody", "told": "No Agent 1 is at work here.", "outputs": {}, "run_id": None,
    }  # fmt: skip


async def test_another_workspaces_agent_is_nobodys(house: House) -> None:
    await AgentConfiguration.filter(id=house.at_work[SECOND.id]).update(status="archived")
    other, _ = await make_workspace("Other")
    await make_configuration(other, "Agent 1", agent_definition_id=SECOND.id)
    run_id = await house.start()
    await house.work(run_id)
    assert (await answer(run_id))["status"] == "nobody"


async def test_an_agent_without_a_graph_is_nobody(house: House) -> None:
    await DefinitionRow.create(
        id=SECOND.id, row_id=SECOND.key, name=SECOND.name, version=SECOND.version,
        definition_status="experimental", is_preview=True,
    )  # fmt: skip
    run_id = await house.start()
    await house.work(run_id)
    assert (await answer(run_id))["status"] == "nobody"


async def test_a_definition_that_does_not_exist_is_nobody(house: House) -> None:
    run_id = await house.start(ask=["agent_999"])
    await house.work(run_id)
    assert (await answer(run_id))["status"] == "nobody"


async def test_inputs_that_the_other_does_not_have_are_refused(house: House) -> None:
    run_id = await house.start(word=7)
    await house.work(run_id)
    told = await answer(run_id)
    assert (told["status"], told["told"]) == ("refused", "'word' is a string.")
    assert not await AgentRunLog.filter(parent_run_id=run_id).exists()


async def test_an_error_of_the_other_is_an_answer(house: House) -> None:
    await AgentConfiguration.filter(id=house.at_work[SECOND.id]).update(
        effective_config_cache_json={"inputs": {"fail": True}, "triggers": []}
    )
    run_id = await house.start()
    await house.work_all()
    assert await answer(run_id) == {
        "status": "error", "told": "It cannot.", "outputs": {}, "run_id": None,
    }  # fmt: skip


async def test_who_is_late_is_not_waited_for_and_may_end_later(house: House) -> None:
    run_id = await house.start()
    await house.work(run_id)
    assert await runs.forgotten(house.app.database, now() - timedelta(days=1)) == []
    await AgentRunLog.filter(run_id=run_id).update(waits_until=now() - timedelta(seconds=1))
    assert await runs.forgotten(house.app.database, now() - timedelta(days=1)) == [(run_id, 1)]
    await house.work(run_id)
    assert (await answer(run_id))["status"] == "late"
    await house.work_all()
    assert (await house.asked(run_id)).status == "success"
    assert (await answer(run_id))["status"] == "late"


async def test_agents_do_not_ask_in_a_circle(house: House) -> None:
    run_id = await house.start(ask=[SECOND.id, FIRST.id])
    await house.work_all()
    inner = (await answer(run_id))["outputs"]["answer"]
    assert (inner["status"], await AgentRunLog.all().count()) == ("refused", 2)


async def test_nobody_asks_themselves(house: House) -> None:
    run_id = await house.start(ask=[FIRST.id])
    await house.work_all()
    assert ((await answer(run_id))["status"], await AgentRunLog.all().count()) == ("refused", 1)


async def test_agents_ask_one_another_three_deep(house: House) -> None:
    await house.hire(*DEFINITIONS[2:])
    run_id = await house.start(ask=[one.id for one in DEFINITIONS[1:]])
    await house.work_all()
    found, statuses = await answer(run_id), []
    while found:
        statuses.append(found["status"])
        found = (found["outputs"] or {}).get("answer")
    assert statuses == ["success", "success", "success", "refused"]
    assert await AgentRunLog.all().count() == 4


async def test_the_other_acts_for_whom_the_run_acts(house: House) -> None:
    member = Actor(
        type=ActorType.USER, id=await make_member(house.workspace_id, Role.MEMBER), role=Role.MEMBER
    )
    await AgentConfiguration.filter(id=house.at_work[SECOND.id]).update(created_by_user_id=house.owner.id)
    await AgentConfiguration.filter(id=house.at_work[FIRST.id]).update(created_by_user_id=member.id)
    by_hand, by_itself = await house.start(member), await house.start(Actor(type=ActorType.SYSTEM))
    await house.work(by_hand, by_itself)
    for one in (by_hand, by_itself):
        assert (await house.asked(one)).triggered_by_user_id == member.id


async def test_for_whom_is_gone_or_may_start_nothing_nobody_is_asked(house: House) -> None:
    guest = Actor(type=ActorType.USER, id=await make_member(house.workspace_id, Role.GUEST), role=Role.GUEST)
    stranger = Actor(type=ActorType.USER, id=new_id(), role=Role.MEMBER)
    for who in (guest, stranger):
        run_id = await house.start(who)
        await house.work(run_id)
        assert (await answer(run_id))["status"] == "refused"


async def test_who_cancels_a_run_cancels_what_it_asked_for(house: House) -> None:
    run_id = await house.start()
    await house.work(run_id)
    async with house.app.units.open_unit(house.owner, house.workspace_id) as unit:
        shown = await run_views.cancel(unit, run_id)
    assert shown.status == "cancelled_by_user"
    assert (await house.asked(run_id)).status == "cancelled_by_user"
    await house.work_all()
    assert await AgentRecord.all().count() == 0


async def test_a_run_goes_on_when_what_it_asked_for_is_cancelled(house: House) -> None:
    run_id = await house.start()
    await house.work(run_id)
    async with house.app.units.open_unit(house.owner, house.workspace_id) as unit:
        await run_views.cancel(unit, (await house.asked(run_id)).run_id)
    assert [one.key for one in unit.nudges] == [run_id]
    await house.work_all()
    assert (await answer(run_id))["status"] == "cancelled"


async def test_each_run_names_the_other(house: House) -> None:
    run_id = await house.start()
    await house.work(run_id)
    asked = await house.asked(run_id)
    async with house.app.units.open_unit(house.owner, house.workspace_id) as unit:
        above, below = await run_views.get(unit, run_id), await run_views.get(unit, asked.run_id)
    assert (above.status, above.is_waiting_for_decision) == ("running", False)
    assert (above.parent_run_id, above.asked_run_ids_array) == (None, [asked.run_id])
    assert (below.parent_run_id, below.asked_run_ids_array) == (run_id, [])


async def test_what_a_run_asks_for_is_as_private_as_the_place_it_was_started_from(house: House) -> None:
    member = Actor(
        type=ActorType.USER, id=await make_member(house.workspace_id, Role.MEMBER), role=Role.MEMBER
    )
    await AgentConfiguration.filter(id=house.at_work[SECOND.id]).update(created_by_user_id=member.id)
    people = (house.owner.id or member.id,)
    private = await make_channel(house.workspace_id, "secret", channel_type="private", members=people)
    hidden = await house.start(origin=Origin(channel_id=private))
    shown = await house.start()
    await house.work_all()
    # What was posted in the open is seen there.
    await Message.filter(part__gte=0).delete()
    async with house.app.units.open_unit(member, house.workspace_id) as unit:
        assert {one.parent_run_id for one in await run_views.listed(unit)} == {shown}
    async with house.app.units.open_unit(house.owner, house.workspace_id) as unit:
        assert {one.parent_run_id for one in await run_views.listed(unit)} == {None, hidden, shown}
    again = await house.start(origin=Origin(channel_id=private))
    await house.work_all()
    row = await AgentConfiguration.get(id=house.at_work[SECOND.id])
    assert row.last_run_summary_json["run_id"] == str((await house.asked(again)).run_id)
    assert row.last_run_summary_json["output_preview_text"] == ""


async def recorded(run_id: UUID) -> Recorded:
    row = await AgentRunLog.get(run_id=run_id)
    return Recorded(
        run_id=run_id, graph=FIRST.id, inputs=row.input_params_resolved_json, event=None,
        trigger_key="manual", now=row.start_time, steps=await RunStep.filter(run_id=run_id),
    )  # fmt: skip


@pytest.mark.parametrize("asks", [[SECOND.id], ["agent_999"]])
async def test_a_run_is_repeated_word_for_word_without_the_other(house: House, asks: Sequence[str]) -> None:
    run_id = await house.start(ask=list(asks))
    await house.work_all()
    graphs: Any = Graphs({FIRST.id: FOLDERS[FIRST.id]})
    again = await replay(graphs, await recorded(run_id))
    assert again.differences == []
    assert again.result is not None
    assert again.result.outputs["answer"] == await answer(run_id)


async def test_a_preview_rehearses_the_other_too_and_of_neither_anything_leaves(house: House) -> None:
    await house.hire(DEFINITIONS[2])
    run_id = await house.start(ask=[SECOND.id, DEFINITIONS[2].id, FIRST.id], is_preview=True)
    await house.work(run_id)
    found = await answer(run_id)
    assert (found["status"], found["outputs"]["answer"]["status"]) == ("success", "success")
    assert found["outputs"]["answer"]["outputs"]["answer"]["status"] == "refused"
    row = await AgentRunLog.get(run_id=run_id)
    assert [one["text"] for one in row.would_do_json_array] == [
        "Ask Agent 1",
        "Ask Agent 2",
        *_brought(run_id), *_brought(run_id),
        "Post in the place where it is asked: I say HELLO.", *_brought(run_id),
    ]  # fmt: skip
    assert await AgentRunLog.all().count() == 1
    for model in (Message, Proposal, AgentRecord, OutboxEvent):
        assert not await model.all().exists(), model
    graphs: Any = Graphs({FIRST.id: FOLDERS[FIRST.id]})
    assert (await replay(graphs, await recorded(run_id))).differences == []


def _brought(run_id: UUID) -> list[str]:
    return ["Post in alerts: A: B", "Tell other agents: ionflux.agent.asked.told", f"Note in words: {run_id}"]


async def test_in_a_preview_nobody_and_a_failure_are_answers_too(house: House) -> None:
    await AgentConfiguration.filter(id=house.at_work[SECOND.id]).update(
        effective_config_cache_json={"inputs": {"fail": True}, "triggers": []}
    )
    failing = await house.start(is_preview=True)
    alone = await house.start(ask=["agent_999"], is_preview=True)
    await house.work(failing, alone)
    assert (await answer(failing))["status"] == "error"
    assert (await answer(alone))["status"] == "nobody"


async def test_without_checkpoints_no_other_agent_is_asked(house: House) -> None:
    definition = FIRST.model_copy(update={"checkpoints": False})
    folder: Any = Made(slug="made", definition=definition, is_preview=False)
    performer = Performer(
        house.app.database, house.app.units, Graphs({FIRST.id: folder}), Catalogue([definition]),
        settings=Runs(),
    )  # fmt: skip
    run_id = await house.start()
    await Runner(house.app.database, house.app.jobs, house.app.units, performer, settings=Runs()).run(run_id)
    row = await AgentRunLog.get(run_id=run_id)
    assert row.error_details_json["error_code"] == "not_checkpointed"
