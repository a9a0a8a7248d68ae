"""Telegram: polling or webhook intake, send, edit; guided replies for what is asked."""

import asyncio
import hmac
import json
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import suppress
from typing import Any

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from adapters.telegram import render
from adapters.telegram.calls import SERVICE, Client, MessageGone, TooLong, Unmodified, Unreadable
from adapters.telegram.commands import menu
from adapters.telegram.intake import Intake
from bot.contracts.adapters import Capabilities, Finding, Pace, Request, Route, Sent
from bot.contracts.messages import OutboundMessage, Place
from bot.contracts.platforms import PlatformHost, RemoteFile
from config.errors import AccessLost, ExternalError, RateLimited, Rejected, StorageError, Unreachable
from config.logs import logger

# Shorter than what a call may take in all.
POLL_SECONDS, ACK_SECONDS = 20, 2.0
LARGEST_FETCHED, LARGEST_UPDATE = 20 << 20, 1 << 20
UPDATES = ("message", "edited_message", "callback_query", "message_reaction", "my_chat_member")

_log = logger(__name__)


class TelegramSettings(BaseSettings):
    """What turns Telegram on."""

    model_config = SettingsConfigDict(frozen=True, env_prefix="IONFLUX_TELEGRAM_", extra="ignore")

    token: SecretStr = Field(SecretStr(""), description="The bot's token from @BotFather; empty: no Telegram")
    webhook_secret: SecretStr = Field(
        SecretStr(""),
        description="Set: Telegram calls IONFLUX_PUBLIC_URL/telegram/webhook with it; empty: it is polled",
    )
    api_url: str = Field("https://api.telegram.org", description="The Bot API, or one of your own")

    @field_validator("webhook_secret")
    @classmethod
    def _is_a_secret(cls, value: SecretStr) -> SecretStr:
        text = value.get_secret_value()
        if text and not (
            len(text) <= 256 and all(one.isascii() and (one.isalnum() or one in "_-") for one in text)
        ):
            raise ValueError("it is 1 to 256 letters, digits, dashes and underscores")
        return value

    @property
    def is_on(self) -> bool:
        """Whether the bot talks."""
        return bool(self.token.get_secret_value())


class TelegramAdapter:
    """One bot, in whatever chats it was added to."""

    name = "telegram"
    Settings = TelegramSettings
    turned_on_by = "IONFLUX_TELEGRAM_TOKEN"
    does = "Telegram: channels are not mirrored there"
    capabilities = Capabilities(
        max_text=4000,
        text_unit="utf16",
        max_title=200,
        max_fields=20,
        max_buttons=8,
        max_file_bytes=50 << 20,
        threads=True,
        edits=True,
        deletes=True,
        reactions=True,
        files=True,
        forms=True,
        private_replies=False,
        shows_author=False,
        is_idempotent=False,
        ack_within=None,
        reply_within=None,
        # https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
        place_pace=(Pace(many=1, seconds=1.0), Pace(many=20, seconds=60.0)),
        account_pace=Pace(many=30, seconds=1.0),
    )

    def __init__(self, settings: TelegramSettings, host: PlatformHost) -> None:
        """Be that bot."""
        self._settings = settings
        self._host = host
        self._client = Client(settings.token.get_secret_value(), settings.api_url)
        self.intake = Intake(host.gate, self._client)
        self._forums: dict[str, bool] = {}

    # What leaves.

    async def send(self, to: Place, message: OutboundMessage, *, is_repeat: bool = False) -> Sent:
        """Send it; Telegram knows no repeat, so it may stand twice after a crash. See Adapter."""
        del is_repeat
        where, opened = await self._where(to, message)
        given = where | _shown(message)
        if message.file is not None:
            result = await self._upload(message, given)
        else:
            result = await self._said("sendMessage", given, message)
        return Sent(external_id=str(result["message_id"]), thread=opened)

    async def edit(self, to: Place, external_id: str, message: OutboundMessage) -> None:
        """Show it otherwise. See Edits."""
        given = {"chat_id": to.channel, "message_id": int(external_id)} | _shown(message)
        method = "editMessageText" if message.file is None else "editMessageCaption"
        with suppress(Unmodified):
            await self._said(method, given, message)

    async def delete(self, to: Place, external_id: str) -> None:
        """Take it away. See Deletes."""
        with suppress(MessageGone):
            await self._client.call("deleteMessage", {"chat_id": to.channel, "message_id": int(external_id)})

    async def react(self, to: Place, external_id: str, emojis: Sequence[str]) -> Sequence[str]:
        """Put the first that Telegram has under the message: a bot may put one. See Reacts."""
        from telegram.constants import ReactionEmoji

        known = {str(one.value) for one in ReactionEmoji}
        taken = [one for one in emojis if one in known][:1]
        wanted = [{"type": "emoji", "emoji": one} for one in taken]
        given = {"chat_id": to.channel, "message_id": int(external_id), "reaction": wanted}
        await self._client.call("setMessageReaction", given)
        return taken

    async def fetch(self, account: str, file: RemoteFile) -> AsyncIterator[bytes]:
        """The file's bytes. See Fetches."""
        del account
        if file.size is not None and file.size > LARGEST_FETCHED:
            raise Rejected("Telegram gives bots files of up to 20 MB.", service=SERVICE)
        found = await self._client.call("getFile", {"file_id": file.reference_json["file_id"]})
        async for chunk in self._client.file(found["file_path"]):
            yield chunk

    async def check(self) -> str:
        """Who the bot is. See Adapter."""
        me = await self._client.call("getMe", {})
        return f"@{me['username']}"

    async def close(self) -> None:
        """Let connections go."""
        await self._client.close()

    # What comes in.

    async def listen(self) -> None:
        """Poll, or have Telegram call us; see Listens. An update is done with once it is stored."""
        await self._until_well(self._begin)
        if self._secret:
            return
        offset = 0
        while True:
            try:
                asked = {"offset": offset, "timeout": POLL_SECONDS, "allowed_updates": list(UPDATES)}
                for update in await self._client.call("getUpdates", asked):
                    await self._until_well(lambda update=update: self.intake.take(update))
                    offset = int(update["update_id"]) + 1
            except ExternalError as away:
                _log.warning("telegram_away", why=away.message)
                await asyncio.sleep(away.retry_after.total_seconds() if away.retry_after else 1.0)

    async def _begin(self) -> None:
        await self.intake.me()
        await self._client.call("setMyCommands", {"commands": menu(self._host.commands)})
        if not self._secret:
            await self._client.call("deleteWebhook", {})
            return
        address = f"{self._host.public_url}/telegram/webhook"
        given: dict[str, Any] = {
            "url": address,
            "secret_token": self._secret,
            "allowed_updates": list(UPDATES),
        }
        # One at a time, or they would come out of order.
        given["max_connections"] = 1
        await self._client.call("setWebhook", given)

    async def _until_well(self, act: Any) -> None:
        """Again until our store, or theirs, can."""
        while True:
            try:
                await act()
                return
            except (StorageError, RateLimited, Unreachable) as away:
                _log.warning("telegram_waits", why=away.message)
                await asyncio.sleep(away.retry_after.total_seconds() if away.retry_after else 1.0)
            except AccessLost as lost:
                _log.error("telegram_refused", why=lost.message)
                await asyncio.sleep(30.0)

    def routes(self) -> Iterable[Route]:
        """Where Telegram calls us; see ServesHttp."""
        if self._secret:
            yield Route(
                method="POST", path="/telegram/webhook", permission="public", handler=self._called_us,
                summary="Updates from Telegram", is_raw=True,
            )  # fmt: skip

    async def _called_us(self, call: Request) -> Any:
        from aiohttp import web

        given = call.raw.headers.get("X-Telegram-Bot-Api-Secret-Token", "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, self._secret.encode()):
            return web.Response(status=401)
        try:
            async with asyncio.timeout(10):
                update = json.loads(await call.raw.content.read(LARGEST_UPDATE))
        except (ValueError, TimeoutError):
            return web.Response(status=200)
        try:
            async with asyncio.timeout(ACK_SECONDS):
                await self.intake.take(update if isinstance(update, dict) else {})
        except (StorageError, ExternalError, TimeoutError):
            return web.Response(status=503, headers={"Retry-After": "1"})
        return web.Response(status=200)

    # What it is made of.

    def manifest(self) -> str:
        """The command list as @BotFather takes it. See Manifests."""
        return "\n".join(f"{one['command']} - {one['description']}" for one in menu(self._host.commands))

    async def examine(self) -> Sequence[Finding]:
        """Token, privacy, commands and webhook. See Manifests."""
        try:
            me = await self._client.call("getMe", {})
            known = await self._client.call("getMyCommands", {})
            hook = await self._client.call("getWebhookInfo", {})
        except ExternalError as failed:
            return [
                Finding("token", False, failed.message, f"Correct {self.turned_on_by}: @BotFather tells it.")
            ]
        reads = bool(me.get("can_read_all_group_messages"))
        wanted = f"{self._host.public_url}/telegram/webhook" if self._secret else ""
        is_hooked = hook.get("url", "") == wanted
        return [
            Finding("token", True, f"@{me['username']}"),
            Finding(
                "privacy", reads, "reads its groups" if reads else "reads commands and replies alone",
                "Send /setprivacy to @BotFather and choose Disable, or make the bot an admin of the group.",
            ),
            Finding(
                "commands", known == menu(self._host.commands), f"{len(known)} registered",
                "They are registered when the gateway starts.",
            ),
            Finding(
                "updates", is_hooked, f"by webhook at {wanted}" if wanted else "polled",
                "Start the gateway, which sets it; the address must be https and reachable.",
            ),
        ]  # fmt: skip

    @property
    def _secret(self) -> str:
        return self._settings.webhook_secret.get_secret_value()

    async def _where(self, to: Place, message: OutboundMessage) -> tuple[dict[str, Any], str | None]:
        """Where it is to stand; the topic that had to be opened for it."""
        where: dict[str, Any] = {"chat_id": to.channel}
        if to.thread is not None:
            return where | {"message_thread_id": int(to.thread)}, None
        if message.replies_to is None:
            return where, None
        if await self._is_forum(to.channel):
            given = {"chat_id": to.channel, "name": render.topic_name(message)}
            topic = await self._client.call("createForumTopic", given)
            thread = str(topic["message_thread_id"])
            return where | {"message_thread_id": int(thread)}, thread
        reply = {"message_id": int(message.replies_to), "allow_sending_without_reply": True}
        return where | {"reply_parameters": reply}, None

    async def _is_forum(self, channel: str) -> bool:
        if channel not in self._forums:
            self._forums[channel] = bool(
                (await self._client.call("getChat", {"chat_id": channel})).get("is_forum")
            )
        return self._forums[channel]

    async def _said(self, method: str, given: dict[str, Any], message: OutboundMessage) -> Any:
        """Say it; what Telegram cannot read is said as plain text."""
        words = "caption" if method == "editMessageCaption" else "text"
        most = render.LONGEST_CAPTION if words == "caption" else render.LONGEST
        try:
            return await self._client.call(
                method, given | {words: render.html(message), "parse_mode": "HTML"}
            )
        except Unreadable:
            return await self._client.call(method, given | {words: render.plain(message)[:most]})

    async def _upload(self, message: OutboundMessage, given: dict[str, Any]) -> Any:
        from telegram import InputFile

        assert message.file is not None  # noqa: S101 - the caller looked
        content = b"".join([chunk async for chunk in message.file.read()])
        file = InputFile(content, filename=message.file.name)
        given = given | {"document": file}
        try:
            return await self._client.call(
                "sendDocument", given | {"caption": render.html(message), "parse_mode": "HTML"}
            )
        except (Unreadable, TooLong):
            caption = render.plain(message)[: render.LONGEST_CAPTION]
            return await self._client.call("sendDocument", given | {"caption": caption})


def _shown(message: OutboundMessage) -> dict[str, Any]:
    shown: dict[str, Any] = {"link_preview_options": {"is_disabled": True}} if message.is_card else {}
    return shown | ({"reply_markup": render.keyboard(message)} if message.is_card else {})


ADAPTER = TelegramAdapter
