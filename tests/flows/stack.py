"""The real processes of an installation, started, killed and started again by a test."""

import asyncio
import base64
import hashlib
import hmac
import os
import signal
import socket
from collections.abc import AsyncIterable, AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import aiohttp
import orjson

from config.settings import Settings
from tests.flows.processes import Process

SECRET = "a webhook secret of the test"
REFRESH = "/api/v1/auth/refresh"
SHOP = "tide-and-timber.myshopify.com"
ROLES = ("web", "events", "worker")
QUICK = {
    "IONFLUX_RUNS__LEASE_SECONDS": "2",
    "IONFLUX_RUNS__RENEW_SECONDS": "0.5",
    "IONFLUX_RUNS__SWEEP_SECONDS": "0.5",
    # A Kafka group drops a member that is silent for so long, and a busy machine makes silent.
    "IONFLUX_LOG__LEASE_SECONDS": "3",
    "IONFLUX_LOG__LOOK_SECONDS": "0.5",
    "IONFLUX_LOG__RETRY_SECONDS": "[0.1, 0.2, 0.3]",
    # How many messages platforms take in a second is tested by itself.
    "IONFLUX_MIRROR__PACE": "1000",
}


@dataclass
class Role:
    """One process. ``lines`` is what it logged."""

    process: "Process | asyncio.subprocess.Process"
    reading: "asyncio.Task[None]"
    lines: list[str] = field(default_factory=list)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def logged(self, text: str) -> str:
        """Wait until a line has ``text``; fail when the process ends first."""
        async with self.changed:
            while True:
                for line in self.lines:
                    if text in line:
                        return line
                if self.process.returncode is not None and self.reading.done():
                    raise AssertionError(
                        f"ended with {self.process.returncode}:\n" + "".join(self.lines[-40:])
                    )
                await self.changed.wait()

    async def died(self) -> int:
        """Wait until it ends; its return code."""
        return await self.process.wait()


class Stack:
    """An installation with its roles, and a workspace with a shop and a Sentinel."""

    def __init__(self, settings: Settings, *, environment: Mapping[str, str] | None = None) -> None:
        self.settings = settings
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.roles: dict[str, Role] = {}
        self.http: aiohttp.ClientSession
        self.user_id = self.workspace_id = self.alerts_id = self.webhook_path = self.configuration_id = ""
        self._environment = dict(environment or {})

    @classmethod
    @asynccontextmanager
    async def running(
        cls,
        settings: Settings,
        *,
        failpoints: Mapping[str, str] | None = None,
        environment: Mapping[str, str] | None = None,
        roles: Sequence[str] = ROLES,
    ) -> AsyncIterator["Stack"]:
        """All roles up and a workspace made; ``failpoints`` are armed per role once that is done."""
        stack = cls(settings, environment=environment)
        # A session lets through a hundred connections at once unless it is told otherwise.
        connector, timeout = aiohttp.TCPConnector(limit=0), aiohttp.ClientTimeout(total=30)
        async with aiohttp.ClientSession(stack.url, timeout=timeout, connector=connector) as stack.http:
            try:
                await asyncio.gather(*(stack.start(role) for role in roles))
                await stack.make_workspace()
                for role, armed in (failpoints or {}).items():
                    await stack.restart(role, failpoints=armed)
                yield stack
            finally:
                await asyncio.gather(*(stack.kill(role) for role in list(stack.roles)))

    async def start(self, role: str, *, failpoints: str = "") -> None:
        """Start a role and wait until it works."""
        environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "IONFLUX_DATA_DIR": str(self.settings.data_dir),
            "DATABASE_URL": self.settings.database,
            "REDIS_URL": self.settings.redis_url,
            "KAFKA_BOOTSTRAP_SERVERS": self.settings.kafka_bootstrap_servers,
            "IONFLUX_SECRET_KEY": self.settings.secret_key.get_secret_value(),
            "PORT": str(self.port),
            "IONFLUX_TEST": "1",
            "IONFLUX_FAILPOINTS": failpoints,
            **QUICK,
            **self._environment,
        }
        process = Process([role], environment)
        started = Role(process, asyncio.current_task())  # type: ignore[arg-type]
        started.reading = asyncio.ensure_future(self._read(started, process.errors()))
        self.roles[role] = started
        await started.logged("serving" if role == "web" else "role_started")

    @staticmethod
    async def _read(role: Role, lines: AsyncIterable[bytes]) -> None:
        async for line in lines:
            async with role.changed:
                role.lines.append(line.decode())
                role.changed.notify_all()
        await role.process.wait()
        async with role.changed:
            role.changed.notify_all()

    async def kill(self, role: str) -> None:
        """``kill -9``."""
        running = self.roles.pop(role)
        with suppress(ProcessLookupError):
            running.process.send_signal(signal.SIGKILL)
        await running.process.wait()
        await running.reading

    async def stop(self, role: str) -> int:
        """A polite end; its return code."""
        running = self.roles.pop(role)
        running.process.send_signal(signal.SIGTERM)
        code = await running.process.wait()
        await running.reading
        return code

    async def restart(self, role: str, *, failpoints: str = "") -> None:
        """Kill it if it still lives, and start it again."""
        await self.kill(role)
        await self.start(role, failpoints=failpoints)

    async def make_workspace(self, *, threshold: float = 100.0) -> None:
        """Register, connect the shop, set the Sentinel up: what a new user does."""
        email = f"{uuid4().hex[:10]}@shop.example"
        made = await self.call(
            "POST", "/api/v1/auth/register", email=email, password="harbour light 9", name="Ida Holm"
        )
        self._sign_in(made)
        self.user_id, self.workspace_id = made["user"]["id"], made["workspace"]["id"]
        space = f"/api/v1/workspaces/{self.workspace_id}"
        channels = (await self.call("GET", f"{space}/channels"))["items"]
        self.alerts_id = next(one["id"] for one in channels if one["name"] == "alerts")
        connection = await self.call(
            "POST", f"{space}/connections", provider="shopify", shop_domain=SHOP, webhook_secret=SECRET
        )
        self.webhook_path = "/webhooks/" + connection["webhook_url"].split("/webhooks/")[1]
        configuration = await self.call(
            "POST", f"{space}/agent-configurations", agent_definition_id="agent_004", name="Sales Sentinel",
            yaml_config_text=f"inputs:\n  min_order_value_alert_threshold: {threshold}\n",
        )  # fmt: skip
        self.configuration_id = configuration["id"]

    def _sign_in(self, made: Mapping[str, Any]) -> None:
        self.http.headers["Authorization"] = f"Bearer {made['access_token']}"
        self._refresh_token = made["refresh_token"]

    async def call(self, method: str, path: str, **body: Any) -> Any:
        """A REST call that must go well, however long ago the owner signed in; its body."""
        async with self.http.request(method, path, json=body or None) as answer:
            if answer.status != 401 or path == REFRESH:
                assert answer.status < 300, f"{method} {path}: {answer.status} {await answer.text()}"
                return await answer.json() if answer.status != 204 else None
        del self.http.headers["Authorization"]
        self._sign_in(await self.call("POST", REFRESH, refresh_token=self._refresh_token))
        return await self.call(method, path, **body)

    async def deliver(
        self, order: Mapping[str, Any], *, delivery_id: str | None = None, secret: str = SECRET
    ) -> tuple[int, str]:
        """One signed orders/create; the status and the request's id."""
        body = orjson.dumps(order)
        headers = signed(body, secret) | {
            "X-Shopify-Topic": "orders/create",
            "X-Shopify-Shop-Domain": SHOP,
            "X-Shopify-Webhook-Id": delivery_id or str(uuid4()),
        }
        async with self.http.post(self.webhook_path, data=body, headers=headers) as answer:
            return answer.status, answer.headers["X-Request-Id"]

    async def alerts(self) -> list[str]:
        """The titles of the messages in ``alerts``, oldest first, by REST."""
        found = await self.call("GET", f"/api/v1/channels/{self.alerts_id}/messages?limit=200")
        return [one["content_json"]["json_payload"]["title"] for one in reversed(found["items"])]

    @asynccontextmanager
    async def watching(self, *, after_seq: int = 0) -> AsyncIterator["Watch"]:
        """A socket subscribed to ``alerts``."""
        ticket = await self.call("POST", "/api/v1/ws-tickets", workspace_id=self.workspace_id)
        async with self.http.ws_connect(f"/ws?ticket={ticket['ticket']}") as ws:
            asked = {"channel_id": self.alerts_id, "after_seq": after_seq}
            await ws.send_json({"action": "subscribe", "payload": asked})
            yield Watch(ws)

    async def see_alerts(self, count: int, *, seconds: float = 45.0) -> list[str]:
        """Wait on a socket (made again when the web role was killed) until ``count`` alerts are there; their
        titles.
        """
        titles: list[str] = []
        async with asyncio.timeout(seconds):
            async with self.watching() as watch:
                while len(titles) < count:
                    titles.append(await watch.title())
        return titles


# What else may come: what became of a message, of a run, of people.
_BESIDE = ("ready", "subscribed", "message_updated", "run_updated", "presence", "notification")


@dataclass
class Watch:
    """An open socket in ``alerts``."""

    ws: aiohttp.ClientWebSocketResponse
    seqs: list[int] = field(default_factory=list)

    async def title(self) -> str:
        """The title of the next alert."""
        return str((await self.message())["content_json"]["json_payload"]["title"])

    async def message(self) -> dict[str, Any]:
        """The next new message."""
        async for message in self.ws:
            frame = orjson.loads(message.data)
            if frame["action"] == "new_message":
                self.seqs.append(frame["payload"]["seq"])
                return dict(frame["payload"])
            assert frame["action"] in _BESIDE, frame
        raise AssertionError(f"the socket closed: {self.ws.close_code}")


def order(name: str, total: str = "150.00") -> dict[str, Any]:
    """An order as Shopify writes it, as far as anything here reads it."""
    return {
        "id": abs(hash(name)) % 10**12,
        "name": name,
        "order_number": int(name.lstrip("#")),
        "currency": "USD",
        "total_price": total,
        "total_price_set": {"shop_money": {"amount": total, "currency_code": "USD"}},
        "created_at": "2026-11-20T09:30:00+01:00",
        "updated_at": "2026-11-20T09:30:00+01:00",
        "test": False,
        "line_items": [{"title": "Linen cushion", "name": "Linen cushion", "quantity": 2, "price": "75.00"}],
    }


def signed(body: bytes, secret: str = SECRET) -> dict[str, str]:
    """The headers of a body signed as Shopify signs it."""
    digest = hmac.digest(secret.encode(), body, hashlib.sha256)
    return {"X-Shopify-Hmac-Sha256": base64.b64encode(digest).decode(), "Content-Type": "application/json"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
