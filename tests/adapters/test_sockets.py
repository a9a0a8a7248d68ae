"""The socket, as a client sees it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from socket import SO_RCVBUF, SOL_SOCKET
from socket import socket as raw_socket
from uuid import UUID

import pytest
from aiohttp import ClientSession, WSServerHandshakeError

from bot.contracts.unit import Actor, ActorType, Announcement, Role
from bot.services import chat
from storage.models.chat import Channel
from storage.models.users import Session
from storage.models.workspaces import Membership
from tests.adapters.asking import post, post_unheard, texts
from tests.adapters.conftest import Person, Web
from tests.factories import said_in


async def test_a_message_reaches_everybody_who_subscribed_as_rest_shows_it(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    channel = await ada.channel()
    sockets = [await web.socket(one) for one in (ada, bob)]
    for socket in sockets:
        assert await socket.subscribe(channel) == 0
    sent = await post(ada, channel, "Good morning", client_message_id="m-1")
    for socket in sockets:
        assert await socket.get("new_message") == sent
    assert sent["seq"] == 1
    assert sent["client_message_id"] == "m-1"


async def test_a_ticket_opens_one_socket_once(web: Web) -> None:
    ada = await web.person()
    ticket = await ada.ticket()
    await web.socket(ada, ticket)
    for used in (ticket, "nonsense", ""):
        with pytest.raises(WSServerHandshakeError) as refused:
            await ada.http.ws_connect(f"/ws?ticket={used}")
        assert refused.value.status == 401


async def test_a_ticket_is_for_ones_own_workspace(web: Web) -> None:
    ada, eve = await web.person("Ada"), await web.person("Eve")
    answer = await eve.call("POST", "/api/v1/ws-tickets", {"workspace_id": ada.workspace_id})
    assert (answer.status, answer.code) == (404, "not_found")


async def test_a_page_of_another_site_is_refused_before_the_upgrade(web: Web) -> None:
    ada = await web.person()
    ticket = await ada.ticket()
    with pytest.raises(WSServerHandshakeError) as refused:
        await ada.http.ws_connect(f"/ws?ticket={ticket}", origin="https://evil.example")
    assert refused.value.status == 403
    await web.socket(ada, ticket, origin=str(web.server.make_url("")).rstrip("/"))


async def test_who_comes_back_with_a_number_misses_nothing_and_gets_nothing_twice(web: Web) -> None:
    ada = await web.person()
    channel = await ada.channel()
    for number in range(1, 121):
        await post(ada, channel, f"message {number}")
    socket = await web.socket(ada)
    assert await socket.subscribe(channel, after_seq=3) == 120
    assert await texts(socket, 117) == [f"message {number}" for number in range(4, 121)]
    await post(ada, channel, "live")
    assert await texts(socket, 1) == ["live"]


async def test_what_arrives_while_the_backlog_is_read_comes_after_it_once(web: Web) -> None:
    ada = await web.person()
    channel = await ada.channel()
    for number in range(80):
        await post(ada, channel, str(number))

    async def go_on() -> None:
        for number in range(80, 140):
            await post(ada, channel, str(number))

    socket = await web.socket(ada)
    await socket.say("subscribe", channel_id=channel, after_seq=0)
    going_on = asyncio.ensure_future(go_on())
    await socket.get("subscribed")
    assert await texts(socket, 140) == [str(number) for number in range(140)]
    await going_on


async def test_edits_and_deletions_are_numbered_and_resumed_like_messages(web: Web) -> None:
    ada = await web.person()
    channel = await ada.channel()
    live = await web.socket(ada)
    await live.subscribe(channel)
    first, second = await post(ada, channel, "frist"), await post(ada, channel, "second")
    edited = await ada.call(
        "PATCH", f"/api/v1/messages/{first['id']}", {"content_json": {"text_body": "first"}}
    )
    assert edited.status == 200
    assert (await ada.call("DELETE", f"/api/v1/messages/{second['id']}")).status == 204
    await texts(live, 2)
    updated, deleted = await live.get("message_updated"), await live.get("message_deleted")
    assert updated == edited.body | {"seq": 3, "message_seq": 1}
    assert (deleted["id"], deleted["seq"], deleted["message_seq"]) == (second["id"], 4, 2)
    assert deleted["deleted_at"] is not None

    late = await web.socket(ada)
    assert await late.subscribe(channel, after_seq=2) == 4
    assert await late.get("message_updated") == updated
    assert await late.get("message_deleted") == deleted


async def test_a_lost_announcement_is_made_good_from_the_rows_by_the_next_one(web: Web) -> None:
    ada = await web.person()
    channel = await ada.channel()
    socket = await web.socket(ada)
    await socket.subscribe(channel)
    await post_unheard(web, ada, channel)
    await post(ada, channel, "heard")
    assert await texts(socket, 2) == ["unheard", "heard"]


async def test_the_rows_are_read_when_the_live_connection_is_made_again(web: Web) -> None:
    ada = await web.person()
    channel = await ada.channel()
    socket = await web.socket(ada)
    await socket.subscribe(channel)
    await post_unheard(web, ada, channel)
    await web.app.redis.execute_command("CLIENT", "KILL", "TYPE", "pubsub")
    assert await texts(socket, 1) == ["unheard"]


async def test_an_announcement_that_comes_twice_or_late_is_sent_once_and_in_order(web: Web) -> None:
    ada = await web.person()
    channel = await ada.channel()
    socket = await web.socket(ada)
    await socket.subscribe(channel)
    first = await post(ada, channel, "one")
    again = Announcement(ada.workspace_id, {"action": "new_message", "payload": first})
    await web.app.live.publish([again, again])
    await post(ada, channel, "two")
    await web.app.live.publish([again])
    await post(ada, channel, "three")
    assert await texts(socket, 3) == ["one", "two", "three"]


async def test_more_than_a_thousand_missed_changes_ask_for_a_fresh_start(web: Web) -> None:
    ada = await web.person()
    channel = await ada.channel()
    await Channel.filter(id=channel).update(last_seq=1001)
    socket = await web.socket(ada)
    assert await socket.subscribe(channel, after_seq=0) == 1001
    assert await socket.get("resync_required") == {"channel_id": channel, "last_seq": 1001}
    await post(ada, channel, "after it")
    assert await texts(socket, 1) == ["after it"]


async def test_a_message_sent_by_socket_is_stored_once_per_client_message_id(web: Web) -> None:
    ada = await web.person()
    channel = await ada.channel()
    socket = await web.socket(ada)
    await socket.subscribe(channel)
    message = {
        "channel_id": channel,
        "content_type": "text",
        "content_json": {"text_body": "hello"},
        "client_message_id": "same",
    }
    await socket.say("send_message", ref=1, **message)
    first = await socket.get("new_message")
    await socket.say("send_message", ref=2, **message)
    again = await socket.next()
    assert (again["ref"], again["payload"]["id"]) == (2, first["id"])
    listed = await ada.read(f"/api/v1/channels/{channel}/messages")
    assert [one["id"] for one in listed["items"]] == [first["id"]]


async def test_who_sends_without_subscribing_is_answered_alone(web: Web) -> None:
    ada = await web.person()
    socket = await web.socket(ada)
    channel = await ada.channel()
    content = {"text_body": "hello"}
    await socket.say(
        "send_message", ref="r", channel_id=channel, content_type="markdown", content_json=content
    )
    frame = await socket.next()
    assert (frame["action"], frame["ref"], frame["payload"]["content_type"]) == (
        "new_message",
        "r",
        "markdown",
    )


async def test_typing_is_told_to_the_others_and_stored_nowhere(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    channel = await ada.channel()
    writing, reading = await web.socket(ada), await web.socket(bob)
    await writing.subscribe(channel)
    await reading.subscribe(channel)
    await writing.say("typing", channel_id=channel)
    assert await reading.get("typing") == {"channel_id": channel, "user_id": ada.id, "thread_id": None}
    await post(bob, channel, "done")
    assert await texts(writing, 1) == ["done"]


async def test_a_reading_mark_is_kept_and_never_goes_back(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    channel = await ada.channel()
    for number in range(3):
        await post(ada, channel, str(number))
    socket, other = await web.socket(bob), await web.socket(bob)
    for seq in (2, 1, 99):
        await socket.say("mark_read", channel_id=channel, seq=seq)
        if seq != 1:
            told = {"channel_id": channel, "last_read_seq": min(seq, 3), "unread_count": 3 - min(seq, 3)}
            assert await socket.get("channel_read") == await other.get("channel_read") == told
        await socket.say("nothing")
        await socket.get("error")
        kept = (await bob.read(f"/api/v1/channels/{channel}"))["last_read_seq"]
        assert kept == {2: 2, 1: 2, 99: 3}[seq]
    newest = (await bob.read(f"/api/v1/channels/{channel}/messages"))["items"][0]
    assert newest["read_by_user_ids_array"] == [ada.id, bob.id]


async def test_an_unknown_action_and_a_wrong_payload_are_told_with_the_ref(web: Web) -> None:
    ada = await web.person()
    socket = await web.socket(ada)
    await socket.say("dance", ref="a")
    told = await socket.next()
    assert (told["ref"], told["payload"]["ref"], told["payload"]["code"]) == ("a", "a", "bad_frame")
    await socket.say("subscribe", ref="b", channel_id="no id", more=1)
    told = await socket.next()
    assert told["payload"]["error"]["code"] in ("validation_failed", "unknown_field")
    assert {fault["field"] for fault in told["payload"]["details"]} == {"channel_id", "more"}
    proposal = {"content_type": "interactive_proposal", "content_json": {"text_body": "yes?"}}
    await socket.say("send_message", ref="c", channel_id=await ada.channel(), **proposal)
    assert (await socket.get("error"))["code"] == "validation_failed"


@pytest.mark.parametrize(
    "garbage",
    [
        "{",
        "[]",
        '"text"',
        "{}",
        '{"action": 1}',
        '{"action":"a","payload":[]}',
        '{"action":"a","action":"b"}',
        "NaN",
    ],
)
async def test_what_is_no_frame_closes_the_socket(web: Web, garbage: str) -> None:
    socket = await web.socket(await web.person())
    await socket.response.send_str(garbage)
    assert await socket.closed() == 4400


async def test_bytes_and_frames_that_are_too_large_close_the_socket(web: Web) -> None:
    ada = await web.person()
    socket = await web.socket(ada)
    await socket.response.send_bytes(b"{}")
    assert await socket.closed() == 4400
    socket = await web.socket(ada)
    largest = json.dumps({"action": "x", "payload": {}, "ref": "r"})
    await socket.response.send_str(largest + " " * (64 * 1024 - len(largest)))
    assert (await socket.get("error"))["code"] == "bad_frame"
    await socket.response.send_str(" " * (64 * 1024 + 1))
    assert await socket.closed() == 1009


async def test_too_many_frames_close_the_socket(web: Web) -> None:
    socket = await web.socket(await web.person())
    for _ in range(31):
        await socket.say("dance")
    assert await socket.closed() == 4429


async def test_a_private_channel_is_not_there_for_those_outside(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    body = {"name": "board", "type": "private"}
    private = (await ada.made(f"/api/v1/workspaces/{ada.workspace_id}/channels", body))["id"]
    socket = await web.socket(bob)
    strange = await web.person("Eve")
    told = []
    for channel in (private, await strange.channel(), str(UUID(int=7))):
        await socket.say("subscribe", channel_id=channel)
        told.append((await socket.get("error"))["error"])
    assert {(one["code"], one["message"]) for one in told} == {("not_found", "This channel does not exist.")}


async def test_who_signs_out_loses_the_socket(web: Web) -> None:
    ada = await web.person()
    socket = await web.socket(ada)
    assert (await ada.call("POST", "/api/v1/auth/logout")).status == 204
    assert await socket.closed() == 4001
    assert await Session.filter(revoked_at=None).count() == 0


async def test_who_is_removed_loses_the_socket_and_hears_nothing_more(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    socket = await web.socket(bob)
    await socket.subscribe(await ada.channel())
    path = f"/api/v1/workspaces/{ada.workspace_id}/members/{bob.id}"
    assert (await ada.call("DELETE", path)).status == 204
    assert await socket.closed() == 4003


async def test_who_becomes_a_guest_hears_nothing_of_channels_they_are_not_in(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    channel = await ada.channel()
    socket = await web.socket(bob)
    await socket.subscribe(channel)
    await Membership.filter(user_id=bob.id, workspace_id=ada.workspace_id).update(role="guest")
    room = web.adapter.sockets._rooms[UUID(ada.workspace_id)]
    await room._check()
    await post(ada, channel, "not for guests")
    await socket.say("dance")
    assert (await socket.get("error"))["code"] == "bad_frame"


async def test_a_restart_asks_clients_to_come_back(web: Web) -> None:
    socket = await web.socket(await web.person())
    stopping = asyncio.ensure_future(web.adapter.close())
    assert await socket.closed() == 1012
    await stopping


async def test_a_client_that_does_not_read_is_let_go_and_costs_the_others_nothing(web: Web) -> None:
    ada = await web.person()
    channel = await ada.channel()
    reading = await web.socket(ada)
    await reading.subscribe(channel)
    async with stuck(web, ada, channel):
        clients = web.adapter.sockets._rooms[UUID(ada.workspace_id)].clients
        assert len(clients) == 2
        heard = 0
        while len(clients) == 2 and heard < 600:
            await post_directly(web, ada, channel, f"{heard} {'x' * 15_000}")
            heard += len(await texts(reading, 1))
        assert 60 < heard < 600


@asynccontextmanager
async def stuck(web: Web, person: Person, channel_id: str) -> AsyncIterator[None]:
    """A client that subscribes and from then on reads nothing."""
    at = web.server.make_url("/")
    with raw_socket() as raw:
        raw.setsockopt(SOL_SOCKET, SO_RCVBUF, 4096)
        raw.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(raw, (at.host, at.port))
        hello = (
            f"GET /ws?ticket={await person.ticket()} HTTP/1.1\r\nHost: {at.host}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n"
        )
        await loop.sock_sendall(raw, hello.encode())
        said = json.dumps({"action": "subscribe", "payload": {"channel_id": channel_id}}).encode()
        await loop.sock_sendall(raw, bytes((0x81, 0x80 | len(said), 0, 0, 0, 0)) + said)
        heard = b""
        while b"subscribed" not in heard:
            heard += await loop.sock_recv(raw, 4096)
        yield


async def post_directly(web: Web, person: Person, channel_id: str, text: str) -> None:
    actor = Actor(type=ActorType.USER, id=UUID(person.id), role=Role.OWNER)
    async with web.app.units.grouped_unit(actor, UUID(person.workspace_id)) as unit:
        await chat.post(unit, said_in(UUID(channel_id), text))


async def test_the_sockets_of_a_workspace_share_one_listener(web: Web) -> None:
    ada = await web.person()
    channel = await ada.channel()
    sockets = []
    async with ClientSession(web.server.make_url("/")) as http:
        ada.http = http
        for _ in range(20):
            sockets.append(await web.socket(ada))
        for socket in sockets:
            await socket.subscribe(channel)
        await post(ada, channel, "all")
        for socket in sockets:
            assert await texts(socket, 1) == ["all"]
        assert len(web.app.live._listeners) == 1
        for socket in sockets:
            await socket.response.close()
