"""Slack over HTTP: POST /slack/events. Signed bytes first, then what they say."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web

from adapters.slack.inbox import Inbox
from adapters.slack.signing import is_signed
from bot.contracts.adapters import Request
from config.clock import now
from config.logs import logger

LARGEST, READ_SECONDS = 1 << 20, 10.0

_log = logger(__name__)


class Requests:
    """Takes what Slack posts."""

    def __init__(self, inbox: Inbox, secret: str) -> None:
        """Hand what is signed with ``secret`` on to ``inbox``."""
        self._inbox = inbox
        self._secret = secret

    async def events(self, call: Request) -> web.StreamResponse:
        """An event, a command or an interaction."""
        request: web.Request = call.raw
        body = await _read(request)
        if body is None:
            return web.Response(status=413)
        stamp = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        if not is_signed(body, stamp, signature, secret=self._secret, at=now().timestamp()):
            return web.Response(status=401, text="This is not signed by Slack.")
        kind, payload = _parsed(body, request.content_type)
        if kind == "url_verification":
            return web.Response(text=str(payload.get("challenge", "")))
        if kind == "ssl_check":
            return web.Response()
        return await self._taken(request, kind, payload)

    async def _taken(self, request: web.Request, kind: str, payload: Mapping[str, Any]) -> web.StreamResponse:
        """The response is on its way as soon as it is acknowledged, whatever is still to be done then."""
        sent: list[web.StreamResponse] = []

        async def ack(answer: Mapping[str, Any] | None) -> None:
            response = web.json_response(answer) if answer else web.Response()
            # The next request must not wait on this connection for what follows.
            response.force_close()
            sent.append(response)
            await response.prepare(request)
            await response.write_eof()

        await self._inbox.take(kind, payload, ack)
        if sent:
            return sent[0]
        return web.Response(status=503, headers={"Retry-After": "5"})


async def _read(request: web.Request) -> bytes | None:
    """The raw bytes; None: too many, or too slow."""
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(READ_SECONDS):
            async for part in request.content.iter_chunked(1 << 16):
                size += len(part)
                if size > LARGEST:
                    return None
                parts.append(part)
    except TimeoutError:
        return None
    return b"".join(parts)


def _parsed(body: bytes, content_type: str) -> tuple[str, Mapping[str, Any]]:
    """What kind it is, by Slack's names of Socket Mode, and what it says."""
    try:
        if content_type != "application/x-www-form-urlencoded":
            payload = json.loads(body)
            if not isinstance(payload, dict):
                return "no object", {}
            kind = str(payload.get("type"))
            return ("events_api" if kind == "event_callback" else kind), payload
        form = {name: values[-1] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
        if "payload" in form:
            interaction = json.loads(form["payload"])
            return ("interactive", interaction) if isinstance(interaction, dict) else ("no object", {})
    except (ValueError, RecursionError):
        return "unreadable", {}
    return ("slash_commands" if "command" in form else "ssl_check" if "ssl_check" in form else "form"), form
