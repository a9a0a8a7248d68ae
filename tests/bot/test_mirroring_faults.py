"""The mirror while places are away, refuse or let go, and workers are lost in the middle of it."""

from datetime import timedelta
from uuid import UUID

import pytest

from bot.services import chat, drains, reactions
from config.errors import AccessLost, RateLimited, Rejected, Unreachable
from config.failpoints import FailpointHit, arm
from storage.models.mirrors import ChannelLink, Delivery
from tests.bot.mirror import Mirror
from tests.fakes import FrozenClock
from tests.platforms.board import Board

pytestmark = pytest.mark.servers


async def test_order_is_kept_while_a_place_is_away(mirror: Mirror, clock: FrozenClock) -> None:
    mirror.alpha.failures = [Unreachable("away", service="alpha"), Unreachable("away", service="alpha")]
    for text in ("one", "two", "three"):
        await mirror.says(text)
    await mirror.settle()
    assert mirror.alpha.seen("alpha-room") == []
    assert mirror.beta.seen("beta-room") == [f"Olive Owner: {text}" for text in ("one", "two", "three")]
    for _ in range(3):
        clock.advance(seconds=61)
        await mirror.settle()
    assert mirror.alpha.seen("alpha-room") == mirror.beta.seen("beta-room")


async def test_a_place_that_says_when_is_asked_again_then(mirror: Mirror, clock: FrozenClock) -> None:
    mirror.alpha.failures = [RateLimited("slow", service="alpha", retry_after=timedelta(seconds=20))]
    await mirror.says("one")
    await mirror.settle()
    clock.advance(seconds=19)
    await mirror.settle()
    assert mirror.alpha.seen("alpha-room") == []
    clock.advance(seconds=2)
    await mirror.settle()
    assert mirror.alpha.seen("alpha-room") == ["Olive Owner: one"]
    assert mirror.alpha.repeats == 0


async def test_a_message_that_is_refused_is_listed_and_the_next_one_goes(mirror: Mirror) -> None:
    mirror.alpha.failures = [Rejected("too odd", service="alpha")]
    await mirror.says("odd")
    await mirror.says("even")
    await mirror.settle()
    assert mirror.alpha.seen("alpha-room") == ["Olive Owner: even"]
    failed = await Delivery.of(mirror.workspace_id).get(state="failed")
    async with mirror.app.units.open_unit(mirror.as_owner(), mirror.workspace_id) as unit:
        await drains.retry(unit, failed.id)
    await mirror.settle()
    assert mirror.alpha.seen("alpha-room") == ["Olive Owner: even", "Olive Owner: odd"]


async def test_a_place_that_let_us_go_is_marked_broken_and_the_others_go_on(mirror: Mirror) -> None:
    mirror.alpha.failures = [AccessLost("The token was revoked.", service="alpha")]
    await mirror.says("one")
    await mirror.settle()
    await mirror.says("two")
    await mirror.settle()
    link = await ChannelLink.of(mirror.workspace_id).get(id=mirror.links["alpha-room"])
    assert (link.status, link.error_text) == ("broken", "The token was revoked.")
    assert mirror.beta.seen("beta-room") == ["Olive Owner: one", "Olive Owner: two"]
    await mirror.link("alpha", "alpha-room")
    await mirror.settle()
    assert mirror.alpha.seen("alpha-room") == ["Olive Owner: one"]


async def test_a_crash_between_sending_and_recording_sends_no_second_one_where_it_can_be_found_out(
    mirror: Mirror, clock: FrozenClock
) -> None:
    await mirror.says("one")
    arm("ad.out.after_call=raise", is_test=True)
    with pytest.raises(FailpointHit):
        await mirror.mirroring.drained(mirror.links["alpha-room"])
    arm("", is_test=True)
    clock.advance(seconds=120)
    await mirror.settle()
    assert mirror.alpha.seen("alpha-room") == ["Olive Owner: one"]
    assert mirror.alpha.repeats == 1


async def crashed(mirror: Mirror, clock: FrozenClock) -> None:
    """The worker brings the next delivery out, and is lost before it can note that."""
    arm("ad.out.after_call=raise", is_test=True)
    with pytest.raises(FailpointHit):
        await mirror.mirroring.drained(mirror.links["alpha-room"])
    arm("", is_test=True)
    clock.advance(seconds=120)


async def edited(mirror: Mirror, message_id: UUID, text: str) -> None:
    async with mirror.app.units.open_unit(mirror.as_owner(), mirror.workspace_id) as unit:
        await chat.edit(unit, message_id, text)


async def test_what_was_changed_after_a_crash_is_shown_on_the_copy_that_was_found(
    mirror: Mirror, clock: FrozenClock
) -> None:
    message_id = await mirror.says("one")
    await crashed(mirror, clock)
    await edited(mirror, message_id, "two")
    await mirror.settle()
    assert mirror.alpha.seen("alpha-room") == ["Olive Owner: two"]


async def test_a_reply_that_opened_a_thread_is_found_in_it_after_a_crash(
    mirror: Mirror, clock: FrozenClock
) -> None:
    root_id = await mirror.says("one")
    await mirror.settle()
    reply_id = await mirror.says("two", thread=root_id)
    await crashed(mirror, clock)
    await edited(mirror, reply_id, "three")
    await mirror.settle()
    assert mirror.alpha.seen("alpha-room") == ["Olive Owner: one", "Olive Owner ↳: three"]


async def test_what_is_taken_back_after_a_crash_stands_nowhere(mirror: Mirror, clock: FrozenClock) -> None:
    message_id = await mirror.says("one")
    await crashed(mirror, clock)
    async with mirror.app.units.open_unit(mirror.as_owner(), mirror.workspace_id) as unit:
        await chat.delete(unit, message_id)
    await mirror.settle()
    assert mirror.alpha.seen("alpha-room") == mirror.beta.seen("beta-room") == []
    rows = await Delivery.of(mirror.workspace_id).filter(link_id=mirror.links["alpha-room"]).order_by("seq")
    assert [row.state for row in rows] == ["sent", "sent"]


async def test_a_change_that_was_taken_back_after_a_crash_is_taken_back_everywhere(
    mirror: Mirror, clock: FrozenClock
) -> None:
    message_id = await mirror.says("one")
    await mirror.settle()
    await edited(mirror, message_id, "two")
    await crashed(mirror, clock)
    await edited(mirror, message_id, "one")
    await mirror.settle()
    assert mirror.alpha.seen("alpha-room") == ["Olive Owner: one"]


async def test_a_reaction_that_was_taken_back_after_a_crash_is_taken_back_everywhere(
    mirror: Mirror, clock: FrozenClock
) -> None:
    message_id = await mirror.says("one")
    await mirror.settle()
    async with mirror.app.units.open_unit(mirror.as_owner(), mirror.workspace_id) as unit:
        await reactions.put(unit, message_id, "👍")
    await crashed(mirror, clock)
    async with mirror.app.units.open_unit(mirror.as_owner(), mirror.workspace_id) as unit:
        await reactions.take_back(unit, message_id, "👍")
    await mirror.settle()
    assert mirror.alpha.seen("alpha-room") == ["Olive Owner: one"]


async def test_where_it_cannot_be_found_out_it_is_sent_again_and_counted_and_not_for_ever(
    mirror: Mirror, clock: FrozenClock
) -> None:
    mirror.beta.capabilities = Board("beta", is_idempotent=False).capabilities
    mirror.beta.after = [Unreachable("cut", service="beta")] * 5
    await mirror.says("one")
    for _ in range(6):
        await mirror.settle()
        clock.advance(seconds=61)
    assert mirror.beta.seen("beta-room") == ["Olive Owner: one"] * 4
    delivery = await Delivery.of(mirror.workspace_id).get(link_id=mirror.links["beta-room"])
    assert (delivery.state, delivery.repeats) == ("failed", 3)
