"""A web role on a real port, and people who are signed in to it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse
from aiohttp.test_utils import TestServer

from bot.app import App
from bot.contracts.unit import Role
from bot.gates import make_gates
from bot.runtime.listener import Runner
from bot.web import make_web
from tests.factories import PASSWORD, make_member

WAIT = 8.0


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    body: Any
    headers: Any

    @property
    def code(self) -> str:
        return str(self.body["error"]["code"])


class Person:
    """Somebody at a client of their own, with an access token."""

    def __init__(self, http: ClientSession, registered: dict[str, Any]) -> None:
        self.http = http
        self.id: str = registered["user"]["id"]
        self.workspace_id: str = registered["workspace"]["id"]
        self.refresh_token: str = registered["refresh_token"]
        self.headers = {"Authorization": f"Bearer {registered['access_token']}"}

    async def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.http.request(method, path, json=body, headers=self.headers | named) as answer:
            read = await answer.json() if answer.content_type == "application/json" else None
            return Answer(answer.status, read, answer.headers)

    async def made(self, path: str, body: Any) -> dict[str, Any]:
        answer = await self.call("POST", path, body)
        assert answer.status == 201, answer
        return dict(answer.body)

    async def read(self, path: str) -> Any:
        answer = await self.call("GET", path)
        assert answer.status == 200, answer
        return answer.body

    async def channel(self, name: str = "general") -> str:
        items = (await self.read(f"/api/v1/workspaces/{self.workspace_id}/channels"))["items"]
        return str(next(one["id"] for one in items if one["name"] == name))

    async def ticket(self, workspace_id: str | None = None) -> str:
        made = await self.made("/api/v1/ws-tickets", {"workspace_id": workspace_id or self.workspace_id})
        return str(made["ticket"])


class Web:
    """The running web role."""

    def __init__(self, app: App, adapter: Any, server: TestServer, stack: AsyncExitStack) -> None:
        self.app = app
        self.adapter = adapter
        self.server = server
        self._stack = stack

    async def http(self) -> ClientSession:
        return await self._stack.enter_async_context(ClientSession(self.server.make_url("/")))

    async def person(self, name: str = "Ada", *, password: str = PASSWORD) -> Person:
        http = await self.http()
        body = {"email": f"{name.lower()}@example.com", "password": password, "name": name}
        async with http.post("/api/v1/auth/register", json=body) as answer:
            assert answer.status == 201, await answer.text()
            return Person(http, await answer.json())

    async def joined(self, host: Person, name: str, role: str = "member") -> Person:
        """A person who is in the host's workspace too, and calls it theirs."""
        person = await self.person(name)
        await make_member(UUID(host.workspace_id), Role(role), user_id=UUID(person.id))
        person.workspace_id = host.workspace_id
        return person

    async def socket(self, person: Person, ticket: str | None = None, **named: Any) -> "Socket":
        path = f"/ws?ticket={ticket or await person.ticket()}"
        response = await self._stack.enter_async_context(person.http.ws_connect(path, **named))
        opened = Socket(response)
        await opened.get("ready")
        return opened


class Socket:
    """A client's end of a socket."""

    def __init__(self, response: ClientWebSocketResponse) -> None:
        self.response = response

    async def say(self, action: str, ref: Any = None, **payload: Any) -> None:
        await self.response.send_json(
            {"action": action, "payload": payload, **({} if ref is None else {"ref": ref})}
        )

    async def next(self) -> dict[str, Any]:
        """The next frame; who comes and goes is passed over."""
        while True:
            async with asyncio.timeout(WAIT):
                frame = dict(await self.response.receive_json())
            if frame["action"] != "presence":
                return frame

    async def come(self, action: str) -> Any:
        """The payload of the next frame of that action, whatever comes before it."""
        async with asyncio.timeout(WAIT):
            while (frame := await self.response.receive_json())["action"] != action:
                continue
        return frame["payload"]

    async def get(self, action: str) -> Any:
        """The payload of the next frame, which must be of that action."""
        frame = await self.next()
        assert frame["action"] == action, frame
        return frame["payload"]

    async def subscribe(self, channel_id: str, after_seq: int | None = None) -> int:
        named = {} if after_seq is None else {"after_seq": after_seq}
        await self.say("subscribe", channel_id=channel_id, **named)
        return int((await self.get("subscribed"))["last_seq"])

    async def closed(self) -> int | None:
        """The code with which the server closes, whatever comes before."""
        async with asyncio.timeout(WAIT):
            async for _ in self.response:
                continue
        return self.response.close_code


class OurServer(TestServer):
    """The product's own HTTP server under the application."""

    async def _make_runner(self, **_: Any) -> Runner:
        return Runner(self.app, drain_seconds=1)


@pytest.fixture
async def web(app: App) -> AsyncIterator[Web]:
    """The web role of this test's own."""
    application, adapter = make_web(app, make_gates(app))
    live = asyncio.ensure_future(app.live.run())
    async with AsyncExitStack() as stack:
        server = OurServer(application)
        await server.start_server()
        yield Web(app, adapter, server, stack)
        # The clients go first: one that is open and does not read is waited for.
        await stack.aclose()
        await adapter.close()
        await server.close()
    live.cancel()
    await asyncio.wait([live])


@pytest.fixture
def person(web: Web) -> Callable[..., Awaitable[Person]]:
    """Registers somebody."""
    return web.person
