"""Calls of Discord's REST API, and what its answers mean. It repeats nothing by itself.

https://discord.com/developers/docs/reference
"""

import json
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from config.errors import AccessLost, ExternalError, RateLimited, Rejected, Unreachable

SERVICE = "discord"
SECONDS, CONNECT_SECONDS = 30.0, 5.0
UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_MESSAGE, UNKNOWN_INTERACTION = 10003, 10004, 10008, 10062
MISSING_ACCESS, HAS_THREAD = 50001, 160004
_LOST = frozenset({UNKNOWN_CHANNEL, UNKNOWN_GUILD, MISSING_ACCESS})


class Refused(Rejected):
    """Discord's refusal, with its code."""

    def __init__(self, message: str, code: int) -> None:
        """Keep the code."""
        super().__init__(message, service=SERVICE)
        self.discord_code = code


class Rest:
    """One bot's calls, over one pool of connections."""

    def __init__(self, token: str, api_url: str) -> None:
        """Call as that bot."""
        self._token = token
        self._base = api_url.rstrip("/")
        self._session: Any = None

    async def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        files: Mapping[str, tuple[bytes, str]] | None = None,
        query: Mapping[str, Any] | None = None,
    ) -> Any:
        """What the route gives; None where it gives nothing.

        Raises:
            RateLimited, Unreachable, AccessLost, Refused.
        """
        from aiohttp import ClientError

        given: dict[str, Any] = {"params": query} if query else {}
        given |= {"data": _form(body, files)} if files else {"json": body} if body is not None else {}
        try:
            async with self._http().request(method, f"{self._base}{path}", **given) as answer:
                raw = await answer.read()
        except (ClientError, TimeoutError, OSError) as away:
            raise Unreachable("Discord cannot be reached.", service=SERVICE) from away
        if answer.status < 300:
            return json.loads(raw) if raw else None
        raise _meaning(answer.status, _read(raw), answer.headers)

    async def download(self, url: str) -> AsyncIterator[bytes]:
        """The bytes of an attachment: from Discord's own hosts, or from where the API is.

        Raises:
            Unreachable, Rejected.
        """
        from aiohttp import ClientError

        host = urlsplit(url).hostname or ""
        is_ours = urlsplit(url).netloc == urlsplit(self._base).netloc
        if not is_ours and not (
            url.startswith("https://") and host.endswith((".discordapp.com", ".discordapp.net"))
        ):
            raise Rejected("The file lies on no server of Discord's.", service=SERVICE)
        try:
            async with self._http(is_bare=True).get(url, allow_redirects=False) as answer:
                if answer.status != 200:
                    raise Rejected(f"Discord answers {answer.status} for the file.", service=SERVICE)
                async for chunk in answer.content.iter_chunked(256 << 10):
                    yield chunk
        except (ClientError, TimeoutError, OSError) as away:
            raise Unreachable("The file did not come from Discord.", service=SERVICE) from away

    async def close(self) -> None:
        """Let connections go."""
        for one in self._session or ():
            await one.close()

    def _http(self, *, is_bare: bool = False) -> Any:
        if self._session is None:
            from aiohttp import ClientSession, ClientTimeout

            timeout = ClientTimeout(total=SECONDS, connect=CONNECT_SECONDS)
            headers = {"Authorization": f"Bot {self._token}", "User-Agent": "DiscordBot (IONFLUX, 1)"}
            # What goes to other hosts says nothing of the bot.
            self._session = (ClientSession(headers=headers, timeout=timeout), ClientSession(timeout=timeout))
        return self._session[is_bare]


def _form(body: Any, files: Mapping[str, tuple[bytes, str]]) -> Any:
    from aiohttp import FormData

    form = FormData()
    form.add_field("payload_json", json.dumps(body), content_type="application/json")
    for number, (name, (content, kind)) in enumerate(files.items()):
        form.add_field(f"files[{number}]", content, filename=name, content_type=kind)
    return form


def _read(raw: bytes) -> dict[str, Any]:
    try:
        read = json.loads(raw)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _meaning(status: int, body: Mapping[str, Any], headers: Mapping[str, str]) -> ExternalError:
    told, code = str(body.get("message") or status), int(body.get("code") or 0)
    if status == 429:
        seconds = float(body.get("retry_after") or headers.get("Retry-After") or 1)
        return RateLimited(
            "Discord asks us to wait.", service=SERVICE, retry_after=timedelta(seconds=seconds)
        )
    if status >= 500:
        return Unreachable(f"Discord answers {status}.", service=SERVICE)
    if status == 401:
        return AccessLost("Discord does not know the bot's token.", service=SERVICE)
    if code in _LOST:
        return AccessLost(f"Discord: {told} ({code}).", service=SERVICE)
    return Refused(f"Discord: {told} ({code}).", code)
