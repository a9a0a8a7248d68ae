"""REST: sign up, sign in, me, sessions."""

import asyncio
import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from pydantic import BaseModel, Field, field_validator

from adapters.web.api.parts import Body, Email, Page, Parts, Password, PersonName, page_of, uuid_in
from adapters.web.signin import COOKIE
from bot.contracts.adapters import Answer, Request, Route
from bot.contracts.unit import SYSTEM, Actor, ActorType
from bot.services import access, audit, passwords, users, workspaces
from config.errors import Fault, InvalidInput, NotSignedIn

# What a wrong password waits for its answer; twice as long each time.
FIRST_DELAY, LONGEST_DELAY = 0.05, 2.0
LARGEST_PROFILE = 16 * 1024


class Credentials(Body):
    """An e-mail address and a password."""

    email: Email
    password: Password


class Login(Body):
    """An e-mail address and a password, whatever they are."""

    email: str = Field(max_length=2000)
    password: str = Field(max_length=5000)


class Registration(Credentials):
    """A new account."""

    name: PersonName


class Refresh(Body):
    """A refresh token."""

    refresh_token: str = Field(max_length=200)


class PasswordChange(Body):
    """A new password, and the one so far."""

    current_password: str = Field(max_length=5000)
    new_password: Password


class Profile(Body):
    """What one may change of oneself."""

    name: PersonName | None = None
    profile_info: dict[str, Any] | None = None

    @field_validator("profile_info")
    @classmethod
    def _is_short(cls, value: dict[str, Any] | None) -> dict[str, Any] | None:
        if value is not None and len(orjson.dumps(value)) > LARGEST_PROFILE:
            raise ValueError(f"a profile has at most {LARGEST_PROFILE} bytes")
        return value


class Signed(BaseModel):
    """What signing in gives. The session's cookie comes beside it."""

    user: users.UserView
    access_token: str
    refresh_token: str


class Registered(Signed):
    """What signing up gives."""

    workspace: workspaces.WorkspaceView


class Me(users.UserView):
    """The signed-in user, once more under ``user`` as signing in gives it, and where they are a member."""

    user: users.UserView
    workspaces: Sequence[workspaces.WorkspaceView]


class Account:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._parts = parts

    async def register(self, call: Request) -> Answer:
        """An account with its first workspace, signed in."""
        body: Registration = call.body
        password_hash = await passwords.hashed(body.password, email=body.email)
        async with self._parts.gate.unit(SYSTEM, None) as unit:
            user = await users.register(unit, email=body.email, password_hash=password_hash, name=body.name)
            unit.actor = Actor(type=ActorType.USER, id=user.id)
            workspace = await workspaces.create(unit, f"{body.name.split()[0]}'s workspace"[:120], user.id)
            signed = await self._session(call, unit, user)
            await audit.append(unit, "user.registered", ("user", user.id))
        return self._answer(signed, {"workspace": workspace}, status=201)

    async def login(self, call: Request) -> Answer:
        """A new session. The same sentence and work for every wrong pair."""
        user = await self._verified(call, call.body.email, call.body.password)
        async with self._parts.gate.unit(Actor(type=ActorType.USER, id=user.id), None) as unit:
            signed = await self._session(call, unit, user)
            for workspace in await workspaces.mine(user.id):
                unit.workspace_id = workspace.id
                await audit.append(unit, "user.signed_in", ("user", user.id))
        return self._answer(signed, {})

    async def refresh(self, call: Request) -> Answer:
        """New credentials for the session; an old refresh token ends it."""
        async with self._parts.gate.unit(SYSTEM, None) as unit:
            renewed = await users.refresh(unit, call.body.refresh_token, self._parts.tokens)
        if not isinstance(renewed, users.SignedIn):
            self._parts.sign_in.forget(renewed)
            raise NotSignedIn("Sign in again.")
        self._parts.sign_in.forget(renewed.session_id)
        return self._answer(renewed, {})

    async def logout(self, call: Request) -> Answer:
        """End this session."""
        async with self._parts.gate.unit(call.actor, None) as unit:
            await users.end_session(unit, self._session_id(call))
        self._parts.sign_in.forget(self._session_id(call))
        return Answer(status=204, cookies={COOKIE: None})

    async def me(self, call: Request) -> Me:
        """The signed-in user and their workspaces."""
        async with self._parts.gate.reading(call.actor, None) as unit:
            user = await users.me(unit)
        return Me(**dict(user), user=user, workspaces=await workspaces.mine(user.id))

    async def change_me(self, call: Request) -> users.UserView:
        """Change one's own name or profile."""
        changes = call.body.model_dump(exclude_none=True)
        if not changes:
            raise InvalidInput("There is nothing to change.")
        async with self._parts.gate.unit(call.actor, None) as unit:
            return await users.update_me(unit, changes)

    async def change_password(self, call: Request) -> None:
        """A new password; everywhere else one is signed out."""
        body: PasswordChange = call.body
        async with self._parts.gate.reading(call.actor, None) as unit:
            email = (await users.me(unit)).email or ""
        try:
            user = await self._verified(call, email, body.current_password)
        except NotSignedIn:
            raise _wrong_password() from None
        password_hash = await passwords.hashed(body.new_password, email=email, field="new_password")
        async with self._parts.gate.unit(call.actor, None) as unit:
            await users.change_password(unit, user, password_hash)
            ended = await users.end_other_sessions(unit)
        for session_id in ended:
            self._parts.sign_in.forget(session_id)

    async def sessions(self, call: Request) -> dict[str, Any]:
        """Where one is signed in."""
        async with self._parts.gate.reading(call.actor, None) as unit:
            return page_of(await users.sessions(unit), call.query)

    async def end_other_sessions(self, call: Request) -> None:
        """Sign out everywhere else."""
        async with self._parts.gate.unit(call.actor, None) as unit:
            ended = await users.end_other_sessions(unit)
        for session_id in ended:
            self._parts.sign_in.forget(session_id)

    async def end_session(self, call: Request) -> None:
        """Sign out somewhere else."""
        session_id = uuid_in(call, "session_id")
        async with self._parts.gate.unit(call.actor, None) as unit:
            await users.end_session(unit, session_id)
        self._parts.sign_in.forget(session_id)

    async def _verified(self, call: Request, email: str, password: str) -> Any:
        """The user whose password this is; every wrong one is counted, and waits longer for its answer."""
        limits, limit = self._parts.limits, self._parts.limit
        who = hashlib.sha256(email.lower().encode()).hexdigest()
        # Counted before the work, so that of many tries at once none slips by; right ones are given back.
        failures = await limit.spend(limits.login_account, "login", who, strict_limit=limits.login_alone)
        await limit.spend(limits.login_address, "login-from", call.address)
        try:
            user = await users.verified(email, password)
        except NotSignedIn:
            await asyncio.sleep(min(LONGEST_DELAY, FIRST_DELAY * 2 ** (failures - 1)))
            raise
        await limit.forget(limits.login_account, "login", who)
        await limit.give_back(limits.login_address, "login-from", call.address)
        return user

    async def _session(self, call: Request, unit: Any, user: Any) -> users.SignedIn:
        agent = call.headers.get("User-Agent", "").encode("utf-8", "replace").decode()
        return await users.open_session(
            unit, user, self._parts.tokens, user_agent=agent.replace("\x00", ""), address=call.address
        )

    @staticmethod
    def _session_id(call: Request) -> Any:
        if call.actor.session_id is None:
            raise NotSignedIn("Sign in first.")
        return call.actor.session_id

    @staticmethod
    def _answer(signed: users.SignedIn, more: dict[str, Any], *, status: int = 200) -> Answer:
        body = {
            "user": signed.user,
            "access_token": signed.access_token,
            "refresh_token": signed.refresh_token,
        }
        return Answer(body=body | more, status=status, cookies={COOKIE: signed.cookie})


def _wrong_password() -> InvalidInput:
    fault = Fault(field="current_password", code="wrong", message="This is not your password.")
    return InvalidInput(fault.message, details=(fault,))


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do = Account(parts)
    auth, me = "/api/v1/auth", "/api/v1/me"
    yield Route(method="POST", path=f"{auth}/register", permission=access.PUBLIC, handler=do.register,
                summary="Make an account and its first workspace", status=201,
                body=Registration, answer=Registered)  # fmt: skip
    yield Route(method="POST", path=f"{auth}/login", permission=access.PUBLIC, handler=do.login,
                summary="Sign in", body=Login, answer=Signed)  # fmt: skip
    yield Route(method="POST", path=f"{auth}/refresh", permission=access.PUBLIC, handler=do.refresh,
                summary="Renew a session's tokens", body=Refresh, answer=Signed)  # fmt: skip
    yield Route(method="POST", path=f"{auth}/logout", permission=access.SIGNED_IN, handler=do.logout,
                summary="Sign out", status=204)  # fmt: skip
    yield Route(method="GET", path=me, permission=access.SIGNED_IN, handler=do.me,
                summary="Who is signed in", answer=Me)  # fmt: skip
    yield Route(method="PATCH", path=me, permission=access.SIGNED_IN, handler=do.change_me,
                summary="Change name or profile", body=Profile, answer=users.UserView)  # fmt: skip
    yield Route(method="PUT", path=f"{me}/password", permission=access.SIGNED_IN,
                handler=do.change_password, body=PasswordChange, summary="Change one's password",
                status=204)  # fmt: skip
    yield Route(method="GET", path=f"{me}/sessions", permission=access.SIGNED_IN, handler=do.sessions,
                summary="Where one is signed in", answer=users.SessionView, query=Page,
                is_list=True)  # fmt: skip
    yield Route(method="DELETE", path=f"{me}/sessions", permission=access.SIGNED_IN,
                handler=do.end_other_sessions, summary="Sign out everywhere else", status=204)  # fmt: skip
    yield Route(method="DELETE", path=f"{me}/sessions/{{session_id}}", permission=access.SIGNED_IN,
                handler=do.end_session, summary="Sign out somewhere else", status=204)  # fmt: skip
