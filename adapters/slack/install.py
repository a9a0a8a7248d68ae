"""GET /slack/install and /slack/oauth_redirect: the app is put into a team, for one workspace."""

import html
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from adapters.slack.manifest import SCOPES
from adapters.slack.parse import NAME
from bot.contracts.adapters import Request
from bot.contracts.platforms import Installation, PlatformGate
from config.errors import ExternalError
from config.logs import logger

Exchange = Callable[[str, str], Awaitable[Mapping[str, Any]]]

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>
<body style="font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:15vh auto;padding:0 1em">
<h1 style="font-size:1.25em">{title}</h1><p>{text}</p><p><a href="{url}">Back to IONFLUX</a></p>
</body></html>
"""

_log = logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where people are sent to and fro."""

    client_id: str
    api_url: str
    public_url: str


class Install:
    """The two pages."""

    def __init__(self, gate: PlatformGate, door: Door, exchange: Exchange) -> None:
        """``exchange`` gets a team's token for a code and the address it came to."""
        self._gate, self._door, self._exchange = gate, door, exchange

    @property
    def _back(self) -> str:
        return f"{self._door.public_url}/slack/oauth_redirect"

    async def begin(self, call: Request) -> web.StreamResponse:
        """Send whoever began in IONFLUX on to Slack's own page."""
        state = call.raw.query.get("state", "")
        if not self._door.client_id:
            return self._page(404, "Not set up", "IONFLUX_SLACK_CLIENT_ID is not set in this installation.")
        if not state:
            return self._page(
                400, "Begin in IONFLUX", "Open the settings of your workspace, and connect Slack from there."
            )
        asked = {
            "client_id": self._door.client_id,
            "scope": ",".join(SCOPES),
            "state": state,
            "redirect_uri": self._back,
        }
        parts = urlsplit(self._door.api_url)
        return web.Response(
            status=302,
            headers={"Location": f"{parts.scheme}://{parts.netloc}/oauth/v2/authorize?{urlencode(asked)}"},
        )

    async def finish(self, call: Request) -> web.StreamResponse:
        """Keep the team's token for the workspace in which it began."""
        query = call.raw.query
        if query.get("error") or not query.get("code"):
            return self._page(
                400, "Not connected", "Slack was not allowed to connect, so nothing was changed."
            )
        workspace_id = await self._gate.claimed_state(query.get("state", ""))
        if workspace_id is None:
            return self._page(
                400, "This has run out", "This install is not known any more. Please begin again in IONFLUX."
            )
        try:
            granted = await self._exchange(query["code"], self._back)
            installation = _installation(granted)
        except (ExternalError, KeyError, TypeError) as failed:
            _log.warning("slack_not_installed", why=str(failed))
            return self._page(502, "Not connected", "Slack did not hand over its token. Please begin again.")
        await self._gate.installed(NAME, installation, workspace_id)
        return self._page(
            200,
            "Connected",
            f"IONFLUX is in the Slack team {installation.name}. Invite it: /invite @IONFLUX.",
        )

    def _page(self, status: int, title: str, text: str) -> web.Response:
        shown = {"title": title, "text": text, "url": self._door.public_url or "/"}
        page = _PAGE.format(**{name: html.escape(value) for name, value in shown.items()})
        return web.Response(status=status, text=page, content_type="text/html")


def _installation(granted: Mapping[str, Any]) -> Installation:
    team = granted["team"]
    return Installation(
        account=str(team["id"]),
        name=str(team.get("name") or team["id"]),
        token=str(granted["access_token"]),
        details_json={
            "bot_user_id": granted.get("bot_user_id"),
            "app_id": granted.get("app_id"),
            "scope": granted.get("scope"),
        },
    )
