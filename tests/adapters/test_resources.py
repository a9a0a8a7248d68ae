"""The resources over REST, as a client sees them."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from storage.models.chat import Message
from tests.adapters.asking import API, agent, space, text
from tests.adapters.conftest import Web

# Workspaces


async def test_a_new_workspace_has_its_channels_and_its_owner(web: Web) -> None:
    ada = await web.person()
    made = await ada.made(f"{API}/workspaces", {"name": "Second"})
    assert (made["owner_user_id"], made["member_user_ids"], made["role"]) == (ada.id, [ada.id], "owner")
    channels = (await ada.read(f"{API}/workspaces/{made['id']}/channels"))["items"]
    assert [one["name"] for one in channels] == ["alerts", "general"]
    listed = (await ada.read(f"{API}/workspaces"))["items"]
    assert [(one["name"], one["member_user_ids"]) for one in listed][1] == ("Second", [ada.id])


async def test_settings_that_are_not_named_stay(web: Web) -> None:
    ada = await web.person()
    for settings in (
        {"default_timezone": "Europe/Berlin"},
        {"regional_preferences_json": {"currency": "EUR"}},
    ):
        answer = await ada.call("PATCH", space(ada), {"settings_json": settings})
        assert answer.status == 200
    assert answer.body["settings_json"] == {
        "default_timezone": "Europe/Berlin",
        "regional_preferences_json": {"currency": "EUR"},
    }


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"settings_json": {"default_timezone": "Mars/Olympus"}}, "validation_failed"),
        ({"settings_json": {"pinecone_api_key_secret_ref": "x"}}, "unknown_field"),
        ({"owner_user_id": str(uuid4())}, "unknown_field"),
        ({"name": ""}, "validation_failed"),
        ({"name": None}, "validation_failed"),
        ({}, "validation_failed"),
    ],
)
async def test_a_wrong_change_of_a_workspace_is_refused(web: Web, change: dict[str, Any], code: str) -> None:
    ada = await web.person()
    answer = await ada.call("PATCH", space(ada), change)
    assert (answer.status, answer.code) == (422, code)


async def test_the_last_owner_can_neither_leave_nor_step_down(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob", "admin")
    mine = space(ada, f"members/{ada.id}")
    for answer in (await ada.call("PATCH", mine, {"role": "admin"}), await ada.call("DELETE", mine)):
        assert (answer.status, answer.code) == (409, "last_owner")
    assert (await bob.call("PATCH", mine, {"role": "member"})).status == 403
    assert (await ada.call("PATCH", space(ada, f"members/{bob.id}"), {"role": "owner"})).status == 200
    assert (await ada.call("DELETE", mine)).status == 204
    assert (await ada.call("GET", space(ada))).status == 404


async def test_members_leave_but_remove_nobody(web: Web) -> None:
    ada = await web.person()
    bob, cleo = await web.joined(ada, "Bob"), await web.joined(ada, "Cleo")
    assert (await bob.call("DELETE", space(ada, f"members/{cleo.id}"))).status == 403
    assert (await bob.call("DELETE", space(ada, f"members/{bob.id}"))).status == 204
    people = (await ada.read(space(ada, "members")))["items"]
    assert [(one["name"], one["role"]) for one in people] == [("Ada", "owner"), ("Cleo", "member")]


# Strangers


async def test_guests_see_who_is_there_and_nobodys_address(web: Web) -> None:
    ada = await web.person()
    gus = await web.joined(ada, "Gus", "guest")
    general = await ada.channel()
    await ada.made(f"{API}/channels/{general}/members", {"user_id": gus.id})
    for path in (space(ada, "members"), f"{API}/channels/{general}/members"):
        assert {one["email"] for one in (await gus.read(path))["items"]} == {None}
        assert None not in {one["email"] for one in (await ada.read(path))["items"]}


async def test_nothing_of_a_workspace_is_there_for_a_stranger(web: Web) -> None:
    ada, eve = await web.person("Ada"), await web.person("Eve")
    brand = await ada.made(space(ada, "brands"), {"name": "Fernweh"})
    configuration = await ada.made(space(ada, "agent-configurations"), agent())
    channel = await ada.channel()
    message = await ada.made(f"{API}/channels/{channel}/messages", text("hello"))
    shop = {"provider": "shopify", "shop_domain": "fern.myshopify.com", "webhook_secret": "a secret"}
    connection = await ada.made(space(ada, "connections"), shop)
    whole = ("members", "brands", "channels", "connections", "agent-configurations", "agent-runs")
    for path, theirs in (
        (space(ada), ada.workspace_id),
        *((space(ada, what), ada.workspace_id) for what in (*whole, "audit-log", "dead-letters")),
        (f"{API}/brands/{brand['id']}", brand["id"]),
        (f"{API}/channels/{channel}", channel),
        (f"{API}/channels/{channel}/messages", channel),
        (f"{API}/connections/{connection['id']}", connection["id"]),
        (f"{API}/agent-configurations/{configuration['id']}", configuration["id"]),
    ):
        there = await eve.call("GET", path)
        nowhere = await eve.call("GET", path.replace(theirs, str(uuid4())))
        assert (there.status, there.code) == (404, "not_found"), path
        assert there.body["error"]["message"] == nowhere.body["error"]["message"], path
    assert (await ada.call("GET", f"{API}/channels/{channel.upper()}")).status == 404
    for method, path in (("DELETE", f"messages/{message['id']}"), ("DELETE", f"brands/{brand['id']}")):
        assert (await eve.call(method, f"{API}/{path}")).status == 404


# Brands


async def test_a_brand_is_made_changed_put_away_and_brought_back(web: Web) -> None:
    ada = await web.person()
    made = await ada.made(space(ada, "brands"), {"name": "Fernweh", "industry": "Travel"})
    path = f"{API}/brands/{made['id']}"
    changed = await ada.call(
        "PATCH", path, {"industry": None, "mood_board_urls_array": ["https://example.com/a"]}
    )
    assert (changed.body["industry"], changed.body["mood_board_urls_array"]) == (
        None,
        ["https://example.com/a"],
    )
    assert (await ada.call("DELETE", path)).status == 204
    assert (await ada.read(space(ada, "brands")))["items"] == []
    assert (await ada.read(path))["status"] == "archived"
    assert (await ada.call("PATCH", path, {"status": "active"})).body["status"] == "active"


async def test_two_brands_have_two_names(web: Web) -> None:
    ada = await web.person()
    await ada.made(space(ada, "brands"), {"name": "Fernweh"})
    other = await ada.made(space(ada, "brands"), {"name": "Other"})
    for answer in (
        await ada.call("POST", space(ada, "brands"), {"name": "Fernweh"}),
        await ada.call("PATCH", f"{API}/brands/{other['id']}", {"name": "Fernweh"}),
    ):
        assert (answer.status, answer.code) == (409, "name_taken")


async def test_members_put_away_only_their_own_brands(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    hers, his = [await one.made(space(ada, "brands"), {"name": one.id}) for one in (ada, bob)]
    assert (await bob.call("DELETE", f"{API}/brands/{hers['id']}")).status == 403
    assert (await bob.call("PATCH", f"{API}/brands/{hers['id']}", {"status": "archived"})).status == 403
    assert (await bob.call("PATCH", f"{API}/brands/{hers['id']}", {"industry": "Food"})).status == 200
    assert (await bob.call("DELETE", f"{API}/brands/{his['id']}")).status == 204


async def test_brands_come_in_pages(web: Web) -> None:
    ada = await web.person()
    for number in range(5):
        await ada.made(space(ada, "brands"), {"name": f"Brand {number}"})
    names, cursor = [], ""
    while cursor is not None:
        page = await ada.read(space(ada, "brands?limit=2") + (f"&cursor={cursor}" if cursor else ""))
        names += [one["name"] for one in page["items"]]
        cursor = page["next_cursor"]
    assert names == [f"Brand {number}" for number in range(5)]


# Channels and messages


async def test_a_private_channel_is_listed_for_those_in_it(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    made = await ada.made(space(ada, "channels"), {"name": "board", "type": "private"})
    assert made["member_user_ids_array"] == [ada.id]
    seen = [{one["name"] for one in (await one.read(space(ada, "channels")))["items"]} for one in (ada, bob)]
    assert seen == [{"general", "alerts", "board"}, {"general", "alerts"}]
    for method, path, body in (
        ("GET", f"channels/{made['id']}", None),
        ("GET", f"channels/{made['id']}/messages", None),
        ("POST", f"channels/{made['id']}/messages", text("let me in")),
        ("POST", f"channels/{made['id']}/read", {"seq": 0}),
    ):
        assert (await bob.call(method, f"{API}/{path}", body)).status == 404


async def test_a_guest_reads_nothing_they_were_not_invited_to(web: Web) -> None:
    ada = await web.person()
    guest = await web.joined(ada, "Gus", "guest")
    assert (await guest.read(space(ada, "channels")))["items"] == []
    assert (await guest.call("POST", space(ada, "channels"), {"name": "mine"})).status == 403
    assert (await guest.call("GET", space(ada, "agent-runs"))).status == 403


@pytest.mark.parametrize("name", ["", "Upper", "with space", "-first", "x" * 81, "naïve"])
async def test_a_channels_name_is_plain(web: Web, name: str) -> None:
    ada = await web.person()
    assert (await ada.call("POST", space(ada, "channels"), {"name": name})).status == 422


async def test_two_channels_have_two_names(web: Web) -> None:
    ada = await web.person()
    answer = await ada.call("POST", space(ada, "channels"), {"name": "general"})
    assert (answer.status, answer.code) == (409, "name_taken")
    answer = await ada.call("PATCH", f"{API}/channels/{await ada.channel('alerts')}", {"name": "general"})
    assert (answer.status, answer.code) == (409, "name_taken")


async def test_messages_come_newest_first_between_two_numbers(web: Web) -> None:
    ada = await web.person()
    path = f"{API}/channels/{await ada.channel()}/messages"
    for number in range(1, 8):
        await ada.made(path, text(f"m{number}"))

    async def seqs(query: str) -> tuple[list[int], Any]:
        page = await ada.read(f"{path}?{query}")
        return [one["seq"] for one in page["items"]], page["next_cursor"]

    assert await seqs("limit=3") == ([7, 6, 5], "5")
    assert await seqs("limit=3&cursor=5") == ([4, 3, 2], "2")
    assert await seqs("limit=3&cursor=2") == ([1], None)
    assert await seqs("before=3") == ([2, 1], None)
    assert await seqs("after=4&limit=2") == ([6, 5], None)
    assert await seqs("after=2&before=5") == ([4, 3], None)
    for wrong in ("limit=0", "limit=201", "before=-1", "before=x", "thread_id=x", "page=2"):
        assert (await ada.call("GET", f"{path}?{wrong}")).status == 422


async def test_replies_stand_in_their_thread_one_level_deep(web: Web) -> None:
    ada = await web.person()
    path = f"{API}/channels/{await ada.channel()}/messages"
    parent = await ada.made(path, text("parent"))
    reply = await ada.made(path, text("reply", thread_id=parent["id"]))
    assert (await ada.call("POST", path, text("deeper", thread_id=reply["id"]))).status == 422
    assert (await ada.call("POST", path, text("nowhere", thread_id=str(uuid4())))).status == 404
    listed = (await ada.read(path))["items"]
    assert [(one["content_json"]["text_body"], one["reply_count"]) for one in listed] == [
        ("reply", 0),
        ("parent", 1),
    ]
    assert [one["id"] for one in (await ada.read(f"{path}?thread_id=none"))["items"]] == [parent["id"]]
    assert [one["id"] for one in (await ada.read(f"{path}?thread_id={parent['id']}"))["items"]] == [
        reply["id"]
    ]
    assert (await ada.call("DELETE", f"{API}/messages/{reply['id']}")).status == 204
    assert [one["reply_count"] for one in (await ada.read(path))["items"]] == [0]


async def test_the_same_client_message_id_ten_times_at_once_is_one_message(web: Web) -> None:
    ada = await web.person()
    path = f"{API}/channels/{await ada.channel()}/messages"
    answers = await asyncio.gather(
        *(ada.call("POST", path, text("once", client_message_id="same")) for _ in range(10))
    )
    assert {answer.status for answer in answers} == {201}
    assert len({answer.body["id"] for answer in answers}) == 1
    assert await Message.all().count() == 1
    bob = await web.joined(ada, "Bob")
    assert (await bob.made(path, text("another's", client_message_id="same")))["seq"] == 2


@pytest.mark.parametrize(
    "body",
    [
        text(""),
        text("x" * 16_001),
        text("x", sender_type="system"),
        {"content_type": "interactive_proposal", "content_json": {"json_payload": {}}},
        {"content_type": "agent_status_update", "content_json": {"status_update_json": {}}},
        {"content_type": "text", "content_json": {"text_body": "x", "json_payload": {}}},
        {"content_type": "text"},
        text("x", client_message_id="x" * 101),
    ],
)
async def test_what_people_may_not_send_is_refused(web: Web, body: dict[str, Any]) -> None:
    ada = await web.person()
    answer = await ada.call("POST", f"{API}/channels/{await ada.channel()}/messages", body)
    assert answer.status == 422
    assert answer.body["error"]["details"]


async def test_people_change_their_own_messages_and_admins_take_back_any(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    path = f"{API}/channels/{await ada.channel()}/messages"
    his, hers = await bob.made(path, text("his")), await ada.made(path, text("hers"))
    new = {"content_json": {"text_body": "changed"}}
    assert (await ada.call("PATCH", f"{API}/messages/{his['id']}", new)).status == 403
    assert (await bob.call("DELETE", f"{API}/messages/{hers['id']}")).status == 403
    changed = await bob.call("PATCH", f"{API}/messages/{his['id']}", new)
    assert (changed.body["content_json"], changed.body["seq"]) == ({"text_body": "changed"}, 1)
    assert his["updated_at"] is None
    assert changed.body["updated_at"] is not None
    assert (await ada.call("DELETE", f"{API}/messages/{his['id']}")).status == 204
    assert (await ada.call("DELETE", f"{API}/messages/{his['id']}")).status == 404
    kept = await Message.get(id=his["id"])
    assert kept.content_json == {}


# One's own


async def test_an_id_in_another_spelling_names_nothing_in_a_body_either(web: Web) -> None:
    ada = await web.person()
    ticket = await ada.call("POST", f"{API}/ws-tickets", {"workspace_id": ada.workspace_id.upper()})
    assert (ticket.status, ticket.code) == (404, "not_found")
    channel = await ada.channel()
    parent = await ada.made(f"{API}/channels/{channel}/messages", text("parent"))
    path = f"{API}/channels/{channel}/messages"
    assert (await ada.call("POST", path, text("x", thread_id=parent["id"].upper()))).status == 404
    assert (await ada.read(f"{path}?thread_id={parent['id'].upper()}"))["items"] == []


async def test_a_profile_has_a_size(web: Web) -> None:
    ada = await web.person()
    kept = await ada.call("PATCH", f"{API}/me", {"profile_info": {"bio": "x" * 1000}})
    assert kept.status == 200
    large = await ada.call("PATCH", f"{API}/me", {"profile_info": {"bio": "x" * 17_000}})
    assert (large.status, large.code) == (422, "validation_failed")
