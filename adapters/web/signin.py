"""Session cookie or bearer token → Actor; cross-site requests are refused."""

from urllib.parse import urlsplit
from uuid import UUID

from aiohttp import web

from bot.contracts.unit import Actor
from bot.services import users
from config.clock import monotonic, now
from config.errors import NotAllowed, NotSignedIn

COOKIE = "ionflux_session"
CSRF_HEADER = "X-IONFLUX-CSRF"
REMEMBERED_SECONDS = 3.0
_MOST_REMEMBERED = 10_000
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class WebSignIn:
    """Reads credentials. A session that was ended elsewhere counts as ended within seconds."""

    def __init__(self, tokens: users.Tokens, *, origins: frozenset[str], is_https: bool) -> None:
        """Accept browsers that come from one of ``origins``."""
        self._tokens = tokens
        self._origins = origins
        self._cookie = f"__Host-{COOKIE}" if is_https else COOKIE
        self._live: dict[UUID, tuple[float, UUID]] = {}
        self._cookies: dict[str, tuple[float, UUID, UUID]] = {}

    async def actor(self, request: web.Request) -> Actor | None:
        """The signed-in actor; None for a stranger.

        Raises:
            NotSignedIn: credentials that are no good.
            NotAllowed: code ``csrf_failed``.
        """
        authorization = request.headers.get("Authorization", "")
        if authorization:
            scheme, _, token = authorization.partition(" ")
            if scheme.lower() != "bearer" or not token.isascii():
                raise NotSignedIn("Sign in again.")
            return await self.bearer(token.strip())
        if cookie := request.cookies.get(self._cookie):
            if request.method not in _SAFE and request.headers.get(CSRF_HEADER) is None:
                raise NotAllowed(f"Send the header {CSRF_HEADER} with every change.", code="csrf_failed")
            return await self._by_cookie(cookie)
        return None

    async def bearer(self, token: str) -> Actor:
        """The actor of an access token.

        Raises:
            NotSignedIn: whatever is wrong with it.
        """
        user_id, session_id = self._tokens.read(token, now())
        until, whose = self._live.get(session_id, (0.0, None))
        if until < monotonic() or whose != user_id:
            await self._remember(user_id, session_id)
        return users.actor_of(user_id, session_id)

    async def _remember(self, user_id: UUID, session_id: UUID) -> None:
        self._live.pop(session_id, None)
        if not await users.is_live(user_id, session_id, now()):
            raise NotSignedIn("Sign in again.")
        if len(self._live) > _MOST_REMEMBERED:
            self._live.clear()
        self._live[session_id] = (monotonic() + REMEMBERED_SECONDS, user_id)

    def forget(self, session_id: UUID) -> None:
        """The session was ended in this process: it counts at once."""
        self._live.pop(session_id, None)
        self._cookies = {key: value for key, value in self._cookies.items() if value[2] != session_id}

    async def _by_cookie(self, cookie: str) -> Actor:
        known = self._cookies.get(cookie)
        if known is None or known[0] < monotonic():
            user_id, session_id = await users.session_by_cookie(cookie, now())
            if len(self._cookies) > _MOST_REMEMBERED:
                self._cookies.clear()
            known = self._cookies[cookie] = (monotonic() + REMEMBERED_SECONDS, user_id, session_id)
        return users.actor_of(known[1], known[2])

    def check_origin(self, request: web.Request) -> None:
        """Return unless a browser sent this for another site.

        Raises:
            NotAllowed: code ``csrf_failed``.
        """
        if request.method in _SAFE:
            return
        origin = request.headers.get("Origin")
        if origin is not None and not self.allows(origin, request.host):
            raise NotAllowed("This came from another site.", code="csrf_failed")

    def allows(self, origin: str, host: str) -> bool:
        """Whether pages of that origin are ours: the public address, or the address served."""
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        return origin in self._origins or (parts.scheme in ("http", "https") and parts.netloc == host)
