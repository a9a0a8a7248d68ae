"""Accounts on platforms, and who they are. One that nobody has linked is a user of its own, without e-mail,
password or membership; a one-time code makes it somebody's.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from bot.contracts.platforms import Person
from bot.contracts.unit import Actor, ActorType, Unit
from config.clock import new_id
from config.errors import InvalidInput, NotFound
from storage.models.users import Identity, LinkCode, User

CODE_LIFE = timedelta(minutes=10)
# Without letters and digits that look alike.
_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_CODE_LENGTH = 10
_LONGEST_NAME, _LONGEST_URL = 200, 500


class IdentityView(BaseModel):
    """A platform account of one's own."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    platform: str
    account: str
    external_user_id: str
    name: str
    linked_at: datetime | None


class LinkCodeView(BaseModel):
    """A code, shown once."""

    model_config = ConfigDict(frozen=True)

    code: str
    expires_at: datetime


async def known(platform: str, person: Person) -> Identity | None:
    """The account's row, if it was seen before."""
    return await Identity.get_or_none(
        platform=platform, account=person.account, external_user_id=person.external_id
    )


async def seen(unit: Unit, platform: str, person: Person) -> Identity:
    """The account's row, with the name and picture that it has now; a person without a name keeps theirs."""
    row = await known(platform, person)
    if row is not None and not person.name:
        return row
    name = " ".join(person.name.split())[:_LONGEST_NAME] or "Somebody"
    avatar = person.avatar_url if person.avatar_url and len(person.avatar_url) <= _LONGEST_URL else None
    if row is None:
        return await _made(unit, platform, person, (name, avatar))
    if (row.name, row.avatar_url) != (name, avatar):
        await Identity.filter(id=row.id).update(name=name, avatar_url=avatar, updated_at=unit.now)
        if row.linked_at is None:
            await User.filter(id=row.user_id).update(name=name, updated_at=unit.now)
        row.name, row.avatar_url = name, avatar
    return row


async def _made(unit: Unit, platform: str, person: Person, shown: tuple[str, str | None]) -> Identity:
    name, avatar = shown
    made = Identity(
        id=new_id(), platform=platform, account=person.account, external_user_id=person.external_id,
        user_id=new_id(), name=name, avatar_url=avatar,
    )  # fmt: skip
    # Of two who see somebody for the first time the second waits here, and finds the first one's row.
    await Identity.bulk_create([made], ignore_conflicts=True)
    row = await known(platform, person)
    if row is None:
        raise NotFound("This account is not there.")
    if row.id == made.id:
        await User.create(id=row.user_id, name=name, profile_info={"avatar_url": avatar})
    return row


def actor_of(row: Identity) -> Actor:
    """Who acts by that account, not yet in a workspace."""
    return Actor(type=ActorType.USER, id=row.user_id)


async def make_code(unit: Unit) -> LinkCodeView:
    """A code with which the actor links an account; good once, for ten minutes."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
    expires_at = unit.now + CODE_LIFE
    await LinkCode.create(id=new_id(), user_id=unit.actor.id, digest=_digest(code), expires_at=expires_at)
    return LinkCodeView(code=code, expires_at=expires_at)


async def link(unit: Unit, row: Identity, code: str) -> str:
    """Make the account that of whoever made the code; their name.

    Raises:
        InvalidInput: the code is wrong, used or too old: one sentence for all.
    """
    mine = LinkCode.filter(digest=_digest(code), used_at=None, expires_at__gt=unit.now)
    found = await mine.first()
    # Compare and set: of two who use it at once one is late.
    if found is None or not await mine.filter(id=found.id).update(used_at=unit.now):
        raise InvalidInput(
            "This code is not good, or no longer: it can be used once, within ten minutes. Make a new one in"
            " IONFLUX under Settings, Connected accounts.",
            code="code_invalid",
        )
    user = await User.get(id=found.user_id)
    await Identity.filter(id=row.id).update(user_id=user.id, linked_at=unit.now, updated_at=unit.now)
    return str(user.name)


async def mine(unit: Unit) -> Sequence[IdentityView]:
    """The actor's linked accounts, oldest first."""
    rows = await Identity.filter(user_id=unit.actor.id, linked_at__isnull=False).order_by("id")
    return [IdentityView.model_validate(row) for row in rows]


async def unlink(unit: Unit, identity_id: UUID) -> None:
    """Let go of one of the actor's accounts: it is a user of its own again.

    Raises:
        NotFound: the actor has no such account.
    """
    row = await Identity.get_or_none(id=identity_id, user_id=unit.actor.id, linked_at__isnull=False)
    if row is None:
        raise NotFound("This account does not exist.")
    user_id = new_id()
    await User.create(id=user_id, name=row.name, profile_info={"avatar_url": row.avatar_url})
    await Identity.filter(id=row.id).update(user_id=user_id, linked_at=None, updated_at=unit.now)


async def told_once(unit: Unit, row: Identity, *, again_after: timedelta) -> bool:
    """Whether the account is to be told now what strangers are told: once in that time."""
    before = Identity.filter(id=row.id)
    due = (
        before.filter(told_at=None)
        if row.told_at is None
        else before.filter(told_at__lt=unit.now - again_after)
    )
    return bool(await due.update(told_at=unit.now))


def _digest(code: str) -> str:
    said = "".join(one for one in code.upper() if one.isalnum())
    return hashlib.sha256(b"ionflux link code:" + said.encode()).hexdigest()
