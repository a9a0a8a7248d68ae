"""Invitations: a place in a workspace for whoever holds the link. The link's token is the proof, and only its
digest is kept.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from tortoise.queryset import QuerySet

from bot.contracts.unit import Role, Unit
from bot.services import access, audit, authors, channels, workspaces
from bot.services.workspaces import WorkspaceView
from config.clock import new_id
from config.errors import Conflict, Gone, InvalidInput, NotAllowed, NotFound
from storage.db import hold
from storage.models.users import User
from storage.models.workspaces import Invitation, Membership, Workspace

CREATED = "ionflux.workspace.invitation.created"
LIFE = timedelta(days=7)
State = Literal["open", "accepted", "expired", "revoked"]


class InvitationView(BaseModel):
    """An invitation as those who manage members see it. ``accept_url`` is there once, when it is made."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    email: str
    role: Role
    invited_by_user_id: UUID
    expires_at: datetime
    accepted_at: datetime | None
    created_at: datetime
    accept_url: str | None = None


class OfferView(BaseModel):
    """An invitation as whoever holds its link sees it."""

    model_config = ConfigDict(frozen=True)

    workspace_name: str
    email: str
    role: Role
    invited_by_name: str
    expires_at: datetime
    state: State


class JoinedView(WorkspaceView):
    """The workspace that was joined. ``is_other_address``: the invitation was written to another address than
    that of the account which took it.
    """

    is_other_address: bool = False


@dataclass(frozen=True, slots=True)
class Created:
    """A new invitation, and its token, which nobody can be told again."""

    view: InvitationView
    token: str


async def create(unit: Unit, email: str, role: Role) -> Created:
    """Invite whoever gets the token, for seven days; an open invitation of the address is replaced.

    Raises:
        NotAllowed: not an owner or admin; or an admin's place, by somebody who is no owner.
        InvalidInput: nobody is invited as an owner.
        Conflict: code ``in_use``: the address is a member's.
    """
    _require(unit, role)
    if role is Role.OWNER:
        raise InvalidInput("role: Nobody is invited as an owner; make a member one.")
    address = email.lower()
    await hold(f"invitation:{unit.scope}:{address}")
    known = await User.get_or_none(email=address)
    if known is not None and await access.roles_of(unit.scope, [known.id]):
        raise Conflict(f"{known.name} is a member already.", code="in_use")
    await _open(unit).filter(email=address).update(revoked_at=unit.now, updated_at=unit.now)
    token = secrets.token_urlsafe(32)
    row = await Invitation.create(
        id=new_id(),
        workspace_id=unit.scope,
        email=address,
        role=role.value,
        token_digest=_digest(token),
        invited_by_user_id=unit.actor.id,
        expires_at=unit.now + LIFE,
    )
    workspace = await Workspace.get(id=unit.scope)
    told = {
        "invitation_id": str(row.id),
        "email": address,
        "role": role.value,
        "workspace_name": workspace.name,
        "invited_by_name": str(await User.get(id=unit.actor.id).values_list("name", flat=True)),
    }
    unit.record(CREATED, told)
    await audit.append(
        unit, "invitation.created", ("invitation", row.id), {"email": address, "role": role.value}
    )
    return Created(InvitationView.model_validate(row), token)


async def listed(unit: Unit, *, limit: int, before: UUID | None = None) -> Sequence[InvitationView]:
    """The workspace's invitations but those that were taken back, newest first. ``before`` is the id of the
    last one seen.
    """
    access.require(unit, "invitations.manage")
    rows = Invitation.of(unit.scope).filter(revoked_at=None).order_by("-id").limit(limit)
    found = await (rows if before is None else rows.filter(id__lt=before))
    return [InvitationView.model_validate(row) for row in found]


async def revoke(unit: Unit, invitation_id: UUID) -> None:
    """Take an open invitation back: its link is worthless from now on.

    Raises:
        NotFound: no open invitation of this workspace.
        NotAllowed: as in ``create``.
    """
    row = await _open(unit).get_or_none(id=invitation_id)
    if row is None:
        raise NotFound("This invitation does not exist.")
    _require(unit, Role(row.role))
    await _open(unit).filter(id=row.id).update(revoked_at=unit.now, updated_at=unit.now)
    await audit.append(unit, "invitation.revoked", ("invitation", row.id), {"email": row.email})


async def offered(token: str, at: datetime) -> OfferView:
    """What the link of that token offers, and whether it still does.

    Raises:
        NotFound: no invitation has that token.
    """
    row = await _by_token(token)
    workspace = await Workspace.get(id=row.workspace_id)
    inviter = await User.get_or_none(id=row.invited_by_user_id)
    return OfferView(
        workspace_name=workspace.name,
        email=row.email,
        role=Role(row.role),
        invited_by_name=inviter.name if inviter else authors.GONE,
        expires_at=row.expires_at,
        state=await _state(row, at),
    )


async def accept(unit: Unit, token: str) -> JoinedView:
    """Take the place, once; the unit goes on inside the workspace. A member keeps the higher of two roles.

    Any account may take it. The answer says where the invitation was written to another address.

    Raises:
        NotFound: no invitation has that token.
        Gone: code ``invite_expired``: it was used, taken back or has run out, or who sent it may not invite
            any more.
    """
    row = await _by_token(token)
    if (state := await _state(row, unit.now)) != "open":
        raise Gone(_OVER[state], code="invite_expired")
    unit.workspace_id = row.workspace_id
    await hold(f"invitation:{unit.scope}:{row.email}")
    taken = await _open(unit).filter(id=row.id, expires_at__gt=unit.now).update(
        accepted_at=unit.now, accepted_by_user_id=unit.actor.id, updated_at=unit.now
    )  # fmt: skip
    if not taken:
        raise Gone(_OVER["accepted"], code="invite_expired")
    role = await _joined(unit, Role(row.role))
    unit.actor = replace(unit.actor, role=role)
    user = await User.get(id=unit.actor.id)
    is_other = (user.email or "") != row.email
    details = {"role": role.value, "is_other_address": is_other}
    await audit.append(unit, "invitation.accepted", ("invitation", row.id), details)
    workspace = await workspaces.get(unit)
    return JoinedView(**dict(workspace), is_other_address=is_other)


async def _joined(unit: Unit, role: Role) -> Role:
    """Make the actor a member with at least that role; the role they have then."""
    await hold(f"member:{unit.scope}:{unit.actor.id}")
    row = await Membership.of(unit.scope).get_or_none(user_id=unit.actor.id)
    if row is not None and Role(row.role).is_at_least(role):
        return Role(row.role)
    if row is None:
        await Membership.create(workspace_id=unit.scope, user_id=unit.actor.id, role=role.value)
    else:
        await Membership.of(unit.scope).filter(id=row.id).update(role=role.value, updated_at=unit.now)
    if unit.actor.id is not None:
        await channels.enter_all(unit, unit.actor.id)
    return role


def _require(unit: Unit, role: Role) -> None:
    access.require(unit, "invitations.manage")
    if role is Role.ADMIN and not access.may(unit, "workspace.transfer"):
        raise NotAllowed("Only an owner decides who is an admin.")


def _open(unit: Unit) -> QuerySet[Invitation]:
    return Invitation.of(unit.scope).filter(accepted_at=None, revoked_at=None)


async def _by_token(token: str) -> Invitation:
    # every workspace: who holds the token is in none of them yet
    row = await Invitation.get_or_none(token_digest=_digest(token))
    if row is None:
        raise NotFound("This invitation does not exist.")
    return row


async def _state(row: Invitation, at: datetime) -> State:
    if row.accepted_at is not None:
        return "accepted"
    if row.revoked_at is not None or not await _is_still_meant(row):
        return "revoked"
    return "expired" if row.expires_at <= at else "open"


async def _is_still_meant(row: Invitation) -> bool:
    """Whether who sent it could send it today: nobody comes back through a link that they made before."""
    role = (await access.roles_of(row.workspace_id, [row.invited_by_user_id])).get(row.invited_by_user_id)
    needed = Role.OWNER if row.role == Role.ADMIN.value else Role.ADMIN
    return role is not None and role.is_at_least(needed)


_OVER: Mapping[str, str] = {
    "accepted": "This invitation was used already. Ask for another one.",
    "revoked": "This invitation was taken back. Ask for another one.",
    "expired": "This invitation has run out. Ask for another one.",
}


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
