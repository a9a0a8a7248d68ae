"""The two Slacks, each with what a scenario needs to be there."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any, Protocol

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.internal_utils import convert_bool_to_0_or_1
from yarl import URL

from tests.platforms.slack.server import SlackServer
from tests.platforms.slack.state import BOT_SCOPES

PERSON, BACK = "Ana Holm", "https://app.example/back"


class InTheBody(AsyncWebClient):
    """Slack's client, which sends the arguments of some methods with the address, and asks some with GET:
    here all stand in the body of a POST, where every server that is compared finds them.
    """

    async def api_call(self, api_method: str, **given: Any) -> Any:
        params = given.pop("params", None)
        if params is not None:
            # A token of its own goes into the header, as ever.
            apart = {"token": params.pop("token")} if "token" in params else {}
            given |= {"http_verb": "POST", "params": apart, "data": convert_bool_to_0_or_1(params)}
        return await super().api_call(api_method, **given)


class SlackKit(Protocol):
    """A Slack with a team, an app installed in it, and a person."""

    url: str
    token: str
    app_token: str
    client_id: str
    client_secret: str
    client: AsyncWebClient
    bot: str
    person: str

    async def channel(self, *, with_person: bool = True) -> str:
        """A new public channel that the app is in, and the person."""
        ...

    async def elsewhere(self) -> str:
        """A new public channel that neither is in."""
        ...

    async def archive(self, channel: str) -> None:
        """Close the channel for good."""
        ...

    async def without(self, scope: str) -> AsyncWebClient:
        """The app's client when the team has not granted that scope."""
        ...

    async def trigger(self) -> str:
        """What lets the app open a dialogue before the person."""
        ...

    async def code(self) -> str:
        """What somebody who allows the app into a team sends it back with, to ``BACK``."""
        ...

    def limit(self) -> None:
        """Have the platform hold to its rate limits."""
        ...


class Ours:
    """Our local Slack."""

    def __init__(self, server: SlackServer) -> None:
        self.server, self.url, self.token = server, server.url, server.team.token
        self.bot, self.person, self.app_token = server.team.bot.id, server.person(PERSON).id, server.app_token
        self.client = client(self)
        self.client_id, self.client_secret = server.client_id, server.client_secret
        self._names = count(1)

    async def channel(self, *, with_person: bool = True) -> str:
        channel = self.server.channel(f"c{next(self._names)}")
        if not with_person:
            channel.members.discard(self.person)
        return channel.id

    async def elsewhere(self) -> str:
        channel = self.server.channel(f"c{next(self._names)}", with_bot=False)
        channel.members.clear()
        return channel.id

    async def archive(self, channel: str) -> None:
        self.server.team.channels[channel].is_archived = True

    async def without(self, scope: str) -> AsyncWebClient:
        self.server.team.scopes.discard(scope)
        return self.client

    async def trigger(self) -> str:
        return self.server.trigger(self.person)

    async def code(self) -> str:
        asked = {"client_id": self.client_id, "scope": "chat:write", "redirect_uri": BACK}
        return await _code("GET", f"{self.server.root}/oauth/v2/authorize", params=asked)

    def limit(self) -> None:
        self.server.limiter.is_on = True


class Emulate:
    """A Slack of emulate's, in a process of its own; what is there is asked for as its administrator."""

    bot, token, app_token = "U0BOT0001", "xoxb-emulate", "xapp-emulate"
    client_id, client_secret = "1.2", "secret-of-the-app"
    _names = count(1)
    _apps = (
        {"token": token, "user_id": bot, "bot_id": "B0BOT0001", "scopes": BOT_SCOPES},
        {"token": "xoxb-less", "user_id": bot, "scopes": [one for one in BOT_SCOPES if one != "chat:write"]},
        {"token": "xoxp-admin", "user_id": "U000000001"},
    )

    def __init__(self, url: str) -> None:
        self.url = f"{url}/api/"
        self.client, self._admin = client(self), client(self, "xoxp-admin")
        self.person = ""

    @classmethod
    def seed(cls) -> str:
        """What emulate begins with; without strict scopes it asks nobody for any."""
        app = {
            "client_id": cls.client_id,
            "client_secret": cls.client_secret,
            "name": "IONFLUX",
            "redirect_uris": [BACK],
            "scopes": BOT_SCOPES,
            "bot_id": "B0BOT0001",
            "bot_user_id": cls.bot,
        }
        users = [{"name": "ana.holm", "real_name": PERSON}]
        slack = {"users": users, "oauth_apps": [app], "tokens": cls._apps, "strict_scopes": True}
        return json.dumps({"slack": slack})

    async def begin(self) -> "Emulate":
        users = await self._admin.users_list()
        self.person = next(one["id"] for one in users["members"] if one["real_name"] == PERSON)
        return self

    async def channel(self, *, with_person: bool = True) -> str:
        channel = await self.elsewhere()
        users = [self.bot, self.person] if with_person else [self.bot]
        await self._admin.conversations_invite(channel=channel, users=users)
        return channel

    async def elsewhere(self) -> str:
        made = await self._admin.conversations_create(name=f"c{next(self._names)}")
        return str(made["channel"]["id"])

    async def archive(self, channel: str) -> None:
        await self._admin.conversations_archive(channel=channel)

    async def without(self, scope: str) -> AsyncWebClient:
        assert scope == "chat:write"
        return client(self, "xoxb-less")

    async def trigger(self) -> str:
        made = await self.client.api_call("views.generateTriggerId", json={"user_id": self.person})
        return str(made["trigger_id"])

    async def code(self) -> str:
        asked = {"client_id": self.client_id, "scope": "chat:write", "redirect_uri": BACK}
        root = self.url.removesuffix("/api/")
        chosen = asked | {"user_id": self.person}
        return await _code("POST", f"{root}/oauth/v2/authorize/callback", data=chosen)

    def limit(self) -> None:
        """It has none."""


@asynccontextmanager
async def ours() -> AsyncIterator[SlackKit]:
    async with SlackServer.started() as server:
        yield Ours(server)


def client(kit: SlackKit, token: str | None = None) -> AsyncWebClient:
    """A client with that token, else with the app's."""
    return InTheBody(token=token or kit.token, base_url=kit.url, retry_handlers=[])


async def _code(method: str, url: str, **given: Any) -> str:
    """The code in the address to which that page sends one on."""
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, url, allow_redirects=False, **given) as answer,
    ):
        return str(URL(answer.headers["Location"]).query["code"])


async def outcome(call: Any) -> str:
    """``ok``, or the error in Slack's words; the HTTP status where there are none."""
    try:
        await call
    except SlackApiError as refused:
        told: Any = refused.response
        return str(told.get("error") or f"HTTP {told.status_code}")
    return "ok"
