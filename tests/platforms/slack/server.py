"""SlackServer: all that is there, and what the app is told of."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Self

from aiohttp import web

from tests.platforms.slack.api import Api
from tests.platforms.slack.calls import Body, described
from tests.platforms.slack.deliveries import Deliveries
from tests.platforms.slack.faults import Faults, Limiter
from tests.platforms.slack.people import Person
from tests.platforms.slack.sockets import Sockets
from tests.platforms.slack.state import (
    BOT_SCOPES,
    Call,
    Channel,
    Clockwork,
    Ephemeral,
    File,
    Granted,
    Message,
    Modal,
    ResponseUrl,
    Team,
    Trigger,
    User,
)

BOT_NAME = "IONFLUX"


class SlackServer:
    """A Slack of one's own. ``team`` is its first; others are made with ``new_team``."""

    app_id = "A0IONFLUX"
    app_token = "xapp-1-A0IONFLUX-local"
    signing_secret = "8f742231b10e8888abcd99yyyzzz85a5"
    client_id = "1234.5678"
    client_secret = "client-secret-of-the-app"
    history_limit = 1000

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self.names = Clockwork(clock)
        self.faults = Faults()
        self.limiter = Limiter(clock)
        self.sockets = Sockets(self)
        self.deliveries = Deliveries(self)
        self.teams: dict[str, Team] = {}
        self.by_token: dict[str, Team] = {}
        self.told: list[Ephemeral] = []
        self.modals: dict[str, Modal] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.uploads: dict[str, tuple[File, int]] = {}
        self.codes: dict[str, Granted] = {}
        self.calls: list[Call] = []
        self.installing_team: Team | None = None
        self.root = ""
        self._news = asyncio.Event()
        self.team = self.new_team("Acme")

    @classmethod
    @asynccontextmanager
    async def started(cls, clock: Callable[[], float] = time.time) -> AsyncIterator[Self]:
        """The server, on a port of its own."""
        server = cls(clock)
        app = web.Application(client_max_size=64 * 1024 * 1024)
        Api(server).add_to(app)
        app.router.add_get("/link/", server.sockets.serve)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        address: Any = runner.addresses[0]
        server.root = f"http://127.0.0.1:{address[1]}"
        try:
            yield server
        finally:
            await server.deliveries.close()
            await server.sockets.drop()
            await runner.cleanup()

    @property
    def url(self) -> str:
        """What IONFLUX_SLACK_API_URL is set to."""
        return f"{self.root}/api/"

    def env(self, *, socket: bool = True) -> dict[str, str]:
        """The variables that point the product here."""
        named = {
            "IONFLUX_SLACK_BOT_TOKEN": self.team.token,
            "IONFLUX_SLACK_SIGNING_SECRET": self.signing_secret,
            "IONFLUX_SLACK_CLIENT_ID": self.client_id,
            "IONFLUX_SLACK_CLIENT_SECRET": self.client_secret,
            "IONFLUX_SLACK_API_URL": self.url,
        }
        return named | ({"IONFLUX_SLACK_APP_TOKEN": self.app_token} if socket else {})

    # What there is.

    def new_team(self, name: str) -> Team:
        number = len(self.teams) + 1
        team_id = f"T0{number:03d}"
        bot = User(f"U0BOT{number:03d}", BOT_NAME, team_id, is_bot=True, bot_id=f"B0BOT{number:03d}")
        team = Team(team_id, name, bot, f"xoxb-{number}-local", set(BOT_SCOPES), users={bot.id: bot})
        self.teams[team_id] = team
        self.by_token[team.token] = team
        return team

    def person(self, name: str, *, team: Team | None = None) -> Person:
        """Somebody of the team; in all its open channels."""
        held = team or self.team
        user = next((one for one in held.users.values() if one.name == name), None)
        if user is None:
            user = User(self.names.id("U"), name, held.id)
            held.users[user.id] = user
            for channel in held.channels.values():
                if channel.kind == "channel":
                    channel.members.add(user.id)
        return Person(self, held, user)

    def channel(
        self, name: str, *, team: Team | None = None, private: bool = False, with_bot: bool = True
    ) -> Channel:
        """The channel of that name; made where there is none."""
        held = team or self.team
        if name not in held.named:
            members = {one.id for one in held.users.values() if not one.is_bot}
            channel = Channel(self.names.id("C"), name, "group" if private else "channel", members)
            if with_bot:
                channel.members.add(held.bot.id)
            held.channels[channel.id] = held.named[name] = channel
        return held.named[name]

    def direct(self, team: Team, user: User) -> Channel:
        """Where the person and the bot are alone."""
        name = f"direct:{user.id}"
        if name not in team.named:
            channel = Channel(self.names.id("D"), name, "im", {user.id, team.bot.id})
            team.channels[channel.id] = team.named[name] = channel
        return team.named[name]

    # What the app is told of.

    async def settled(self) -> None:
        await self.deliveries.settled()

    def noted(self) -> None:
        """Something was asked for or done: whoever waits looks again."""
        self._news.set()

    async def until(self, there: Callable[[], Any]) -> Any:
        """Wait until that is there, and give it; looked for after all that the app does."""
        while not (found := there()):
            self._news.clear()
            await self._news.wait()
        return found

    def tell(self, team: Team, event: Body, place: str = "") -> None:
        """An event, as the Events API wraps it, if the app may still hear of the team."""
        at = self.names.ts()
        body = {
            "token": "verification",
            "team_id": team.id,
            "api_app_id": self.app_id,
            "event": {"event_ts": at} | event,
            "type": "event_callback",
            "event_id": self.names.id("Ev"),
            "event_time": int(self.clock()),
            "authorizations": [
                {"enterprise_id": None, "team_id": team.id, "user_id": team.bot.id, "is_bot": True}
            ],
            "is_ext_shared_channel": False,
        }
        self.deliveries.make("events_api", body, place)

    def _hears(self, team: Team, channel: Channel) -> bool:
        scope = {"channel": "channels:history", "group": "groups:history", "im": "im:history"}[channel.kind]
        return not team.is_revoked and team.bot.id in channel.members and scope in team.scopes

    def tell_of(self, team: Team, message: Message) -> None:
        """A new message; a mention of the bot is told of a second time."""
        channel = team.channels[message.channel]
        if not self._hears(team, channel):
            return
        event = described(self, team, message)
        place = {"channel": channel.id, "channel_type": channel.kind, "event_ts": message.ts}
        if message.files and "subtype" not in event:
            event["subtype"] = "file_share"
        if message.is_broadcast:
            event |= {"subtype": "thread_broadcast", "root": self._root(team, channel, message)}
        self.tell(team, event | place, channel.id)
        is_mention = f"<@{team.bot.id}>" in message.text and not message.bot_id and channel.kind != "im"
        if is_mention and "app_mentions:read" in team.scopes:
            event.pop("subtype", None)
            self.tell(team, event | place | {"type": "app_mention"}, channel.id)

    def _root(self, team: Team, channel: Channel, message: Message) -> Body:
        root = channel.messages.get(message.thread_ts or "")
        return described(self, team, root) if root else {}

    def tell_of_change(self, team: Team, message: Message, before: Body) -> None:
        channel = team.channels[message.channel]
        if self._hears(team, channel):
            event = {
                "type": "message",
                "subtype": "message_changed",
                "hidden": True,
                "message": described(self, team, message),
                "previous_message": before,
                "channel": channel.id,
                "channel_type": channel.kind,
                "ts": self.names.ts(),
            }
            self.tell(team, event, channel.id)

    def take_away(self, team: Team, message: Message) -> None:
        channel = team.channels[message.channel]
        before = described(self, team, message)
        channel.remove(message.ts)
        if self._hears(team, channel):
            event = {
                "type": "message",
                "subtype": "message_deleted",
                "hidden": True,
                "deleted_ts": message.ts,
                "previous_message": before,
                "channel": channel.id,
                "channel_type": channel.kind,
                "ts": self.names.ts(),
            }
            self.tell(team, event, channel.id)

    def tell_of_reaction(self, team: Team, message: Message, name: str, user: str, *, is_added: bool) -> None:
        channel = team.channels[message.channel]
        if not self._hears(team, channel) or "reactions:read" not in team.scopes:
            return
        event = {
            "type": "reaction_added" if is_added else "reaction_removed",
            "user": user,
            "reaction": name,
            "item": {"type": "message", "channel": channel.id, "ts": message.ts},
            "item_user": message.user,
        }
        self.tell(team, event, channel.id)

    def joins(self, team: Team, channel: Channel, user: User) -> None:
        if user.id not in channel.members:
            channel.members.add(user.id)
            event = {"type": "member_joined_channel", "user": user.id, "channel": channel.id, "team": team.id}
            self.tell(team, event | {"channel_type": "C"}, channel.id)

    def revoke(self, team: Team) -> None:
        """The team takes the bot's token away."""
        team.is_revoked = True
        self.tell(team, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [team.bot.id]}})

    def uninstall(self, team: Team) -> None:
        """The team throws the app out."""
        self.revoke(team)
        self.tell(team, {"type": "app_uninstalled"})

    def trigger(self, user: str) -> str:
        name = f"{self.names.id('1')}.{self.names.counted}.trigger"
        self.triggers[name] = Trigger(user, self.clock())
        return name

    def response_url(self, team: Team, channel: str, user: str, message_ts: str = "") -> str:
        name = self.names.id("R")
        self.response_urls[name] = ResponseUrl(team, channel, user, self.clock(), message_ts)
        return f"{self.root}/response/{name}"

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """No call is answered, no event comes, and sockets are broken, for a while."""
        self.faults.is_away = True
        await self.sockets.drop()
        try:
            yield
        finally:
            self.faults.is_away = False
