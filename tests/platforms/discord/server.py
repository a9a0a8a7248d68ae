"""DiscordServer: all that is there, and what the app is told of."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from typing import Any, Self

import aiohttp
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.platforms.discord import checks
from tests.platforms.discord.api import Api
from tests.platforms.discord.faults import Faults, Limiter
from tests.platforms.discord.gateway import Gateway
from tests.platforms.discord.people import Person
from tests.platforms.discord.state import (
    DM,
    PUBLIC_THREAD,
    Channel,
    File,
    Guild,
    Interaction,
    Message,
    Told,
    User,
    Webhook,
)

_EPHEMERAL = 64


class DiscordServer:
    """A Discord of one's own, with one guild and one bot."""

    token = "local-bot-token"
    application_id = "900000000000000001"
    ack_within = 3.0

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self._numbers = count(1)
        self._key = Ed25519PrivateKey.generate()
        self.bot = User(self.snowflake(), "IONFLUX", is_bot=True)
        self.people: dict[str, User] = {}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.commands: list[dict[str, Any]] = []
        self.interactions: dict[str, Interaction] = {}
        self.webhooks: dict[str, Webhook] = {}
        self.told: list[Told] = []
        self.calls: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.faults = Faults()
        self.limiter = Limiter(clock)
        self.gateway = Gateway(self)
        self.has_content_intent = True
        self.may_moderate = True
        self.interactions_url = ""
        self.root = ""
        self._news = asyncio.Event()
        self.guild = self.new_guild("Acme")

    @classmethod
    @asynccontextmanager
    async def started(cls, clock: Callable[[], float] = time.time) -> AsyncIterator[Self]:
        """The server, on a port of its own."""
        server = cls(clock)
        app = web.Application(client_max_size=64 << 20)
        Api(server).add_to(app)
        app.router.add_get("/gateway/", server.gateway.serve)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        address: Any = runner.addresses[0]
        server.root = f"http://127.0.0.1:{address[1]}"
        try:
            yield server
        finally:
            await server.gateway.drop()
            await runner.cleanup()

    @property
    def url(self) -> str:
        """What IONFLUX_DISCORD_API_URL is set to."""
        return f"{self.root}/api/v10"

    @property
    def gateway_url(self) -> str:
        return f"{self.root.replace('http', 'ws', 1)}/gateway/"

    @property
    def public_key(self) -> str:
        return self._key.public_key().public_bytes_raw().hex()

    def env(self, *, http: bool = False) -> dict[str, str]:
        """The variables that point the product here."""
        named = {"IONFLUX_DISCORD_TOKEN": self.token, "IONFLUX_DISCORD_API_URL": self.url}
        return named | ({"IONFLUX_DISCORD_PUBLIC_KEY": self.public_key} if http else {})

    def snowflake(self) -> str:
        """The next id; ids grow with time."""
        return str((int(self.clock() * 1000) - 1420070400000 << 22) + next(self._numbers))

    def notice(self) -> None:
        """Something was done by the app."""
        self._news.set()

    async def until(self, there: Callable[[], Any]) -> Any:
        """Wait until that is there, and give it; looked for after all that the app does."""
        while not (found := there()):
            self._news.clear()
            await self._news.wait()
        return found

    # What there is.

    def new_guild(self, name: str) -> Guild:
        owner = User(self.snowflake(), "Owner")
        guild = Guild(self.snowflake(), name, owner, members={self.bot.id: self.bot, owner.id: owner})
        self.guilds[guild.id] = guild
        return guild

    def person(self, name: str) -> Person:
        """Somebody, in all guilds."""
        if name not in self.people:
            self.people[name] = User(self.snowflake(), name)
            for guild in self.guilds.values():
                guild.members[self.people[name].id] = self.people[name]
        return Person(self, self.people[name])

    def channel(self, name: str, *, guild: Guild | None = None) -> Channel:
        held = guild or self.guild
        channel = Channel(self.snowflake(), name, guild_id=held.id)
        held.channels[channel.id] = self.channels[channel.id] = channel
        return channel

    def direct(self, user: User) -> Channel:
        known = [one for one in self.channels.values() if one.kind == DM and user in one.recipients]
        if known:
            return known[0]
        channel = Channel(self.snowflake(), user.name, kind=DM, recipients=[user, self.bot])
        self.channels[channel.id] = channel
        return channel

    def webhook(self, channel: Channel, name: str) -> Webhook:
        made = Webhook(self.snowflake(), f"webhook-{self.snowflake()}", channel.id, name)
        self.webhooks[made.token] = made
        return made

    def new_thread(self, parent: Channel, name: str, thread_id: str) -> Channel:
        thread = Channel(thread_id, name, PUBLIC_THREAD, parent.guild_id, parent.id)
        self.channels[thread.id] = thread
        return thread

    def new_message(self, channel: Channel, author: User, content: str, **more: Any) -> Message:
        message = Message(self.snowflake(), channel.id, author, content, **more)
        channel.messages[message.id] = message
        return message

    async def remove(self, message: Message) -> None:
        channel = self.channels[message.channel_id]
        del channel.messages[message.id]
        where = {"guild_id": channel.guild_id} if channel.guild_id else {}
        await self.gateway.tell("MESSAGE_DELETE", {"id": message.id, "channel_id": channel.id} | where)

    def keep_file(self, name: str, content: bytes) -> File:
        file = File(self.snowflake(), name, content)
        self.files[file.id] = file
        return file

    def guild_described(self, guild: Guild) -> dict[str, Any]:
        threads = [one for one in self.channels.values() if one.guild_id == guild.id and one.parent_id]
        everybody = {
            "id": guild.id, "name": "@everyone", "permissions": "0", "position": 0, "color": 0,
            "hoist": False, "managed": False, "mentionable": False,
        }  # fmt: skip
        return {
            "id": guild.id, "name": guild.name, "owner_id": guild.owner.id,
            "roles": [everybody],
            "emojis": [], "features": [], "verification_level": 0, "default_message_notifications": 0,
            "explicit_content_filter": 0, "mfa_level": 0, "premium_tier": 0, "nsfw_level": 0,
            "afk_timeout": 0,
            "system_channel_flags": 0, "premium_progress_bar_enabled": False, "preferred_locale": "en-US",
            "member_count": len(guild.members), "large": False, "unavailable": False,
            "stickers": [],
            "members": [
                {"user": one.described(), "roles": [], "joined_at": None, "deaf": False,
                 "mute": False, "flags": 0}
                for one in guild.members.values()
            ],
            "channels": [one.described() for one in guild.channels.values()],
            "threads": [one.described() for one in threads], "presences": [], "voice_states": [],
            "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
        }  # fmt: skip

    # Interactions.

    async def interact(
        self, user: User, channel: Channel, kind: int, data: dict[str, Any], **more: Any
    ) -> Interaction:
        """Tell the app of it, and wait until it answers, or three seconds are over."""
        made = Interaction(self.snowflake(), f"token-{self.snowflake()}", user, channel.id, {})
        made.body = {
            "id": made.id, "application_id": self.application_id, "type": kind, "token": made.token,
            "version": 1, "data": data, "channel_id": channel.id, "channel": channel.described(),
            "locale": "en-US", "app_permissions": "0", "entitlements": [], "attachment_size_limit": 10485760,
            "authorizing_integration_owners": {}, "context": 0 if channel.guild_id else 1,
        } | more  # fmt: skip
        if channel.guild_id:
            member = {
                "user": user.described(), "roles": [], "permissions": "0", "joined_at": None,
                "deaf": False, "mute": False, "flags": 0,
            }  # fmt: skip
            made.body |= {"guild_id": channel.guild_id, "member": member}
        else:
            made.body["user"] = user.described()
        self.interactions[made.token] = made
        if self.interactions_url:
            await self._over_http(made)
        else:
            await self.gateway.tell("INTERACTION_CREATE", made.body)
        try:
            async with asyncio.timeout(self.ack_within):
                await made.acknowledged.wait()
        except TimeoutError:
            made.has_failed = True
            self.told.append(Told(user, channel.id, "The application did not respond"))
        return made

    def signed(self, body: bytes, *, at: float | None = None) -> dict[str, str]:
        """The headers that say it is from Discord."""
        stamp = str(int(self.clock() if at is None else at))
        return {
            "X-Signature-Timestamp": stamp,
            "X-Signature-Ed25519": self._key.sign(stamp.encode() + body).hex(),
            "Content-Type": "application/json",
        }

    async def _over_http(self, made: Interaction) -> None:
        body = json.dumps(made.body).encode()
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self.ack_within)) as http:
            try:
                async with http.post(self.interactions_url, data=body, headers=self.signed(body)) as response:
                    if response.status == 200:
                        self.answer(made, await response.json())
            except (TimeoutError, aiohttp.ClientError):
                return

    def answer(self, made: Interaction, body: dict[str, Any]) -> None:
        """The app's first answer: pong, a message, a deferral, choices or a modal."""
        if made.acknowledged.is_set():
            raise checks.No(400, 40060, "Interaction has already been acknowledged.")
        made.kind, data = int(body["type"]), body.get("data") or {}
        made.is_private = bool(int(data.get("flags") or 0) & _EPHEMERAL)
        if made.kind == 4:
            checks.message(data, has_files=False)
            made.original = self.show(made, data, is_private=made.is_private)
        elif made.kind == 8:
            made.choices = data["choices"]
        elif made.kind == 9:
            checks.modal(data)
            made.modal = data
        made.acknowledged.set()
        if made.kind != 5:
            made.answered.set()

    def show(self, made: Interaction, data: dict[str, Any], *, is_private: bool) -> Message:
        """What the app says to an interaction: to all, or to that person alone."""
        made.answer = data
        message = Message(
            self.snowflake(), made.channel_id, self.bot, str(data.get("content") or ""),
            embeds=data.get("embeds") or [], components=data.get("components") or [],
            flags=int(data.get("flags") or 0),
        )  # fmt: skip
        if is_private:
            self.told.append(Told(made.user, made.channel_id, message.content))
        else:
            self.channels[made.channel_id].messages[message.id] = message
        return message

    def show_otherwise(self, made: Interaction, data: dict[str, Any]) -> Message:
        """The first answer changed; what was put off is answered by it."""
        if made.original is None:
            made.original = self.show(made, data, is_private=made.is_private)
            return made.original
        made.answer = data
        made.original.content = str(data.get("content") or "")
        made.original.embeds, made.original.components = (
            data.get("embeds") or [],
            data.get("components") or [],
        )
        if made.is_private:
            self.told.append(Told(made.user, made.channel_id, made.original.content))
        return made.original
