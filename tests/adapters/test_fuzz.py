"""Nothing that a caller can send is answered 500."""

import random
import re
from typing import Any

import pytest

from bot.app import App
from bot.contracts.adapters import Route
from bot.gates import make_gates
from bot.web import make_web
from config.settings import Limits, Settings
from tests.client import Client

_NASTY: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    2**53 - 1,
    -(2**53) + 1,
    0.5,
    1e308,
    "",
    " ",
    "x",
    "x" * 70_000,
    "é",
    "😀",
    "\u202e",
    "\ufeff",
    "\x1f",
    "\x7f",
    "null",
    "0",
    "-1",
    "../..",
    "<script>",
    "'; DROP TABLE users; --",
    "%s%n",
    "{{7*7}}",
    "a: &a [*a]",
    "inputs: {min_order_value_alert_threshold: .inf}",
    "inputs: [",
    "- - - -",
    "name: !!python/object:x",
    "2026-13-45T99:99:99Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "00000000-0000-0000-0000-000000000000",
    [],
    {},
    [None],
    [[[[]]]],
    {"": ""},
    {"x": {"y": []}},
    ["x"] * 300,
    {"text_body": ""},
    {"text_body": 5},
    {"text_body": "hi"},
    "text",
    "markdown",
    "interactive_proposal",
    "https://example.com",
    "javascript:alert(1)",
    "http://[::1",
    "owner",
    "shopify",
    "shop.myshopify.com",
    "active",
)
_QUERIES = (
    "limit=-1",
    "limit=1e9",
    "limit=5&limit=6",
    "cursor=%00",
    "cursor=%F0%9F%98%80",
    "cursor=-1",
    "before=9" + "9" * 30,
    "before=-1",
    "after=x",
    "after=9007199254740993",
    "thread_id=none",
    "thread_id=x",
    "q=%00",
    "q=",
    "x=1",
    "%00=1",
    "=",
    "limit=%D9%A1",
    "cursor=00000000-0000-0000-0000-000000000000",
    "cursor=" + "a" * 300,
)
_IDS = (
    "x",
    "%00",
    "0",
    "-",
    "%2e%2e",
    "00000000-0000-0000-0000-000000000000",
    "😀",
    "%25",
    "none",
    "agent_004_refactored",
)
_CALLS = 14


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"limits": Limits(rest_per_minute=100_000, runs_per_minute=100_000)})


@pytest.fixture
async def routes(app: App) -> list[Route]:
    return [route for route in make_web(app, make_gates(app))[1].routes() if not route.is_raw]


@pytest.mark.timeout(60)
async def test_no_call_is_answered_500(client: Client, routes: list[Route]) -> None:
    dice = random.Random(4711)
    ada = await client.registered()
    channel = (await ada.get(f"/api/v1/workspaces/{ada.workspace['id']}/channels")).body["items"][0]["id"]
    known = {
        "workspace_id": ada.workspace["id"],
        "channel_id": channel,
        "definition_id": "agent_004_refactored",
    }
    broken: list[tuple[str, str, Any, bytes]] = []
    for route in routes:
        if route.path.endswith(("/logout", "/me/sessions", "/login")) and route.method != "GET":
            continue
        for _ in range(_CALLS):
            path = _path(route, known, dice)
            body = _body(route, dice)
            headers = (
                {"If-Match": dice.choice(("1", "x", '"1"', "*", "9" * 30))} if dice.random() < 0.7 else {}
            )
            answer = await ada.call(route.method, path, body, headers=headers)
            if answer.status >= 500 or (answer.status >= 400 and "error" not in (answer.body or {})):
                broken.append((route.method, path, body, answer.raw))
    assert broken == []


def _path(route: Route, known: dict[str, str], dice: random.Random) -> str:
    def filled(found: re.Match[str]) -> str:
        right = known.get(found[1])
        return right if right and dice.random() < 0.8 else dice.choice(_IDS)

    path = re.sub(r"{(\w+)(?::[^{}]*)?}", filled, route.path)
    return f"{path}?{dice.choice(_QUERIES)}" if dice.random() < 0.4 else path


def _body(route: Route, dice: random.Random) -> Any:
    if route.body is None:
        return None
    if dice.random() < 0.1:
        return dice.choice(_NASTY)
    return {
        name: dice.choice(_NASTY)
        for name, field in route.body.model_fields.items()
        if field.is_required() or dice.random() < 0.6
    }
