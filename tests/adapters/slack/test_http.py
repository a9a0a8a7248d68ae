"""Slack over HTTP: only what Slack signed is taken in, and it is answered in time."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import aiohttp
import pytest
from aiohttp import web

from adapters.slack.adapter import SlackAdapter
from bot.contracts.adapters import Request
from bot.contracts.platforms import Answered, Called, Form, FormField, Heard, PlatformHost, Pushed, Told
from bot.contracts.unit import SYSTEM
from bot.runtime.discovery import find_commands
from config.clock import new_id, now
from config.errors import StorageBusy
from tests.adapters.slack.making import message, place, settings
from tests.adapters.slack.recording import RecordingGate
from tests.platforms.slack.server import SlackServer


@dataclass
class Site:
    """The adapter's routes, served."""

    url: str
    slack: SlackServer
    gate: RecordingGate
    adapter: SlackAdapter
    session: aiohttp.ClientSession

    async def post(self, body: bytes | BytesIO, headers: Mapping[str, str]) -> tuple[int, str]:
        async with self.session.post(f"{self.url}/slack/events", data=body, headers=headers) as answer:
            return answer.status, await answer.text()

    async def posts(self, payload: Any, **signing: Any) -> tuple[int, str]:
        body = json.dumps(payload).encode()
        signed = self.slack.deliveries.signed(body, **signing)
        return await self.post(body, signed | {"Content-Type": "application/json"})

    async def get(self, path: str) -> tuple[int, str, str]:
        async with self.session.get(f"{self.url}{path}", allow_redirects=False) as answer:
            return answer.status, await answer.text(), answer.headers.get("Location", "")


def served(route: Any) -> Any:
    async def handle(request: web.Request) -> web.StreamResponse:
        call = Request(
            actor=SYSTEM,
            params={},
            query=None,
            body=None,
            headers=request.headers,
            cookies={},
            address="127.0.0.1",
            correlation_id=new_id(),
            raw=request,
        )
        answer: web.StreamResponse = await route.handler(call)
        return answer

    return handle


@pytest.fixture
async def site(slack: SlackServer, gate: RecordingGate) -> AsyncIterator[Site]:
    app = web.Application()
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    hosts: list[str] = []

    async def late(request: web.Request) -> web.StreamResponse:
        return await handlers[request.method, request.path](request)

    app.router.add_route("*", "/{rest:.*}", late)
    await runner.setup()
    socket = web.TCPSite(runner, "127.0.0.1", 0)
    await socket.start()
    address: Any = runner.addresses[0]
    hosts.append(f"http://127.0.0.1:{address[1]}")
    host = PlatformHost(gate=gate, commands=find_commands(), public_url=hosts[0])
    adapter = SlackAdapter(settings(slack, socket=False), host)
    handlers = {(route.method, route.path): served(route) for route in adapter.routes()}
    slack.deliveries.events_url = f"{hosts[0]}/slack/events"
    slack.deliveries.again_after = (0.0, 0.0)
    async with aiohttp.ClientSession() as session:
        yield Site(hosts[0], slack, gate, adapter, session)
    await adapter.close()
    await runner.cleanup()


async def test_messages_come_in_signed_and_a_store_that_is_away_makes_them_come_again(
    site: Site, slack: SlackServer, gate: RecordingGate
) -> None:
    gate.fails = [StorageBusy("Busy.")]
    ana = slack.person("Ana Holm")
    await ana.says("hello", in_=slack.channel("orders"))
    await slack.settled()
    assert gate.texts == ["hello"]
    assert slack.deliveries.made[0].statuses == [503, 200]


async def test_commands_buttons_and_forms_are_answered(
    site: Site, slack: SlackServer, gate: RecordingGate
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    field = FormField(name="words", label="Words")
    asking = Form(token="c.search", title="Find messages", submit="Do it", fields=(field,))
    gate.answers = [asking, asking, Told(text_body="Found."), Told(text_body="Pressed.")]
    await ana.commands("/ionflux search", in_=orders)
    modal = await slack.until(lambda: ana.modal)
    await ana.submits(modal, {"Words": "a"})
    assert modal.is_open
    await ana.submits(modal, {"Words": "b"})
    assert not modal.is_open
    await slack.until(lambda: ana.told)
    await ana.presses(orders.messages[await card(site, orders)], "Go")
    await slack.until(lambda: len(ana.told) == 2)
    assert [one.text for one in ana.told] == ["Found.", "Pressed."]
    assert [one.values for one in gate.of(Answered)] == [{"words": "a"}, {"words": "b"}]
    assert (len(gate.of(Called)), len(gate.of(Pushed))) == (1, 1)


async def card(site: Site, channel: Any) -> str:
    from bot.contracts.messages import Button

    said = message("Go?", buttons=(Button(label="Go", token="p.1.0"),))
    return (await site.adapter.send(place(site.slack, channel), said)).external_id


EVENT = {
    "type": "event_callback",
    "team_id": "T0001",
    "api_app_id": "A1",
    "event_id": "Ev1",
    "event": {"type": "message", "channel": "C1", "user": "U1", "ts": "1.2", "text": "hi"},
}


@pytest.mark.parametrize(
    "spoil",
    [
        {"secret": "another"},
        {"at": 1_000_000_000.0},
        {"at": 9_000_000_000.0},
    ],
)
async def test_what_is_forged_or_stale_is_refused_and_leaves_nothing(
    site: Site, spoil: dict[str, Any]
) -> None:
    assert (await site.posts(EVENT, **spoil))[0] == 401
    assert site.gate.all == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Signature": "v0=abc"},
        {"X-Slack-Request-Timestamp": "NOW", "X-Slack-Signature": "v0=\u00e9"},
        {"X-Slack-Request-Timestamp": "-1", "X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "9" * 400, "X-Slack-Signature": "v0=00"},
    ],
)
async def test_what_is_not_signed_is_refused(site: Site, headers: dict[str, str]) -> None:
    stamped = {name: value.replace("NOW", str(int(now().timestamp()))) for name, value in headers.items()}
    assert (await site.post(json.dumps(EVENT).encode(), stamped))[0] == 401
    assert site.gate.all == []


async def test_a_body_that_was_changed_after_it_was_signed_is_refused(site: Site) -> None:
    body = json.dumps(EVENT).encode()
    headers = site.slack.deliveries.signed(body) | {"Content-Type": "application/json"}
    assert (await site.post(body, headers))[0] == 200
    assert (await site.post(body + b" ", headers))[0] == 401
    assert (await site.post(BytesIO(b"x" * (1 << 20) + b"x"), headers))[0] == 413
    assert len(site.gate.of(Heard)) == 1


async def test_slack_finds_out_that_the_address_is_ours(site: Site) -> None:
    assert await site.posts({"type": "url_verification", "challenge": "c1"}) == (200, "c1")
    body = urlencode({"ssl_check": "1", "token": "x"}).encode()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert (await site.post(body, site.slack.deliveries.signed(body) | form))[0] == 200


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "something_new"},
        {"type": "event_callback"},
        {"type": "event_callback", "event": None},
        {"type": "event_callback", "event": {"type": "message", "channel": {}, "ts": None}},
        {"type": "event_callback", "event": {"type": "never_heard_of", "channel": "C1"}},
        {"type": "event_callback", "event": {"type": "message", "subtype": "odd", "channel": "C1"}},
        [],
        "text",
        None,
    ],
)
async def test_what_is_authentic_and_unknown_is_noted_and_answered_well(site: Site, payload: Any) -> None:
    assert (await site.posts(payload))[0] == 200
    assert site.gate.all == []
    assert len(site.gate.unknown) == 1


async def test_bytes_that_are_nothing_are_noted(site: Site) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for body, kind in (
        (b"\xff\xfe", {"Content-Type": "application/json"}),
        (b"payload=%7B", form),
        (b"payload=1", form),
        (b"\xff", form),
        (b"", form),
    ):
        assert (await site.post(body, site.slack.deliveries.signed(body) | kind))[0] == 200
    assert len(site.gate.unknown) == 5


async def test_the_app_is_installed_into_a_team_for_the_workspace_where_it_began(
    site: Site, slack: SlackServer, gate: RecordingGate
) -> None:
    workspace_id, other = uuid4(), slack.new_team("Other")
    slack.installing_team, gate.states["s1"] = other, workspace_id
    status, _, page = await site.get("/slack/install?state=s1")
    assert (status, page.startswith(f"{slack.root}/oauth/v2/authorize?")) == (302, True)
    async with site.session.get(page) as answer:
        assert answer.status == 200
        assert "Other" in await answer.text()
    ((kept, where),) = gate.kept
    assert (kept.account, kept.name, kept.token, where) == (other.id, "Other", other.token, workspace_id)
    assert kept.details_json["bot_user_id"] == other.bot.id
    channel = slack.channel("there", team=other)
    sent = await site.adapter.send(
        place(slack, channel).__class__(adapter="slack", account=other.id, channel=channel.id), message("hi")
    )
    assert sent.external_id in channel.messages


async def test_an_install_that_did_not_begin_here_or_was_refused_keeps_nothing(site: Site) -> None:
    for path, status in (
        ("/slack/install", 400),
        ("/slack/oauth_redirect?code=c&state=unknown", 400),
        ("/slack/oauth_redirect?error=access_denied&state=s1", 400),
        ("/slack/oauth_redirect", 400),
    ):
        assert (await site.get(path))[0] == status
    site.gate.states["s2"] = uuid4()
    status, text, _ = await site.get("/slack/oauth_redirect?code=wrong&state=s2")
    assert (status, "begin again" in text) == (502, True)
    assert site.gate.kept == []
