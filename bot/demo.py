"""The demo shop: seeds its workspace, sends signed real-shaped orders, and shows each hop to the alert."""

import asyncio
import base64
import hashlib
import hmac
import random
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import aiohttp
import orjson
import yaml
from rich.console import Console
from rich.table import Table

from bot.installation import Installation
from config.clock import monotonic, new_id
from config.errors import Rejected, SetupError, Unreachable

EMAIL, SHOP, THRESHOLD = "ana@demo.example", "harbor-and-pine.myshopify.com", 100
SAMPLES = Path(__file__).parent.parent / "webhooks"
_GOODS = (
    ("Linen cushion", "44.00"),
    ("Oak side table", "189.00"),
    ("Wool throw", "79.50"),
    ("Stoneware cup", "14.00"),
)
console = Console(highlight=False)


async def seed(installation: Installation, url: str) -> None:
    """Make the demo workspace: people who talk, a shop, and two agents, one of them to be asked.

    One that was begun and killed is made whole: what it has of these is kept, or made anew.
    """
    known = dict(installation.begun_demo() or {})
    if not known:
        known = {"email": EMAIL, "password": secrets.token_urlsafe(9)}
        installation.keep_demo(known)
    async with aiohttp.ClientSession(url) as http:
        workspace = known["workspace_id"] = await _enter(http, known)
        space = f"/api/v1/workspaces/{workspace}"
        for begun in (await _call(http, "GET", f"{space}/connections"))["items"]:
            await _call(http, "DELETE", f"/api/v1/connections/{begun['id']}")
        secret = known["webhook_secret"] = secrets.token_urlsafe(32)
        shop = {"provider": "shopify", "shop_domain": SHOP, "webhook_secret": secret}
        connection = await _call(http, "POST", f"{space}/connections", shop)
        known_agents = (await _call(http, "GET", f"{space}/agent-configurations"))["items"]
        for agent in (_SENTINEL, _BUTLER):
            if agent["name"] not in [one["name"] for one in known_agents]:
                await _call(http, "POST", f"{space}/agent-configurations", agent)
    await _mark_demo(installation, workspace)
    await _talk(installation, workspace)
    installation.keep_demo(known | {"webhook_url": connection["webhook_url"]})


_SENTINEL = {
    "agent_definition_id": "agent_004_refactored",
    "name": "Sales Sentinel",
    "yaml_config_text": f"inputs:\n  min_order_value_alert_threshold: {THRESHOLD}.00\n"
    "  alert_channel: alerts\n",
}


_BUTLER = {
    "agent_definition_id": "agent_007_refactored",
    "name": "Brief Butler",
    "yaml_config_text": "inputs: {}\n",
    "description_text": "Mention it under a conversation: it says what was decided and who does what.",
}
_COLLEAGUES = ("Theo Brandt", "Mia Kern")
_TALK = (
    (
        "Ana Reis",
        "Morning! The spring catalogue goes to the printer on Friday. Which cover: oak table or cushions?",
    ),
    ("Theo Brandt", "I like the oak table, it sells best this month."),
    ("Mia Kern", "The cushions look warmer, but the oak table is fine with me."),
    ("Ana Reis", "Then let's go with the oak table for the cover."),
    ("Theo Brandt", "I'll send the final photos to the printer by Thursday."),
    ("Ana Reis", '@"Mia Kern" please check the prices on page four until Wednesday.'),
    ("Mia Kern", "Gladly. Do we ship to Norway this year?"),
    ("Theo Brandt", "That is not decided. I'll ask the carrier for a price tomorrow."),
)


async def _enter(http: aiohttp.ClientSession, who: Mapping[str, Any]) -> str:
    """Register, or sign in where that was done already; the workspace's id."""
    credentials = {"email": who["email"], "password": who["password"]}
    async with http.post("/api/v1/auth/register", json=credentials | {"name": "Ana Reis"}) as told:
        is_known, made = told.status == 409, await told.json()
    if is_known:
        made = await _call(http, "POST", "/api/v1/auth/login", credentials)
    http.headers["Authorization"] = f"Bearer {made['access_token']}"
    return str((await _call(http, "GET", "/api/v1/workspaces"))["items"][0]["id"])


async def _mark_demo(installation: Installation, workspace_id: str) -> None:
    from storage.db import Database
    from storage.models.workspaces import Workspace

    database = await Database.connect(installation.settings())
    try:
        await Workspace.filter(id=workspace_id).update(is_demo=True, name="Harbor & Pine")
    finally:
        await database.close()


async def _talk(installation: Installation, workspace_id: str) -> None:
    """Have the people of the demo workspace talk in its first channel; what was said is not said again."""
    from bot.app import open_app
    from bot.contracts.messages import InboundMessage
    from bot.contracts.unit import SYSTEM, Actor, ActorType, Role
    from bot.services import channels, chat, mentions
    from storage.models.chat import Channel
    from storage.models.users import User
    from storage.models.workspaces import Membership, Workspace

    scope = UUID(workspace_id)
    async with open_app(installation.settings(), "events") as app:
        owner = (await Workspace.get(id=scope)).owner_user_id
        people = {_TALK[0][0]: Actor(type=ActorType.USER, id=owner, role=Role.OWNER)}
        for name in _COLLEAGUES:
            # They have no password: nobody signs in as them.
            email = f"{name.split()[0].lower()}@demo.example"
            person, _ = await User.get_or_create({"name": name}, email=email)
            await Membership.get_or_create({"role": Role.MEMBER.value}, workspace_id=scope, user_id=person.id)
            async with app.units.open_unit(SYSTEM, scope) as unit:
                await channels.enter_all(unit, person.id)
            people[name] = Actor(type=ActorType.USER, id=person.id, role=Role.MEMBER)
        general = await Channel.of(scope).get(name="general")
        for number, (name, text) in enumerate(_TALK):
            said = InboundMessage(
                channel_id=general.id, content_type="text", content_json={"text_body": text},
                client_message_id=f"demo-{number}",
            )  # fmt: skip
            async with app.units.open_unit(people[name], scope) as unit:
                await chat.post(unit, said, mentions=(await mentions.named(unit, text)).shown)


async def demo(data_dir: Path, orders: int) -> None:
    """Send orders and print the hops of each to its alert.

    Raises:
        SetupError: nothing runs there, or it has no demo workspace.
    """
    installation = Installation(data_dir)
    running, shop = installation.require_running(), _demo_shop(installation)
    from bot.tracing import Tracer

    async with (
        aiohttp.ClientSession(running["url"]) as http,
        Tracer.opened(installation) as tracer,
        _Watch.opened(http, shop) as watch,
    ):
        for number in range(orders):
            order = _order(installation, number)
            began, request_id = await _deliver(http, shop, order)
            alert = await watch.alert(order["name"]) if float(order["total_price"]) > THRESHOLD else None
            _print(order, began, alert, await tracer.hops(request_id))
    console.print(f"  The alerts stand in [bold]#alerts[/bold] at {running['url']}\n")


async def send_sample(data_dir: Path, sample: str, url: str, secret: str) -> None:
    """Send one sample delivery, signed.

    Raises:
        SetupError: there is no such sample, or nowhere to send it.
        Unreachable, Rejected: it was not taken.
    """
    source, _, name = sample.partition("/")
    path = SAMPLES / source / "samples" / f"{name.replace('-', '_')}.yaml"
    if not name.replace("-", "").isalnum() or not source.isalnum() or not path.is_file():
        known = sorted(
            f"{one.parent.parent.name}/{one.stem.replace('_', '-')}"
            for one in SAMPLES.glob("*/samples/*.yaml")
        )
        raise SetupError(f"There is no sample '{sample}'. There are: {', '.join(known)}.")
    if not url or not secret:
        shop = _demo_shop(Installation(data_dir))
        url, secret = url or shop["webhook_url"], secret or shop["webhook_secret"]
    read = yaml.safe_load(path.read_text())
    body = orjson.dumps(read["body"]) if isinstance(read["body"], dict) else str(read["body"]).encode()
    headers = {key: value for key, value in read["headers"].items() if key.lower() not in _OWN_HEADERS}
    async with aiohttp.ClientSession() as http:
        status, told = await _post(http, url, secret, body, headers | {"X-Shopify-Webhook-Id": str(new_id())})
    if status >= 300:
        raise Rejected(f"{url} answered {status}: {told}", service="ionflux")
    console.print(f"{status}  {told}")


# Signature, delivery and shop are those of this delivery, not of the sample's.
_OWN_HEADERS = frozenset({"x-shopify-hmac-sha256", "x-shopify-webhook-id", "x-shopify-shop-domain"})


def _demo_shop(installation: Installation) -> Mapping[str, Any]:
    if (shop := installation.demo()) is None:
        raise SetupError(
            f"{installation.data_dir} has no demo workspace. Start 'ionflux up' on a fresh --data-dir."
        )
    return shop


def _order(installation: Installation, number: int) -> dict[str, Any]:
    """An order as Shopify would write it; every third one is too small for an alert."""
    count = 1 if number % 3 == 2 else random.randint(2, 3)  # noqa: S311 - a shop's day, nothing to guess
    goods = [_GOODS[3]] if number % 3 == 2 else random.sample(_GOODS[:3], count)
    lines = [
        {
            "id": random.getrandbits(40),
            "title": title,
            "name": title,
            "quantity": 1,
            "price": price,
            "grams": 400,
        }
        for title, price in goods
    ]
    total = f"{sum(float(price) for _, price in goods):.2f}"
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    name = f"#{1000 + random.randint(1, 98_999)}"  # noqa: S311
    return {
        "id": random.getrandbits(42),
        "name": name,
        "order_number": int(name[1:]),
        "created_at": moment,
        "updated_at": moment,
        "processed_at": moment,
        "currency": "USD",
        "total_price": total,
        "total_price_set": {"shop_money": {"amount": total, "currency_code": "USD"}},
        "subtotal_price": total,
        "financial_status": "paid",
        "fulfillment_status": None,
        "test": False,
        "line_items": lines,
    }


async def _deliver(http: aiohttp.ClientSession, shop: Mapping[str, Any], order: Any) -> tuple[float, str]:
    headers = {
        "X-Shopify-Topic": "orders/create",
        "X-Shopify-Shop-Domain": SHOP,
        "X-Shopify-Webhook-Id": str(new_id()),
        "X-Shopify-Event-Id": str(new_id()),
        "X-Shopify-API-Version": "2026-07",
        "X-Shopify-Triggered-At": datetime.now(UTC).isoformat(),
    }
    began = monotonic()
    path = shop["webhook_url"].split("/webhooks/", 1)[1]
    body = orjson.dumps(order)
    async with http.post(
        f"/webhooks/{path}", data=body, headers=headers | _signed(body, shop["webhook_secret"])
    ) as told:
        if told.status != 200:
            raise Unreachable(f"The delivery was answered {told.status}.", service="ionflux")
        return began, told.headers["X-Request-Id"]


async def _post(
    http: aiohttp.ClientSession, url: str, secret: str, body: bytes, headers: Mapping[str, str]
) -> tuple[int, str]:
    try:
        async with http.post(url, data=body, headers={**headers, **_signed(body, secret)}) as told:
            return told.status, await told.text()
    except aiohttp.ClientError as away:
        raise Unreachable(f"{url} does not answer: {away}.", service="ionflux") from away


def _signed(body: bytes, secret: str) -> dict[str, str]:
    digest = hmac.digest(secret.encode(), body, hashlib.sha256)
    return {"X-Shopify-Hmac-Sha256": base64.b64encode(digest).decode(), "Content-Type": "application/json"}


async def _call(http: aiohttp.ClientSession, method: str, path: str, body: Any = None) -> Any:
    async with http.request(method, path, json=body) as told:
        read: Any = await told.json() if told.status != 204 else None
        if told.status >= 400:
            raise Unreachable(f"{path}: {read['error']['message']}", service="ionflux")
        return read


class _Watch:
    """A web socket in the alerts channel, as the browser has one."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket

    @classmethod
    def opened(cls, http: aiohttp.ClientSession, shop: Mapping[str, Any]) -> "_Opened":
        return _Opened(http, shop)

    async def alert(self, order_name: str) -> float | None:
        """When the alert that names the order came; None after 30 seconds without."""
        try:
            async with asyncio.timeout(30):
                async for message in self._socket:
                    frame = orjson.loads(message.data)
                    if (
                        frame["action"] == "new_message"
                        and order_name in orjson.dumps(frame["payload"]).decode()
                    ):
                        return monotonic()
        except TimeoutError:
            return None
        return None


class _Opened:
    def __init__(self, http: aiohttp.ClientSession, shop: Mapping[str, Any]) -> None:
        self._http, self._shop = http, shop
        self._socket: aiohttp.ClientWebSocketResponse | None = None

    async def __aenter__(self) -> _Watch:
        who = {"email": self._shop["email"], "password": self._shop["password"]}
        signed = await _call(self._http, "POST", "/api/v1/auth/login", who)
        self._http.headers["Authorization"] = f"Bearer {signed['access_token']}"
        workspace = self._shop["workspace_id"]
        async with self._http.get(f"/api/v1/workspaces/{workspace}/channels") as told:
            channels = (await told.json())["items"]
        alerts = next(one for one in channels if one["name"] == "alerts")
        ticket = await _call(self._http, "POST", "/api/v1/ws-tickets", {"workspace_id": workspace})
        self._socket = await self._http.ws_connect(f"/ws?ticket={ticket['ticket']}")
        await self._socket.send_json({"action": "subscribe", "payload": {"channel_id": alerts["id"]}})
        return _Watch(self._socket)

    async def __aexit__(self, *_: object) -> None:
        if self._socket is not None:
            await self._socket.close()


def _print(
    order: Mapping[str, Any], began: float, alert: float | None, hops: list[tuple[str, float]]
) -> None:
    table = Table(show_header=False, box=None, padding=(0, 2))
    for name, milliseconds in hops:
        table.add_row("", name, f"{milliseconds:8.1f} ms")
    console.print(f"\n  [bold]Order {order['name']}[/bold]  ${order['total_price']}")
    console.print(table)
    if alert is not None:
        console.print(
            f"      [green]alert on the socket[/green] after [bold]{(alert - began) * 1000:.1f} ms[/bold]"
        )
    elif float(order["total_price"]) > THRESHOLD:
        console.print("      [red]no alert within 30 s[/red]; look at the logs in the data directory")
    else:
        console.print(f"      [dim]under ${THRESHOLD}: no alert[/dim]")
