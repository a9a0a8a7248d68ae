"""Messages over REST: windows, history, reactions, pins, threads, and what is left of what was taken back."""

from typing import Any
from urllib.parse import quote

import pytest

from tests.adapters.asking import API, post, space, text, texts
from tests.adapters.conftest import Person, Web

THUMB, FAMILY, FLAG = "👍", "👩‍👩‍👧‍👦", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


async def listed(person: Person, channel_id: str, query: str = "") -> list[dict[str, Any]]:
    return list((await person.read(f"{API}/channels/{channel_id}/messages{query}"))["items"])


async def reacted(person: Person, message: dict[str, Any], emoji: str, method: str = "PUT") -> Any:
    answer = await person.call(method, f"{API}/messages/{message['id']}/reactions/{quote(emoji)}")
    assert answer.status == 200, answer
    return answer.body["reactions_json_array"]


async def deleted(person: Person, message: dict[str, Any]) -> None:
    assert (await person.call("DELETE", f"{API}/messages/{message['id']}")).status == 204


async def test_a_window_around_a_message_has_half_before_it_and_half_from_it_on(web: Web) -> None:
    ada = await web.person()
    channel = await ada.channel()
    for number in range(1, 11):
        await post(ada, channel, str(number))
    for query, seqs in (
        ("?around=5&limit=4", [6, 5, 4, 3]),
        ("?around=5&limit=3", [6, 5, 4]),
        ("?around=1&limit=4", [2, 1]),
        ("?around=99&limit=4", [10, 9]),
        ("?around=5&limit=1", [5]),
    ):
        assert [one["seq"] for one in await listed(ada, channel, query)] == seqs
    first = await ada.read(f"{API}/channels/{channel}/messages?around=5&limit=4")
    older = await listed(ada, channel, f"?around=5&limit=4&cursor={first['next_cursor']}")
    assert [one["seq"] for one in older] == [2, 1]


async def test_what_stood_in_a_message_is_kept_until_it_is_taken_back(web: Web) -> None:
    ada = await web.person()
    bob, eve = await web.joined(ada, "Bob"), await web.person("Eve")
    channel = await ada.channel()
    message = await post(ada, channel, "one")
    path = f"{API}/messages/{message['id']}"
    for words in ("two", "two", "three"):
        assert (await ada.call("PATCH", path, {"content_json": {"text_body": words}})).status == 200
    kept = (await bob.read(f"{path}/edits"))["items"]
    assert [(one["content_json"]["text_body"], one["seq"], one["user_id"]) for one in kept] == [
        ("two", 3, ada.id), ("one", 2, ada.id),
    ]  # fmt: skip
    assert (await bob.read(path))["content_json"] == {"text_body": "three"}
    assert (await eve.call("GET", f"{path}/edits")).status == (await eve.call("GET", path)).status == 404
    reply = await post(bob, channel, "an answer", thread_id=str(message["id"]))
    await deleted(ada, message)
    assert (await bob.read(f"{path}/edits"))["items"] == []
    assert (await bob.read(path))["content_json"] == {}
    await deleted(bob, reply)
    assert (await bob.call("GET", path)).status == 404


async def test_a_thread_whose_parent_was_taken_back_stays_readable(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    channel = await ada.channel()
    parent, alone = await post(ada, channel, "parent"), await post(ada, channel, "alone")
    replies = [await post(bob, channel, name, thread_id=str(parent["id"])) for name in ("first", "second")]
    await deleted(ada, parent)
    await deleted(ada, alone)
    shown = await listed(ada, channel, "?thread_id=none")
    assert [(one["id"], one["content_json"], one["reply_count"]) for one in shown] == [(parent["id"], {}, 2)]
    assert shown[0]["deleted_at"] is not None
    assert [one["id"] for one in await listed(ada, channel, f"?thread_id={parent['id']}")] == [
        one["id"] for one in reversed(replies)
    ]
    late = await web.socket(ada)
    await late.subscribe(channel, after_seq=0)
    assert (await late.get("new_message"))["deleted_at"] is not None
    assert await texts(late, 2) == ["first", "second"]
    assert [(await late.get("message_deleted"))["id"] for _ in range(2)] == [parent["id"], alone["id"]]


async def test_a_parent_tells_of_the_replies_that_are_left(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    channel = await ada.channel()
    parent = await post(ada, channel, "parent")
    first = await post(bob, channel, "first", thread_id=str(parent["id"]))
    second = await post(ada, channel, "second", thread_id=str(parent["id"]))
    for gone, left, people in (
        (None, second, [ada.id, bob.id]),
        (second, first, [bob.id]),
        (first, None, []),
    ):
        if gone is not None:
            await deleted(ada, gone)
        seen = await ada.read(f"{API}/messages/{parent['id']}")
        assert seen["reply_count"] == len(people)
        assert seen["reply_user_ids_array"] == people
        assert seen["last_reply_at"] == (left["created_at"] if left else None)


async def test_an_emoji_is_there_once_for_each_person_and_told_to_all(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    channel = await ada.channel()
    message = await post(ada, channel, "hello")
    live = await web.socket(ada)
    await live.subscribe(channel)
    await reacted(bob, message, THUMB)
    await reacted(ada, message, FAMILY)
    await reacted(ada, message, THUMB)
    given = await reacted(ada, message, THUMB)
    assert given == [
        {"emoji": THUMB, "user_ids_array": [bob.id, ada.id]}, {"emoji": FAMILY, "user_ids_array": [ada.id]},
    ]  # fmt: skip
    await reacted(bob, message, FLAG, "DELETE")
    left = await reacted(bob, message, THUMB, "DELETE")
    told = [await live.get("reaction_changed") for _ in range(4)]
    assert [one["seq"] for one in told] == [2, 3, 4, 5]
    assert told[-1] == {
        "id": message["id"], "channel_id": channel, "reactions_json_array": left, "seq": 5, "message_seq": 1,
    }  # fmt: skip
    assert (await listed(bob, channel))[0]["reactions_json_array"] == left


@pytest.mark.parametrize(
    "emoji", ["a b", "x", "3", "<b>", "\n", "\u202e", "\u0301" * 32, "👍👍", "👍\u200d" * 16, "\x00"]
)
async def test_what_is_no_emoji_is_refused(web: Web, emoji: str) -> None:
    ada = await web.person()
    message = await post(ada, await ada.channel(), "hello")
    for method in ("PUT", "DELETE"):
        answer = await ada.call(method, f"{API}/messages/{message['id']}/reactions/{quote(emoji)}")
        assert (answer.status, answer.code) == (422, "validation_failed")


async def test_a_message_has_at_most_fifty_kinds_of_reaction(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    message = await post(ada, await ada.channel(), "hello")
    for number in range(50):
        await reacted(ada, message, chr(ord("😀") + number))
    path = f"{API}/messages/{message['id']}/reactions"
    assert (await bob.call("PUT", f"{path}/{quote(chr(ord('😀') + 50))}")).status == 422
    assert (await bob.call("PUT", f"{path}/{quote(chr(ord('😀') + 49))}")).status == 200


@pytest.mark.parametrize("emoji", ["☺️", "👍🏿", "❤️‍🔥", "🧑🏿‍❤️‍💋‍🧑🏻", "1️⃣", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🫨", "©️", "↔️"])
async def test_every_emoji_of_a_keyboard_is_taken(web: Web, emoji: str) -> None:
    ada = await web.person()
    message = await post(ada, await ada.channel(), "hello")
    assert await reacted(ada, message, emoji) == [{"emoji": emoji, "user_ids_array": [ada.id]}]


async def test_pinned_messages_are_at_hand_the_last_pinned_first(web: Web) -> None:
    ada = await web.person()
    guest = await web.joined(ada, "Gus", "guest")
    made = {"name": "board", "type": "private", "member_user_ids_array": [guest.id]}
    channel = (await ada.made(space(ada, "channels"), made))["id"]
    messages = [await post(ada, channel, str(number)) for number in range(3)]
    for one in (messages[2], messages[0], messages[2]):
        answer = await ada.call("PUT", f"{API}/messages/{one['id']}/pin")
        assert (answer.status, answer.body["is_pinned"]) == (200, True)
    assert (await guest.call("PUT", f"{API}/messages/{messages[1]['id']}/pin")).status == 403
    pins = f"{API}/channels/{channel}/pins"
    assert [one["seq"] for one in (await guest.read(pins))["items"]] == [1, 3]
    answer = await ada.call("DELETE", f"{API}/messages/{messages[0]['id']}/pin")
    assert answer.body["is_pinned"] is False
    await deleted(ada, messages[2])
    assert (await guest.read(pins))["items"] == []


async def test_who_took_part_follows_a_thread_until_they_say_that_they_do_not(web: Web) -> None:
    ada = await web.person()
    bob, cleo = await web.joined(ada, "Bob"), await web.joined(ada, "Cleo")
    channel = await ada.channel()
    parent = await post(ada, channel, "parent")
    path = f"{API}/messages/{parent['id']}/follow"
    reply = await post(bob, channel, "reply", thread_id=str(parent["id"]))
    said = [(await one.read(path))["is_following"] for one in (ada, bob, cleo)]
    assert said == [True, True, False]
    assert (await ada.call("DELETE", path)).status == (await cleo.call("PUT", path)).status == 204
    await post(ada, channel, "and yet", thread_id=str(parent["id"]))
    assert [(await one.read(path))["is_following"] for one in (ada, cleo)] == [False, True]
    assert (await ada.call("PUT", f"{API}/messages/{reply['id']}/follow")).status == 422


async def test_data_is_sent_as_data_and_what_is_the_servers_alone_is_refused(web: Web) -> None:
    ada = await web.person()
    path = f"{API}/channels/{await ada.channel()}/messages"
    sent = await ada.made(
        path, {"content_type": "json_data", "content_json": {"json_payload": {"a": [1, None]}}}
    )
    assert sent["content_json"] == {"json_payload": {"a": [1, None]}}
    large = {"json_payload": {"a": "x" * 65_536}}
    for kind, content in (
        ("json_data", large),
        ("json_data", {"text_body": "x"}),
        ("text", {"json_payload": 1}),
        ("text", {"text_body": None}),
        ("text", {}),
        ("text", {"text_body": "x" * 16_001}),
        ("text", {"text_body": "x", "json_payload": 1}),
        *((kind, {"json_payload": {}}) for kind in ("interactive_proposal", "agent_status_update", "system")),
    ):
        assert (await ada.call("POST", path, {"content_type": kind, "content_json": content})).status == 422
    refused = await ada.call("POST", path, text("x" * 16_001))
    assert [one["field"] for one in refused.body["error"]["details"]] == ["content_json.text_body"]


async def test_a_message_with_an_idempotency_key_is_sent_once(web: Web) -> None:
    ada = await web.person()
    channel = await ada.channel()
    sent = [
        await ada.call("POST", f"{API}/channels/{channel}/messages", text("hello"), Idempotency_Key="once")
        for _ in range(2)
    ]
    assert [one.status for one in sent] == [201, 201]
    assert [one["id"] for one in await listed(ada, channel)] == [sent[0].body["id"]] == [sent[1].body["id"]]


async def test_what_was_read_can_be_made_unread_from_a_message_on(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    channel = await ada.channel()
    for number in range(4):
        await post(ada, channel, str(number))
    path = f"{API}/channels/{channel}/read"
    for body, unread in (
        ({"seq": 4}, 0),
        ({"seq": 1}, 0),
        ({"seq": 1, "is_unread": True}, 3),
        ({"seq": 0, "is_unread": True}, 4),
    ):
        assert (await bob.call("POST", path, body)).body["unread_count"] == unread
