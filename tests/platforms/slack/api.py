"""The Web API over HTTP: who calls, whether they may, and what goes wrong on the way."""

import asyncio
import base64
import json
import math
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.platforms.slack import chat, conversations, files
from tests.platforms.slack.calls import METHODS, No
from tests.platforms.slack.state import Call, Ephemeral, Granted, Message, Team

if TYPE_CHECKING:
    from tests.platforms.slack.server import SlackServer

# Each registers its methods.
MODULES = (chat, conversations, files)
_JSON_FIELDS = ("blocks", "view", "files", "metadata", "attachments")


class Api:
    """Everything that the app may call."""

    def __init__(self, server: "SlackServer") -> None:
        self._server = server

    def add_to(self, app: web.Application) -> None:
        """Answer at the addresses that Slack has."""
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/upload/v1/{file}", self._upload)
        app.router.add_get("/files-pri/{file}/{rest:.*}", self._download)
        app.router.add_get("/signin", files.sign_in)
        app.router.add_post("/response/{name}", self._respond)
        app.router.add_get("/oauth/v2/authorize", self._authorize)

    async def _api(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        if self._server.faults.is_away:
            return self._cut(request)
        fault = self._server.faults.next(name)
        if fault is not None:
            if fault.kind == "limit":
                return _limited(fault.seconds)
            if fault.kind == "fail":
                return web.Response(status=fault.status, text="upstream")
            if fault.kind == "cut_before":
                return self._cut(request)
            if fault.kind == "error":
                return web.json_response({"ok": False, "error": fault.error})
            if fault.kind == "slow":
                await asyncio.sleep(fault.seconds)
        answer = await self._answered(name, request)
        if fault is not None and fault.kind == "cut_after":
            return self._cut(request)
        return answer

    async def _answered(self, name: str, request: web.Request) -> web.StreamResponse:
        try:
            args, token = await _read(request)
            known = METHODS.get(name)
            if known is None:
                raise No("unknown_method")
            team = self._authorised(known.token, known.scopes, token)
            call = Call(name, args, team, token)
            self._server.calls.append(call)
            wait = self._server.limiter.refuses(name, str(args.get("channel") or ""))
            if wait > 0:
                return _limited(wait)
            chat.checked(args)
            body = {"ok": True} | await known.handler(self._server, call)
            return web.json_response(body, headers={"x-oauth-scopes": ",".join(sorted(team.scopes))})
        except No as no:
            return web.json_response(no.body)
        finally:
            self._server.noted()

    def _authorised(self, kind: str, scopes: tuple[str, ...], token: str) -> Team:
        if kind == "none":
            return self._server.team
        if not token:
            raise No("not_authed")
        if kind == "app":
            if token != self._server.app_token:
                raise No("not_allowed_token_type" if token in self._server.by_token else "invalid_auth")
            return self._server.team
        team = self._server.by_token.get(token)
        if team is None:
            raise No("not_allowed_token_type" if token == self._server.app_token else "invalid_auth")
        if team.is_revoked:
            raise No("token_revoked")
        if scopes and not team.scopes.intersection(scopes):
            raise No("missing_scope", needed=scopes[0], provided=",".join(sorted(team.scopes)))
        return team

    @staticmethod
    def _cut(request: web.Request) -> web.Response:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        return await files.upload(self._server, request)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        return await files.download(self._server, request)

    async def _respond(self, request: web.Request) -> web.Response:
        """A response_url: said to the person alone, or to all, or in the message's stead."""
        held = self._server.response_urls.get(request.match_info["name"])
        if held is None or self._server.clock() - held.at > 1800 or held.uses >= 5:
            return web.json_response({"ok": False, "error": "expired_url"}, status=404)
        held.uses += 1
        body = await request.json()
        if body.get("delete_original") or body.get("replace_original"):
            return web.json_response({"ok": True})
        try:
            chat.checked(body)
        except No as no:
            return web.json_response(no.body, status=400)
        text, blocks = body.get("text", ""), body.get("blocks") or []
        if body.get("response_type") == "in_channel":
            message = Message(
                self._server.names.ts(),
                held.channel,
                text,
                held.team.bot.id,
                held.team.bot.bot_id,
                blocks=blocks,
            )
            held.team.channels[held.channel].add(message)
            self._server.tell_of(held.team, message)
        else:
            self._server.told.append(Ephemeral(held.channel, held.user, text, blocks, body.get("thread_ts")))
        self._server.noted()
        return web.json_response({"ok": True})

    async def _authorize(self, request: web.Request) -> web.Response:
        """The page where an app is installed; whoever comes allows it at once."""
        asked = request.query
        if asked.get("client_id") != self._server.client_id or not asked.get("scope"):
            return web.Response(status=400, text="invalid_client_id")
        team = self._server.installing_team or self._server.team
        code = self._server.names.id("code")
        self._server.codes[code] = Granted(
            team, "U0INSTALLER", frozenset(asked["scope"].split(",")), asked["redirect_uri"]
        )
        raise web.HTTPFound(f"{asked['redirect_uri']}?code={code}&state={asked.get('state', '')}")


async def _read(request: web.Request) -> tuple[dict[str, Any], str]:
    """The arguments, however they came, and the token."""
    args: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        args |= await request.json()
    elif request.can_read_body:
        args |= dict(await request.post())
    for name in _JSON_FIELDS:
        if isinstance(args.get(name), str) and args[name]:
            try:
                args[name] = json.loads(args[name])
            except ValueError:
                raise No("invalid_arguments") from None
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind == "Basic":
        args["client_id"], _, args["client_secret"] = base64.b64decode(token).decode().partition(":")
        token = ""
    return args, token or str(args.pop("token", "") or "")


def _limited(seconds: float) -> web.Response:
    headers = {"Retry-After": str(math.ceil(seconds))}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
