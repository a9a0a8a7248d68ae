"""Who is here, over several web processes; what is told for a moment and stored nowhere."""

import asyncio
from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

import pytest
from redis.asyncio import Redis

from adapters.web.attendance import Attendance
from bot.contracts.unit import SYSTEM
from bot.ports.live import Live
from bot.ports.presence import Presence
from bot.services.storing import NewMessage, storing
from config.clock import new_id, now
from storage.bulk import Steps
from tests.adapters.asking import post, space, texts
from tests.adapters.conftest import Person, Web


async def who(person: Person) -> dict[str, str]:
    return {one["user_id"]: one["status"] for one in (await person.read(space(person, "presence")))["items"]}


async def test_who_comes_goes_and_turns_away_is_told_to_the_others(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    watching = await web.socket(ada)
    first, second = await web.socket(bob), await web.socket(bob)
    assert await watching.come("presence") == {"user_id": bob.id, "status": "here"}
    await first.say("presence", status="away")
    await second.say("presence", status="away")
    assert await watching.come("presence") == {"user_id": bob.id, "status": "away"}
    assert await who(ada) == {ada.id: "here", bob.id: "away"}
    await second.say("presence", status="here")
    assert await watching.come("presence") == {"user_id": bob.id, "status": "here"}
    await second.response.close()
    assert await watching.come("presence") == {"user_id": bob.id, "status": "away"}
    await first.response.close()
    assert await watching.come("presence") == {"user_id": bob.id, "status": "gone"}
    assert await who(ada) == {ada.id: "here"}
    await watching.say("presence", ref=1, status="asleep")
    assert (await watching.get("error"))["ref"] == 1


async def test_who_is_here_at_another_process_is_here(web: Web, redis: "Redis[bytes]") -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    watching = await web.socket(ada)
    workspace_id, user_id = UUID(ada.workspace_id), UUID(bob.id)
    live = Live(redis, redis)
    elsewhere = Presence(redis, live)
    await elsewhere.tell(workspace_id, user_id, "here")
    assert await watching.come("presence") == {"user_id": bob.id, "status": "here"}
    here = await web.socket(bob)
    await elsewhere.tell(workspace_id, user_id, None)
    await here.say("presence", status="away")
    assert await watching.come("presence") == {"user_id": bob.id, "status": "away"}
    await live.close()


async def test_what_a_killed_process_said_runs_out(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    watching = await web.socket(ada)
    workspace_id, user_id = UUID(ada.workspace_id), UUID(bob.id)
    killed = Presence(web.app.redis, web.app.live)
    await killed.tell(workspace_id, user_id, "here")
    assert await watching.come("presence") == {"user_id": bob.id, "status": "here"}
    hub = web.adapter.sockets._rooms[workspace_id].hub
    await hub.beat()
    await web.app.redis.zadd(f"ionflux:presence:{workspace_id}", {bob.id: now().timestamp() - 1})
    await hub.beat()
    assert await watching.come("presence") == {"user_id": bob.id, "status": "gone"}
    assert await who(ada) == {ada.id: "here"}


async def test_who_is_here_is_read_in_pages_and_of_those_one_asks_for(web: Web) -> None:
    ada = await web.person()
    workspace_id, others = UUID(ada.workspace_id), sorted(new_id() for _ in range(5))
    presence = Presence(web.app.redis, web.app.live)
    for one in others:
        await presence.tell(workspace_id, one, "here")
    path = space(ada, "presence")
    first = await ada.read(f"{path}?limit=2")
    assert [one["user_id"] for one in first["items"]] == [str(one) for one in others[:2]]
    await presence.tell(workspace_id, others[1], None)
    rest = await ada.read(f"{path}?limit=3&cursor={first['next_cursor']}")
    assert [one["user_id"] for one in rest["items"]] == [str(one) for one in others[2:]]
    assert await ada.read(f"{path}?limit=3&cursor={rest['next_cursor']}") == {
        "items": [],
        "next_cursor": None,
    }
    asked = await ada.read(f"{path}?user_ids={others[4]},{others[1]},{ada.id}")
    assert asked["items"] == [{"user_id": str(others[4]), "status": "here"}]
    for wrong in ("somebody", "", ",".join([ada.id] * 101)):
        assert (await ada.call("GET", f"{path}?user_ids={wrong}")).code == "validation_failed"


async def test_guests_are_told_of_nobody_and_are_seen(web: Web) -> None:
    ada = await web.person()
    guest = await web.joined(ada, "Gus", "guest")
    made = {"name": "board", "type": "private", "member_user_ids_array": [guest.id]}
    channel = (await ada.made(space(ada, "channels"), made))["id"]
    theirs, watching = await web.socket(guest), await web.socket(ada)
    await theirs.subscribe(channel)
    await post(ada, channel, "hello")
    assert (await theirs.response.receive_json())["action"] == "new_message"
    assert await who(guest) == {}
    assert await who(ada) == {ada.id: "here", guest.id: "here"}
    await watching.say("dance")
    await watching.get("error")


async def test_who_changes_a_proposal_is_told_to_those_who_have_the_channel_open(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    channel = await ada.channel()
    plain = await post(ada, channel, "no proposal")
    async with web.app.units.grouped_unit(SYSTEM, UUID(ada.workspace_id)) as unit:
        proposal = NewMessage(
            workspace_id=unit.scope, channel_id=UUID(channel), sender_id=unit.scope, sender_type="system",
            content_type="interactive_proposal", content_json={"json_payload": {}}, correlation_id=new_id(),
            at=unit.now,
        )  # fmt: skip
        unit.write(Steps(lambda: storing(proposal)))
    newest = (await ada.read(f"/api/v1/channels/{channel}/messages"))["items"][0]
    editing, reading, elsewhere = await web.socket(ada), await web.socket(bob), await web.socket(bob)
    await editing.subscribe(channel)
    await reading.subscribe(channel)
    await editing.say("editing_proposal", ref=1, message_id=plain["id"])
    assert (await editing.get("error"))["code"] == "not_found"
    await editing.say("editing_proposal", message_id=newest["id"])
    told = {"channel_id": channel, "message_id": newest["id"], "user_id": ada.id}
    assert await reading.get("editing_proposal") == told
    await post(ada, channel, "done")
    assert await texts(editing, 1) == ["done"]
    await elsewhere.say("dance")
    await elsewhere.get("error")


@pytest.mark.parametrize("role", ["owner", "guest"])
async def test_a_frame_for_some_reaches_all_their_sockets_and_nobody_else(web: Web, role: str) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob", role)
    sockets = [await web.socket(bob), await web.socket(bob)]
    other = await web.socket(ada)
    async with web.app.units.grouped_unit(SYSTEM, UUID(ada.workspace_id)) as unit:
        told = {"action": "reply", "payload": {"text_body": "for you"}, "to": [bob.id]}
        unit.announce(told)
    for socket in sockets:
        assert await socket.next() == {"action": "reply", "payload": {"text_body": "for you"}}
    await other.say("dance")
    await other.get("error")


class Slow:
    """Presence that takes its time to say that somebody has gone."""

    def __init__(self) -> None:
        self.told: list[str | None] = []
        self.is_leaving, self.may_leave = asyncio.Event(), asyncio.Event()

    async def tell(self, workspace_id: UUID, user_id: UUID, status: str | None) -> None:
        if status is None:
            self.is_leaving.set()
            await self.may_leave.wait()
        self.told.append(status)

    async def renew(self, workspace_id: UUID, statuses: Mapping[UUID, str]) -> None:
        """Nothing runs out here."""

    async def of(self, workspace_id: UUID, user_ids: Sequence[UUID] | None = None) -> dict[UUID, str]:
        return {}


async def test_whoever_loads_the_page_anew_is_told_to_be_here_last() -> None:
    presence, user_id = Slow(), uuid4()
    attendance = Attendance(uuid4(), presence)
    await attendance.enter(user_id, "before")
    leaving = asyncio.ensure_future(attendance.leave(user_id, "before"))
    await presence.is_leaving.wait()
    # It begins before the other one goes on.
    entering = asyncio.ensure_future(attendance.enter(user_id, "after"))
    presence.may_leave.set()
    await asyncio.gather(leaving, entering)
    assert presence.told == ["here", None, "here"]


async def test_whoever_comes_after_a_word_that_was_cut_off_is_told_to_be_here() -> None:
    presence, user_id = Slow(), uuid4()
    attendance = Attendance(uuid4(), presence)
    await attendance.enter(user_id, "before")
    leaving = asyncio.ensure_future(attendance.leave(user_id, "before"))
    await presence.is_leaving.wait()
    leaving.cancel()
    await asyncio.gather(leaving, return_exceptions=True)
    await attendance.enter(user_id, "after")
    assert presence.told == ["here", "here"]
