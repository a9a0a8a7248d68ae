"""Proposals: who may ask what, who may decide it, and whose turn it is."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.app import App
from bot.contracts.proposals import Action, Pressed, approves
from bot.contracts.unit import SYSTEM, Actor, ActorType, Role
from bot.services import chat, decisions, proposals
from config.clock import new_id
from config.errors import InvalidInput, NotAllowed, NotFound
from storage.models.proposals import Proposal
from tests.factories import make_channel, make_member, make_workspace
from tests.fakes import FrozenClock
from tests.services.questions import YES, UnitOf, asked, facts, person, pressed, question

Seat = tuple[Role, bool]
"""A role, and whether the person is named."""
MATRIX: Sequence[tuple[dict[str, Any], set[Seat]]] = [
    ({"risk": "low"}, {(Role.OWNER, False), (Role.ADMIN, False), (Role.MEMBER, False)}),
    ({"risk": "high"}, {(Role.OWNER, False), (Role.ADMIN, False)}),
    ({"risk": "low", "required_role": Role.ADMIN}, {(Role.OWNER, False), (Role.ADMIN, False)}),
    ({"risk": "low", "required_role": Role.OWNER}, {(Role.OWNER, False)}),
    ({"risk": "high", "names": 1}, {(Role.OWNER, False), (Role.ADMIN, False), (Role.MEMBER, True)}),
    ({"risk": "low", "names": 1}, {(Role.OWNER, False), (Role.ADMIN, False), (Role.MEMBER, True)}),
]


@pytest.mark.parametrize(("fields", "able"), MATRIX, ids=range(len(MATRIX)))
async def test_who_may_decide_and_nobody_else(
    app: App, unit_of: UnitOf, fields: dict[str, Any], able: set[Seat]
) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    seats: dict[Seat, UUID] = {(Role.OWNER, False): owner}
    for role, is_named in (
        (Role.ADMIN, False),
        (Role.MEMBER, False),
        (Role.MEMBER, True),
        (Role.GUEST, False),
    ):
        seats[role, is_named] = await make_member(workspace_id, role)
    named = (seats[Role.MEMBER, True],) if fields.pop("names", 0) else ()
    if not named and (Role.MEMBER, False) in able:
        able = able | {(Role.MEMBER, True)}
    await _let_in(workspace_id, channel_id, seats[Role.GUEST, False])
    what = question(channel_id, decider_user_ids=named, **fields)
    one = await asked(app, workspace_id, person(owner), what)
    (fact,) = await facts(proposals.ASKED)
    assert set(fact["decider_user_ids"]) == {str(seats[seat]) for seat in able}
    for seat, user_id in seats.items():
        seen = await proposals.get(unit_of(workspace_id, user_id, seat[0]), one.message_id)
        assert seen.may_decide == (seat in able), seat
        if seat not in able:
            with pytest.raises(NotAllowed):
                await pressed(app, workspace_id, person(user_id, seat[0]), one.message_id)
    for actor in (Actor(type=ActorType.AGENT, id=new_id()), SYSTEM):
        with pytest.raises((NotAllowed, NotFound)):
            await pressed(app, workspace_id, actor, one.message_id)
    assert (await Proposal.of(workspace_id).get(id=one.proposal_id)).state == "open"


async def _let_in(workspace_id: UUID, channel_id: UUID, user_id: UUID) -> None:
    from storage.models.chat import ChannelMember

    await ChannelMember.create(workspace_id=workspace_id, channel_id=channel_id, user_id=user_id)


async def test_what_one_cannot_read_one_cannot_decide_nor_find(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    mara = await make_member(workspace_id)
    channel_id = await make_channel(workspace_id, "private", channel_type="private", members=(mara,))
    one = await asked(app, workspace_id, person(mara, Role.MEMBER), question(channel_id))
    other_id, stranger = await make_workspace("Other")
    for unit in (unit_of(workspace_id, owner), unit_of(other_id, stranger)):
        for tried in (
            proposals.get(unit, one.message_id),
            decisions.decide(unit, Pressed(message_id=one.message_id, action_id="approve")),
            proposals.ask(unit, question(channel_id)),
        ):
            with pytest.raises(NotFound):
                await tried
        assert await proposals.listed(unit, "others", limit=10) == []
    with pytest.raises(InvalidInput) as refused:
        await asked(app, workspace_id, person(mara, Role.MEMBER), question(channel_id, quorum=2))
    told = "Only 1 may decide this, so at most 1 can have to agree."
    assert [(one.field, one.message) for one in refused.value.details] == [("quorum", told)]


async def test_the_tabs_say_whose_turn_it_is(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    alone = await asked(app, workspace_id, person(owner), question(channel_id))

    async def tab(user_id: UUID, name: proposals.Tab, role: Role = Role.OWNER, **page: Any) -> list[UUID]:
        found = await proposals.listed(unit_of(workspace_id, user_id, role), name, **{"limit": 10} | page)
        return [one.proposal_id for one in found]

    # Nobody else could decide what the only person of a workspace asked.
    assert await tab(owner, "mine") == [alone.proposal_id]
    theo = await make_member(workspace_id)
    high = await asked(app, workspace_id, SYSTEM, question(channel_id, risk="high"))
    pair = await asked(app, workspace_id, person(owner), question(channel_id, quorum=2))
    assert await tab(owner, "mine") == [high.proposal_id]
    assert await tab(owner, "others") == [pair.proposal_id, alone.proposal_id]
    assert await tab(theo, "mine", Role.MEMBER) == [pair.proposal_id, alone.proposal_id]
    assert await tab(theo, "mine", Role.MEMBER, limit=1, before=pair.proposal_id) == [alone.proposal_id]
    assert await tab(theo, "others", Role.MEMBER) == [high.proposal_id]
    await pressed(app, workspace_id, person(theo, Role.MEMBER), pair.message_id)
    assert await tab(theo, "others", Role.MEMBER) == [pair.proposal_id, high.proposal_id]
    await pressed(app, workspace_id, person(owner), high.message_id)
    assert await tab(owner, "decided") == [high.proposal_id]
    async with app.units.open_unit(person(owner), workspace_id) as unit:
        await chat.delete(unit, alone.message_id)
    assert await tab(theo, "mine", Role.MEMBER) == []
    with pytest.raises(NotFound):
        await pressed(app, workspace_id, person(owner), alone.message_id)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title_text": " "}, "title_text"),
        ({"title_text": "x" * 301}, "title_text"),
        ({"actions": ()}, "actions_array"),
        ({"actions": (YES,) * 2}, "actions_array[1].action_id"),
        ({"actions": tuple(Action(label=str(n), action_id=str(n)) for n in range(6))}, "actions_array"),
        ({"actions": (Action(label="x" * 81, action_id="a"),)}, "actions_array[0].label"),
        ({"default_action_id": "later"}, "default_action_id"),
        ({"default_action_id": "approve"}, "default_action_id"),
        ({"expires_at": timedelta(0)}, "expires_at"),
        ({"expires_at": timedelta(days=400)}, "expires_at"),
        ({"quorum": 0}, "quorum"),
        ({"quorum": 2}, "quorum"),
        ({"required_role": Role.GUEST}, "required_role"),
        ({"decider_user_ids": (UUID(int=1),)}, "decider_user_ids_array[0]"),
        ({"data_json": {"x": "y" * 70_000}}, "data_json"),
        ({"editable_schema_json": {"type": "string"}}, "editable_schema_json"),
    ],
    ids=lambda one: str(one)[:50],
)
async def test_a_question_that_cannot_be_asked_says_why_and_stores_nothing(
    app: App, clock: FrozenClock, fields: dict[str, Any], field: str
) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    if "expires_at" in fields:
        fields = {"expires_at": clock() + fields["expires_at"]}
    with pytest.raises(InvalidInput) as refused:
        await asked(app, workspace_id, person(owner), question(channel_id, **fields))
    assert [one.field for one in refused.value.details] == [field]
    assert await Proposal.of(workspace_id).count() == 0
    assert await facts(proposals.ASKED) == []


@pytest.mark.parametrize(
    ("action_id", "label", "style", "is_yes"),
    [
        ("approve", "Approve", None, True), ("reject", "Reject", "danger", False),
        ("approve_1h", "Approve for an hour", "danger", True), ("dismiss", "Dismiss", "secondary", False),
        ("a", "Decline", None, False), ("a", "Don\u2019t send", "primary", False), ("b", "Send", None, True),
        ("send", "Send", "secondary", False), ("deactivate", "Deactivate the app", "danger", True),
        ("ask_clarification", "Ask", None, False), ("no_discount_approve", "No discount", None, True),
    ],
)  # fmt: skip
def test_what_approves(action_id: str, label: str, style: Any, is_yes: bool) -> None:
    assert approves(Action(label=label, action_id=action_id, style=style)) is is_yes
