"""Slash commands as a client gives them: in a message, over the socket, parsed."""

import asyncio
from typing import Any

import pytest

from storage.models.agents import AgentRunLog
from storage.models.chat import Channel, Message
from tests.adapters.asking import API, post, sentinel, space, text
from tests.adapters.conftest import Person, Socket, Web


async def tried(person: Person, line: str, **more: Any) -> Any:
    path = f"{API}/channels/{await person.channel()}/messages"
    return await person.call("POST", path, text(line, **more))


async def heard(socket: Socket, action: str) -> Any:
    """The payload of the next frame of that action, whatever comes before it."""
    while (frame := await socket.next())["action"] != action:
        continue
    return frame["payload"]


async def replied(socket: Socket) -> Any:
    return await heard(socket, "reply")


async def test_a_command_is_stored_as_typed_and_answered_to_its_author(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    channel, socket, other = await ada.channel(), await web.socket(ada), await web.socket(bob)
    await other.subscribe(channel)
    stored = await post(ada, channel, "/help agent run", client_message_id="c-1")
    assert stored["content_json"] == {"text_body": "/help agent run"}
    assert stored["sender_id"] == ada.id
    reply = await replied(socket)
    assert "`/agent run NAME {json or key=value}`" in reply.pop("text_body")
    assert reply == {"channel_id": channel, "thread_id": None, "client_message_id": "c-1", "is_error": False}
    await post(ada, channel, "to everybody")
    frames = [await other.next()]
    while frames[-1]["payload"].get("content_json") != {"text_body": "to everybody"}:
        frames.append(await other.next())
    assert "new_message" in [frame["action"] for frame in frames[:-1]]
    assert "reply" not in [frame["action"] for frame in frames]


async def test_over_the_socket_it_is_the_same_and_a_wrong_one_is_an_error_with_its_ref(web: Web) -> None:
    ada = await web.person()
    channel, socket = await ada.channel(), await web.socket(ada)
    await socket.subscribe(channel)
    await socket.say("send_message", ref="r1", channel_id=channel, **text("/agentz", client_message_id="c-1"))
    refused = await heard(socket, "error")
    assert (refused["ref"], refused["code"]) == ("r1", "command_unknown")
    assert "/agents" in refused["message"]
    await socket.say("send_message", channel_id=channel, **text("/agents", client_message_id="c-1"))
    assert (await heard(socket, "new_message"))["content_json"]["text_body"] == "/agents"
    assert (await replied(socket))["client_message_id"] == "c-1"
    assert await Message.filter(channel_id=channel).count() == 1


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("/agentz", "command_unknown"),
        ("/agent pause Nobody", "command_invalid"),
        ("/agent pause", "command_invalid"),
        ("/agent run Sentinel {a: ", "command_invalid"),
    ],
)
async def test_a_wrong_command_stores_nothing(web: Web, line: str, code: str) -> None:
    ada = await web.person()
    await sentinel(ada)
    answer = await tried(ada, line)
    assert (answer.status, answer.code) == (422, code)
    assert not await Message.all().exists()


async def test_two_slashes_post_one_and_a_lone_slash_is_text(web: Web) -> None:
    ada = await web.person()
    channel = await ada.channel()
    for said, kept in (
        ("//agents", "/agents"),
        ("/ agents", "/ agents"),
        ("/", "/"),
        ("a /agents", "a /agents"),
    ):
        assert (await post(ada, channel, said))["content_json"]["text_body"] == kept


async def test_a_run_is_started_once_however_often_the_message_comes(web: Web) -> None:
    ada = await web.person()
    configuration = await sentinel(ada, "Sales Sentinel")
    line = "/run_agent sales sentinel {min_order_value_alert_threshold: 5}"
    answers = await asyncio.gather(*(tried(ada, line, client_message_id="once") for _ in range(4)))
    assert {answer.status for answer in answers} == {201}
    assert len({answer.body["id"] for answer in answers}) == 1
    (run,) = await AgentRunLog.all()
    assert str(run.agent_configuration_id) == configuration
    assert run.trigger_type == "manual_command"
    assert run.input_params_resolved_json["min_order_value_alert_threshold"] == 5
    assert run.origin_json == {"channel_id": await ada.channel(), "message_id": answers[0].body["id"]}
    assert str(run.triggered_by_user_id) == ada.id


async def test_a_preview_tells_nothing_of_itself_where_the_command_was_given(web: Web) -> None:
    ada = await web.person()
    await sentinel(ada)
    assert (await tried(ada, "/agent preview Sentinel")).status == 201
    (run,) = await AgentRunLog.all()
    assert (run.is_preview, run.trigger_type) == (True, "manual_command")
    assert not await Message.filter(run_id=run.run_id, sender_type="agent").exists()


async def test_a_run_tells_of_itself_where_the_command_was_given(web: Web) -> None:
    ada = await web.person()
    await sentinel(ada)
    above = await post(ada, await ada.channel(), "What came in?")
    for thread_id in (None, above["id"]):
        more = {"thread_id": thread_id} if thread_id else {}
        await tried(ada, "/agent run Sentinel", **more)
        run = await AgentRunLog.all().order_by("-id").first()
        status = await Message.get(run_id=run.run_id)
        assert status.content_json["status_update_json"]["status"] == "pending"
        assert (status.sender_type, str(status.thread_id or "")) == ("agent", thread_id or "")


async def test_who_is_named_in_a_command_is_not_called(web: Web) -> None:
    ada = await web.person()
    await sentinel(ada)
    stored = await post(ada, await ada.channel(), "/topic what @sentinel does")
    assert stored["mentions_json_array"] == []
    assert not await AgentRunLog.all().exists()


async def test_what_a_command_cannot_do_leaves_nothing_behind(web: Web) -> None:
    ada = await web.person()
    await sentinel(ada)
    unknown = await tried(ada, "/agent run Sentinel colour=red")
    assert (unknown.status, unknown.body["error"]["details"][0]["field"]) == (422, "runtime_params.colour")
    assert (await tried(ada, "/agent pause Sentinel")).status == 201
    paused = await tried(ada, "/agent run Sentinel")
    assert (paused.status, paused.code) == (409, "in_use")
    assert await Message.all().count() == 1
    assert not await AgentRunLog.all().exists()


async def test_text_that_begins_with_a_slash_is_marked_as_no_command(web: Web) -> None:
    ada = await web.person()
    channel = await ada.channel()
    for line, said in (("//remind not a command", "/remind not a command"), ("/ by hand", "/ by hand")):
        stored = await post(ada, channel, line)
        assert stored["content_json"] == {"text_body": said, "is_literal": True}
    changed = await post(ada, channel, "Look")
    for words, more in (("/remind", {"is_literal": True}), ("Look again", {})):
        body = {"content_json": {"text_body": words}}
        answer = await ada.call("PATCH", f"{API}/messages/{changed['id']}", body)
        assert answer.body["content_json"] == {"text_body": words, **more}
    forged = text("Look")
    forged["content_json"]["is_literal"] = True
    assert (await ada.call("POST", f"{API}/channels/{channel}/messages", forged)).status == 422


async def test_secrets_that_are_typed_are_not_kept(web: Web) -> None:
    ada = await web.person()
    await sentinel(ada)
    channel = await ada.channel()
    stored = await post(ada, channel, "/agent run Sentinel alert_channel=shpat_0123456789abcdef")
    assert stored["content_json"] == {"text_body": "/agent run Sentinel alert_channel=•••"}
    assert "0123456789" not in str(await Message.all().values())


async def test_a_reply_to_everybody_is_a_message_of_the_channel(web: Web) -> None:
    ada = await web.person()
    channel = await ada.channel()
    asked = await post(ada, channel, "/topic Orders *and* returns")
    items = (await ada.read(f"{API}/channels/{channel}/messages"))["items"]
    assert [one["id"] for one in items[1:]] == [asked["id"]]
    assert (items[0]["sender_type"], items[0]["sender_name"]) == ("system", "IONFLUX")
    assert items[0]["content_json"] == {"text_body": "The topic is now: Orders \\*and\\* returns"}
    assert (await Channel.get(id=channel)).description_text == "Orders *and* returns"


async def test_a_topic_is_shown_and_is_taken_away_only_where_that_is_said(web: Web) -> None:
    ada = await web.person()
    channel, socket = await ada.channel(), await web.socket(ada)
    await Channel.filter(id=channel).update(description_text=None)
    how = "Change it with /topic TEXT, take it away with `/topic --clear`."
    for line, told in (
        ("/topic", "This channel has no topic. Say what it is about with /topic TEXT."),
        ("/topic --clear", "This channel has no topic."),
        ("/topic Orders *and* returns", None),
        ("/topic", f"The topic is: Orders \\*and\\* returns\n\n{how}"),
    ):
        await post(ada, channel, line)
        if told is not None:
            assert (await replied(socket))["text_body"] == told
    assert (await Channel.get(id=channel)).description_text == "Orders *and* returns"
    await post(ada, channel, "/topic  --clear ")
    items = (await ada.read(f"{API}/channels/{channel}/messages"))["items"]
    assert items[0]["content_json"] == {"text_body": "The topic was taken away by Ada"}
    assert (await Channel.get(id=channel)).description_text is None


async def test_a_command_in_a_thread_is_answered_there(web: Web) -> None:
    ada = await web.person()
    channel, socket = await ada.channel(), await web.socket(ada)
    above = await post(ada, channel, "Look at this")
    await post(ada, channel, "/topic Returns", thread_id=str(above["id"]))
    replies = (await ada.read(f"{API}/channels/{channel}/messages?thread_id={above['id']}"))["items"]
    assert [one["sender_type"] for one in replies] == ["system", "user"]
    shown = await ada.read(f"{API}/messages/{above['id']}")
    assert (shown["reply_count"], shown["reply_user_ids_array"]) == (2, [ada.id])
    await post(ada, channel, "/agents", thread_id=str(above["id"]))
    assert (await replied(socket))["thread_id"] == above["id"]
    for one in replies:
        if one["sender_type"] == "user":
            await ada.call("DELETE", f"{API}/messages/{one['id']}")
    left = await ada.read(f"{API}/messages/{above['id']}")
    assert (left["reply_count"], left["reply_user_ids_array"]) == (2, [ada.id])


async def test_channels_are_joined_left_and_talked_in(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    made = await ada.made(space(ada, "channels"), {"name": "sales"})
    socket = await web.socket(bob)
    for line, told in (
        ("/join #sales", "You are in #sales now."),
        ("/join sales", "You are in #sales already."),
        ("/leave sales", "You left #sales."),
        ("/leave sales", "You are not in #sales."),
    ):
        await tried(bob, line)
        assert (await replied(socket))["text_body"] == told
    items = (await ada.read(f"{API}/channels/{made['id']}/messages"))["items"]
    assert [one["content_json"]["text_body"] for one in items] == ["Bob left", "Bob joined"]
    await tried(bob, "/dm @ada")
    direct = await Channel.get(type="dm")
    link = f"/w/{ada.workspace_id}/c/{direct.id})"
    assert (await replied(socket))["text_body"].endswith(link)


async def test_search_answers_with_links_to_what_one_may_read(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    private = await ada.made(space(ada, "channels"), {"name": "few", "type": "private"})
    await post(ada, private["id"], "the cobalt order")
    said = await post(ada, await ada.channel(), "the *cobalt* vase")
    socket = await web.socket(bob)
    await tried(bob, "/search cobalt")
    found = (await replied(socket))["text_body"]
    assert f"/w/{ada.workspace_id}/c/{said['channel_id']}?m={said['id']}) Ada: the \\*cobalt\\* vase" in found
    assert "order" not in found
    await tried(bob, "/search zinc")
    assert (await replied(socket))["text_body"] == "No message that you can read has `zinc`."


async def test_somebody_is_invited_by_command(web: Web) -> None:
    ada = await web.person()
    socket = await web.socket(ada)
    assert (await tried(ada, "/invite nobody")).code == "command_invalid"
    await tried(ada, "/invite carl@example.com guest")
    told = (await replied(socket))["text_body"]
    (invited,) = (await ada.read(space(ada, "invitations")))["items"]
    assert (invited["email"], invited["role"]) == ("carl@example.com", "guest")
    token = told.partition("/invite/")[2].rstrip(">")
    assert (await ada.read(f"{API}/invitations/{token}"))["state"] == "open"
    assert token not in str(await Message.all().values())


async def test_one_says_how_much_of_a_channel_one_hears_of(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    place = f"{API}/channels/{await ada.channel()}/notification-preferences"
    for line, kept in (
        ("/alerts off", ("mentions", False)),
        ("/mute", ("mentions", True)),
        ("/mute off", ("mentions", False)),
        ("/alerts on", ("all", False)),
    ):
        assert (await tried(ada, line)).status == 201
        chosen = await ada.read(place)
        assert (chosen["level"], chosen["is_muted"]) == kept
    assert (await bob.read(place))["level"] == "default"
    nowhere = {"workspace_id": ada.workspace_id, "command_name": "alerts", "arguments_text": "on"}
    refused = await ada.call("POST", f"{API}/agent-commands/invoke", nowhere)
    assert (refused.status, refused.code) == (422, "command_invalid")


async def test_a_role_is_kept_to(web: Web) -> None:
    ada = await web.person()
    bob, gus = await web.joined(ada, "Bob"), await web.joined(ada, "Gus", "guest")
    refused = await tried(bob, "/topic mine")
    assert (refused.status, refused.code) == (403, "forbidden")
    offered = {name: await named_commands(one) for name, one in (("ada", ada), ("bob", bob), ("gus", gus))}
    assert offered["ada"] > offered["bob"] > offered["gus"] >= {"help"}
    assert "agent run" not in offered["gus"]


async def named_commands(person: Person) -> set[str]:
    return {one["name"] for one in (await person.read(space(person, "commands")))["items"]}


async def test_who_may_not_read_a_channel_learns_nothing_of_commands_in_it(web: Web) -> None:
    ada = await web.person()
    bob, eve = await web.joined(ada, "Bob"), await web.person("Eve")
    made = await ada.made(space(ada, "channels"), {"name": "secret", "type": "private"})
    for person in (bob, eve):
        for line in ("/nonsense", "/help", "/agent list"):
            answer = await person.call("POST", f"{API}/channels/{made['id']}/messages", text(line))
            assert answer.status == 404
        invoked = {"workspace_id": ada.workspace_id, "command_name": "nonsense"}
        invoked["origin_details"] = {"type": "chat", "channel_id": made["id"]}
        assert (await person.call("POST", f"{API}/agent-commands/invoke", invoked)).status == 404


async def test_names_of_another_workspace_are_unknown(web: Web) -> None:
    ada, eve = await web.person(), await web.person("Eve")
    foreign = await sentinel(ada, "Crown Jewels")
    for name in ("Crown Jewels", foreign):
        answer = await tried(eve, f"/agent show {name}")
        assert (answer.status, answer.code) == (422, "command_invalid")
        assert answer.body["error"]["message"].startswith(f"There is no agent '{name}' here. Write it so")
        invoked = {"workspace_id": eve.workspace_id, "command_name": "agent show", "agent_identifier": name}
        assert (await eve.call("POST", f"{API}/agent-commands/invoke", invoked)).status == 404
        invoked["workspace_id"] = ada.workspace_id
        assert (await eve.call("POST", f"{API}/agent-commands/invoke", invoked)).status == 404
    asked = "commands/suggestions?command=agent+show&argument=agent"
    assert (await eve.read(space(eve, asked)))["items"] == []
    assert [one["type"] for one in (await eve.read(space(eve, "mentionables")))["items"]] == [
        "user",
        "channel",
    ]


async def test_a_parsed_command_answers_or_starts_a_run(web: Web) -> None:
    ada = await web.person()
    await sentinel(ada)
    channel = await ada.channel()
    parsed = {"workspace_id": ada.workspace_id, "command_name": "/run_agent", "agent_identifier": "Sentinel"}
    parsed |= {"runtime_params": {"min_order_value_alert_threshold": 7}}
    parsed |= {"origin_details": {"type": "chat", "channel_id": channel}}
    started = await ada.call("POST", f"{API}/agent-commands/invoke", parsed)
    assert (started.status, started.body["status"]) == (202, "pending")
    run = await ada.read(f"{API}/agent-runs/{started.body['run_id']}")
    assert run["input_params_resolved_json"]["min_order_value_alert_threshold"] == 7
    shown = {"workspace_id": ada.workspace_id, "command_name": "runs", "arguments_text": "Sentinel 5"}
    answer = await ada.call("POST", f"{API}/agent-commands/invoke", shown)
    assert (answer.status, answer.body["is_private"]) == (200, True)
    assert started.body["run_id"][-8:] in answer.body["text_body"]
    assert not await Message.filter(sender_type="user").exists()


async def test_commands_have_a_limit_of_their_own(web: Web) -> None:
    ada = await web.person()
    statuses = [(await tried(ada, "/help")).status for _ in range(21)]
    assert statuses == [201] * 20 + [429]
    assert (await tried(ada, "not a command")).status == 201
