"""Notifications over REST and the socket: one's own alone, with preferences and what was mailed."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.app import App
from bot.contracts.unit import SYSTEM
from bot.ports.presence import Presence
from bot.runtime.reactions import Reactions
from bot.services.telling import Teller
from config.clock import new_id, now
from storage.models.notifications import NotificationDelivery
from tests.adapters.asking import API, post, space
from tests.adapters.conftest import Person, Web
from tests.services.telling import fact, named

HOURS = {"from": "22:00", "until": "07:00", "time_zone": "Europe/Berlin"}


async def mentioned(web: Web, who: Person, by: Person, text: str = "Look", *, has_mail: bool = False) -> Any:
    """The notification of a mention of ``who`` in general."""
    channel = await by.channel()
    message = await post(by, channel, text)
    payload = {
        "message_id": message["id"], "channel_id": channel, "channel_type": "public", "thread_id": None,
        "sender_id": by.id, "sender_type": "user", "mentions_json_array": named(UUID(who.id)),
        "text_preview": text,
    }  # fmt: skip
    happened = fact("ionflux.chat.message.posted", UUID(by.workspace_id), payload)
    teller = Teller(
        has_mail=has_mail,
        remind_after=timedelta(minutes=5),
        presence=Presence(web.app.redis, web.app.live).of,
    )
    reactions = Reactions(teller)
    async with web.app.units.grouped_unit(SYSTEM, happened.workspace_id, cause=happened) as unit:
        await reactions.handle(unit, happened)
    return (await who.read(space(who, "notifications?limit=1")))["items"][0]


@pytest.fixture
async def two(web: Web) -> tuple[Person, Person]:
    ada = await web.person("Ada")
    return ada, await web.joined(ada, "Ben")


async def test_a_notification_is_listed_counted_told_of_and_dealt_with(
    web: Web, two: tuple[Person, Person]
) -> None:
    ada, ben = two
    socket = await web.socket(ben)
    one = await mentioned(web, ben, ada)
    assert (one["kind"], one["tab"], one["title_text"]) == (
        "mention",
        "needs_you",
        "Ada mentioned you in #general",
    )
    assert one["actor"] == {"type": "user", "id": ada.id, "name": "Ada"}
    frame = await socket.get("notification")
    assert frame["notification"] == one
    assert frame["counts"] == {"needs_you": 1, "information": 0, "activity": 0}
    assert await ben.read(space(ben, "notifications/counts")) == frame["counts"]
    assert (await ada.read(space(ada, "notifications?state=all")))["items"] == []
    path = f"{API}/notifications/{one['id']}"
    changed = await ben.call("PATCH", path, {"is_read": True})
    assert (changed.status, changed.body["read_at"] is not None) == (200, True)
    assert (await socket.get("notification"))["counts"]["needs_you"] == 0
    later = (now() + timedelta(hours=2)).isoformat()
    assert (await ben.call("PATCH", path, {"snoozed_until": later})).status == 200
    assert (await ben.read(space(ben, "notifications")))["items"] == []
    assert (await ben.call("PATCH", path, {"snoozed_until": None, "is_done": True})).status == 200
    assert [each["id"] for each in (await ben.read(space(ben, "notifications?state=done")))["items"]] == [
        one["id"]
    ]
    assert (await ben.call("PATCH", path, {"is_done": False})).body["done_at"] is None
    done = await ben.call("POST", space(ben, "notifications/done"), {"tab": "needs_you"})
    assert (done.status, done.body) == (200, {"needs_you": 0, "information": 0, "activity": 0})
    assert (await ben.read(space(ben, "notifications")))["items"] == []


async def test_pages_hold_what_was_asked_for(web: Web, two: tuple[Person, Person]) -> None:
    ada, ben = two
    wanted = [(await mentioned(web, ben, ada, str(number)))["id"] for number in range(3)]
    first = await ben.read(space(ben, "notifications?limit=2&tab=needs_you"))
    rest = await ben.read(space(ben, f"notifications?limit=2&tab=needs_you&cursor={first['next_cursor']}"))
    assert [one["id"] for one in (*first["items"], *rest["items"])] == wanted[::-1]
    assert rest["next_cursor"] is None
    assert (await ben.read(space(ben, "notifications?tab=activity")))["items"] == []


async def test_anothers_notification_is_unknown_in_the_same_words(
    web: Web, two: tuple[Person, Person]
) -> None:
    ada, ben = two
    eve = await web.person("Eve")
    one = await mentioned(web, ben, ada)
    for path in (f"{API}/notifications/{one['id']}", f"{API}/notifications/{new_id()}"):
        for who in (ada, eve):
            refused = await who.call("PATCH", path, {"is_read": True})
            assert (refused.status, refused.code) == (404, "not_found")
    assert (await eve.call("GET", space(ada, "notifications"))).status == 404
    assert (
        await eve.call("GET", f"{API}/channels/{await ada.channel()}/notification-preferences")
    ).status == 404


@pytest.mark.parametrize(
    "body",
    [
        {}, {"is_read": None}, {"is_read": "perhaps"}, {"read_at": "2026-01-01"},
        {"snoozed_until": "2026-01-01T00:00:00Z"}, {"snoozed_until": "2026-01-01T00:00:00"},
        {"snoozed_until": "tomorrow"}, {"user_id": str(new_id())},
    ],
)  # fmt: skip
async def test_a_change_that_cannot_be_is_refused(web: Web, two: tuple[Person, Person], body: Any) -> None:
    ada, ben = two
    one = await mentioned(web, ben, ada)
    assert (await ben.call("PATCH", f"{API}/notifications/{one['id']}", body)).status == 422


async def test_preferences_are_ones_own_and_refuse_what_is_none(web: Web, two: tuple[Person, Person]) -> None:
    ada, ben = two
    path = space(ben, "notification-preferences")
    assert await ben.read(path) == {"level": "all", "email": "important", "quiet_hours": None}
    whole = {"level": "mentions", "email": "nothing", "quiet_hours": HOURS}
    kept = await ben.call("PUT", path, whole)
    assert (kept.status, kept.body, await ben.read(path)) == (200, whole, whole)
    assert (await ada.read(path))["level"] == "all"
    for wrong in (
        {"level": "some"}, {"email": None}, {"colour": "red"}, {"quiet_hours": {"from": "22:00"}},
        {"quiet_hours": HOURS | {"time_zone": "Mars/Olympus"}}, {"quiet_hours": HOURS | {"from": "24:00"}},
        {"quiet_hours": HOURS | {"until": "22:00"}}, {"quiet_hours": HOURS | {"weekdays": []}},
        {"quiet_hours": HOURS | {"time_zone": "../../etc/passwd"}},
    ):  # fmt: skip
        assert (await ben.call("PUT", path, wrong)).status == 422, wrong
    assert await ben.read(path) == whole
    local = f"{API}/channels/{await ben.channel()}/notification-preferences"
    assert await ben.read(local) == {"level": "default", "is_muted": False}
    muted = await ben.call("PUT", local, {"level": "all", "is_muted": True})
    assert (muted.status, await ben.read(local)) == (200, {"level": "all", "is_muted": True})
    assert (await ben.call("PUT", local, {"level": "loud"})).status == 422


async def test_deliveries_are_for_those_who_run_the_workspace(
    app: App, web: Web, two: tuple[Person, Person]
) -> None:
    ada, ben = two
    await mentioned(web, ben, ada, has_mail=True)
    (mail,) = (await ada.read(space(ada, "deliveries")))["items"]
    assert (mail["user_id"], mail["state"], mail["address"]) == (ben.id, "pending", "ben@example.com")
    assert (await ada.read(space(ada, "deliveries?state=failed")))["items"] == []
    assert (await ben.call("GET", space(ben, "deliveries"))).status == 403
    retry = f"{API}/deliveries/{mail['id']}/retry"
    assert (await ada.call("POST", retry)).status == 409
    await NotificationDelivery.filter(id=mail["id"]).update(state="failed", error_text="550 No such person")
    assert (await ada.read(space(ada, "deliveries?state=failed")))["items"][0][
        "error_text"
    ] == "550 No such person"
    eve = await web.person("Eve")
    assert ((await ben.call("POST", retry)).status, (await eve.call("POST", retry)).status) == (403, 404)
    assert (await ada.call("POST", retry)).body["state"] == "pending"
    log = await ada.read(space(ada, "audit-log?limit=1"))
    assert log["items"][0]["action"] == "delivery.retried"
