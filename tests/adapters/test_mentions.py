"""Agents that people ask in the chat: they run, and answer where they were asked."""

from typing import Any
from uuid import UUID

import pytest

from bot.app import App
from bot.runtime.graphs import Graphs
from bot.runtime.performing import Performer
from bot.runtime.worker import Runner
from bot.services import runs
from config.settings import Runs
from storage.models.agents import AgentRunLog
from storage.models.chat import Channel, Message
from tests.adapters.asking import API, agent, post, space, text
from tests.adapters.conftest import Person, Socket, Web

BUTLER = "agent_007"


async def set_up(person: Person, name: str = "Brief Butler", definition: str = BUTLER) -> dict[str, Any]:
    return await person.made(
        space(person, "agent-configurations"), agent(name, agent_definition_id=definition)
    )


async def work(app: App) -> None:
    """Do all runs that wait, as a worker does them."""
    performer = Performer(app.database, app.units, Graphs(app.agents), app.catalogue, settings=Runs())
    runner = Runner(app.database, app.jobs, app.units, performer, settings=Runs())
    for row in await AgentRunLog.filter(status="pending").order_by("id"):
        await runner.perform(runs.JOB, row.run_id, 0)


async def thread_of(person: Person, channel_id: str, message_id: Any) -> list[dict[str, Any]]:
    """The replies to a message, oldest first."""
    found = await person.read(f"{API}/channels/{channel_id}/messages?thread_id={message_id}")
    return list(reversed(found["items"]))


async def listening(web: Web, person: Person, channel_id: str) -> Socket:
    """A socket in that channel, whoever else comes and goes."""
    socket = await web.socket(person)
    await socket.say("subscribe", channel_id=channel_id)
    while (await socket.next())["action"] != "subscribed":
        continue
    return socket


async def replies(socket: Socket, *, until: str) -> list[dict[str, Any]]:
    """The private answers that come before the message of that text."""
    found = []
    while True:
        frame = await socket.next()
        if frame["action"] == "reply":
            found.append(frame["payload"])
        if frame["action"] == "new_message" and frame["payload"]["content_json"].get("text_body") == until:
            return found


async def test_an_agent_mentioned_in_a_thread_answers_there_with_its_sources(web: Web) -> None:
    ada = await web.person()
    butler, general = await set_up(ada), await ada.channel()
    root = await post(ada, general, "Blue or green label?")
    decision = await post(ada, general, "Let's go with the blue label.", thread_id=str(root["id"]))
    await post(ada, general, "We decided to close on Friday.")
    asked = await post(ada, general, "@brief-butler what did we decide?", thread_id=str(root["id"]))
    assert asked["mentions_json_array"] == [
        {"type": "agent", "id": butler["id"], "name": "Brief Butler", "text": "@brief-butler"}
    ]
    await work(web.app)
    run = await AgentRunLog.get()
    assert (run.status, run.trigger_type, run.trigger_key) == (
        "success", "manual_command", f"mention:{asked['id']}",
    )  # fmt: skip
    assert run.input_params_resolved_json["prompt"] == "what did we decide?"
    _, _, status, answer = await thread_of(ada, general, root["id"])
    assert (answer["sender_id"], answer["sender_name"]) == (butler["id"], "Brief Butler")
    body = answer["content_json"]["text_body"]
    link = f"/w/{ada.workspace_id}/c/{general}?m={decision['id']}"
    assert f"- Let's go with the blue label. [1]({link})" in body
    assert "Friday" not in body, "it reads the thread, not the channel around it"
    assert "Read 2 messages by 1 person" in body
    update = status["content_json"]["status_update_json"]
    assert status["content_type"] == "agent_status_update"
    assert (update["status"], update["name"], update["run_id"]) == (
        "success",
        "Brief Butler",
        str(run.run_id),
    )
    assert update["text"].startswith("Done in ")
    shown = await ada.read(f"{API}/agent-runs/{run.run_id}")
    assert shown["origin_json"] == {
        "channel_id": general, "thread_id": str(root["id"]), "message_id": asked["id"],
    }  # fmt: skip


async def test_a_mention_at_the_top_of_a_channel_opens_a_thread_and_reads_the_channel(web: Web) -> None:
    ada = await web.person()
    await set_up(ada)
    general = await ada.channel()
    await post(ada, general, "Let's go with the blue label.")
    asked = await post(ada, general, '@"Brief Butler" what did we decide?')
    await post(ada, general, "We decided this later.")
    await work(web.app)
    _, answer = await thread_of(ada, general, asked["id"])
    assert "blue label" in answer["content_json"]["text_body"]
    assert "later" not in answer["content_json"]["text_body"]
    again = await post(ada, general, "@brief-butler and now?", thread_id=str(asked["id"]))
    await work(web.app)
    *_, answer = await thread_of(ada, general, asked["id"])
    assert answer["thread_id"] == asked["id"], "a thread has one depth"
    assert again["thread_id"] == asked["id"]


async def test_a_message_that_is_sent_again_starts_its_agents_once(web: Web) -> None:
    ada = await web.person()
    await set_up(ada)
    await set_up(ada, "Second Butler")
    general = await ada.channel()
    body = text("@brief-butler @second-butler @brief-butler hello", client_message_id="one")
    path = f"{API}/channels/{general}/messages"
    first = await ada.made(path, body)
    for _ in range(3):
        again = await ada.made(path, body)
        assert again["id"] == first["id"]
    keyed = [(await ada.call("POST", path, body, Idempotency_Key="k")).body["id"] for _ in range(2)]
    assert keyed == [first["id"]] * 2
    assert await AgentRunLog.all().count() == 2, "two agents, once each"
    assert await Message.filter(part=-1).count() == 2
    await work(web.app)
    statuses = [
        one
        for one in await thread_of(ada, general, first["id"])
        if "status_update_json" in one["content_json"]
    ]
    assert {one["sender_name"] for one in statuses} == {"Brief Butler", "Second Butler"}
    prompts = {row.input_params_resolved_json["prompt"] for row in await AgentRunLog.all()}
    assert prompts == {"hello"}


async def test_code_addresses_and_edits_start_nothing(web: Web) -> None:
    ada = await web.person()
    await set_up(ada)
    general = await ada.channel()
    for said in (
        "`@brief-butler`",
        "```\n@brief-butler\n```",
        "ada@brief-butler",
        "https://x.example/@brief-butler",
    ):
        await post(ada, general, said)
    plain = await post(ada, general, "hello")
    edited = await ada.call(
        "PATCH", f"{API}/messages/{plain['id']}", {"content_json": {"text_body": "@brief-butler"}}
    )
    assert edited.body["mentions_json_array"][0]["name"] == "Brief Butler"
    assert await AgentRunLog.all().count() == 0


async def test_what_an_agent_writes_starts_nothing(web: Web) -> None:
    ada = await web.person()
    await set_up(ada)
    general = await ada.channel()
    root = await post(ada, general, "Let's go with @second-butler and @ada.")
    await set_up(ada, "Second Butler")
    await post(ada, general, "@brief-butler what did we decide?", thread_id=str(root["id"]))
    await work(web.app)
    *_, answer = await thread_of(ada, general, root["id"])
    assert "@second-butler" in answer["content_json"]["text_body"]
    assert answer["mentions_json_array"] == []
    assert await AgentRunLog.all().count() == 1


async def test_who_cannot_start_an_agent_is_told_why_in_private_and_the_message_stands(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    gus = await web.joined(ada, "Gus", "guest")
    butler = await set_up(ada)
    for name in ("Twin", "twin"):
        await set_up(ada, name)
    general = await ada.channel()
    path = f"{API}/agent-configurations/{butler['id']}"
    assert (await ada.call("PUT", path, {"status": "inactive"}, If_Match='"1"')).status == 200
    sockets = [await listening(web, one, general) for one in (ada, bob)]
    asked = await post(ada, general, "@brief-butler @twin hello", client_message_id="mine")
    await post(ada, general, "later")
    hers, his = [await replies(socket, until="later") for socket in sockets]
    assert his == [], "only its author is told"
    told = {one["code"]: one for one in hers}
    assert told.keys() == {"in_use", "mention_unclear"}
    assert "Brief Butler is inactive" in told["in_use"]["text_body"]
    assert '`@"Twin"` or `@"twin"`' in told["mention_unclear"]["text_body"]
    assert {(one["channel_id"], one["client_message_id"], one["is_error"]) for one in hers} == {
        (general, "mine", True)
    }
    assert (await ada.read(f"{API}/messages/{asked['id']}"))["content_json"] == {
        "text_body": "@brief-butler @twin hello"
    }
    shared = await ada.made(
        space(ada, "channels"), {"name": "shared", "type": "private", "member_user_ids_array": [gus.id]}
    )
    guests = await listening(web, gus, shared["id"])
    await post(gus, shared["id"], '@"Twin" hello')
    await post(gus, shared["id"], "later")
    (refused,) = await replies(guests, until="later")
    assert refused["code"] == "forbidden"
    assert await AgentRunLog.all().count() == 0


async def test_more_runs_than_a_minute_allows_are_refused_in_private(web: Web) -> None:
    ada = await web.person()
    for number in range(5):
        await set_up(ada, f"Butler {number}")
    general = await ada.channel()
    socket = await listening(web, ada, general)
    everybody = " ".join(f"@butler-{number}" for number in range(5))
    for number in range(12):
        await post(ada, general, everybody, client_message_id=str(number))
        await post(ada, general, everybody, client_message_id=str(number))
    assert await AgentRunLog.all().count() == 60, "a repeat counts for nothing"
    await post(ada, general, "@butler-1 one more")
    await post(ada, general, "later")
    assert {one["code"] for one in await replies(socket, until="later")} == {"rate_limited"}
    assert await AgentRunLog.all().count() == 60


async def test_an_agent_hears_all_that_is_said_to_nobody_else_in_its_own_channel(web: Web) -> None:
    ada = await web.person()
    butler = await set_up(ada)
    await web.joined(ada, "Bob")
    channel_id = await ada.channel()
    await Channel.filter(id=channel_id).update(
        type="agent_dedicated", bound_agent_configuration_id=UUID(butler["id"])
    )
    await post(ada, channel_id, "Let's go with blue.")
    await work(web.app)
    asked = await post(ada, channel_id, "what did we decide?")
    await post(ada, channel_id, "@bob have a look")
    await work(web.app)
    runs_of = await AgentRunLog.all().order_by("id")
    assert [row.input_params_resolved_json["prompt"] for row in runs_of] == [
        "Let's go with blue.", "what did we decide?",
    ]  # fmt: skip
    *_, answer = await thread_of(ada, channel_id, asked["id"])
    assert "Let's go with blue." in answer["content_json"]["text_body"]


async def test_an_agent_that_takes_no_prompt_starts_with_its_inputs(web: Web) -> None:
    ada = await web.person()
    await set_up(ada, "Sentinel", "agent_004")
    general = await ada.channel()
    asked = await post(ada, general, "@sentinel how are we doing?")
    await work(web.app)
    (status,) = await thread_of(ada, general, asked["id"])
    text = status["content_json"]["status_update_json"]["text"]
    run = await AgentRunLog.get()
    assert run.status == "success"
    assert text.endswith(run.output_preview_text), (
        "without an answer beside it the status says what came of it"
    )


async def test_a_run_that_nobody_asked_for_in_the_chat_has_no_status_message(web: Web) -> None:
    ada = await web.person()
    butler = await set_up(ada)
    started = await ada.call("POST", f"{API}/agent-configurations/{butler['id']}/run", {"runtime_params": {}})
    await work(web.app)
    run = await ada.read(f"{API}/agent-runs/{started.body['run_id']}")
    assert (run["status"], run["origin_json"]) == ("success", None)
    assert await Message.all().count() == 0


async def test_what_is_asked_in_private_is_seen_by_who_reads_there_and_not_by_the_agents_maker(
    web: Web,
) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    eve = await web.joined(ada, "Eve")
    await set_up(bob)
    board = await eve.made(space(eve, "channels"), {"name": "board", "type": "private"})
    await post(eve, board["id"], "Let's go with the merger.")
    asked = await post(eve, board["id"], "@brief-butler what did we decide?")
    await work(web.app)
    *_, answer = await thread_of(eve, board["id"], asked["id"])
    assert "merger" in answer["content_json"]["text_body"]
    run = await AgentRunLog.get()
    assert (await eve.call("GET", f"{API}/agent-runs/{run.run_id}")).status == 200
    assert (await bob.call("GET", f"{API}/agent-runs/{run.run_id}")).status == 404
    assert (await bob.read(space(bob, "agent-runs")))["items"] == []
    configured = (await bob.read(space(bob, "agent-configurations")))["items"][0]
    assert "merger" not in str(configured["last_run_summary_json"])


async def test_a_run_whose_starter_may_not_read_there_any_more_reads_nothing(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    await set_up(ada)
    board = await ada.made(
        space(ada, "channels"), {"name": "board", "type": "private", "member_user_ids_array": [bob.id]}
    )
    asked = await post(bob, board["id"], "@brief-butler hello")
    assert (await ada.call("DELETE", f"{API}/channels/{board['id']}/members/{bob.id}")).status == 204
    await work(web.app)
    run = await AgentRunLog.get()
    assert (run.status, run.error_details_json["error_code"]) == ("error", "principal_gone")
    (status,) = await thread_of(ada, board["id"], asked["id"])
    update = status["content_json"]["status_update_json"]
    assert (update["status"], update["error_code"]) == ("error", "principal_gone")


@pytest.mark.parametrize("role", ["member", "admin"])
async def test_a_run_that_is_stopped_says_who_stopped_it(web: Web, role: str) -> None:
    ada = await web.person()
    theo = await web.joined(ada, "Theo", role)
    await set_up(ada)
    general = await ada.channel()
    socket = await web.socket(ada)
    last = await socket.subscribe(general)
    asked = await post(theo, general, "@brief-butler hello")
    run = await AgentRunLog.get()
    assert (await theo.call("POST", f"{API}/agent-runs/{run.run_id}/cancel")).status == 200
    (status,) = await thread_of(ada, general, asked["id"])
    update = status["content_json"]["status_update_json"]
    assert (update["status"], update["text"]) == ("cancelled", "Stopped by Theo")
    await work(web.app)
    assert len(await thread_of(ada, general, asked["id"])) == 1
    # Who was away hears of it as the channel's next change.
    again = await web.socket(ada)
    await again.subscribe(general, after_seq=last)
    seen = []
    while "message_updated" not in seen:
        seen.append((await again.next())["action"])
    assert seen.count("new_message") == 2
