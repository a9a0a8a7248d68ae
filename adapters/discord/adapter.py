"""Discord: gateway intake, HTTP interactions, deferral, send, edit."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from adapters.discord import parse, render
from adapters.discord.commands import schema
from adapters.discord.gateway import events
from adapters.discord.intake import Intake
from adapters.discord.rest import HAS_THREAD, UNKNOWN_MESSAGE, Refused, Rest
from adapters.discord.signatures import is_signed
from bot.contracts.adapters import Capabilities, Finding, Pace, Request, Route, Sent
from bot.contracts.messages import OutboundMessage, Place
from bot.contracts.platforms import Altered, Heard, PlatformHost, RemoteFile
from config.clock import now
from config.errors import AccessLost, ExternalError, Rejected, StorageError
from config.logs import logger

LARGEST_BODY, MOST_ROOMS = 1 << 20, 10
_CONTENT_INTENT = (1 << 18) | (1 << 19)

_log = logger(__name__)


class DiscordSettings(BaseSettings):
    """What turns Discord on."""

    model_config = SettingsConfigDict(frozen=True, env_prefix="IONFLUX_DISCORD_", extra="ignore")

    token: SecretStr = Field(SecretStr(""), description="The bot's token; empty: no Discord")
    public_key: str = Field(
        "", description="The application's public key; set: /discord/interactions answers too"
    )
    api_url: str = Field("https://discord.com/api/v10", description="Discord's API, or one like it")
    guild_id: str = Field(
        "",
        description="While developing: commands are registered in this server alone, where they show at once",
    )

    @property
    def is_on(self) -> bool:
        """Whether the bot talks."""
        return bool(self.token.get_secret_value())


class DiscordAdapter:
    """One bot, in whatever servers it was added to."""

    name = "discord"
    Settings = DiscordSettings
    turned_on_by = "IONFLUX_DISCORD_TOKEN"
    does = "Discord: channels are not mirrored there"
    capabilities = Capabilities(
        max_text=1900,
        text_unit="characters",
        max_title=250,
        max_fields=20,
        max_buttons=25,
        max_file_bytes=10 << 20,
        threads=True,
        edits=True,
        deletes=True,
        reactions=True,
        files=True,
        forms=True,
        private_replies=True,
        shows_author=False,
        is_idempotent=True,
        ack_within=timedelta(seconds=3),
        reply_within=timedelta(minutes=15),
        # What its headers say of a channel: X-RateLimit-Limit 5 in 5 seconds.
        place_pace=(Pace(many=5, seconds=5.0),),
        account_pace=Pace(many=50, seconds=1.0),
    )

    def __init__(self, settings: DiscordSettings, host: PlatformHost) -> None:
        """Be that bot."""
        self._settings = settings
        self._host = host
        self._rest = Rest(settings.token.get_secret_value(), settings.api_url)
        self.intake = Intake(host, self._rest)

    # What leaves.

    async def send(self, to: Place, message: OutboundMessage, *, is_repeat: bool = False) -> Sent:
        """Send it; the same nonce again gives the message that is there. See Adapter."""
        del is_repeat
        channel, opened = await self._where(to, message)
        nonce = {"nonce": message.key.hex[-25:], "enforce_nonce": True}
        path = f"/channels/{channel}/messages"
        made = await self._said("POST", path, message, nonce)
        return Sent(external_id=str(made["id"]), thread=opened)

    async def edit(self, to: Place, external_id: str, message: OutboundMessage) -> None:
        """Show it otherwise. See Edits."""
        await self._said("PATCH", f"{_messages(to)}/{external_id}", message, {})

    async def delete(self, to: Place, external_id: str) -> None:
        """Take it away. See Deletes."""
        try:
            await self._rest.call("DELETE", f"{_messages(to)}/{external_id}")
        except Refused as refused:
            if refused.discord_code != UNKNOWN_MESSAGE:
                raise

    async def react(self, to: Place, external_id: str, emojis: Sequence[str]) -> Sequence[str]:
        """Have exactly these of ours under the message. See Reacts."""
        path = f"{_messages(to)}/{external_id}/reactions"
        found = await self._rest.call("GET", f"{_messages(to)}/{external_id}")
        mine = [str(one["emoji"]["name"]) for one in found.get("reactions") or () if one.get("me")]
        for one in mine:
            if one not in emojis:
                await self._rest.call("DELETE", f"{path}/{quote(one)}/@me")
        taken = [one for one in mine if one in emojis]
        for one in emojis:
            if one not in mine:
                with suppress(Refused):
                    await self._rest.call("PUT", f"{path}/{quote(one)}/@me")
                    taken.append(one)
        return taken

    async def fetch(self, account: str, file: RemoteFile) -> AsyncIterator[bytes]:
        """The file's bytes. See Fetches."""
        del account
        async for chunk in self._rest.download(str(file.reference_json["url"])):
            yield chunk

    async def history(self, place: Place, after: str | None) -> AsyncIterator[Heard]:
        """What people wrote after that, in the channel and its threads. See Recalls."""
        if after is None:
            return
        ours, found = await self.intake.ours(), list[dict[str, Any]]()
        for room in await self._rooms(place, int(after)):
            found += [one async for one in self._written(room, after)]
        parents = await self.intake.known(place.channel)
        for body in sorted(found, key=lambda one: int(one["id"])):
            heard = parse.heard(body | {"guild_id": place.account or None}, ours, parents)
            if heard is not None:
                yield heard

    async def _rooms(self, place: Place, after: int) -> Sequence[str]:
        """The channel, and those of its threads in which something was written after that, the last first."""
        if not place.account:
            return [place.channel]
        told = await self._rest.call("GET", f"/guilds/{place.account}/threads/active")
        mine = [one for one in told["threads"] if str(one.get("parent_id")) == place.channel]
        for one in mine:
            self.intake.note(one)
        lasts = {str(one["id"]): int(one.get("last_message_id") or 0) for one in mine}
        fresh = [room for room, last in lasts.items() if last > after]
        return [place.channel, *sorted(fresh, key=lambda room: -lasts[room])]

    async def _written(self, room: str, after: str) -> AsyncIterator[dict[str, Any]]:
        while True:
            query = {"after": after, "limit": 100}
            found = await self._rest.call("GET", f"/channels/{room}/messages", query=query)
            for body in reversed(found):
                after = str(body["id"])
                yield body
            if len(found) < 100:
                return

    async def check(self) -> str:
        """Who the bot is. See Adapter."""
        me = await self._rest.call("GET", "/users/@me")
        return f"{me['username']}"

    async def close(self) -> None:
        """Let connections go."""
        await self.intake.close()
        await self._rest.close()

    # What comes in.

    async def listen(self) -> None:
        """Hold the gateway; see Listens. What was missed while it was not held is read from the channels."""
        while True:
            try:
                await self._register()
                address = (await self._rest.call("GET", "/gateway/bot"))["url"]
                token = self._settings.token.get_secret_value()
                async for event, body in events(token, self._settings.api_url, address):
                    if event == "READY":
                        await self._catch_up()
                    await self._taken(event, body)
            except AccessLost as lost:
                _log.error("discord_refused", why=lost.message)
                await asyncio.sleep(30.0)
            except (ExternalError, StorageError) as away:
                _log.warning("discord_away", why=away.message)
                await asyncio.sleep(away.retry_after.total_seconds() if away.retry_after else 1.0)

    async def _taken(self, event: str, body: dict[str, Any]) -> None:
        """Again until our store can: the gateway would not tell of it again."""
        while True:
            try:
                await self.intake.take(event, body)
                return
            except (StorageError, ExternalError) as away:
                _log.warning("discord_waits", why=away.message)
                await asyncio.sleep(1.0)

    async def _catch_up(self) -> None:
        """What was said meanwhile; and what was changed, of the last hundred messages there and in the
        threads that were last written in.
        """
        for place, after in await self._host.gate.behind(self.name):
            # Nothing tells when Discord or the store is back.
            while (wait := await self._caught_up(place, after)) is not None:  # noqa: ASYNC110
                await asyncio.sleep(wait)

    async def _caught_up(self, place: Place, after: str | None) -> float | None:
        """Catch up with one place; in how many seconds to go on, where that could not be done now."""
        try:
            gate = self._host.gate
            for altered in await self._edited(place):
                await gate.alter(altered)
            async for heard in self.history(place, after):
                await gate.hear(heard)
                await gate.caught_up(place, heard.external_id)
            await gate.caught_up(place)
        except (ExternalError, StorageError) as away:
            _log.warning("discord_not_caught_up", channel=place.channel, why=away.message)
            # What it refuses now it refuses the next time; that is when somebody has mended it.
            if isinstance(away, Rejected):
                return None
            return away.retry_after.total_seconds() if away.retry_after else 1.0
        return None

    async def _edited(self, place: Place) -> Sequence[Altered]:
        ours, parents = await self.intake.ours(), await self.intake.known(place.channel)
        guild = {"guild_id": place.account or None}
        found: list[dict[str, Any]] = []
        for room in (await self._rooms(place, 0))[:MOST_ROOMS]:
            query = {"limit": 100}
            found += reversed(await self._rest.call("GET", f"/channels/{room}/messages", query=query))
        changed = [parse.changed(body | guild, ours, parents) for body in found]
        return [one for one in changed if one is not None]

    async def _register(self) -> None:
        ours = await self.intake.ours()
        home = f"/guilds/{self._settings.guild_id}" if self._settings.guild_id else ""
        await self._rest.call(
            "PUT", f"/applications/{ours.application_id}{home}/commands", schema(self._host.commands)
        )

    def routes(self) -> Iterable[Route]:
        """Where Discord calls us; see ServesHttp."""
        if self._settings.public_key:
            yield Route(
                method="POST", path="/discord/interactions", permission="public", handler=self._called_us,
                summary="Interactions from Discord", is_raw=True,
            )  # fmt: skip

    async def _called_us(self, call: Request) -> Any:
        from aiohttp import web

        try:
            async with asyncio.timeout(10):
                raw = await call.raw.content.read(LARGEST_BODY)
        except TimeoutError:
            return web.Response(status=408)
        if not is_signed(raw, call.raw.headers, self._settings.public_key, now()):
            return web.Response(status=401)
        try:
            body = json.loads(raw)
            kind = int(body["type"])
        except (ValueError, KeyError, TypeError):
            return web.Response(status=400)
        if kind == parse.PING:
            return web.json_response({"type": 1})
        return web.json_response(await self.intake.interacted(body))

    # What it is made of.

    def manifest(self) -> str:
        """The commands as Discord registers them. See Manifests."""
        return json.dumps(schema(self._host.commands), indent=2)

    async def examine(self) -> Sequence[Finding]:
        """Token, intent, commands and the address of interactions. See Manifests."""
        try:
            me = await self._rest.call("GET", "/users/@me")
            application = await self._rest.call("GET", "/oauth2/applications/@me")
            home = f"/guilds/{self._settings.guild_id}" if self._settings.guild_id else ""
            known = await self._rest.call("GET", f"/applications/{application['id']}{home}/commands")
        except ExternalError as failed:
            return [
                Finding(
                    "token",
                    False,
                    failed.message,
                    f"Correct {self.turned_on_by}: the developer portal has it.",
                )
            ]
        has_intent = bool(int(application.get("flags") or 0) & _CONTENT_INTENT)
        names = {one["name"] for one in known}
        missing = [one["name"] for one in schema(self._host.commands) if one["name"] not in names]
        return [
            Finding("token", True, str(me["username"])),
            Finding(
                "intent", has_intent, "message content" if has_intent else "message content is off",
                "Switch on Message Content Intent under Bot in the developer portal.",
            ),
            Finding(
                "commands", not missing,
                f"missing: {', '.join(missing)}" if missing else f"{len(names)} registered",
                "They are registered when the gateway starts.",
            ),
            self._address(application),
        ]  # fmt: skip

    def _address(self, application: dict[str, Any]) -> Finding:
        there = application.get("interactions_endpoint_url") or ""
        if not there:
            return Finding("interactions", True, "by the gateway")
        wanted = f"{self._host.public_url}/discord/interactions"
        is_well = there == wanted and bool(self._settings.public_key)
        return Finding(
            "interactions", is_well, f"by HTTP at {there}",
            f"Set the Interactions Endpoint URL to {wanted}, with IONFLUX_DISCORD_PUBLIC_KEY, or to nothing.",
        )  # fmt: skip

    async def _where(self, to: Place, message: OutboundMessage) -> tuple[str, str | None]:
        """The channel or thread it is to stand in; the thread that had to be opened for it."""
        if to.thread is not None:
            return to.thread, None
        if message.replies_to is None:
            return to.channel, None
        path = f"{_messages(to)}/{message.replies_to}/threads"
        try:
            made = await self._rest.call(
                "POST", path, {"name": render.thread_name(message), "auto_archive_duration": 10080}
            )
        except Refused as refused:
            if refused.discord_code == HAS_THREAD:
                return message.replies_to, message.replies_to
            if refused.discord_code == UNKNOWN_MESSAGE:
                return to.channel, None
            raise
        return str(made["id"]), str(made["id"])

    async def _said(self, method: str, path: str, message: OutboundMessage, more: dict[str, Any]) -> Any:
        """Say it; what Discord does not take as a card is said in words."""
        files = await _files(message) if method == "POST" else None
        try:
            return await self._rest.call(method, path, render.message(message) | more, files=files)
        except Refused as refused:
            if not message.is_card:
                raise
            _log.warning("discord_card_refused", why=refused.message)
            shown = render.plain(message) | more | {"embeds": []}
            return await self._rest.call(method, path, shown, files=files)


def _messages(to: Place) -> str:
    return f"/channels/{to.thread or to.channel}/messages"


async def _files(message: OutboundMessage) -> dict[str, tuple[bytes, str]] | None:
    if message.file is None:
        return None
    content = b"".join([chunk async for chunk in message.file.read()])
    return {message.file.name: (content, message.file.content_type)}


ADAPTER = DiscordAdapter
