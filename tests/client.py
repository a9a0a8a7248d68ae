"""A client of the REST API as its users write one: JSON in and out, a bearer token once signed in."""

import io
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import aiohttp
import orjson

from tests.factories import PASSWORD


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back; ``body`` is None where it is no JSON."""

    status: int
    headers: Any
    body: Any
    raw: bytes
    cookies: Any

    @property
    def code(self) -> str:
        """The stable code of an error."""
        return str(self.body["error"]["code"])


@dataclass(slots=True)
class Client:
    """Calls one web process."""

    url: str
    token: str | None = None
    user: dict[str, Any] = field(default_factory=dict)
    workspace: dict[str, Any] = field(default_factory=dict)
    refresh_token: str = ""
    _session: Any = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False)
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        await self._session.close()

    async def call(
        self,
        method: str,
        path: str,
        json: Any = None,
        *,
        data: Any = None,
        headers: dict[str, str] | None = None,
        cookies: dict[str, str] | None = None,
    ) -> Answered:
        sent = dict(headers or {})
        if self.token and "Authorization" not in sent and cookies is None:
            sent["Authorization"] = f"Bearer {self.token}"
        if cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        if json is not None:
            data = orjson.dumps(json)
        if data is not None and "Content-Type" not in sent:
            sent["Content-Type"] = "application/json"
        if isinstance(data, bytes) and len(data) > 1 << 20:
            data = io.BytesIO(data)
        async with self._session.request(
            method, self.url + path, data=data, headers=sent, allow_redirects=False
        ) as answer:
            raw = await answer.read()
            is_json = answer.content_type == "application/json" and raw
            return Answered(
                answer.status, answer.headers, orjson.loads(raw) if is_json else None, raw, answer.cookies
            )

    async def get(self, path: str, **more: Any) -> Answered:
        return await self.call("GET", path, **more)

    async def post(self, path: str, json: Any = None, **more: Any) -> Answered:
        return await self.call("POST", path, json, **more)

    async def registered(self, name: str = "Ada Lovelace", *, email: str = "ada@example.com") -> "Client":
        """This client's twin, signed in with a new account of its own."""
        answer = await self.post(
            "/api/v1/auth/register", {"email": email, "password": PASSWORD, "name": name}
        )
        assert answer.status == 201, answer.raw
        twin = Client(self.url, answer.body["access_token"], answer.body["user"], answer.body["workspace"])
        twin.refresh_token = answer.body["refresh_token"]
        twin._session = self._session
        return twin
