"""How the local Slack delivers, repeats and misbehaves, as Slack's own libraries see it."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from tests.platforms.slack.app import Inbox, Ticking, refused, web_client
from tests.platforms.slack.server import SlackServer


@pytest.fixture
def client(slack: SlackServer) -> AsyncWebClient:
    return web_client(slack)


@pytest.fixture
async def inbox(slack: SlackServer) -> AsyncIterator[Inbox]:
    async with Inbox.connected(slack) as connected:
        yield connected


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
