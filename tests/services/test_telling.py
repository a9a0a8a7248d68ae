"""Who hears of what: the right people, once, in places they may read, as far as they want to."""

import asyncio
from collections.abc import Callable, Generator
from contextlib import suppress
from typing import Any

import pytest

from bot.app import App
from bot.contracts.events import Event
from bot.contracts.unit import Role, Unit
from bot.services import preferences
from bot.services.notices import one_line
from config.clock import new_id
from storage.bulk import Call, Found, Steps
from storage.models.agents import AgentRunLog
from storage.models.chat import ChannelMember, Message, ThreadFollower
from storage.models.events import HandledEvent
from storage.models.notifications import Notification, NotificationDelivery
from storage.models.users import User
from storage.models.workspaces import Membership
from tests.factories import make_channel, make_configuration, make_member, make_user, make_workspace
from tests.fakes import FrozenClock
from tests.services.telling import (
    EVERYBODY,
    Ground,
    alert,
    asked,
    fact,
    frames,
    kinds,
    named,
    nudged,
    proposal_fact,
    told,
)


@pytest.fixture
def ground(app: App, clock: FrozenClock) -> Ground:
    return Ground(app, clock)


async def test_who_is_named_hears_of_it_once_however_often_the_fact_is_read(ground: Ground) -> None:
    workspace_id, owner = await make_workspace()
    ben = await make_member(workspace_id)
    channel = await make_channel(workspace_id, members=(owner,))
    event = await ground.posted(channel, owner, "Look, Ben", mentions_json_array=named(ben, ben))
    unit = await ground.happen(event)
    (row,) = await told(ben)
    assert (row.kind, row.tab, row.title_text, row.body_text, row.count) == (
        "mention", "needs_you", "Olive Owner mentioned you in #sales", "Look, Ben", 1,
    )  # fmt: skip
    (frame,) = frames(unit)
    assert frame["to"] == [str(ben)]
    assert frame["payload"]["notification"]["id"] == str(row.id)
    assert frame["payload"]["notification"]["actor"] == {
        "type": "user", "id": str(owner), "name": "Olive Owner",
    }  # fmt: skip
    assert frame["payload"]["counts"] == {"needs_you": 1, "information": 0, "activity": 0}
    again = await ground.happen(event)
    await asyncio.gather(*(ground.happen(event) for _ in range(4)))
    assert (await kinds(ben), again.announcements) == (["mention"], [])
    assert await HandledEvent.filter(consumer="notifications").count() == 1


async def test_nobody_hears_of_what_they_did_themselves_or_may_not_read(ground: Ground) -> None:
    workspace_id, owner = await make_workspace()
    guest, member = await make_member(workspace_id, Role.GUEST), await make_member(workspace_id)
    stranger = await make_user("Eve")
    _, neighbour = await make_workspace("Next door")
    everybody = (owner, guest, member, stranger, neighbour)
    public = await make_channel(workspace_id, "sales", members=(owner,))
    private = await make_channel(workspace_id, "board", channel_type="private", members=(owner, guest))
    await ground.happen(await ground.posted(public, owner, mentions_json_array=named(*everybody)))
    assert [await kinds(one) for one in everybody] == [[], [], ["mention"], [], []]
    await ground.happen(await ground.posted(private, owner, mentions_json_array=named(*everybody)))
    assert [await kinds(one) for one in everybody] == [[], ["mention"], ["mention"], [], []]


async def test_a_channel_that_is_called_is_its_members(ground: Ground) -> None:
    workspace_id, owner = await make_workspace()
    inside, outside, by_name = [await make_member(workspace_id) for _ in range(3)]
    channel = await make_channel(workspace_id, members=(owner, inside))
    await ground.happen(await ground.posted(channel, owner, mentions_json_array=EVERYBODY + named(by_name)))
    assert [await kinds(one) for one in (inside, outside, owner)] == [["mention"], [], []]
    titles = [one.title_text for person in (inside, by_name) for one in await told(person)]
    assert titles == ["Olive Owner called everybody in #sales", "Olive Owner mentioned you in #sales"]


async def test_a_thousand_people_are_told_at_once(ground: Ground, clock: FrozenClock) -> None:
    workspace_id, owner = await make_workspace()
    ids = [new_id() for _ in range(1000)]
    await User.bulk_create([User(id=one, name="Many", email=f"{one}@example.com") for one in ids])
    await Membership.bulk_create(
        [Membership(id=new_id(), workspace_id=workspace_id, user_id=one, role="member") for one in ids]
    )
    channel = await make_channel(workspace_id, members=(owner,))
    await ChannelMember.bulk_create(
        [
            ChannelMember(id=new_id(), workspace_id=workspace_id, channel_id=channel, user_id=one)
            for one in ids
        ]
    )
    event = await ground.posted(channel, owner, mentions_json_array=EVERYBODY)
    unit = await Ground(ground.app, clock, has_mail=True).happen(event)
    assert await Notification.filter(workspace_id=workspace_id).count() == 1000
    assert {frame["to"][0] for frame in frames(unit)} == {str(one) for one in ids}
    assert len(nudged(unit)) == await NotificationDelivery.filter(state="pending").count() == 1000


async def test_however_many_are_told_it_takes_a_few_statements(
    ground: Ground, clock: FrozenClock, unit_of: Callable[..., Unit]
) -> None:
    workspace_id, owner = await make_workspace()
    people = [await make_member(workspace_id) for _ in range(20)]
    dm = await make_channel(workspace_id, "a:b", channel_type="dm", members=(owner, *people))
    asked_for: list[Call] = []

    async def told_of(event: Event) -> None:
        unit = unit_of(workspace_id)
        await Ground(ground.app, clock, has_mail=True).reactions.handle(unit, event)

        def counting() -> Generator[Call, Found, None]:
            script = unit.writes[0].script()
            with suppress(StopIteration):
                call = next(script)
                while True:
                    asked_for.append(call)
                    call = script.send((yield call))

        await ground.app.database.writer.write([Steps(counting)])

    await told_of(await ground.posted(dm, owner))
    assert len(asked_for) == 5
    await told_of(await ground.posted(dm, owner))
    assert len(asked_for) == 8
    assert await NotificationDelivery.all().count() == await Notification.filter(count=2).count() == 20


async def test_of_several_reasons_the_strongest_is_told(ground: Ground) -> None:
    workspace_id, owner = await make_workspace()
    ben = await make_member(workspace_id)
    channel = await make_channel(workspace_id, members=(owner, ben))
    parent = await Message.get(id=(await ground.posted(channel, ben)).payload_json["message_id"])
    await ThreadFollower.create(workspace_id=workspace_id, thread_id=parent.id, user_id=ben)
    called = await ground.posted(channel, owner, thread=parent.id, mentions_json_array=named(ben))
    await ground.happen(called, await ground.posted(channel, owner, "And", thread=parent.id))
    assert [(row.kind, row.tab) for row in await told(ben)] == [
        ("mention", "needs_you"),
        ("thread_reply", "information"),
    ]


async def test_who_follows_a_thread_hears_of_replies_and_who_left_it_does_not(ground: Ground) -> None:
    workspace_id, owner = await make_workspace()
    ben, cleo = await make_member(workspace_id), await make_member(workspace_id)
    channel = await make_channel(workspace_id, members=(owner, ben, cleo))
    thread = new_id()
    for user_id, follows in ((owner, True), (ben, True), (cleo, False)):
        await ThreadFollower.create(
            workspace_id=workspace_id, thread_id=thread, user_id=user_id, is_following=follows
        )
    await ground.happen(await ground.posted(channel, owner, thread=thread))
    assert [await kinds(one) for one in (owner, ben, cleo)] == [[], ["thread_reply"], []]


async def test_a_direct_message_is_told_to_the_other_and_more_of_them_are_counted(
    ground: Ground, clock: FrozenClock
) -> None:
    workspace_id, owner = await make_workspace()
    ben = await make_member(workspace_id)
    dm = await make_channel(workspace_id, "a:b", channel_type="dm", members=(owner, ben))
    await ground.happen(await ground.posted(dm, owner, "Hi"))
    await Notification.filter(user_id=ben).update(read_at=clock())
    clock.advance(minutes=9)
    unit = await ground.happen(await ground.posted(dm, owner, "Are you there?"))
    (row,) = await told(ben)
    assert (row.kind, row.count, row.body_text, row.read_at) == ("direct_message", 2, "Are you there?", None)
    assert row.title_text == "Olive Owner wrote to you"
    assert [frame["payload"]["notification"]["count"] for frame in frames(unit)] == [2]
    clock.advance(minutes=2)
    await ground.happen(await ground.posted(dm, owner, "Later, then"))
    assert [one.count for one in await told(ben)] == [2, 1]
    assert await kinds(owner) == []


async def test_what_was_done_is_not_counted_up_again(ground: Ground, clock: FrozenClock) -> None:
    workspace_id, owner = await make_workspace()
    ben = await make_member(workspace_id)
    dm = await make_channel(workspace_id, "a:b", channel_type="dm", members=(owner, ben))
    await ground.happen(await ground.posted(dm, owner))
    await Notification.filter(user_id=ben).update(done_at=clock())
    await ground.happen(await ground.posted(dm, owner))
    assert [one.count for one in await told(ben)] == [1, 1]


@pytest.mark.parametrize(
    ("general", "local", "heard"),
    [
        (None, None, ["mention", "thread_reply", "alert"]),
        ("mentions", None, ["mention"]),
        ("nothing", None, []),
        ("nothing", {"level": "all"}, ["mention", "thread_reply", "alert"]),
        ("all", {"level": "mentions"}, ["mention"]),
        ("all", {"level": "nothing"}, []),
        ("mentions", {"level": "default"}, ["mention"]),
        ("all", {"is_muted": True}, []),
        ("nothing", {"level": "all", "is_muted": True}, []),
    ],
)
async def test_people_hear_as_much_of_a_channel_as_they_want(
    ground: Ground, unit_of: Callable[..., Unit], general: str | None, local: Any, heard: list[str]
) -> None:
    workspace_id, owner = await make_workspace()
    ben = await make_member(workspace_id)
    channel = await make_channel(workspace_id, members=(owner, ben))
    own = unit_of(workspace_id, ben, Role.MEMBER)
    if general:
        await preferences.put(own, {"level": general})
    if local:
        await preferences.put_channel(own, channel, local)
    thread = new_id()
    await ThreadFollower.create(workspace_id=workspace_id, thread_id=thread, user_id=ben)
    await ground.happen(
        await ground.posted(channel, owner, mentions_json_array=named(ben)),
        await ground.posted(channel, owner, thread=thread),
        alert(workspace_id, channel="sales"),
    )
    assert await kinds(ben) == heard


async def test_an_alert_is_told_to_its_channel_with_its_message_and_alike_ones_are_counted(
    ground: Ground, unit_of: Callable[..., Unit]
) -> None:
    workspace_id, owner = await make_workspace()
    inside, asks, outside = [await make_member(workspace_id) for _ in range(3)]
    channel = await make_channel(workspace_id, members=(inside,))
    await preferences.set_channel_level(unit_of(workspace_id, asks, Role.MEMBER), channel, "all")
    agent = await make_configuration(workspace_id)
    event = alert(workspace_id, channel="sales", incident_id="cvr_down:1", alert_type="cvr_down")
    message = await Message.create(
        workspace_id=workspace_id, channel_id=channel, seq=1, sender_id=agent, sender_type="agent",
        content_type="json_data", correlation_id=event.correlation_id,
        content_json={"json_payload": {"kind": "alert", "title": "Conversion fell", **event.payload_json}},
    )  # fmt: skip
    await ground.happen(event)
    for one in (inside, asks):
        (row,) = await told(one)
        assert (row.tab, row.level, row.title_text) == ("information", "info", "Conversion fell")
        assert (row.message_id, row.channel_id, row.actor_id) == (message.id, channel, agent)
    worse = {"channel": "sales", "incident_id": "cvr_down:1", "alert_type": "cvr_down", "level": "critical"}
    await ground.happen(alert(workspace_id, "Much worse", **worse))
    await ground.happen(alert(workspace_id, "Another", channel="sales", incident_id="cvr_down:2"))
    first, other = await told(inside)
    assert (first.count, first.tab, first.level, first.body_text) == (
        2,
        "needs_you",
        "critical",
        "Much worse",
    )
    assert first.remind_at is not None
    assert (other.count, other.level) == (1, "info")
    assert await kinds(outside) == await kinds(owner) == []


async def test_a_proposal_is_told_to_those_who_may_decide_until_one_did(
    ground: Ground, clock: FrozenClock
) -> None:
    workspace_id, owner = await make_workspace()
    admin = await make_member(workspace_id, Role.ADMIN)
    inside, outside = await make_member(workspace_id), await make_member(workspace_id)
    guest, asker = await make_member(workspace_id, Role.GUEST), await make_member(workspace_id)
    channel = await make_channel(workspace_id, members=(inside, guest, asker))
    row = await asked(workspace_id, channel, asker)
    await ground.happen(proposal_fact(row, "asked"))
    people = (owner, admin, inside, outside, guest, asker)
    assert [await kinds(one) for one in people] == [["proposal"], ["proposal"], ["proposal"], [], [], []]
    (one,) = await told(inside)
    assert (one.tab, one.title_text, one.proposal_id) == ("needs_you", "Pause the campaigns?", row.id)
    row.state, row.decision_json = "decided", {
        "action_id": "approve", "user_id": str(admin), "user_name": "Ann", "comment": "Go on",
    }  # fmt: skip
    await row.save()
    unit = await ground.happen(proposal_fact(row, "decided"))
    assert await Notification.filter(proposal_id=row.id, tab="needs_you", done_at=None).count() == 0
    (verdict,) = await told(asker)
    assert (verdict.kind, verdict.tab, verdict.done_at) == ("proposal", "information", None)
    assert (verdict.title_text, verdict.body_text) == ("Ann chose “Pause”: Pause the campaigns?", "Go on")
    told_now = {frame["to"][0]: frame["payload"] for frame in frames(unit)}
    assert told_now.keys() == {str(one) for one in (owner, admin, inside, asker)}
    assert told_now[str(owner)]["counts"]["needs_you"] == 0
    assert told_now[str(owner)]["is_silent"]


async def test_a_risky_proposal_is_for_those_who_run_the_workspace_or_are_named(ground: Ground) -> None:
    workspace_id, owner = await make_workspace()
    inside, second = await make_member(workspace_id), await make_member(workspace_id)
    channel = await make_channel(workspace_id, members=(owner, inside, second))
    await ground.happen(
        proposal_fact(await asked(workspace_id, channel, second, risk="high"), "asked"),
        proposal_fact(
            await asked(workspace_id, channel, second, risk="high", title_text="Named"),
            "asked",
            decider_user_ids=[str(inside)],
        ),
    )
    assert [row.level for row in await told(owner)] == ["warning"]
    assert [row.title_text for row in await told(inside)] == ["Named"]
    ended = await asked(workspace_id, channel, second, state="expired")
    await ground.happen(proposal_fact(ended, "asked"), proposal_fact(ended, "decided"))
    assert [row.title_text for row in await told(second)] == ["Nobody decided in time: Pause the campaigns?"]
    assert len(await told(owner)) == 1


@pytest.mark.parametrize(
    ("status", "seconds", "by", "title"),
    [
        ("success", 59, "person", None),
        ("success", 61, "person", "Sentinel is done"),
        ("error", 1, "person", "Sentinel failed"),
        ("cancelled_by_system", 1, "person", "Sentinel failed"),
        ("cancelled_by_user", 90, "person", None),
        ("error", 90, "schedule", None),
    ],
)
async def test_a_run_pings_its_person_alone_and_only_when_it_failed_or_took_long(
    ground: Ground, clock: FrozenClock, status: str, seconds: int, by: str, title: str | None
) -> None:
    workspace_id, owner = await make_workspace()
    ben = await make_member(workspace_id)
    agent, run_id, began = await make_configuration(workspace_id), new_id(), clock()
    clock.advance(seconds=seconds)
    await AgentRunLog.create(
        run_id=run_id, workspace_id=workspace_id, agent_configuration_id=agent, trigger_key="k",
        agent_definition_id_version="a/1", trigger_type="manual_command", status=status, start_time=began,
        end_time=clock(), correlation_id=new_id(),
    )  # fmt: skip
    payload = {
        "run_id": str(run_id), "agent_configuration_id": str(agent), "status": status,
        "output_preview_text": "What came of it", "user_id": str(ben) if by == "person" else None,
    }  # fmt: skip
    await ground.happen(fact("ionflux.agent.run.completed", workspace_id, payload))
    assert [(row.tab, row.title_text) for row in await told(ben)] == ([("activity", title)] if title else [])
    assert await kinds(owner) == []


async def test_an_achievement_stands_among_its_persons_activity_and_is_mailed_to_nobody(
    ground: Ground,
) -> None:
    workspace_id, owner = await make_workspace()
    ben, stranger = await make_member(workspace_id), await make_user()
    badge = {"name": "Shopify Connector", "description": "Connected a Shopify shop."}
    for payload in (badge | {"user_id": str(ben)}, badge | {"user_id": str(stranger)}):
        await ground.happen(fact("ionflux.agent.badgemotivator.badge_awarded", workspace_id, payload))
    level = {"user_id": str(ben), "level": 2, "current_xp": 170}
    await ground.happen(fact("ionflux.agent.badgemotivator.level_up", workspace_id, level))
    assert sorted((row.tab, row.title_text, row.body_text) for row in await told(ben)) == [
        ("activity", "Badge: Shopify Connector", "Connected a Shopify shop."),
        ("activity", "You reached level 2", ""),
    ]
    assert await told(stranger) == await told(owner) == []
    assert await NotificationDelivery.all().count() == 0


async def test_facts_that_nobody_here_wants_leave_no_trace(ground: Ground, clock: FrozenClock) -> None:
    workspace_id, owner = await make_workspace()
    channel = await make_channel(workspace_id, members=(owner,))
    gone = await ground.posted(channel, owner, mentions_json_array=EVERYBODY)
    await Message.filter(id=gone.payload_json["message_id"]).update(deleted_at=clock())
    others = [
        fact("ionflux.agent.badge.awarded", workspace_id, {}),
        fact("ionflux.agent.salessentinel.anomaly_detected", workspace_id, {}),
        alert(workspace_id, channel="nowhere"),
        gone,
    ]
    await ground.happen(*others)
    assert await HandledEvent.all().count() == await Notification.all().count() == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada\r\nBcc: eve@example.com", "Ada Bcc: eve@example.com"),
        ("\u2028a\u0085b\x00c\u202ed", "a b c d"),
        ("x" * 400, "x" * 299 + "…"),
        ("  ", ""),
    ],
)
def test_a_title_is_one_line_that_shows(text: str, shown: str) -> None:
    assert one_line(text) == shown


async def test_a_name_with_line_breaks_makes_a_title_of_one_line(ground: Ground) -> None:
    workspace_id, owner = await make_workspace(owner=await make_user("Ada\r\nBcc: eve@example.com"))
    ben = await make_member(workspace_id)
    channel = await make_channel(workspace_id, members=(owner, ben))
    await ground.happen(await ground.posted(channel, owner, mentions_json_array=named(ben)))
    assert [row.title_text for row in await told(ben)] == ["Ada Bcc: eve@example.com mentioned you in #sales"]
