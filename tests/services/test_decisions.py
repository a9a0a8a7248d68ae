"""Decisions: one is made whatever happens at once, and what stands there afterwards."""

import asyncio
from collections.abc import Awaitable
from contextvars import copy_context
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.app import App
from bot.contracts.proposals import Pressed
from bot.contracts.unit import SYSTEM, Actor, ActorType, Role
from bot.runtime.expiry import keep_deadlines_once
from bot.services import audit, changes, channels, chat, decisions, diffs, proposal_endings, proposals
from bot.services.posts import MessageView
from bot.services.proposals import Asked
from config.clock import new_id
from config.errors import Conflict, Gone, InvalidInput, IonfluxError, NotFound
from storage.models.agents import AgentRunLog
from storage.models.chat import Message
from storage.models.proposals import Decision, Proposal
from storage.models.workspaces import Workspace
from tests.factories import make_channel, make_configuration, make_member, make_user, make_workspace
from tests.fakes import FrozenClock
from tests.services.questions import (
    EDITABLE,
    UnitOf,
    actions_in_audit,
    asked,
    facts,
    person,
    pressed,
    question,
    somebody_waits_for_a_lock,
)


async def test_of_fifty_who_press_at_once_one_decides_and_all_others_hear_who(
    app: App, unit_of: UnitOf
) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    people = [await make_member(workspace_id) for _ in range(50)]
    one = await asked(app, workspace_id, person(owner), question(channel_id))

    async def press(number: int, user_id: UUID) -> MessageView | IonfluxError:
        try:
            action = "approve" if number % 2 else "reject"
            return await pressed(app, workspace_id, person(user_id, Role.MEMBER), one.message_id, action)
        except Conflict as late:
            return late

    outcomes = await asyncio.gather(*(press(number, user_id) for number, user_id in enumerate(people)))
    winners = [each for each in outcomes if isinstance(each, MessageView)]
    late = [each for each in outcomes if isinstance(each, Conflict)]
    assert (len(winners), len(late)) == (1, 49)
    assert {each.code for each in late} == {"already_decided"}
    decision = winners[0].content_json["json_payload"]["decision"]
    assert {each.details[0].message for each in late} == {decision["user_id"]}
    assert all("Member Person already decided: " in each.message for each in late)
    unit = unit_of(workspace_id, owner)
    assert (await actions_in_audit(unit)).count("proposal.decided") == 1
    assert await audit.broken_at(unit) is None
    assert await Decision.of(workspace_id).count() == 1
    assert len(await facts(proposals.DECIDED)) == 1
    row = await Proposal.of(workspace_id).get(id=one.proposal_id)
    assert (row.state, row.decision_json) == ("decided", decision)


async def test_a_decision_stands_on_the_card_and_is_the_channels_next_change(
    app: App, clock: FrozenClock, unit_of: UnitOf
) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    theo = await make_member(workspace_id, user_id=await make_user("Theo Okafor"))
    one = await asked(app, workspace_id, person(owner), question(channel_id))
    clock.advance(hours=2, minutes=31)
    shown = await pressed(
        app, workspace_id, person(theo, Role.MEMBER), one.message_id, comment="Looks right."
    )
    payload = shown.content_json["json_payload"]
    assert payload["state"] == "decided"
    assert payload["decision"] == {
        "action_id": "approve", "user_id": str(theo), "user_name": "Theo Okafor", "platform": "web",
        "decided_at": "2026-03-04T14:31:00+00:00", "comment": "Looks right.",
    }  # fmt: skip
    assert payload["digest"] == diffs.digest(None, {"amount": 40, "order": "#1001"})
    first, second = await changes.after(workspace_id, channel_id, 0, limit=10)
    assert (first.told["action"], second.told["action"], second.seq) == ("new_message", "message_updated", 2)
    assert second.told["payload"] == shown.model_dump(mode="json") | {"seq": 2, "message_seq": 1}
    with pytest.raises(Conflict, match=r"^Theo Okafor already decided: Approve, 14:31 UTC$") as late:
        await pressed(app, workspace_id, person(owner), one.message_id, "reject")
    told = {each.field: each.message for each in late.value.details}
    assert (told["user_name"], told["decided_at"]) == ("Theo Okafor", "2026-03-04T14:31:00+00:00")
    clock.advance(days=3)
    with pytest.raises(Conflict, match="already decided: Approve, 2026-03-04 14:31 UTC"):
        await pressed(app, workspace_id, person(owner), one.message_id)
    (entry,) = [each for each in await audit.listed(unit_of(workspace_id, owner)) if "decided" in each.action]
    assert (entry.details_json["digest"], entry.actor_id) == (payload["digest"], theo)
    (fact,) = await facts(proposals.ASKED)
    assert set(fact["decider_user_ids"]) == {str(owner), str(theo)}


async def test_a_quorum_needs_so_many_alike_and_one_no_is_enough(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    people = [owner, *[await make_member(workspace_id, Role.ADMIN) for _ in range(3)]]

    async def votes(one: Asked, *said: tuple[int, str, dict[str, Any] | None]) -> dict[str, Any]:
        payload: dict[str, Any] = {}
        for number, action, edited in said:
            shown = await pressed(
                app, workspace_id, person(people[number]), one.message_id, action, edited_payload=edited
            )
            payload = shown.content_json["json_payload"]
        return payload

    def ask() -> Awaitable[Asked]:
        what = question(channel_id, quorum=2, editable_schema_json=EDITABLE)
        return asked(app, workspace_id, person(owner), what)

    one = await ask()
    open_still = await votes(one, (0, "approve", None))
    assert (open_still["state"], open_still["decision"]) == ("open", None)
    assert [each["user_id"] for each in open_still["votes"]] == [str(owner)]
    with pytest.raises(Conflict, match="already decided"):
        await votes(one, (0, "approve", None))
    # Another amount is another thing to approve.
    assert (await votes(one, (1, "approve", {"amount": 20})))["state"] == "open"
    assert "proposal.decided" not in await actions_in_audit(unit_of(workspace_id, owner))
    done = await votes(one, (2, "approve", {"amount": 20.0}))
    assert (done["state"], done["data_json"]["amount"], len(done["votes"])) == ("decided", 20, 3)
    (entry,) = [e for e in await audit.listed(unit_of(workspace_id, owner)) if e.action == "proposal.decided"]
    assert entry.details_json["user_ids"] == [str(people[1]), str(people[2])]
    with pytest.raises(Conflict, match="already decided"):
        await votes(one, (3, "approve", None))
    refused = await votes(await ask(), (0, "approve", None), (1, "reject", None))
    assert (refused["state"], refused["decision"]["action_id"]) == ("decided", "reject")


async def test_votes_of_a_quorum_that_come_at_once_decide_once(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    people = [await make_member(workspace_id) for _ in range(12)]
    one = await asked(app, workspace_id, person(owner), question(channel_id, quorum=5))
    outcomes = await asyncio.gather(
        *(pressed(app, workspace_id, person(each, Role.MEMBER), one.message_id) for each in people),
        return_exceptions=True,
    )
    assert sum(isinstance(each, MessageView) for each in outcomes) == 5
    assert await Decision.of(workspace_id).count() == 5
    assert len(await facts(proposals.DECIDED)) == 1
    assert await audit.broken_at(unit_of(workspace_id, owner)) is None


async def test_edited_data_is_what_is_bound_and_the_card_shows_what_changed(app: App) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    what = question(channel_id, editable_schema_json=EDITABLE, kind="refund")
    agent = Actor(type=ActorType.AGENT, id=await make_configuration(workspace_id))
    one = await asked(app, workspace_id, agent, what)
    message = await Message.of(workspace_id).get(id=one.message_id)
    assert message.sender_type == "agent"
    for payload, field in (
        ({"order": "#1"}, "order"),
        ({"amount": 101}, "amount"),
        ({"amount": "5"}, "amount"),
    ):
        with pytest.raises(InvalidInput) as refused:
            await pressed(app, workspace_id, person(owner), one.message_id, edited_payload=payload)
        assert refused.value.details[0].field == f"edited_payload.{field}"
    with pytest.raises(InvalidInput, match="Only who approves"):
        await pressed(
            app, workspace_id, person(owner), one.message_id, "reject", edited_payload={"amount": 1}
        )
    assert await decisions.decided(workspace_id, one.proposal_id) is None
    shown = await pressed(app, workspace_id, person(owner), one.message_id, edited_payload={"amount": 25.5})
    payload = shown.content_json["json_payload"]
    assert payload["decision"]["changes"] == [{"field": "amount", "type": "number", "old": 40, "new": 25.5}]
    bound = diffs.digest("refund", {"amount": 25.5, "order": "#1001"})
    assert payload["digest"] == bound != message.content_json["json_payload"]["digest"]
    ended = await decisions.decided(workspace_id, one.proposal_id)
    assert ended is not None
    assert (ended.is_approved, ended.digest, ended.data_json) == (
        True,
        bound,
        {"amount": 25.5, "order": "#1001"},
    )
    assert diffs.digest("refund", ended.data_json) == bound


async def test_a_run_that_waits_is_nudged_and_asks_once_however_often_it_runs(app: App) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    configuration_id = await make_configuration(workspace_id)
    run_id = new_id()
    await AgentRunLog.create(
        workspace_id=workspace_id, run_id=run_id, agent_configuration_id=configuration_id, attempt=3,
        agent_definition_id_version="agent_004_refactored/1", trigger_type="manual_command", trigger_key="t",
        correlation_id=new_id(),
    )  # fmt: skip
    agent, what = (
        Actor(type=ActorType.AGENT, id=configuration_id),
        question(channel_id, run_id=run_id, part=0),
    )
    first, again = [await asked(app, workspace_id, agent, what) for _ in range(2)]
    assert (first.proposal_id, first.message_id) == (again.proposal_id, again.message_id)
    assert await Proposal.of(workspace_id).count() == 1
    assert len(await facts(proposals.ASKED)) == 1
    async with app.units.grouped_unit(person(owner), workspace_id) as unit:
        await decisions.decide(unit, Pressed(message_id=first.message_id, action_id="approve"))
    assert [(one.job, one.key, one.attempt) for one in unit.nudges] == [("run_agent", run_id, 3)]


async def test_time_that_is_over_decides_nothing_or_applies_what_does_not_approve(
    app: App, clock: FrozenClock, unit_of: UnitOf
) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    soon = clock() + timedelta(minutes=5)
    plain, with_default = [
        await asked(app, workspace_id, person(owner), question(channel_id, expires_at=soon, **more))
        for more in ({}, {"default_action_id": "reject"})
    ]
    assert await keep_deadlines_once(app.units) == 0
    clock.advance(minutes=5)
    with pytest.raises(Gone, match="ran out at 12:05 UTC: nothing was decided") as late:
        await pressed(app, workspace_id, person(owner), plain.message_id)
    assert late.value.code == "proposal_expired"
    assert await proposals.listed(unit_of(workspace_id, owner), "mine", limit=10) == []
    assert await keep_deadlines_once(app.units) == 2
    assert await keep_deadlines_once(app.units) == 0
    for one, action in ((plain, None), (with_default, "reject")):
        payload = (await Message.of(workspace_id).get(id=one.message_id)).content_json["json_payload"]
        assert payload["state"] == "expired"
        assert (payload["decision"] or {}).get("action_id") == action
        assert (payload["decision"] or {}).get("user_id") is None
        ended = await decisions.decided(workspace_id, one.proposal_id)
        assert ended is not None
        assert (ended.is_approved, ended.action_id) == (False, action)
    with pytest.raises(Gone, match="'Reject' was applied"):
        await pressed(app, workspace_id, person(owner), with_default.message_id)
    unit = unit_of(workspace_id, owner)
    assert (await actions_in_audit(unit))[:2] == ["proposal.expired"] * 2
    assert len(await proposals.listed(unit, "decided", limit=10)) == 2
    assert [one["state"] for one in await facts(proposals.DECIDED)] == ["expired"] * 2


@pytest.mark.parametrize(("when_asked", "when_over"), [(True, True), (True, False), (False, False)])
async def test_only_a_class_that_an_admin_switched_is_approved_by_nobody(
    app: App, clock: FrozenClock, when_asked: bool, when_over: bool
) -> None:
    workspace_id, _ = await make_workspace()
    channel_id = await make_channel(workspace_id)

    async def switch(is_on: bool) -> None:
        kinds = {"automatic_action_kinds": ["send_mail"] if is_on else ["other"]}
        await Workspace.filter(id=workspace_id).update(settings_json=kinds)

    await switch(when_asked)
    agent = Actor(type=ActorType.AGENT, id=await make_configuration(workspace_id))
    what = question(
        channel_id, kind="send_mail", default_action_id="approve", expires_at=clock() + timedelta(hours=1)
    )
    one = await asked(app, workspace_id, agent, what)
    await switch(when_over)
    clock.advance(hours=1)
    await keep_deadlines_once(app.units)
    ended = await decisions.decided(workspace_id, one.proposal_id)
    assert ended is not None
    assert ended.is_approved == (when_asked and when_over)


async def test_what_came_of_it_is_said_on_the_card_once_it_is_over(app: App) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    one = await asked(app, workspace_id, person(owner), question(channel_id))

    async def say(text: str) -> None:
        async with app.units.grouped_unit(SYSTEM, workspace_id) as unit:
            await proposal_endings.outcome(unit, one.proposal_id, text)

    with pytest.raises(Conflict):
        await say("Refunded 40 USD.")
    await pressed(app, workspace_id, person(owner), one.message_id)
    for _ in range(2):
        await say("Refunded 40 USD.")
    message = await Message.of(workspace_id).get(id=one.message_id)
    assert message.content_json["json_payload"]["outcome_text"] == "Refunded 40 USD."
    assert len(await changes.after(workspace_id, channel_id, 1, limit=10)) == 2


@pytest.mark.postgres
async def test_a_decision_holds_the_channel_before_anything_else(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    one = await asked(app, workspace_id, person(owner), question(channel_id))
    outside = copy_context()
    async with app.units.open_unit(person(owner), workspace_id) as unit:
        await channels.held(unit, channel_id)
        press = pressed(app, workspace_id, person(owner), one.message_id)
        pressing = asyncio.create_task(press, context=outside)
        await somebody_waits_for_a_lock()
        # Held by the press by now, each of these would wait for it as it waits for us.
        await Proposal.of(workspace_id).select_for_update(nowait=True).get(id=one.proposal_id)
        await audit.append(unit, "channel.changed", ("channel", channel_id))
    assert (await pressing).content_json["json_payload"]["state"] == "decided"
    assert await audit.broken_at(unit_of(workspace_id, owner)) is None


async def test_a_question_that_is_taken_back_ends_and_waits_for_nobody(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    asker = await make_member(workspace_id)
    channel_id = await make_channel(workspace_id)
    one = await asked(app, workspace_id, person(asker, Role.MEMBER), question(channel_id))
    async with app.units.open_unit(person(owner), workspace_id) as unit:
        await chat.delete(unit, one.message_id)
    with pytest.raises(NotFound):
        await pressed(app, workspace_id, person(owner), one.message_id)
    ended = await decisions.decided(workspace_id, one.proposal_id)
    assert ended is not None
    assert (ended.is_approved, ended.action_id) == (False, None)
    (fact,) = await facts(proposals.DECIDED)
    assert (fact["state"], fact["decision"]) == ("withdrawn", None)
    unit = unit_of(workspace_id, owner)
    assert (await actions_in_audit(unit))[:2].count("proposal.withdrawn") == 1
    assert [await proposals.listed(unit, tab, limit=10) for tab in ("mine", "others", "decided")] == [
        [],
        [],
        [],
    ]


async def test_a_decision_that_came_first_stays_when_its_question_is_taken_back(app: App) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    one = await asked(app, workspace_id, person(owner), question(channel_id))
    await pressed(app, workspace_id, person(owner), one.message_id)
    async with app.units.open_unit(person(owner), workspace_id) as unit:
        await chat.delete(unit, one.message_id)
    ended = await decisions.decided(workspace_id, one.proposal_id)
    assert ended is not None
    assert ended.is_approved
    assert [fact["state"] for fact in await facts(proposals.DECIDED)] == ["decided"]
