"""Proposals over REST and the socket: asked, shown, decided by one, refused to everybody else."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from tests.adapters.asking import API, post, space
from tests.adapters.conftest import Answer, Person, Web

BUTTONS = [
    {"label": "Approve", "action_id": "approve", "style": "primary"},
    {"label": "Reject", "action_id": "reject", "style": "danger"},
]
EDITABLE = {"type": "object", "properties": {"amount": {"type": "number", "maximum": 100}}}

STRANGER = "0e7d7d5e-0c6a-4a53-9f3e-1f1a3f0f7a01"


def question(**more: Any) -> dict[str, Any]:
    return {
        "title_text": "Refund 40 USD?",
        "description_text": "A chair arrived broken.",
        "data_json": {"amount": 40, "order": "#1001"},
        "actions_array": BUTTONS,
        **more,
    }


async def asked(person: Person, **more: Any) -> dict[str, Any]:
    return await person.made(f"{API}/channels/{await person.channel()}/proposals", question(**more))


async def press(person: Person, message: dict[str, Any], action: str = "approve", **more: Any) -> Answer:
    body = {"action_id": action, **more}
    return await person.call("POST", f"{API}/messages/{message['id']}/actions", body)


async def test_a_question_is_a_message_of_the_system_that_says_who_asks(web: Web) -> None:
    ada = await web.person()
    message = await asked(ada, required_role="admin", default_action_id="reject")
    assert (message["content_type"], message["sender_type"]) == ("interactive_proposal", "system")
    payload = message["content_json"]["json_payload"]
    assert payload["asked_by"] == {"type": "user", "id": ada.id, "name": "Ada"}
    assert (payload["state"], payload["decision"], payload["message_id"]) == ("open", None, message["id"])
    assert payload["data_json"] == {"amount": 40, "order": "#1001"}
    assert payload["actions_array"] == BUTTONS
    shown = await ada.read(f"{API}/messages/{message['id']}/proposal")
    assert shown["may_decide"] is True
    assert {name: shown[name] for name in payload} == payload
    assert (await ada.read(space(ada, "proposals?tab=mine")))["items"] == [shown]


async def test_the_first_decides_and_the_second_hears_who_did(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    message = await asked(ada)
    first, second = await asyncio.gather(press(ada, message, comment="Fine."), press(bob, message, "reject"))
    won, late = (first, second) if first.status == 200 else (second, first)
    assert (won.status, late.status, late.code) == (200, 409, "already_decided")
    decision = won.body["content_json"]["json_payload"]["decision"]
    assert "already decided" in late.body["error"]["message"]
    told = {one["field"]: one["message"] for one in late.body["error"]["details"]}
    assert (told["user_id"], told["action_id"]) == (decision["user_id"], decision["action_id"])
    (stored,) = (await ada.read(f"{API}/channels/{message['channel_id']}/messages"))["items"]
    assert stored == won.body
    log = (await ada.read(space(ada, "audit-log")))["items"]
    assert len([one for one in log if "decided" in one["action"]]) == 1
    assert [one["decision"] for one in (await bob.read(space(bob, "proposals?tab=decided")))["items"]] == [
        decision
    ]


async def test_reading_decides_nothing(web: Web) -> None:
    ada = await web.person()
    message = await asked(ada)
    path = f"{API}/messages/{message['id']}"
    assert (await ada.call("GET", f"{path}/actions")).status == 405
    for tab in ("mine", "others", "decided"):
        await ada.read(space(ada, f"proposals?tab={tab}"))
    assert (await ada.read(f"{path}/proposal"))["state"] == "open"


async def test_everybody_who_may_not_is_told_no_more_than_they_may_know(web: Web) -> None:
    ada, eve = await web.person(), await web.person("Eve")
    bob, gus = await web.joined(ada, "Bob"), await web.joined(ada, "Gus", "guest")
    message = await asked(ada, risk="high")
    assert ((await press(bob, message)).status, (await press(bob, message)).code) == (403, "forbidden")
    for stranger in (gus, eve):
        answer = await press(stranger, message)
        assert answer.status in (403, 404)
        assert (await stranger.call("GET", f"{API}/messages/{message['id']}/proposal")).status == 404
    assert (await press(eve, message)).body["error"]["message"] == (
        await press(eve, {"id": str(uuid4())})
    ).body["error"]["message"]
    room = {"name": "room", "type": "private", "member_user_ids_array": [gus.id]}
    inside = await ada.made(space(ada, "channels"), room)
    for channel_id, status in ((await ada.channel(), 404), (inside["id"], 403)):
        answer = await gus.call("POST", f"{API}/channels/{channel_id}/proposals", question())
        assert answer.status == status
    plain = await post(ada, await ada.channel(), "Hello")
    assert (await press(ada, plain)).status == 422
    assert (await press(ada, message, "approve")).status == 200


async def test_nobody_sends_a_proposal_as_a_message(web: Web) -> None:
    ada = await web.person()
    body = {"content_type": "interactive_proposal", "content_json": {"json_payload": question()}}
    assert (await ada.call("POST", f"{API}/channels/{await ada.channel()}/messages", body)).status == 422


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"default_action_id": "approve"}, "default_action_id"),
        ({"actions_array": []}, "actions_array"),
        ({"actions_array": [BUTTONS[0]] * 2}, "actions_array[1].action_id"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
        ({"expires_at": "2020-01-01T00:00:00"}, "expires_at"),
        ({"expires_at": "0001-01-01T00:00:00+14:00"}, "expires_at"),
        ({"required_role": "guest"}, "required_role"),
        ({"decider_user_ids_array": [STRANGER]}, "decider_user_ids_array[0]"),
        ({"editable_schema_json": {"type": "object", "properties": {"x": {"pattern": "a"}}}},
         "editable_schema_json.properties.x.pattern"),
        ({"sender_type": "agent"}, "sender_type"),
    ],
)  # fmt: skip
async def test_a_question_that_cannot_be_asked_is_refused_at_its_field(
    web: Web, more: Any, field: str
) -> None:
    ada = await web.person()
    answer = await ada.call("POST", f"{API}/channels/{await ada.channel()}/proposals", question(**more))
    assert (answer.status, [one["field"] for one in answer.body["error"]["details"]]) == (422, [field])


async def test_only_what_the_schema_names_is_edited_and_the_digest_follows(web: Web) -> None:
    ada = await web.person()
    message = await asked(ada, editable_schema_json=EDITABLE)
    for payload in ({"order": "#1"}, {"amount": 101}, {"amount": "5"}):
        assert (await press(ada, message, edited_payload=payload)).status == 422
    done = (await press(ada, message, edited_payload={"amount": 25})).body["content_json"]["json_payload"]
    assert done["decision"]["changes"] == [{"field": "amount", "type": "number", "old": 40, "new": 25}]
    assert done["data_json"] == {"amount": 25, "order": "#1001"}
    assert done["digest"] != message["content_json"]["json_payload"]["digest"]
    log = (await ada.read(space(ada, "audit-log")))["items"]
    assert [one["details_json"]["digest"] for one in log if "decided" in one["action"]] == [done["digest"]]


async def test_a_press_that_is_repeated_under_its_key_is_answered_as_the_first(web: Web) -> None:
    ada = await web.person()
    message = await asked(ada)
    path, body = f"{API}/messages/{message['id']}/actions", {"action_id": "approve"}
    first, again = [await ada.call("POST", path, body, Idempotency_Key="one") for _ in range(2)]
    assert (first.status, again.status) == (200, 200)
    assert first.body == again.body
    assert (await ada.call("POST", path, body)).status == 409


async def test_a_press_on_the_socket_decides_for_all_who_look_on(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    channel = await ada.channel()
    watching, pressing = await web.socket(ada), await web.socket(bob)
    await watching.subscribe(channel)
    message = await asked(ada)
    assert await watching.get("new_message") == message
    await pressing.say("proposal_action", "p-1", message_id=message["id"], action_id="approve", comment="Yes")
    done = await pressing.get("message_updated")
    assert done["content_json"]["json_payload"]["decision"]["user_id"] == bob.id
    heard = await watching.get("message_updated")
    assert heard == done | {"seq": 2, "message_seq": 1}
    await watching.say("proposal_action", "p-2", message_id=message["id"], action_id="reject")
    refused = await watching.get("error")
    assert (refused["ref"], refused["code"]) == ("p-2", "already_decided")
    assert "Bob already decided: Approve" in refused["message"]
    await watching.say("proposal_action", "p-3", message_id=str(uuid4()), action_id="reject")
    assert (await watching.get("error"))["code"] == "not_found"
    late = await web.socket(bob)
    await late.subscribe(channel, after_seq=0)
    assert (await late.get("new_message"))["content_json"] == done["content_json"]
    assert (await late.get("message_updated"))["content_json"] == done["content_json"]


async def test_admins_switch_classes_of_action_to_automatic_and_it_is_written_down(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    change = {"settings_json": {"automatic_action_kinds": ["send_mail"]}}
    assert (await bob.call("PATCH", space(bob), change)).status == 403
    assert (await ada.call("PATCH", space(ada), change)).body["settings_json"] == change["settings_json"]
    assert (
        await ada.call("PATCH", space(ada), {"settings_json": {"automatic_action_kinds": [""]}})
    ).status == 422
    log = (await ada.read(space(ada, "audit-log")))["items"]
    (entry,) = [one for one in log if one["action"] == "workspace.changed"]
    assert entry["details_json"]["automatic_action_kinds"] == ["send_mail"]
