"""Sign-up, sign-in, sessions and their tokens.

Access tokens are JWTs of 15 minutes (RFC 7519, HS256 only); the session behind one is looked up, so that signing out
counts at once. Refresh tokens rotate: the newest of a session is good, an older one ends the session.
"""

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from pydantic import BaseModel, ConfigDict

from bot.contracts.unit import Actor, ActorType, Unit
from config.clock import new_id
from config.errors import Conflict, InvalidInput, NotFound, NotSignedIn
from storage.models.users import Session, User

ACCESS_LIFE = timedelta(minutes=15)
SESSION_LIFE = timedelta(days=30)
LEEWAY = timedelta(seconds=30)
ISSUER = AUDIENCE = "ionflux"
_REQUIRED = ["iss", "aud", "sub", "sid", "iat", "exp", "typ"]
# The most used of all passwords; whoever has one of them is as good as without.
_COMMON = frozenset(
    "password password1 password123 12345678 123456789 1234567890 qwertyuiop qwerty123 1q2w3e4r iloveyou letmein1"
    " welcome1 sunshine princess football baseball superman trustno1 abc12345 passw0rd 11111111 00000000 87654321"
    " changeme qwertyui asdfghjk zxcvbnm1 starwars whatever computer internet michelle jennifer monkey123 dragon123".split()
)
_hasher = PasswordHasher()


class UserView(BaseModel):
    """A user as they see themselves."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    email: str | None
    name: str
    profile_info: dict[str, Any]
    created_at: datetime
    updated_at: datetime


class SessionView(BaseModel):
    """A sign-in."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    user_agent: str
    address: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """What a new or renewed session gives: the user and the three credentials, each of which is shown once."""

    user: UserView
    access_token: str
    refresh_token: str
    cookie: str


class Tokens:
    """Makes and reads access tokens under the installation's keys, newest first."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Sign with the first key, accept all."""
        self._keys = {
            hashlib.sha256(b"ionflux jwt id:" + key.encode()).hexdigest()[:16]: hmac.digest(
                key.encode(), b"ionflux access token", "sha256"
            )
            for key in keys
        }
        self._newest = next(iter(self._keys))

    def make(self, user_id: UUID, session_id: UUID, at: datetime) -> str:
        """A token for that session."""
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(user_id),
            "sid": str(session_id),
            "iat": at,
            "exp": at + ACCESS_LIFE,
            "typ": "access",
        }
        return jwt.encode(claims, self._keys[self._newest], algorithm="HS256", headers={"kid": self._newest})

    def read(self, token: str, at: datetime) -> tuple[UUID, UUID]:
        """The user's and the session's id.

        Raises:
            NotSignedIn: whatever is wrong with it.
        """
        try:
            kid = jwt.get_unverified_header(token).get("kid", "")
            claims = jwt.decode(
                token,
                self._keys.get(str(kid), b"\0" * 32),
                algorithms=["HS256"],
                audience=AUDIENCE,
                issuer=ISSUER,
                options={"require": _REQUIRED, "verify_exp": False, "verify_iat": False},
            )
            issued, expires = int(claims["iat"]), int(claims["exp"])
            lives = 0 < expires - issued <= ACCESS_LIFE.total_seconds()
            moment, leeway = at.timestamp(), LEEWAY.total_seconds()
            if claims["typ"] != "access" or not lives or not issued - leeway <= moment < expires + leeway:
                raise NotSignedIn("Sign in again.")
            return UUID(claims["sub"]), UUID(claims["sid"])
        except (jwt.PyJWTError, ValueError, TypeError, AttributeError) as bad:
            raise NotSignedIn("Sign in again.") from bad


async def register(unit: Unit, *, email: str, password: str, name: str) -> User:
    """A new user.

    Raises:
        InvalidInput: the password is too common.
        Conflict: code ``name_taken``, when the address has an account.
    """
    if password.casefold() in _COMMON or password.casefold() == email.casefold():
        raise InvalidInput("This password is among the most used ones. Choose another.", code="validation_failed")
    if await User.exists(email=email.lower()):
        raise Conflict("This address has an account already. Sign in instead.", code="name_taken")
    hashed = await asyncio.to_thread(_hasher.hash, password)
    return await User.create(
        id=new_id(),
        email=email.lower(),
        name=name,
        password_hash=hashed,
        profile_info={"avatar_url": None, "bio": None, "user_preferences_json": {}},
    )


async def verified(email: str, password: str) -> User:
    """The user with that address and password; unknown addresses cost the same work.

    Raises:
        NotSignedIn: one sentence for every cause.
    """
    user = await User.get_or_none(email=email.lower())
    hashed = user.password_hash if user and user.password_hash else await asyncio.to_thread(_dummy_hash)
    try:
        await asyncio.to_thread(_hasher.verify, hashed, password)
    except VerificationError:
        user = None
    if user is None or user.password_hash is None:
        raise NotSignedIn("The e-mail address and the password do not go together.")
    return user


_dummy: list[str] = []


def _dummy_hash() -> str:
    if not _dummy:
        _dummy.append(_hasher.hash(secrets.token_hex()))
    return _dummy[0]


async def open_session(unit: Unit, user: User, tokens: Tokens, *, user_agent: str, address: str) -> SignedIn:
    """A new session of that user."""
    secret, cookie = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    session = await Session.create(
        id=new_id(),
        user_id=user.id,
        refresh_digest=_digest(secret),
        cookie_digest=_digest(cookie),
        user_agent=user_agent[:300],
        address=address[:64],
        last_seen_at=unit.now,
        expires_at=unit.now + SESSION_LIFE,
    )
    return SignedIn(
        user=UserView.model_validate(user),
        access_token=tokens.make(user.id, session.id, unit.now),
        refresh_token=f"{session.id}.{secret}",
        cookie=cookie,
    )


async def refresh(unit: Unit, refresh_token: str, tokens: Tokens) -> SignedIn | None:
    """The session with new credentials. None: the token had been used before, and its session is ended now.

    Raises:
        NotSignedIn: no such session, or it is over.
    """
    session_id, _, secret = refresh_token.partition(".")
    session = await _live_session(unit, session_id)
    renewed, cookie = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    # Compare and set: of two refreshes at once with the same token one is late, and late is reuse.
    changed = await Session.filter(id=session.id, refresh_digest=_digest(secret), revoked_at=None).update(
        refresh_digest=_digest(renewed), cookie_digest=_digest(cookie), last_seen_at=unit.now
    )
    if not changed:
        await Session.filter(id=session.id).update(revoked_at=unit.now, revoked_reason="refresh token used twice")
        return None
    user = await User.get(id=session.user_id)
    return SignedIn(
        user=UserView.model_validate(user),
        access_token=tokens.make(user.id, session.id, unit.now),
        refresh_token=f"{session.id}.{renewed}",
        cookie=cookie,
    )


async def _live_session(unit: Unit, session_id: str) -> Session:
    try:
        session = await Session.get_or_none(id=UUID(session_id))
    except ValueError:
        session = None
    if session is None or session.revoked_at is not None or session.expires_at <= unit.now:
        raise NotSignedIn("Sign in again.")
    return session


async def session_by_cookie(cookie: str, at: datetime) -> tuple[UUID, UUID]:
    """The user's and the session's id of a session cookie.

    Raises:
        NotSignedIn: no such session, or it is over.
    """
    session = await Session.get_or_none(cookie_digest=_digest(cookie))
    if session is None or session.revoked_at is not None or session.expires_at <= at:
        raise NotSignedIn("Sign in again.")
    return session.user_id, session.id


async def is_live(session_id: UUID, at: datetime) -> bool:
    """Whether the session is neither ended nor over."""
    return await Session.exists(id=session_id, revoked_at=None, expires_at__gt=at)


async def end_session(unit: Unit, session_id: UUID, *, reason: str = "signed out") -> None:
    """End one of the actor's sessions; its tokens and cookie are worthless from now on.

    Raises:
        NotFound: the actor has no such session.
    """
    ended = await Session.filter(id=session_id, user_id=unit.actor.id, revoked_at=None).update(
        revoked_at=unit.now, revoked_reason=reason
    )
    if not ended:
        raise NotFound("There is no such session.")


async def sessions(unit: Unit) -> Sequence[SessionView]:
    """The actor's sessions that are live, newest first."""
    rows = await Session.filter(user_id=unit.actor.id, revoked_at=None, expires_at__gt=unit.now).order_by("-id")
    return [
        SessionView.model_validate(row).model_copy(update={"is_current": row.id == unit.actor.session_id})
        for row in rows
    ]


async def me(unit: Unit) -> UserView:
    """The actor."""
    return UserView.model_validate(await User.get(id=unit.actor.id))


async def update_me(unit: Unit, changes: dict[str, Any]) -> UserView:
    """Change the actor's own name or profile."""
    await User.filter(id=unit.actor.id).update(**changes, updated_at=unit.now)
    return await me(unit)


def actor_of(user_id: UUID, session_id: UUID) -> Actor:
    """The signed-in user as an actor, not yet in a workspace."""
    return Actor(type=ActorType.USER, id=user_id, session_id=session_id)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
