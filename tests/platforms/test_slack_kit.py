"""The local Slack, driven by Slack's own libraries: what it checks, tells of, and how it misbehaves."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from tests.platforms.slack.server import SlackServer


class Ticking:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


def web_client(slack: SlackServer, token: str | None = None) -> AsyncWebClient:
    return AsyncWebClient(token=token or slack.team.token, base_url=slack.url, retry_handlers=[])


@pytest.fixture
def client(slack: SlackServer) -> AsyncWebClient:
    return web_client(slack)


async def refused(call: Any) -> str:
    with pytest.raises(SlackApiError) as error:
        await call
    return str(error.value.response["error"])


class Inbox:
    """An app made with Bolt, in Socket Mode, that remembers what came."""

    def __init__(self, slack: SlackServer) -> None:
        self.slack = slack
        self.events: list[dict[str, Any]] = []
        self.interactions: list[dict[str, Any]] = []
        self.app = AsyncApp(client=web_client(slack), ignoring_self_events_enabled=False)
        for kind in ("message", "app_mention", "reaction_added", "reaction_removed", "member_joined_channel"):
            self.app.event(kind)(self._event)
        self.app.event("app_uninstalled")(self._event)
        self.app.event("tokens_revoked")(self._event)
        self.app.command("/run_agent")(self._command)
        self.app.action("approve")(self._action)
        self.app.view("form")(self._view)
        self.handler = AsyncSocketModeHandler(self.app, slack.app_token)

    async def _event(self, body: dict[str, Any]) -> None:
        self.events.append(body)

    async def _command(self, ack: Any, body: dict[str, Any], respond: Any) -> None:
        await ack()
        self.interactions.append(body)
        await respond(f"Running {body['text']}")

    async def _action(self, ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        self.interactions.append(body)
        await client.views_open(trigger_id=body["trigger_id"], view=VIEW)

    async def _view(self, ack: Any, body: dict[str, Any]) -> None:
        self.interactions.append(body)
        value = body["view"]["state"]["values"]["f1"]["f1"]["value"]
        if value == "bad":
            await ack(response_action="errors", errors={"f1": "No"})
        else:
            await ack()

    def kinds(self) -> list[str]:
        events = [one["event"] for one in self.events]
        return [one.get("subtype") or one["type"] for one in events]


VIEW = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Edit"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "f1",
            "label": {"type": "plain_text", "text": "Limit"},
            "element": {"type": "plain_text_input", "action_id": "f1", "initial_value": "100"},
        }
    ],
}
BUTTONS = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "May I?"}},
    {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": "approve",
                "value": "t1",
                "text": {"type": "plain_text", "text": "Approve"},
            }
        ],
    },
]


@pytest.fixture
async def inbox(slack: SlackServer) -> AsyncIterator[Inbox]:
    box = Inbox(slack)
    await box.handler.connect_async()
    await slack.sockets.connected()
    yield box
    await box.handler.close_async()
    await box.handler.client.aiohttp_client_session.close()


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
        (lambda c, o: c.chat_postMessage(channel=o, text="x" * 40_001), "msg_too_long"),
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


@pytest.fixture
async def endpoint(slack: SlackServer) -> AsyncIterator[list[tuple[dict[str, str], bytes]]]:
    """An app over HTTP that fails at first."""
    got: list[tuple[dict[str, str], bytes]] = []

    async def take(request: web.Request) -> web.Response:
        got.append((dict(request.headers), await request.read()))
        return web.Response(status=503 if len(got) == 1 else 200)

    app = web.Application()
    app.router.add_post("/slack/events", take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address: Any = runner.addresses[0]
    slack.deliveries.events_url = f"http://127.0.0.1:{address[1]}/slack/events"
    yield got
    await runner.cleanup()


async def test_over_http_all_is_signed_and_what_failed_comes_again(
    slack: SlackServer, endpoint: list[tuple[dict[str, str], bytes]]
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    await ana.says("hello", in_=orders)
    await slack.settled()
    await ana.commands("/run_agent a & b", in_=orders)
    verifier = SignatureVerifier(slack.signing_secret)
    assert len(endpoint) == 3
    assert all(verifier.is_valid_request(body, headers) for headers, body in endpoint)
    (_, first), (again, second), (_, command) = endpoint
    assert (again["X-Slack-Retry-Num"], again["X-Slack-Retry-Reason"]) == ("1", "http_error")
    assert json.loads(first)["event_id"] == json.loads(second)["event_id"]
    assert b"command=%2Frun_agent&text=a+%26amp%3B+b" in command


async def test_who_gets_no_answer_to_a_command_is_told_so(slack: SlackServer) -> None:
    slack.deliveries.ack_within = 0.01
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    await ana.commands("/run_agent x", in_=orders)
    assert [one.text for one in ana.told] == ["/run_agent failed because the app did not respond"]


async def test_faults_happen_as_often_as_they_are_asked_for(
    slack: SlackServer, client: AsyncWebClient
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    slack.faults.limits("chat.postMessage", retry_after=7)
    with pytest.raises(SlackApiError) as limited:
        await client.chat_postMessage(channel=orders.id, text="x")
    assert (limited.value.response.status_code, limited.value.response.headers["Retry-After"]) == (429, "7")
    slack.faults.fails("chat.postMessage")
    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel=orders.id, text="x")
    slack.faults.cuts("chat.postMessage")
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=orders.id, text="lost")
    assert ana.sees(orders) == []
    slack.faults.cuts("chat.postMessage", after_effect=True)
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=orders.id, text="kept")
    assert [one.text for one in ana.sees(orders)] == ["kept"]
    await client.chat_postMessage(channel=orders.id, text="well")


async def test_deliveries_are_doubled_and_reordered_on_demand(slack: SlackServer, inbox: Inbox) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    slack.faults.doubles()
    await ana.says("one", in_=orders)
    await slack.settled()
    slack.faults.is_holding = True
    await ana.says("two", in_=orders)
    await ana.says("three", in_=orders)
    slack.deliveries.release(is_reversed=True)
    await slack.settled()
    assert [one["event"]["text"] for one in inbox.events] == ["one", "one", "three", "two"]


async def test_a_dropped_socket_is_opened_again_and_what_was_unacknowledged_comes_again(
    slack: SlackServer, inbox: Inbox
) -> None:
    slack.deliveries.again_after = (0.01,) * 200
    await slack.sockets.drop(is_announced=True)
    await slack.sockets.connected(2)
    await slack.person("Ana Holm").says("one", in_=slack.channel("orders"))
    await slack.settled()
    assert [one["event"]["text"] for one in inbox.events] == ["one"]


async def test_the_limiter_counts_what_it_allows_for_each_channel() -> None:
    clock = Ticking()
    async with SlackServer.started(clock) as slack:
        client = web_client(slack)
        slack.limiter.is_on = True
        first, second = slack.channel("first").id, slack.channel("second").id
        await client.chat_postMessage(channel=first, text="x")
        await client.chat_postMessage(channel=second, text="x")
        assert await refused(client.chat_postMessage(channel=first, text="x")) == "ratelimited"
        clock.now += 1
        await client.chat_postMessage(channel=first, text="x")
        assert slack.limiter.allowed["chat.postMessage"] == 3
        assert slack.limiter.refused["chat.postMessage"] == 1


async def test_an_install_gives_a_team_its_token(slack: SlackServer) -> None:
    other = slack.new_team("Other")
    slack.installing_team = other
    page = f"{slack.root}/oauth/v2/authorize?client_id={slack.client_id}&scope=chat:write,commands&state=s1"
    async with (
        aiohttp.ClientSession() as session,
        session.get(page + "&redirect_uri=http://app.example/back", allow_redirects=False) as got,
    ):
        address = got.headers["Location"]
    assert address.startswith("http://app.example/back?code=")
    assert address.endswith("&state=s1")
    code = address.partition("code=")[2].partition("&")[0]
    asked = {"client_id": slack.client_id, "code": code, "redirect_uri": "http://app.example/back"}
    client = AsyncWebClient(base_url=slack.url)
    wrong = client.api_call("oauth.v2.access", params=asked | {"client_secret": "wrong"})
    assert await refused(wrong) == "bad_client_secret"
    granted = await client.api_call("oauth.v2.access", params=asked | {"client_secret": slack.client_secret})
    assert (granted["team"]["id"], granted["access_token"]) == (other.id, other.token)
    assert (await web_client(slack, granted["access_token"]).auth_test())["team_id"] == other.id
    again = client.api_call("oauth.v2.access", params=asked | {"client_secret": slack.client_secret})
    assert await refused(again) == "invalid_code"


async def test_nothing_answers_while_it_is_away(slack: SlackServer, client: AsyncWebClient) -> None:
    async with slack.away():
        with pytest.raises(aiohttp.ClientError):
            await client.auth_test()
    assert (await client.auth_test())["ok"]
