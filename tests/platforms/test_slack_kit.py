"""The local Slack, driven by Slack's own libraries: what it checks, and what it tells of."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.platforms.slack.app import BUTTONS, VIEW, Inbox, Ticking, refused, web_client
from tests.platforms.slack.server import SlackServer


@pytest.fixture
def client(slack: SlackServer) -> AsyncWebClient:
    return web_client(slack)


@pytest.fixture
async def inbox(slack: SlackServer) -> AsyncIterator[Inbox]:
    async with Inbox.connected(slack) as connected:
        yield connected


async def test_what_the_app_posts_is_seen_and_can_be_changed_and_taken_back(
    slack: SlackServer, client: AsyncWebClient
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    posted = await client.chat_postMessage(
        channel=orders.id,
        text=f"<@{ana.id}> 1 &lt; 2 <https://a.example|A>",
        username="Ben",
        icon_emoji=":tada:",
    )
    seen = ana.sees(orders)[0]
    assert (seen.author, seen.text, seen.is_app) == ("Ben", "@Ana Holm 1 < 2 A (https://a.example)", True)
    reply = await client.chat_postMessage(channel=orders.id, text="Reply", thread_ts=posted["ts"])
    await client.chat_update(channel=orders.id, ts=reply["ts"], text="Better")
    assert [(one.text, one.thread) for one in ana.sees(orders)[1:]] == [("Better", posted["ts"])]
    await client.chat_delete(channel=orders.id, ts=reply["ts"])
    await client.reactions_add(channel=orders.id, timestamp=posted["ts"], name="+1")
    assert [one.reactions for one in ana.sees(orders)] == [{"👍": ("IONFLUX",)}]
    await client.chat_postEphemeral(channel=orders.id, user=ana.id, text="Only you")
    assert [one.text for one in ana.told] == ["Only you"]


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda c, o: c.chat_postMessage(channel="C0NONE", text="x"), "channel_not_found"),
        (lambda c, o: c.api_call("chat.postMessage", json={"channel": o}), "no_text"),
        (lambda c, o: c.chat_postMessage(channel=o, text="x", thread_ts="1.2"), "thread_not_found"),
        (lambda c, o: c.chat_postMessage(channel=o, text="x", blocks=BUTTONS * 26), "invalid_blocks"),
        (lambda c, o: c.chat_update(channel=o, ts="1.2", text="x"), "message_not_found"),
        (lambda c, o: c.reactions_add(channel=o, timestamp="1.2", name="+1"), "message_not_found"),
        (lambda c, o: c.views_open(trigger_id="1.2", view=VIEW), "invalid_trigger_id"),
        (lambda c, o: c.users_info(user="U0NONE"), "user_not_found"),
        (lambda c, o: c.apps_connections_open(app_token="xapp-other"), "invalid_auth"),
        (lambda c, o: c.api_call("chat.unknown"), "unknown_method"),
    ],
)
async def test_what_slack_refuses_is_refused_in_its_words(
    slack: SlackServer, client: AsyncWebClient, call: Any, error: str
) -> None:
    assert await refused(call(client, slack.channel("orders").id)) == error


async def test_places_tokens_and_scopes_are_checked(slack: SlackServer, client: AsyncWebClient) -> None:
    elsewhere = slack.channel("elsewhere", with_bot=False)
    secret = slack.channel("secret", private=True, with_bot=False)
    assert await refused(client.chat_postMessage(channel=elsewhere.id, text="x")) == "not_in_channel"
    assert await refused(client.chat_postMessage(channel=secret.id, text="x")) == "channel_not_found"
    elsewhere.is_archived = True
    elsewhere.members.add(slack.team.bot.id)
    assert await refused(client.chat_postMessage(channel=elsewhere.id, text="x")) == "is_archived"
    slack.team.scopes.discard("chat:write.customize")
    orders = slack.channel("orders")
    assert (
        await refused(client.chat_postMessage(channel=orders.id, text="x", username="B")) == "missing_scope"
    )
    slack.team.scopes.discard("chat:write")
    assert await refused(client.chat_postMessage(channel=orders.id, text="x")) == "missing_scope"
    assert await refused(web_client(slack, "xoxb-other").auth_test()) == "invalid_auth"
    slack.revoke(slack.team)
    assert await refused(client.auth_test()) == "token_revoked"


async def test_history_shows_what_was_said_since_with_metadata_where_asked(
    slack: SlackServer, client: AsyncWebClient
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    first = await ana.says("one", in_=orders)
    metadata = {"event_type": "ours", "event_payload": {"key": "k1"}}
    posted = await client.chat_postMessage(channel=orders.id, text="two", metadata=metadata)
    await ana.says("reply", in_=orders, thread=first)
    await ana.says("three", in_=orders)
    page = await client.conversations_history(channel=orders.id, oldest=first.ts, limit=1)
    assert [one["text"] for one in page["messages"]] == ["three"]
    cursor = page["response_metadata"]["next_cursor"]
    rest = await client.conversations_history(
        channel=orders.id, oldest=first.ts, cursor=cursor, include_all_metadata=True
    )
    assert [(one["ts"], one["metadata"]) for one in rest["messages"]] == [(posted["ts"], metadata)]
    replies = await client.conversations_replies(channel=orders.id, ts=first.ts)
    assert [one["text"] for one in replies["messages"]] == ["one", "reply"]


async def test_a_file_is_uploaded_shared_and_given_to_those_with_the_token(
    slack: SlackServer, client: AsyncWebClient
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    await client.files_upload_v2(
        channel=orders.id, content=b"a,b", filename="orders.csv", initial_comment="Here"
    )
    assert [(one.text, one.files) for one in ana.sees(orders)] == [("Here", ("orders.csv",))]
    said = await ana.says("", in_=orders, files=[("photo.png", b"png")])
    told = slack.deliveries.made[-1].payload["event"]
    assert (told["subtype"], told["ts"], told["files"][0]["name"]) == ("file_share", said.ts, "photo.png")
    url = told["files"][0]["url_private"]
    async with aiohttp.ClientSession() as session:
        async with session.get(url, headers={"Authorization": f"Bearer {slack.team.token}"}) as got:
            assert await got.read() == b"png"
        async with session.get(url) as got:
            assert got.content_type == "text/html"


async def test_events_come_over_the_socket_and_a_mention_comes_twice(
    slack: SlackServer, inbox: Inbox
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    said = await ana.says("@IONFLUX a < b", in_=orders)
    await ana.edits(said, "better")
    await ana.reacts(said, "👍")
    await ana.takes_back(said, "👍")
    await ana.says("see all", in_=orders, thread=said, broadcast=True)
    await ana.deletes(said)
    await slack.settled()
    assert inbox.kinds() == [
        "message",
        "app_mention",
        "message_changed",
        "reaction_added",
        "reaction_removed",
        "thread_broadcast",
        "message_deleted",
    ]
    first, second = inbox.events[:2]
    assert first["event"]["ts"] == second["event"]["ts"]
    assert first["event_id"] != second["event_id"]
    assert first["event"]["text"] == f"<@{slack.team.bot.id}> a &lt; b"


async def test_the_apps_own_posts_come_back_to_it(
    slack: SlackServer, inbox: Inbox, client: AsyncWebClient
) -> None:
    orders = slack.channel("orders")
    await client.chat_postMessage(channel=orders.id, text="plain")
    await client.chat_postMessage(channel=orders.id, text="as Ben", username="Ben")
    await slack.settled()
    assert inbox.kinds() == ["message", "bot_message"]
    assert {one["event"]["bot_id"] for one in inbox.events} == {slack.team.bot.bot_id}


async def test_commands_buttons_and_forms_go_there_and_back(slack: SlackServer, inbox: Inbox) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    await ana.commands("/run_agent Sales {a: 1}", in_=orders)
    client = web_client(slack)
    posted = await client.chat_postMessage(channel=orders.id, text="May I?", blocks=BUTTONS)
    message = orders.messages[posted["ts"]]
    assert ana.sees(orders)[0].buttons == ("Approve",)
    await ana.presses(message, "Approve")
    modal = await slack.until(lambda: ana.told and ana.modal)
    assert [one.text for one in ana.told] == ["Running Sales {a: 1}"]
    await ana.submits(modal, {"Limit": "bad"})
    assert (modal.is_open, modal.errors) == (True, {"f1": "No"})
    await ana.submits(modal, {"Limit": "7"})
    assert not modal.is_open
    assert ana.modal is None


async def test_a_trigger_serves_once_and_for_three_seconds() -> None:
    clock = Ticking()
    async with SlackServer.started(clock) as slack:
        client = web_client(slack)
        trigger = slack.trigger("U1")
        await client.views_open(trigger_id=trigger, view=VIEW)
        assert await refused(client.views_open(trigger_id=trigger, view=VIEW)) == "exchanged_trigger_id"
        late = slack.trigger("U1")
        clock.now += 3.1
        assert await refused(client.views_open(trigger_id=late, view=VIEW)) == "expired_trigger_id"
