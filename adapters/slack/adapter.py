"""Slack (``IONFLUX_SLACK_BOT_TOKEN``): in Socket Mode where the app token is set, else over HTTP."""

import asyncio
import base64
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from adapters.slack import manifest
from adapters.slack.answers import Answers
from adapters.slack.calls import Accounts, Body
from adapters.slack.examination import Examination
from adapters.slack.history import History
from adapters.slack.inbox import Inbox, Parts
from adapters.slack.outbox import Outbox
from adapters.slack.people import People
from adapters.slack.proxy import proxy_of
from adapters.slack.settings import SlackSettings
from bot.contracts.adapters import Capabilities, Finding, Pace, Route, Sent
from bot.contracts.messages import Attachment, OutboundMessage, Place
from bot.contracts.platforms import Altered, Heard, PlatformHost, RemoteFile
from config.errors import AccessLost, ExternalError, RateLimited, Rejected, StorageError, Unreachable
from config.logs import logger

if TYPE_CHECKING:
    from aiohttp import ClientSession
    from slack_sdk.web.async_client import AsyncWebClient

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
SERVICE = "slack"
CONNECT_SECONDS, READ_SECONDS, TOTAL_SECONDS, CHUNK = 5.0, 15.0, 20.0, 1 << 16
_HOSTS = ("slack.com", "slack-files.com")
_TOKEN_GONE = frozenset(
    {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"}
    | {"team_access_not_granted", "org_login_required", "access_denied"}
)
_PLACE_GONE = frozenset({"channel_not_found", "not_in_channel", "is_archived", "user_is_restricted"})
_LATER = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
_LIMITED = frozenset({"ratelimited", "rate_limited"})

_log = logger(__name__)


class SlackAdapter:
    """Slack, both ways."""

    name = SERVICE
    Settings = SlackSettings
    turned_on_by = "IONFLUX_SLACK_BOT_TOKEN"
    does = "Slack: channels are not mirrored there"
    capabilities = Capabilities(
        # Slack shows 4,000 well; what is escaped, and links, take more than they show.
        max_text=3_800,
        text_unit="characters",
        max_title=145,
        max_fields=20,
        max_buttons=25,
        max_file_bytes=1 << 30,
        threads=True,
        edits=True,
        deletes=True,
        reactions=True,
        files=True,
        forms=True,
        private_replies=True,
        shows_author=True,
        is_idempotent=True,
        ack_within=timedelta(seconds=3),
        reply_within=timedelta(minutes=30),
        place_pace=(Pace(many=1, seconds=1.0),),
        account_pace=None,
    )

    def __init__(self, settings: SlackSettings, host: PlatformHost) -> None:
        """Serve as the settings say, and bring what comes to the host's gate."""
        self._settings, self._host = settings, host
        self._accounts = Accounts(host.gate, settings.bot_token.get_secret_value())
        self._people = People(self.call)
        self._history = History(self.call, self._accounts, self._people)
        self._outbox = Outbox(self.call, self._accounts, self._history, self._upload)
        self._inbox = Inbox(
            Parts(
                gate=host.gate,
                call=self.call,
                accounts=self._accounts,
                people=self._people,
                answers=Answers(self.call, self._post),
            )
        )
        self._session: ClientSession | None = None
        self._client: AsyncWebClient | None = None

    # Out.

    async def send(self, to: Place, message: OutboundMessage, *, is_repeat: bool = False) -> Sent:
        """Post it; a repeat is looked for by its key first. Raises as Adapter says."""
        return await self._outbox.send(to, message, is_repeat=is_repeat)

    async def edit(self, to: Place, external_id: str, message: OutboundMessage) -> None:
        """Show the message otherwise. Raises as ``send``."""
        await self._outbox.edit(to, external_id, message)

    async def delete(self, to: Place, external_id: str) -> None:
        """Take it away; what is gone already is well. Raises as ``send``."""
        await self._outbox.delete(to, external_id)

    async def react(self, to: Place, external_id: str, emojis: Sequence[str]) -> Sequence[str]:
        """Have exactly these of the bot's emoji under it; those that Slack takes. Raises as ``send``."""
        return await self._outbox.react(to, external_id, emojis)

    async def fetch(self, account: str, file: RemoteFile) -> AsyncIterator[bytes]:
        """The file's bytes. Raises as ``send``."""
        from aiohttp import ClientTimeout

        url = str(file.reference_json.get("url") or "")
        if not url:
            told = await self.call(account, "files.info", file=str(file.reference_json.get("id", "")))
            url = str((told.get("file") or {}).get("url_private") or "")
        if not self._is_trusted(url):
            raise Rejected("The file lies elsewhere than with Slack.", service=SERVICE)
        headers = {"Authorization": f"Bearer {await self._accounts.token(account)}"}
        timeout = ClientTimeout(total=None, connect=CONNECT_SECONDS, sock_read=READ_SECONDS)
        with _in_our_words("a file"):
            session = self._open_session()
            async with session.get(url, headers=headers, allow_redirects=False, timeout=timeout) as response:
                _refuse_unless_given(response.status, response.headers)
                async for part in response.content.iter_chunked(CHUNK):
                    yield part

    def history(self, place: Place, after: str | None) -> AsyncIterator[Heard]:
        """What people wrote there after that, oldest first. Raises as ``send``."""
        return self._history.since(place, after) if after else _nothing()

    # In.

    async def listen(self) -> None:
        """Be connected in Socket Mode; over HTTP only what was missed is caught up with."""
        app_token = self._settings.app_token.get_secret_value()
        if not app_token:
            await self._catch_up(await self._missed())
            return
        from adapters.slack.connection import Socket, Ways

        async def address() -> str:
            told = await self._called(app_token, "apps.connections.open", {})
            return str(told["url"])

        ways = Ways(address=address, take=self._inbox.take, missed=self._missed, catch_up=self._catch_up)
        await Socket(self._open_client(), app_token, ways).run()

    async def _missed(self) -> Sequence[tuple[Place, str | None]]:
        try:
            return await self._host.gate.behind(SERVICE)
        except StorageError as away:
            _log.warning("slack_not_caught_up", why=str(away))
            return ()

    async def _catch_up(self, missed: Sequence[tuple[Place, str | None]]) -> None:
        """Bring in what was said while nobody listened; again where that did not go well."""
        wait = FIRST_WAIT
        while missed:
            missed = [one for one in missed if not await self._caught_up(*one)]
            if missed:
                await asyncio.sleep(wait)
                wait = min(LONGEST_WAIT, wait * 2)

    async def _caught_up(self, place: Place, after: str | None) -> bool:
        """Catch up with one place; False where that is to be tried again."""
        try:
            if after:
                await self._take_in(place, after)
            await self._host.gate.caught_up(place)
        except (ExternalError, StorageError) as away:
            _log.warning("slack_not_caught_up", channel=place.channel, why=str(away))
            # What it refuses now it refuses the next time; that is when somebody has mended it.
            return isinstance(away, Rejected)
        return True

    async def _take_in(self, place: Place, after: str) -> None:
        """What comes meanwhile waits for it, unless Slack makes us wait: then it has to come first."""
        try:
            async with self._inbox.turn(place.channel):
                async for one in self._history.missed(place, after):
                    await self._took_in(place, one)
        except RateLimited:
            patient = self._history.missed(place, after, is_patient=True)
            for one in [one async for one in patient]:
                async with self._inbox.turn(place.channel):
                    await self._took_in(place, one)

    async def _took_in(self, place: Place, one: Heard | Altered) -> None:
        gate = self._host.gate
        if isinstance(one, Altered):
            await gate.alter(one)
            return
        await gate.hear(one)
        await gate.caught_up(place, one.external_id)

    def routes(self) -> Iterable[Route]:
        """What Slack and whoever installs the app call over HTTP."""
        from adapters.slack.install import Door, Install
        from adapters.slack.requests import Requests

        own = self._settings
        do = Requests(self._inbox, own.signing_secret.get_secret_value())
        door = Door(client_id=own.client_id, api_url=own.api_url, public_url=self._host.public_url)
        install = Install(self._host.gate, door, self._exchange)
        for method, path, handler, summary in (
            ("POST", "/slack/events", do.events, "Take events, commands and interactions of Slack"),
            ("GET", "/slack/install", install.begin, "Go on to Slack, to install the app into a team"),
            ("GET", "/slack/oauth_redirect", install.finish, "Take the token of a team from Slack"),
        ):
            yield Route(
                method=method, path=path, permission="public", handler=handler, summary=summary, is_raw=True
            )

    # How it stands.

    async def check(self) -> str:
        """Try the bot's token. Raises ExternalError where it does not serve."""
        told = await self.call("", "auth.test")
        return f"Slack team {told.get('team')} as @{told.get('user')}"

    async def examine(self) -> Sequence[Finding]:
        """The token and its scopes, and the way in."""
        return await Examination(self._settings, self._host.public_url, self._called).all()

    def manifest(self) -> str:
        """The app's manifest: for Socket Mode, unless only the signing secret is set."""
        own = self._settings
        is_socket = bool(own.app_token.get_secret_value()) or not own.signing_secret.get_secret_value()
        return manifest.manifest(self._host.commands, self._host.public_url, is_socket=is_socket)

    async def close(self) -> None:
        """Let connections go."""
        session, self._session, self._client = self._session, None, None
        if session is not None:
            await session.close()

    # The library.

    async def call(self, account: str, method: str, *, but: Collection[str] = (), **args: Any) -> Body:
        """Call the Web API with the account's token; see Calls."""
        token = await self._accounts.token(account)
        if not token:
            raise AccessLost(f"The app is not installed in the Slack team {account}.", service=SERVICE)
        try:
            return await self._called(token, method, args, but=but)
        except AccessLost:
            self._accounts.forget(account)
            raise

    async def _called(
        self, token: str, method: str, args: Mapping[str, Any], *, but: Collection[str] = ()
    ) -> Body:
        from slack_sdk.errors import SlackApiError

        name = method.replace(".", "_")
        as_whom = {"app_token" if name == "apps_connections_open" else "token": token}
        with _in_our_words(method):
            try:
                told = await getattr(self._open_client(), name)(**args, **as_whom)
            except SlackApiError as refused:
                if (error := _error(refused)) in but:
                    return {"ok": False, "error": error}
                raise
        body: dict[str, Any] = dict(told.data) if isinstance(told.data, Mapping) else {}
        if "x-oauth-scopes" in told.headers:
            body["scopes"] = told.headers["x-oauth-scopes"]
        return body

    async def _exchange(self, code: str, redirect_uri: str) -> Body:
        own = self._settings
        named = {"client_id": own.client_id, "client_secret": own.client_secret.get_secret_value()}
        basic = base64.b64encode(":".join(named.values()).encode()).decode()
        with _in_our_words("oauth.v2.access"):
            told = await self._open_client().api_call(
                "oauth.v2.access",
                data={"code": code, "redirect_uri": redirect_uri} | named,
                headers={"Authorization": f"Basic {basic}"},
            )
        return dict(told.data) if isinstance(told.data, Mapping) else {}

    async def _post(self, url: str, body: Mapping[str, Any]) -> None:
        """Answer at an address that came with a command or a button."""
        if not self._is_trusted(url):
            raise Rejected("The address to answer to is not Slack's.", service=SERVICE)
        with _in_our_words("an answer"):
            async with self._open_session().post(url, json=body, allow_redirects=False) as response:
                _refuse_unless_given(response.status, response.headers)

    async def _upload(self, url: str, file: Attachment) -> None:
        if not self._is_trusted(url):
            raise Rejected("The address to upload to is not Slack's.", service=SERVICE)
        headers = {"Content-Length": str(file.size), "Content-Type": "application/octet-stream"}
        with _in_our_words("an upload"):
            session = self._open_session()
            async with session.post(
                url, data=file.read(), headers=headers, allow_redirects=False
            ) as response:
                _refuse_unless_given(response.status, response.headers)

    def _open_session(self) -> "ClientSession":
        if self._session is None:
            from aiohttp import ClientSession, ClientTimeout

            timeout = ClientTimeout(total=TOTAL_SECONDS, connect=CONNECT_SECONDS, sock_read=READ_SECONDS)
            self._session = ClientSession(timeout=timeout, trust_env=True)
        return self._session

    def _open_client(self) -> "AsyncWebClient":
        if self._client is None:
            from slack_sdk.web.async_client import AsyncWebClient

            # One layer repeats, and it is not this one.
            self._client = AsyncWebClient(
                base_url=self._settings.api_url, session=self._open_session(), retry_handlers=[]
            )
            # The library would take one for every host alike.
            self._client.proxy = proxy_of(self._settings.api_url)
        return self._client

    def _is_trusted(self, url: str) -> bool:
        """Whether a token or an answer may go there: Slack's own hosts, and the one that is configured."""
        try:
            parts, own = urlsplit(url), urlsplit(self._settings.api_url)
            if (parts.scheme, parts.netloc) == (own.scheme, own.netloc):
                return True
            host = parts.hostname or ""
        except ValueError:
            return False
        is_slacks = any(host == one or host.endswith(f".{one}") for one in _HOSTS)
        return parts.scheme == "https" and parts.port in (None, 443) and is_slacks


@contextmanager
def _in_our_words(what: str) -> Iterator[None]:
    """Tell the library's failures as what they mean: for good, or later."""
    from aiohttp import ClientError
    from slack_sdk.errors import SlackApiError, SlackClientError

    try:
        yield
    except SlackApiError as failed:
        raise _answer(what, failed) from failed
    except SlackClientError as wrong:
        raise Rejected(f"Slack cannot be asked for {what}: {wrong}", service=SERVICE) from wrong
    except TimeoutError as slow:
        raise Unreachable("Slack did not answer in time.", service=SERVICE) from slow
    except (ClientError, OSError) as away:
        told = str(away) or type(away).__name__
        raise Unreachable(f"Slack cannot be reached: {told}.", service=SERVICE) from away


def _error(failed: Any) -> str:
    """Slack's own word for it."""
    data = getattr(failed.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, Mapping) else ""


def _answer(what: str, failed: Any) -> ExternalError:
    response, error = failed.response, _error(failed)
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    if status == 429 or error in _LIMITED:
        return _limited(getattr(response, "headers", {}))
    if status >= 500 or error in _LATER or not error:
        return Unreachable(f"Slack answered {what} with {error or status}.", service=SERVICE)
    if error in _TOKEN_GONE:
        return AccessLost(f"Slack does not take the app's token any more ({error}).", service=SERVICE)
    if error in _PLACE_GONE:
        return AccessLost(f"The Slack channel cannot be reached any more ({error}).", service=SERVICE)
    needed = f" {failed.response.get('needed')}" if error == "missing_scope" else ""
    return Rejected(f"Slack refused {what}: {error}{needed}.", service=SERVICE)


def _limited(headers: Mapping[str, str]) -> RateLimited:
    given = str(headers.get("Retry-After") or headers.get("retry-after") or "")
    seconds = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 1
    return RateLimited("Slack asks us to wait.", service=SERVICE, retry_after=timedelta(seconds=seconds))


def _refuse_unless_given(status: int, headers: Mapping[str, str]) -> None:
    if status == 429:
        raise _limited(headers)
    if status >= 500:
        raise Unreachable(f"Slack answered with {status}.", service=SERVICE)
    if status >= 300:
        raise Rejected(f"Slack refused with {status}; a scope may be missing.", service=SERVICE)


async def _nothing() -> AsyncIterator[Heard]:
    none: Sequence[Heard] = ()
    for one in none:
        yield one


ADAPTER = SlackAdapter
