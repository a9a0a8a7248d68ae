"""Sign-up, sign-in, sessions and their tokens.

Access tokens are JWTs of 15 minutes (RFC 7519, HS256 only); the session behind one is looked up, so that
signing out counts at once. Refresh tokens rotate: the newest of a session is good, an older one ends it.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
from pydantic import BaseModel, ConfigDict
from tortoise.exceptions import IntegrityError

from bot.contracts.addresses import LONGEST_ADDRESS
from bot.contracts.unit import Actor, ActorType, Unit
from bot.services import passwords
from config.clock import new_id
from config.errors import Conflict, NotFound, NotSignedIn
from storage.models.users import Session, User

ACCESS_LIFE = timedelta(minutes=15)
SESSION_LIFE = timedelta(days=30)
LEEWAY = timedelta(seconds=30)
ISSUER = AUDIENCE = "ionflux"
_REQUIRED = ["iss", "aud", "sub", "sid", "iat", "exp", "typ"]


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
    """What a new or renewed session gives: the user and three credentials, each of which is shown once."""

    user: UserView
    session_id: UUID
    access_token: str
    refresh_token: str
    cookie: str


class Tokens:
    """Makes and reads access and refresh tokens under the installation's keys, newest first."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Sign with the first key, accept all."""
        self._refresh_keys = [hmac.digest(key.encode(), b"ionflux refresh token", "sha256") for key in keys]
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
            key = self._keys.get(str(jwt.get_unverified_header(token).get("kid")))
            if key is None:
                raise NotSignedIn("Sign in again.")
            claims = jwt.decode(
                token,
                key,
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
        except (jwt.PyJWTError, ValueError, TypeError, AttributeError, OverflowError) as bad:
            raise NotSignedIn("Sign in again.") from bad

    def make_refresh(self, session_id: UUID) -> str:
        """A refresh token for that session, unlike every other."""
        said = f"{session_id}.{secrets.token_urlsafe(32)}"
        return f"{said}.{_seal(self._refresh_keys[0], said)}"

    def read_refresh(self, token: str) -> UUID:
        """The session's id. That a token was made here says nothing of whether it is the newest one.

        Raises:
            NotSignedIn: it was not made here. Only what was can end a session by being used twice.
        """
        said, _, seal = token.rpartition(".")
        given = seal.encode("utf-8", "replace")
        if not any(hmac.compare_digest(_seal(key, said).encode(), given) for key in self._refresh_keys):
            raise NotSignedIn("Sign in again.")
        return UUID(said.partition(".")[0])


def _seal(key: bytes, said: str) -> str:
    return hmac.new(key, said.encode("utf-8", "replace"), "sha256").hexdigest()


async def register(unit: Unit, *, email: str, password_hash: str, name: str) -> User:
    """A new user, who signs in with the password behind that hash.

    Raises:
        Conflict: code ``name_taken``, when the address has an account.
    """
    try:
        return await User.create(
            id=new_id(),
            email=email.lower(),
            name=name,
            password_hash=password_hash,
            profile_info={"avatar_url": None, "bio": None, "user_preferences_json": {}},
        )
    except IntegrityError as taken:
        raise Conflict("This address has an account already. Sign in instead.", code="name_taken") from taken


async def verified(email: str, password: str) -> User:
    """The user with that address and password; unknown addresses cost the same work.

    Raises:
        NotSignedIn: one sentence for every cause.
    """
    address = email.lower()
    user = await User.get_or_none(email=address) if len(address) <= LONGEST_ADDRESS else None
    fits = await passwords.fits(user.password_hash if user else None, password)
    if user is None or not fits:
        raise NotSignedIn("The e-mail address and the password do not go together.")
    return user


async def change_password(unit: Unit, user: User, password_hash: str) -> None:
    """Give the user, whose password was just verified, another one.

    Raises:
        Conflict: it was changed meanwhile.
    """
    unchanged = User.filter(id=user.id, password_hash=user.password_hash)
    if not await unchanged.update(password_hash=password_hash, updated_at=unit.now):
        raise Conflict("Your password was changed a moment ago, somewhere else.")


async def open_session(unit: Unit, user: User, tokens: Tokens, *, user_agent: str, address: str) -> SignedIn:
    """A new session of that user."""
    session_id, cookie = new_id(), secrets.token_urlsafe(32)
    refresh_token = tokens.make_refresh(session_id)
    _ = await Session.create(
        id=session_id,
        user_id=user.id,
        refresh_digest=_digest(refresh_token),
        cookie_digest=_digest(cookie),
        user_agent=user_agent[:300],
        address=address[:64],
        last_seen_at=unit.now,
        expires_at=unit.now + SESSION_LIFE,
    )
    return SignedIn(
        user=UserView.model_validate(user),
        session_id=session_id,
        access_token=tokens.make(user.id, session_id, unit.now),
        refresh_token=refresh_token,
        cookie=cookie,
    )


async def refresh(unit: Unit, refresh_token: str, tokens: Tokens) -> SignedIn | UUID:
    """The session with new credentials; or its id alone, ended now, because the token had been used before.

    Raises:
        NotSignedIn: no such session, or it is over.
    """
    session = await Session.get_or_none(id=tokens.read_refresh(refresh_token))
    if session is None or session.revoked_at is not None or session.expires_at <= unit.now:
        raise NotSignedIn("Sign in again.")
    renewed, cookie = tokens.make_refresh(session.id), secrets.token_urlsafe(32)
    # Compare and set: of two refreshes at once with the same token one is late, and late is reuse.
    changed = await Session.filter(
        id=session.id, refresh_digest=_digest(refresh_token), revoked_at=None
    ).update(refresh_digest=_digest(renewed), cookie_digest=_digest(cookie), last_seen_at=unit.now)
    if not changed:
        await Session.filter(id=session.id).update(
            revoked_at=unit.now, revoked_reason="refresh token used twice"
        )
        return UUID(str(session.id))
    user = await User.get(id=session.user_id)
    return SignedIn(
        user=UserView.model_validate(user),
        session_id=session.id,
        access_token=tokens.make(user.id, session.id, unit.now),
        refresh_token=renewed,
        cookie=cookie,
    )


async def session_by_cookie(cookie: str, at: datetime) -> tuple[UUID, UUID]:
    """The user's and the session's id of a session cookie.

    Raises:
        NotSignedIn: no such session, or it is over.
    """
    session = await Session.get_or_none(cookie_digest=_digest(cookie))
    if session is None or session.revoked_at is not None or session.expires_at <= at:
        raise NotSignedIn("Sign in again.")
    return session.user_id, session.id


async def is_live(user_id: UUID, session_id: UUID, at: datetime) -> bool:
    """Whether that is a session of that user, and neither ended nor over."""
    return await Session.exists(id=session_id, user_id=user_id, revoked_at=None, expires_at__gt=at)


async def live_among(session_ids: Sequence[UUID | None], at: datetime) -> set[UUID]:
    """Those of the sessions that are neither ended nor over, in one query."""
    wanted = list({one for one in session_ids if one is not None})
    rows = (
        await Session.filter(id__in=wanted, revoked_at=None, expires_at__gt=at).only("id") if wanted else ()
    )
    return {row.id for row in rows}


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


async def end_other_sessions(unit: Unit) -> Sequence[UUID]:
    """End all of the actor's sessions but the one that asks; which they were."""
    others = Session.filter(user_id=unit.actor.id, revoked_at=None).exclude(id=unit.actor.session_id)
    ended = [UUID(str(one)) for one in await others.values_list("id", flat=True)]
    await Session.filter(id__in=ended).update(
        revoked_at=unit.now, revoked_reason="ended from another session"
    )
    return ended


async def sessions(unit: Unit) -> Sequence[SessionView]:
    """The actor's sessions that are live, newest first."""
    rows = await Session.filter(user_id=unit.actor.id, revoked_at=None, expires_at__gt=unit.now).order_by(
        "-id"
    )
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
    # A cookie may hold any bytes; the server's parser gives those that are no text as half surrogates.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
