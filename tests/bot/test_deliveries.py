"""Mail to people: sent once, later where the other side says so, listed where it says no; reminders."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from adapters.mail.adapter import MailAdapter, MailSettings
from bot.app import App
from bot.contracts.unit import Role, Unit
from bot.runtime.deliveries import Deliveries, Sending
from bot.services import deliveries, notifications, preferences
from bot.services.reminders import Reminding
from config.clock import new_id
from config.errors import Conflict, NotAllowed, NotFound
from config.failpoints import FailpointHit, arm
from storage.models.chat import Channel, ChannelMember, Message, ThreadFollower
from storage.models.notifications import Notification, NotificationDelivery
from storage.models.users import User
from storage.models.workspaces import Membership
from tests.factories import make_channel, make_member, make_workspace
from tests.fakes import FrozenClock, RecordingQueue
from tests.postbox import PostBox, post_box
from tests.services.telling import EVERYBODY, Ground, alert, named, told

pytestmark = pytest.mark.servers
NIGHT = {"from": "22:00", "until": "07:00", "time_zone": "Europe/Berlin"}


@pytest.fixture
async def box() -> AsyncIterator[PostBox]:
    async with post_box() as opened:
        yield opened


@pytest.fixture
def ground(app: App, clock: FrozenClock) -> Ground:
    return Ground(app, clock, has_mail=True)


@pytest.fixture
def queue() -> RecordingQueue:
    return RecordingQueue()


@pytest.fixture
def outgoing(app: App, box: PostBox, queue: RecordingQueue) -> Iterator[Deliveries]:
    mail = MailAdapter(MailSettings(url=box.url, sender="ionflux@shop.example", seconds=1))  # type: ignore[arg-type]
    sending = Sending(
        adapters={"mail": mail},
        public_url="https://ionflux.example",
        reminding=Reminding(has_mail=True, escalate_after=timedelta(minutes=2)),
        sweep_seconds=5,
        lease_seconds=60,
    )
    yield Deliveries(app.database, queue, app.units, sending)  # type: ignore[arg-type]
    arm("", is_test=True)


class Story:
    """Ben is mentioned by the owner, and wants that by mail."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.workspace_id = self.owner = self.ben = self.channel = UUID(int=0)

    async def begin(self) -> UUID:
        """The id of the delivery."""
        self.workspace_id, self.owner = await make_workspace()
        self.ben = await make_member(self.workspace_id)
        self.channel = await make_channel(self.workspace_id, members=(self.owner, self.ben))
        await self.mentioned()
        return UUID(str((await NotificationDelivery.get()).id))

    async def mentioned(self, text: str = "Look") -> Unit:
        event = await self.ground.posted(self.channel, self.owner, text, mentions_json_array=named(self.ben))
        return await self.ground.happen(event)


async def row(delivery_id: UUID) -> NotificationDelivery:
    return await NotificationDelivery.get(id=delivery_id)


async def test_a_mention_is_mailed_with_a_link_to_it(
    ground: Ground, outgoing: Deliveries, box: PostBox, queue: RecordingQueue
) -> None:
    story = Story(ground)
    delivery = await story.begin()
    assert await outgoing.sweep_once() == 1
    assert [(one.job, one.key, one.attempt) for one in queue.nudges] == [
        ("deliver_notification", delivery, 0)
    ]
    await asyncio.gather(*(outgoing.deliver(delivery) for _ in range(4)))
    (mail,) = box.mails
    (notification,) = await told(story.ben)
    assert mail["To"] == (await User.get(id=story.ben)).email
    assert mail["Subject"] == "Olive Owner mentioned you in #sales"
    assert mail["Message-ID"] == f"<{delivery}@shop.example>"
    link = f"https://ionflux.example/w/{story.workspace_id}/c/{story.channel}?m={notification.message_id}"
    assert link in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    sent = await row(delivery)
    assert (sent.state, sent.attempts, sent.error_text, sent.lease_until) == ("sent", 1, None, None)
    assert await outgoing.sweep_once() == 0


async def test_what_is_later_waits_longer_each_time_and_is_then_sent(
    ground: Ground, outgoing: Deliveries, box: PostBox, clock: FrozenClock
) -> None:
    delivery = await Story(ground).begin()
    waits = []
    for code in ("450 4.2.1 Busy", "421 4.3.2 Down", "451 4.3.0 Again") * 3:
        box.at_recipient.append(code)
        await outgoing.deliver(delivery)
        waiting = await row(delivery)
        assert (waiting.state, waiting.error_text) == ("pending", f"The mail server says later: {code}")
        waits.append((waiting.next_at - clock()).total_seconds())
        await outgoing.deliver(delivery)
        assert (await row(delivery)).attempts == waiting.attempts
        clock.at = waiting.next_at
    for number, seconds in enumerate(waits):
        plain = min(60, 2**number)
        assert min(plain * 0.75, 60) <= seconds <= min(plain * 1.25, 60) or seconds == 1
    await outgoing.deliver(delivery)
    assert ((await row(delivery)).state, len(box.mails)) == ("sent", 1)


async def test_after_a_day_it_is_given_up(
    ground: Ground, outgoing: Deliveries, box: PostBox, clock: FrozenClock
) -> None:
    delivery = await Story(ground).begin()
    box.at_recipient += ["450 4.2.1 Busy"] * 2
    await outgoing.deliver(delivery)
    clock.advance(hours=23, minutes=59, seconds=59)
    await outgoing.deliver(delivery)
    assert (await row(delivery)).state == "dead"
    assert box.mails == []


async def test_what_is_refused_is_listed_and_tried_again_by_hand_alone(
    ground: Ground, outgoing: Deliveries, box: PostBox, unit_of: Callable[..., Unit], app: App
) -> None:
    story = Story(ground)
    delivery = await story.begin()
    box.at_recipient.append("550 5.1.1 No such person")
    await outgoing.deliver(delivery)
    admin = unit_of(story.workspace_id, story.owner)
    (listed,) = await deliveries.listed(admin, state="failed")
    assert (listed.id, listed.attempts) == (delivery, 1)
    assert listed.error_text == "The mail server refused it: 550 5.1.1 No such person"
    assert await deliveries.listed(admin, state="pending") == []
    assert await outgoing.sweep_once() == 0
    with pytest.raises(NotAllowed):
        await deliveries.retry(unit_of(story.workspace_id, story.ben, Role.MEMBER), delivery)
    other, stranger = await make_workspace("Other")
    with pytest.raises(NotFound):
        await deliveries.retry(unit_of(other, stranger), delivery)
    again = await deliveries.retry(admin, delivery)
    assert (again.state, [(one.key, one.attempt) for one in admin.nudges]) == ("pending", [(delivery, 1)])
    await outgoing.deliver(delivery)
    assert len(box.mails) == 1
    with pytest.raises(Conflict):
        await deliveries.retry(admin, delivery)


@pytest.mark.parametrize(("failpoint", "mails"), [("ad.out.after_claim", 1), ("ad.out.after_call", 2)])
async def test_a_worker_that_dies_between_claim_and_record_loses_no_mail(
    ground: Ground, outgoing: Deliveries, box: PostBox, failpoint: str, mails: int
) -> None:
    delivery = await Story(ground).begin()
    arm(f"{failpoint}=raise", is_test=True)
    with pytest.raises(FailpointHit):
        await outgoing.deliver(delivery)
    # While the dead one's lease lasts, nobody else sends.
    await outgoing.deliver(delivery)
    assert (await row(delivery)).attempts == 1
    await NotificationDelivery.filter(id=delivery).update(lease_until=datetime(2020, 1, 1, tzinfo=UTC))
    assert await outgoing.sweep_once() == 1
    await outgoing.deliver(delivery)
    assert (await row(delivery)).state == "sent"
    # Whoever gets both sees one: they have one id.
    assert [mail["Message-ID"] for mail in box.mails] == [f"<{delivery}@shop.example>"] * mails


async def test_who_answered_late_does_not_overwrite_what_another_did(
    ground: Ground, outgoing: Deliveries, app: App, clock: FrozenClock
) -> None:
    delivery = await Story(ground).begin()
    late = (await app.database.writer.write([deliveries.claiming(delivery, clock(), -1.0)]))[0]
    await outgoing.deliver(delivery)
    outcome = deliveries.put_off(late, clock(), "late", dice=random.Random(1))
    await app.database.writer.write([outcome])
    assert ((await row(delivery)).state, (await row(delivery)).attempts) == ("sent", 2)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("read", "It was read before it was sent."),
        ("done", "It was read before it was sent."),
        ("out of the channel", "The person may not read there any more."),
        ("a guest out of the channel", "The person may not read there any more."),
        ("out of the workspace", "The person may not read there any more."),
        ("taken back", "The message was taken back."),
    ],
)
async def test_what_nobody_needs_any_more_is_not_sent(
    ground: Ground, outgoing: Deliveries, box: PostBox, clock: FrozenClock, change: str, why: str
) -> None:
    story = Story(ground)
    delivery = await story.begin()
    await _changed(story, change, clock)
    await outgoing.deliver(delivery)
    skipped = await row(delivery)
    assert (skipped.state, skipped.error_text, box.connections) == ("skipped", why, 0)


async def _changed(story: Story, change: str, clock: FrozenClock) -> None:
    if change in ("read", "done"):
        await Notification.filter(user_id=story.ben).update(**{f"{change}_at": clock()})
    elif change == "out of the channel":
        await Channel.filter(id=story.channel).update(type="private")
        await ChannelMember.filter(user_id=story.ben).delete()
    elif change == "a guest out of the channel":
        await Membership.filter(user_id=story.ben).update(role=Role.GUEST.value)
        await ChannelMember.filter(user_id=story.ben).update(is_inside=False)
    elif change == "out of the workspace":
        await Membership.filter(user_id=story.ben).delete()
    else:
        await Message.all().update(deleted_at=clock())


@pytest.mark.parametrize(
    ("email", "mailed"), [("all", ["mention", "thread"]), ("important", ["mention"]), ("nothing", [])]
)
async def test_people_get_as_much_mail_as_they_want(
    ground: Ground, unit_of: Callable[..., Unit], email: str, mailed: list[str]
) -> None:
    story, thread = Story(ground), new_id()
    await story.begin()
    await NotificationDelivery.all().delete()
    await preferences.put(unit_of(story.workspace_id, story.ben, Role.MEMBER), {"email": email})
    await ThreadFollower.create(workspace_id=story.workspace_id, thread_id=thread, user_id=story.ben)
    await story.mentioned()
    await ground.happen(await ground.posted(story.channel, story.owner, thread=thread))
    kinds = {"mention": "mention", "thread_reply": "thread"}
    found = [await Notification.get(id=one.notification_id) for one in await NotificationDelivery.all()]
    assert sorted(kinds[one.kind] for one in found) == mailed


async def test_quiet_hours_hold_mail_back_and_are_silent_but_not_for_what_is_critical(
    ground: Ground, outgoing: Deliveries, box: PostBox, unit_of: Callable[..., Unit], clock: FrozenClock
) -> None:
    story = Story(ground)
    await story.begin()
    await NotificationDelivery.all().delete()
    await preferences.put(unit_of(story.workspace_id, story.ben, Role.MEMBER), {"quiet_hours": NIGHT})
    clock.at = clock().replace(hour=23)
    unit = await story.mentioned()
    assert [one.payload["payload"]["is_silent"] for one in unit.announcements] == [True]
    assert unit.nudges == []
    waiting = await NotificationDelivery.get()
    assert waiting.next_at == clock().replace(hour=6, minute=0, second=0) + timedelta(days=1)
    await outgoing.deliver(waiting.id)
    assert box.mails == []
    loud = await ground.happen(alert(story.workspace_id, "Down", level="critical", channel="sales"))
    told_ben = [one for one in loud.announcements if one.payload["to"] == [str(story.ben)]]
    assert [one.payload["payload"]["is_silent"] for one in told_ben] == [False]
    assert len(loud.nudges) == 2
    clock.at = waiting.next_at
    await outgoing.deliver(waiting.id)
    assert [mail["Subject"] for mail in box.mails] == ["Olive Owner mentioned you in #sales"]


async def test_who_is_here_gets_a_mail_only_where_they_have_not_read_it_in_two_minutes(
    ground: Ground, outgoing: Deliveries, box: PostBox, clock: FrozenClock
) -> None:
    story = Story(ground)
    await story.begin()
    await NotificationDelivery.all().delete()
    ground.here = {story.ben}
    assert (await story.mentioned("First")).nudges == []
    await Notification.filter(user_id=story.ben).update(read_at=clock())
    await story.mentioned("Second")
    clock.advance(minutes=2)
    for one in await NotificationDelivery.all():
        await outgoing.deliver(one.id)
    assert [mail.get_body(("plain",)).get_content().count("Second") for mail in box.mails] == [1]  # type: ignore[union-attr]
    loud = await ground.happen(alert(story.workspace_id, "Down", level="critical", channel="sales"))
    assert len(loud.nudges) == 2


async def _critical(ground: Ground, *more: UUID) -> tuple[UUID, UUID, UUID, UUID]:
    """A critical alert in a channel with one member; the workspace, its owner, an admin, the member."""
    workspace_id, owner = await make_workspace()
    admin, ben = await make_member(workspace_id, Role.ADMIN), await make_member(workspace_id)
    await make_channel(workspace_id, members=(ben, *more))
    await ground.happen(alert(workspace_id, "The shop is down", level="critical", channel="sales"))
    return workspace_id, owner, admin, ben


async def test_what_is_critical_and_not_acknowledged_reaches_those_who_run_the_workspace(
    ground: Ground, outgoing: Deliveries, box: PostBox, clock: FrozenClock
) -> None:
    _, owner, admin, ben = await _critical(ground)

    async def mailed_after(**by: float) -> list[str]:
        clock.advance(**by)
        await outgoing.sweep_once()
        before = len(box.mails)
        for one in await NotificationDelivery.filter(state="pending").order_by("id"):
            await outgoing.deliver(one.id)
        return sorted(f"{mail['To']}: {mail['Subject']}" for mail in box.mails[before:])

    address = {one: (await User.get(id=one)).email for one in (owner, admin, ben)}
    assert await mailed_after() == [f"{address[ben]}: Critical: The shop is down"]
    assert await mailed_after(minutes=4, seconds=59) == []
    assert await mailed_after(seconds=1) == [f"{address[ben]}: Still not acknowledged: The shop is down"]
    assert await mailed_after(minutes=1, seconds=59) == []
    assert await mailed_after(seconds=1) == sorted(
        f"{address[one]}: Critical: Nobody has acknowledged: The shop is down" for one in (owner, admin)
    )
    for one in (owner, admin):
        assert [(row.kind, row.tab, row.level) for row in await told(one)] == [
            ("alert", "needs_you", "critical")
        ]
    assert await mailed_after(hours=5) == []
    assert len(await told(ben)) == 1


async def test_whoever_acknowledges_ends_it_for_all(
    ground: Ground, outgoing: Deliveries, clock: FrozenClock, unit_of: Callable[..., Unit]
) -> None:
    workspace_id, owner, _, ben = await _critical(ground)
    (mine,) = await told(ben)
    await notifications.change(unit_of(workspace_id, ben, Role.MEMBER), mine.id, {"is_acknowledged": True})
    clock.advance(minutes=10)
    await outgoing.sweep_once()
    assert await NotificationDelivery.filter(occasion="reminder").count() == 0
    assert await told(owner) == []


async def test_two_workers_remind_once(ground: Ground, outgoing: Deliveries, clock: FrozenClock) -> None:
    _, owner, admin, ben = await _critical(ground)
    clock.advance(minutes=5)
    await asyncio.gather(outgoing.sweep_once(), outgoing.sweep_once())
    assert await NotificationDelivery.filter(occasion="reminder", user_id=ben).count() == 1
    clock.advance(minutes=2)
    await asyncio.gather(outgoing.sweep_once(), outgoing.sweep_once())
    assert [len(await told(one)) for one in (owner, admin)] == [1, 1]


async def test_many_are_delivered_some_at_a_time_and_none_is_held_up_by_one_that_breaks(
    ground: Ground, outgoing: Deliveries, box: PostBox
) -> None:
    workspace_id, owner = await make_workspace()
    people = [await make_member(workspace_id) for _ in range(20)]
    channel = await make_channel(workspace_id, members=(owner, *people))
    await ground.happen(await ground.posted(channel, owner, mentions_json_array=EVERYBODY))
    working = asyncio.ensure_future(outgoing.run())
    arm("ad.out.after_claim=raise:3", is_test=True)
    for one in await NotificationDelivery.all():
        await outgoing.take(one.id)
        await outgoing.take(one.id)
    while await NotificationDelivery.filter(state="sent").count() < 19:
        assert not working.done()
    await outgoing.drain(5)
    working.cancel()
    await asyncio.wait([working])
    assert len(box.mails) == 19
    (broken,) = await NotificationDelivery.filter(state="pending")
    assert broken.lease_until is not None


async def test_a_delivery_of_an_adapter_that_was_turned_off_waits(
    ground: Ground, app: App, queue: RecordingQueue
) -> None:
    delivery = await Story(ground).begin()
    reminding: Any = Reminding(has_mail=False, escalate_after=timedelta(minutes=2))
    off = Sending(
        adapters={}, public_url="https://a.example", reminding=reminding, sweep_seconds=5, lease_seconds=60
    )
    worker = Deliveries(app.database, queue, app.units, off)  # type: ignore[arg-type]
    assert await worker.sweep_once() == 0
    await worker.deliver(delivery)
    waiting = await row(delivery)
    assert (waiting.state, waiting.error_text) == ("pending", "'mail' is turned off.")
