"""What ``ionflux doctor`` looks at."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from adapters.slack.manifest import scopes_found
from adapters.slack.settings import SlackSettings
from bot.contracts.adapters import Finding
from config.errors import ExternalError

Called = Callable[[str, str, Mapping[str, Any]], Awaitable[Mapping[str, Any]]]

_SET_BOT = (
    "Set IONFLUX_SLACK_BOT_TOKEN to the Bot User OAuth Token (OAuth & Permissions at api.slack.com/apps)."
)
_SET_APP = "Set IONFLUX_SLACK_APP_TOKEN to an app-level token with the scope connections:write."
_SET_SIGNING = "Set IONFLUX_SLACK_SIGNING_SECRET, or IONFLUX_SLACK_APP_TOKEN for Socket Mode."


class Examination:
    """One look at everything that can be wrong."""

    def __init__(self, settings: SlackSettings, public_url: str, called: Called) -> None:
        """``called`` calls a method with a token."""
        self._settings, self._public_url, self._called = settings, public_url, called

    async def all(self) -> Sequence[Finding]:
        """The token, its scopes, and the way in."""
        return [*await self._token(), await self._way_in()]

    async def _token(self) -> Sequence[Finding]:
        token = self._settings.bot_token.get_secret_value()
        if not token:
            return [Finding("bot token", True, "none: teams install the app by OAuth")]
        try:
            told = await self._called(token, "auth.test", {})
        except ExternalError as failed:
            return [Finding("bot token", False, failed.message, _SET_BOT)]
        found = Finding("bot token", True, f"Slack team {told.get('team')} as @{told.get('user')}")
        scopes = str(told.get("scopes") or "")
        return [found, scopes_found(scopes)] if scopes else [found]

    async def _way_in(self) -> Finding:
        app_token = self._settings.app_token.get_secret_value()
        if not app_token:
            if not self._settings.signing_secret.get_secret_value():
                return Finding("way in", False, "neither an app token nor a signing secret", _SET_SIGNING)
            return Finding("way in", True, f"over HTTP at {self._public_url}/slack/events")
        try:
            await self._called(app_token, "apps.connections.open", {})
        except ExternalError as failed:
            return Finding("way in", False, failed.message, _SET_APP)
        return Finding("way in", True, "Socket Mode")
