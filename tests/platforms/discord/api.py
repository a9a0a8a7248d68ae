"""Discord's REST API, version 10, as far as a bot of ours needs it.

https://discord.com/developers/docs/reference
"""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from aiohttp import web

from tests.platforms.discord import answers, checks
from tests.platforms.discord.checks import No, unknown
from tests.platforms.discord.state import Channel, File, Interaction, Message, described

if TYPE_CHECKING:
    from tests.platforms.discord.server import DiscordServer

Params = dict[str, str]
Body = dict[str, Any]
Act = Callable[["Api", Params, Body, list[File]], Awaitable[Any]]


class Api:
    """The routes."""

    def __init__(self, server: "DiscordServer") -> None:
        self.server = server

    def add_to(self, app: web.Application) -> None:
        for method, path, act, needs_token in [*ROUTES, *answers.ROUTES]:
            app.router.add_route(method, f"/api/v10{path}", self._handler(act, needs_token=needs_token))
        app.router.add_get("/attachments/{file_id}/{name}", self._download)

    def _handler(
        self, act: Act, *, needs_token: bool
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            try:
                return await self._answered(request, act, needs_token=needs_token)
            except No as no:
                return _json(no.body, status=no.status)

        return handle

    async def _answered(self, request: web.Request, act: Act, *, needs_token: bool) -> web.StreamResponse:
        server = self.server
        if needs_token and request.headers.get("Authorization") != f"Bot {server.token}":
            raise No(401, 0, "401: Unauthorized")
        route = f"{request.method} {act.__name__}"
        fault = server.faults.next(route)
        if server.faults.is_away or (fault and fault.kind == "cut_before"):
            return _cut(request)
        if fault and fault.kind == "limit":
            return self._limited(fault.seconds)
        if fault and fault.kind == "fail":
            return web.Response(status=fault.status, text="upstream connect error")
        if fault and fault.kind == "error":
            raise No(fault.status, fault.code, "An error of the test's")
        body, files = await self._body(request)
        params = {name: unquote(value) for name, value in request.match_info.items()}
        headers: dict[str, str] = {}
        if act is messages_post and server.limiter.is_on:
            wait = server.limiter.refuses(params["channel_id"])
            headers = server.limiter.headers(params["channel_id"])
            if wait > 0:
                return self._limited(wait, headers)
        server.calls.append((route, params, body))
        result = await act(self, params | dict(request.query), body, files)
        server.notice()
        if fault and fault.kind == "cut_after":
            return _cut(request)
        return web.Response(status=204) if result is None else _json(result, headers=headers)

    @staticmethod
    def _limited(seconds: float, headers: dict[str, str] | None = None) -> web.Response:
        told = {"message": "You are being rate limited.", "retry_after": seconds, "global": False}
        wait = {"Retry-After": str(int(seconds) + 1), "Via": "1.1 google", "X-RateLimit-Scope": "user"}
        return _json(told, status=429, headers=wait | (headers or {}))

    async def _body(self, request: web.Request) -> tuple[Body, list[File]]:
        if request.content_type != "multipart/form-data":
            raw = await request.read()
            read = json.loads(raw) if raw else {}
            return ({"items": read} if isinstance(read, list) else read), []
        body: Body = {}
        files: list[File] = []
        async for part in await request.multipart():
            if part.name == "payload_json":  # type: ignore[union-attr]
                body = json.loads(await part.text())  # type: ignore[union-attr]
            else:
                content = bytes(await part.read())  # type: ignore[union-attr]
                files.append(self.server.keep_file(str(part.filename), content))  # type: ignore[union-attr]
        return body, files

    async def _download(self, request: web.Request) -> web.StreamResponse:
        file = self.server.files.get(request.match_info["file_id"])
        return web.Response(status=404) if file is None else web.Response(body=file.content)

    def channel(self, params: Params) -> Channel:
        channel = self.server.channels.get(params["channel_id"])
        if channel is None:
            raise unknown("Channel", 10003)
        guild = self.server.guilds.get(channel.guild_id or "")
        if guild is not None and not guild.is_bot_inside:
            raise No(403, 50001, "Missing Access")
        return channel

    def message(self, params: Params) -> Message:
        message = self.channel(params).messages.get(params["message_id"])
        if message is None:
            raise unknown("Message", 10008)
        return message

    def told(self, message: Message) -> Body:
        channel = self.server.channels[message.channel_id]
        return described(message, self.server.root, channel.guild_id)

    def interaction(self, params: Params) -> Interaction:
        found = self.server.interactions.get(params["token"])
        if found is None or found.has_failed:
            raise unknown("Interaction", 10062) if "interaction_id" in params else unknown("Webhook", 10015)
        return found

    def replied(self, channel: Channel, body: Body) -> Body | None:
        """The message that one answers, if it is there."""
        asked = body.get("message_reference")
        if asked is None:
            return None
        if str(asked.get("message_id")) not in channel.messages and asked.get("fail_if_not_exists", True):
            raise checks.invalid("message_reference", "Unknown message")
        return {"type": 0, "channel_id": channel.id, "guild_id": channel.guild_id} | asked


def _json(body: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    # discord.py reads JSON where the content type says just that, and nothing of a charset.
    raw = json.dumps(body).encode()
    return web.Response(body=raw, status=status, headers=headers, content_type="application/json")


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


async def me(api: Api, params: Params, body: Body, files: list[File]) -> Any:
    return api.server.bot.described()


async def application(api: Api, params: Params, body: Body, files: list[File]) -> Any:
    # GATEWAY_MESSAGE_CONTENT_LIMITED, where the intent is switched on in the portal.
    flags = (1 << 19) if api.server.has_content_intent else 0
    return {
        "id": api.server.application_id, "name": "IONFLUX", "description": "", "flags": flags, "icon": None,
        "verify_key": api.server.public_key, "bot_public": True, "bot_require_code_grant": False,
        "summary": "", "owner": api.server.bot.described(), "team": None,
        "interactions_endpoint_url": api.server.interactions_url or None,
    }  # fmt: skip


async def gateway(api: Api, params: Params, body: Body, files: list[File]) -> Any:
    limits = {"total": 1000, "remaining": 999, "reset_after": 1000, "max_concurrency": 1}
    return {"url": api.server.gateway_url, "shards": 1, "session_start_limit": limits}


async def channel_get(api: Api, params: Params, body: Body, files: list[File]) -> Any:
    return api.channel(params).described()


async def messages_post(api: Api, params: Params, body: Body, files: list[File]) -> Any:
    channel = api.channel(params)
    checks.message(body, has_files=bool(files))
    nonce = body.get("nonce")
    if nonce is not None and body.get("enforce_nonce") and str(nonce) in channel.nonces:
        return api.told(channel.messages[channel.nonces[str(nonce)]])
    reference = api.replied(channel, body)
    message = api.server.new_message(
        channel, api.server.bot, str(body.get("content") or ""), embeds=body.get("embeds") or [],
        components=body.get("components") or [], files=files,
        nonce=None if nonce is None else str(nonce), reference=reference, kind=19 if reference else 0,
    )  # fmt: skip
    if nonce is not None:
        channel.nonces[str(nonce)] = message.id
    await api.server.gateway.tell("MESSAGE_CREATE", api.told(message))
    return api.told(message)


async def messages_get(api: Api, params: Params, body: Body, files: list[File]) -> Any:
    limit = checks.page(params)
    found = sorted(api.channel(params).messages.values(), key=lambda one: int(one.id))
    if "after" in params:
        found = [one for one in found if int(one.id) > int(params["after"])][:limit]
    elif "around" in params:
        before = sum(int(one.id) < int(params["around"]) for one in found)
        found = found[max(0, before - limit // 2) :][:limit]
    else:
        before = int(params.get("before") or 1 << 64)
        found = [one for one in found if int(one.id) < before][-limit:]
    return [api.told(one) for one in reversed(found)]


async def message_patch(api: Api, params: Params, body: Body, files: list[File]) -> Any:
    message = api.message(params)
    if message.author is not api.server.bot:
        raise No(403, 50005, "Cannot edit a message authored by another user")
    shown = {"content": message.content, "embeds": message.embeds} | body
    checks.message(shown, has_files=bool(message.files))
    message.content = str(shown.get("content") or "")
    message.embeds = shown.get("embeds") or []
    message.components = body.get("components", message.components)
    message.edited_at = datetime.now(UTC)
    await api.server.gateway.tell("MESSAGE_UPDATE", api.told(message))
    return api.told(message)


async def message_delete(api: Api, params: Params, body: Body, files: list[File]) -> Any:
    message = api.message(params)
    if message.author is not api.server.bot and not api.server.may_moderate:
        raise No(403, 50013, "Missing Permissions")
    await api.server.remove(message)


async def message_get(api: Api, params: Params, body: Body, files: list[File]) -> Any:
    message = api.message(params)
    told = api.told(message)
    for one in told.get("reactions") or ():
        one["me"] = api.server.bot in message.reactions[one["emoji"]["name"]]
    return told


async def direct_post(api: Api, params: Params, body: Body, files: list[File]) -> Any:
    known = {one.id: one for one in api.server.people.values()}
    if (user := known.get(str(body.get("recipient_id")))) is None:
        raise unknown("User", 10013)
    return api.server.direct(user).described()


async def reaction_put(api: Api, params: Params, body: Body, files: list[File]) -> Any:
    message = api.message(params)
    if not params["emoji"] or params["emoji"].isascii():
        raise No(400, 10014, "Unknown Emoji")
    users = message.reactions.setdefault(params["emoji"], [])
    if api.server.bot not in users:
        users.append(api.server.bot)


async def reaction_delete(api: Api, params: Params, body: Body, files: list[File]) -> Any:
    message = api.message(params)
    users = message.reactions.get(params["emoji"], [])
    if api.server.bot in users:
        users.remove(api.server.bot)
    message.reactions = {name: users for name, users in message.reactions.items() if users}


async def thread_post(api: Api, params: Params, body: Body, files: list[File]) -> Any:
    message = api.message(params)
    if message.id in api.server.channels:
        raise No(400, 160004, "A thread has already been created for this message")
    if not 1 <= len(str(body.get("name") or "")) <= 100:
        raise checks.invalid("name", "Must be between 1 and 100 in length.")
    thread = api.server.new_thread(api.channel(params), str(body["name"]), message.id)
    await api.server.gateway.tell("THREAD_CREATE", thread.described())
    return thread.described()


async def threads_active(api: Api, params: Params, body: Body, files: list[File]) -> Any:
    found = [
        one for one in api.server.channels.values() if one.parent_id and one.guild_id == params["guild_id"]
    ]
    return {"threads": [one.described() for one in found], "members": []}


async def commands_put(api: Api, params: Params, body: Body, files: list[File]) -> Any:
    given = body["items"]
    checks.commands(given)
    kept = [one | {"id": api.server.snowflake(), "application_id": params["application_id"]} for one in given]
    if "guild_id" in params:
        api.server.guilds[params["guild_id"]].commands = kept
    else:
        api.server.commands = kept
    return kept


async def commands_get(api: Api, params: Params, body: Body, files: list[File]) -> Any:
    return api.server.guilds[params["guild_id"]].commands if "guild_id" in params else api.server.commands


_APP = "/applications/{application_id}"
_MESSAGE = "/channels/{channel_id}/messages/{message_id}"
ROUTES: list[tuple[str, str, Act, bool]] = [
    ("GET", "/users/@me", me, True),
    ("GET", "/oauth2/applications/@me", application, True),
    ("GET", "/gateway/bot", gateway, True),
    ("GET", "/gateway", gateway, False),
    ("GET", "/channels/{channel_id}", channel_get, True),
    ("POST", "/channels/{channel_id}/messages", messages_post, True),
    ("GET", "/channels/{channel_id}/messages", messages_get, True),
    ("GET", _MESSAGE, message_get, True),
    ("POST", "/users/@me/channels", direct_post, True),
    ("PATCH", _MESSAGE, message_patch, True),
    ("DELETE", _MESSAGE, message_delete, True),
    ("PUT", f"{_MESSAGE}/reactions/{{emoji}}/@me", reaction_put, True),
    ("DELETE", f"{_MESSAGE}/reactions/{{emoji}}/@me", reaction_delete, True),
    ("POST", f"{_MESSAGE}/threads", thread_post, True),
    ("GET", "/guilds/{guild_id}/threads/active", threads_active, True),
    ("PUT", f"{_APP}/commands", commands_put, True),
    ("GET", f"{_APP}/commands", commands_get, True),
    ("PUT", f"{_APP}/guilds/{{guild_id}}/commands", commands_put, True),
    ("GET", f"{_APP}/guilds/{{guild_id}}/commands", commands_get, True),
]
