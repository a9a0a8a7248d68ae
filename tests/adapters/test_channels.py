"""Channels of every type over REST, and what sockets are told of them."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest

from storage.models.audit import AuditEntry
from tests.adapters.asking import API, agent, post, space, text, texts
from tests.adapters.conftest import Person, Web


async def made(person: Person, **fields: Any) -> dict[str, Any]:
    return await person.made(space(person, "channels"), fields)


async def entered(person: Person, channel_id: str, who: Person) -> None:
    await person.made(f"{API}/channels/{channel_id}/members", {"user_id": who.id})


async def names(person: Person) -> list[str]:
    return [one["name"] for one in (await person.read(space(person, "channels")))["items"]]


async def told(person: Person, channel_id: str) -> list[str]:
    listed = await person.read(f"{API}/channels/{channel_id}/messages")
    return [one["content_json"]["text_body"] for one in reversed(listed["items"])]


async def test_two_people_have_one_direct_channel_however_often_it_is_asked_for(web: Web) -> None:
    ada = await web.person("Ada")
    bob, cleo = await web.joined(ada, "Bob"), await web.joined(ada, "Cleo")
    asked = [
        made(one, type="dm", member_user_ids_array=[other.id])
        for one, other in ((ada, bob), (bob, ada), (ada, bob), (bob, ada))
    ]
    found = await asyncio.gather(*asked)
    assert len({one["id"] for one in found}) == 1
    assert [(one["name"], one["dm_user_id"]) for one in found[:2]] == [("Bob", bob.id), ("Ada", ada.id)]
    assert sorted(found[0]["member_user_ids_array"]) == sorted([ada.id, bob.id])
    assert await names(bob) == ["alerts", "general", "Ada"]
    assert (await cleo.call("GET", f"{API}/channels/{found[0]['id']}")).status == 404
    assert await names(cleo) == ["alerts", "general"]


@pytest.mark.parametrize(
    "fields", [{}, {"name": "us"}, {"description_text": "us"}, {"self": True}, {"more": True}]
)
async def test_a_direct_channel_is_with_one_other_person_and_has_no_name(
    web: Web, fields: dict[str, Any]
) -> None:
    ada = await web.person("Ada")
    bob, cleo = await web.joined(ada, "Bob"), await web.joined(ada, "Cleo")
    people = {"self": [ada.id], "more": [bob.id, cleo.id]}.get(
        next(iter(fields), ""), [bob.id] if fields else []
    )
    body = {"type": "dm", "member_user_ids_array": people} | {
        name: value for name, value in fields.items() if value is not True
    }
    assert (await ada.call("POST", space(ada, "channels"), body)).status == 422


async def test_nobody_is_put_into_leaves_or_renames_a_direct_channel(web: Web) -> None:
    ada = await web.person("Ada")
    bob, cleo = await web.joined(ada, "Bob"), await web.joined(ada, "Cleo")
    channel = (await made(ada, type="dm", member_user_ids_array=[bob.id]))["id"]
    members = f"{API}/channels/{channel}/members"
    assert (await ada.call("POST", members, {"user_id": cleo.id})).status == 403
    assert (await ada.call("DELETE", f"{members}/{ada.id}")).status == 403
    assert (await ada.call("PATCH", f"{API}/channels/{channel}", {"name": "us"})).status == 403


async def test_an_agent_has_one_channel_of_its_own_called_after_it(web: Web) -> None:
    ada, eve = await web.person("Ada"), await web.person("Eve")
    configuration = await ada.made(space(ada, "agent-configurations"), agent("Sales Watch"))
    foreign = await eve.made(space(eve, "agent-configurations"), agent())
    channel = await made(ada, type="agent_dedicated", bound_agent_configuration_id=configuration["id"])
    assert (channel["name"], channel["bound_agent_configuration_id"]) == ("sales-watch", configuration["id"])
    refused = {
        (409, "in_use"): {"type": "agent_dedicated", "bound_agent_configuration_id": configuration["id"]},
        (404, "not_found"): {"type": "agent_dedicated", "bound_agent_configuration_id": foreign["id"]},
        (422, "validation_failed"): {"name": "x", "bound_agent_configuration_id": configuration["id"]},
    }
    for (status, code), body in refused.items():
        answer = await ada.call("POST", space(ada, "channels"), body)
        assert (answer.status, answer.code) == (status, code)
    answer = await ada.call("POST", space(ada, "channels"), {"type": "agent_dedicated", "name": "x"})
    assert answer.status == 422


async def test_joining_and_leaving_an_open_channel_is_told_in_it(web: Web) -> None:
    ada = await web.person("Ada")
    bob, cleo = await web.joined(ada, "Bob"), await web.joined(ada, "Cleo")
    channel = (await made(ada, name="sales"))["id"]
    await post(ada, channel, "one")
    await entered(bob, channel, bob)
    await entered(bob, channel, bob)
    await entered(bob, channel, cleo)
    seen = await bob.read(f"{API}/channels/{channel}")
    assert (seen["is_member"], seen["unread_count"]) == (True, 1)
    assert [one["name"] for one in (await ada.read(f"{API}/channels/{channel}/members"))["items"]] == [
        "Ada", "Bob", "Cleo",
    ]  # fmt: skip
    assert (await cleo.call("DELETE", f"{API}/channels/{channel}/members/{cleo.id}")).status == 204
    assert (await bob.call("DELETE", f"{API}/channels/{channel}/members/{ada.id}")).status == 403
    assert (await ada.call("DELETE", f"{API}/channels/{channel}/members/{bob.id}")).status == 204
    assert (await ada.call("DELETE", f"{API}/channels/{channel}/members/{bob.id}")).status == 404
    assert await told(ada, channel) == [
        "one", "Bob joined", "Cleo was added by Bob", "Cleo left", "Bob was removed by Ada",
    ]  # fmt: skip
    assert (await bob.read(f"{API}/channels/{channel}"))["is_member"] is False


async def test_a_private_channel_takes_people_from_those_in_it_and_the_audit_log_keeps_who(web: Web) -> None:
    ada = await web.person("Ada")
    bob, cleo = await web.joined(ada, "Bob"), await web.joined(ada, "Cleo", "admin")
    guest = await web.joined(ada, "Gus", "guest")
    channel = (await made(ada, name="board", type="private", member_user_ids_array=[bob.id]))["id"]
    members = f"{API}/channels/{channel}/members"
    assert (await cleo.call("POST", members, {"user_id": cleo.id})).status == 404
    assert (await bob.call("POST", members, {"user_id": str(uuid4())})).status == 404
    await entered(bob, channel, guest)
    assert await names(guest) == ["board"]
    assert (await guest.call("POST", members, {"user_id": cleo.id})).status == 403
    assert (await guest.call("DELETE", f"{members}/{bob.id}")).status == 403
    assert (await bob.call("DELETE", f"{members}/{guest.id}")).status == 204
    assert await names(guest) == []
    kept = AuditEntry.of(UUID(ada.workspace_id)).filter(action__startswith="channel.").order_by("position")
    assert [(row.action, str(row.actor_id)) for row in await kept] == [
        ("channel.created", ada.id), ("channel.member_added", bob.id), ("channel.member_removed", bob.id),
    ]  # fmt: skip


async def test_a_channel_is_made_with_people_of_the_workspace_alone(web: Web) -> None:
    ada, eve = await web.person("Ada"), await web.person("Eve")
    for kind in ("public", "dm"):
        body = {"type": kind, "member_user_ids_array": [eve.id]} | ({"name": "x"} if kind == "public" else {})
        answer = await ada.call("POST", space(ada, "channels"), body)
        assert (answer.status, answer.code) == (404, "not_found")


async def test_changes_of_a_channel_are_told_to_those_whom_they_concern(web: Web) -> None:
    ada = await web.person("Ada")
    bob, guest = await web.joined(ada, "Bob"), await web.joined(ada, "Gus", "guest")
    sockets = {one.id: await web.socket(one) for one in (ada, bob, guest)}
    private = (await made(ada, name="board", type="private", member_user_ids_array=[guest.id]))["id"]
    open_one = (await made(ada, name="sales"))["id"]
    await entered(ada, open_one, guest)
    for person, channels in (
        (ada, [private, open_one, open_one]),
        (bob, [open_one, open_one]),
        (guest, [private, open_one]),
    ):
        heard = [(await sockets[person.id].get("channel_changed"))["channel_id"] for _ in channels]
        assert heard == channels
        await sockets[person.id].say("dance")
        assert (await sockets[person.id].get("error"))["code"] == "bad_frame"


async def test_who_is_taken_out_of_a_private_channel_is_silent_on_the_open_socket(web: Web) -> None:
    ada = await web.person("Ada")
    bob = await web.joined(ada, "Bob")
    channel = (await made(ada, name="board", type="private", member_user_ids_array=[bob.id]))["id"]
    socket = await web.socket(bob)
    await socket.subscribe(channel)
    await post(ada, channel, "still here")
    assert await texts(socket, 1) == ["still here"]
    assert (await ada.call("DELETE", f"{API}/channels/{channel}/members/{bob.id}")).status == 204
    await web.adapter.sockets._rooms[UUID(ada.workspace_id)]._check()
    await post(ada, channel, "not for Bob")
    await socket.say("dance")
    heard = [await socket.next()]
    while heard[-1]["action"] != "error":
        heard.append(await socket.next())
    assert "not for Bob" not in str(heard)
    assert (await bob.call("POST", f"{API}/channels/{channel}/messages", text("hello?"))).status == 404


async def test_what_a_member_reads_ends_with_the_membership_and_begins_with_it(web: Web) -> None:
    ada = await web.person("Ada")
    bob = await web.joined(ada, "Bob", "guest")
    channel = (await made(ada, name="board", type="private", member_user_ids_array=[bob.id]))["id"]
    role = space(ada, f"members/{bob.id}")
    assert (await ada.call("PATCH", role, {"role": "member"})).status == 200
    assert [(one["name"], one["is_member"]) for one in (await bob.read(space(bob, "channels")))["items"]] == [
        ("alerts", True), ("board", True), ("general", True),
    ]  # fmt: skip
    assert (await ada.call("PATCH", role, {"role": "guest"})).status == 200
    assert await names(bob) == ["board"]
    assert (await ada.call("DELETE", role)).status == 204
    members = (await ada.read(f"{API}/channels/{channel}"))["member_user_ids_array"]
    assert members == [ada.id]


async def test_channels_come_page_by_page_by_name_and_direct_ones_last(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    for name in ("zebra", "board"):
        await made(ada, name=name, type="private")
    await made(ada, type="dm", member_user_ids_array=[bob.id])
    seen: list[str] = []
    cursor = ""
    while True:
        page = await ada.read(f"{space(ada, 'channels')}?limit=2{cursor}")
        seen += [one["name"] for one in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == ["alerts", "board", "general", "zebra", "Bob"]
    # Nothing begins after a channel that one cannot read.
    answer = await bob.call("GET", f"{space(bob, 'channels')}?cursor={await ada.channel('zebra')}")
    assert (answer.status, answer.code) == (422, "validation_failed")


async def test_members_come_page_by_page_in_the_order_they_came(web: Web) -> None:
    ada = await web.person()
    people = [await web.joined(ada, name) for name in ("Bob", "Cleo")]
    den = await made(ada, name="den", type="private")
    for one in people:
        await entered(ada, den["id"], one)
    for path in (space(ada, "members"), f"{API}/channels/{den['id']}/members"):
        seen: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            page = await ada.read(f"{path}?limit=1{cursor and f'&cursor={cursor}'}")
            seen += [one["name"] for one in page["items"]]
            cursor = page["next_cursor"]
        assert seen == ["Ada", "Bob", "Cleo"]
        answer = await ada.call("GET", f"{path}?cursor={uuid4()}")
        assert (answer.status, answer.code) == (422, "validation_failed")
