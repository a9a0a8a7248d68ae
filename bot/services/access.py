"""Roles, the policy table and the single require(unit, permission) check. What is not in it is denied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.contracts.unit import Actor, ActorType, Role, Unit
from config.errors import NotAllowed, NotFound
from storage.models.agents import AgentConfiguration, AgentRunLog
from storage.models.brands import Brand
from storage.models.chat import Channel, ChannelMember, Message
from storage.models.connections import Connection
from storage.models.creators import Creator
from storage.models.events import DeadLetter
from storage.models.files import File
from storage.models.mirrors import ChannelLink, Delivery
from storage.models.notifications import Notification, NotificationDelivery
from storage.models.prompts import Prompt, PromptLibrary
from storage.models.workspaces import Invitation, Membership, Workspace
from storage.record import WorkspaceRecord

PUBLIC, SIGNED_IN = "public", "signed_in"
MOST_NAMED = 50

_OWNER = frozenset({Role.OWNER})
_ADMINS = frozenset({Role.OWNER, Role.ADMIN})
_MEMBERS = frozenset({Role.OWNER, Role.ADMIN, Role.MEMBER})
_ALL = frozenset(Role)

POLICY: Mapping[str, frozenset[Role]] = {
    "workspace.read": _ALL,
    "workspace.settings": _ADMINS,
    "workspace.transfer": _OWNER,
    "members.read": _ALL,
    "members.manage": _ADMINS,
    "invitations.manage": _ADMINS,
    "brands.read": _MEMBERS,
    "brands.write": _MEMBERS,
    "creators.read": _MEMBERS,
    "creators.write": _MEMBERS,
    "prompts.read": _MEMBERS,
    "prompts.write": _MEMBERS,
    "channels.read": _ALL,
    "channels.create": _MEMBERS,
    "channels.join": _MEMBERS,
    "channels.call": _MEMBERS,
    "channels.manage": _ADMINS,
    "messages.read": _ALL,
    "messages.post": _ALL,
    "messages.moderate": _ADMINS,
    "messages.pin": _MEMBERS,
    "files.read": _ALL,
    "files.upload": _ALL,
    "search.read": _ALL,
    "commands.read": _ALL,
    "commands.use": _ALL,
    "proposals.read": _ALL,
    "proposals.ask": _MEMBERS,
    "proposals.decide": _MEMBERS,
    "notifications.own": _ALL,
    "presence.read": _ALL,
    "connections.manage": _ADMINS,
    "links.manage": _ADMINS,
    "definitions.read": _MEMBERS,
    "definitions.write": _ADMINS,
    "configurations.read": _MEMBERS,
    "configurations.write": _MEMBERS,
    "configurations.manage": _ADMINS,
    "runs.read": _MEMBERS,
    "runs.start": _MEMBERS,
    "runs.cancel": _MEMBERS,
    "runs.manage": _ADMINS,
    "secrets.manage": _ADMINS,
    "operations.manage": _ADMINS,
    "audit.read": _ADMINS,
}


def knows(permission: str) -> bool:
    """Whether the table has a row for it."""
    return permission in (PUBLIC, SIGNED_IN) or permission in POLICY


def may(unit: Unit, permission: str) -> bool:
    """Whether the unit's actor has it in the unit's workspace."""
    if unit.actor.type is ActorType.SYSTEM:
        return True
    return unit.actor.role is not None and unit.actor.role in POLICY.get(permission, frozenset())


def require(unit: Unit, permission: str) -> None:
    """Return if the actor may.

    Raises:
        NotAllowed: with who may.
    """
    if not may(unit, permission):
        who = " or ".join(role.value for role in Role if role in POLICY.get(permission, frozenset()))
        raise NotAllowed(
            f"Only an {who} can do this." if who.startswith(("o", "a")) else f"Only a {who} can do this."
        )


async def entered(actor: Actor, workspace_id: UUID) -> Actor:
    """The actor with the role they have in the workspace, read now.

    Raises:
        NotFound: they are no member, or there is no such workspace: no difference.
    """
    if actor.type is ActorType.SYSTEM:
        return actor
    membership = await Membership.of(workspace_id).get_or_none(user_id=actor.id)
    if membership is None:
        raise NotFound("This does not exist.")
    return Actor(type=actor.type, id=actor.id, role=Role(membership.role), session_id=actor.session_id)


async def roles_of(workspace_id: UUID, user_ids: Sequence[UUID | None]) -> dict[UUID, Role]:
    """The roles of those who are members, in one query."""
    wanted = list({one for one in user_ids if one is not None})
    found = Membership.of(workspace_id).filter(user_id__in=wanted)
    return {user_id: Role(role) for user_id, role in await found.values_list("user_id", "role")}


_HOMES: Mapping[str, tuple[type[WorkspaceRecord] | type[DeadLetter], str]] = {
    "brand": (Brand, "id"),
    "creator": (Creator, "id"),
    "library": (PromptLibrary, "id"),
    "prompt": (Prompt, "id"),
    "channel": (Channel, "id"),
    "message": (Message, "id"),
    "connection": (Connection, "id"),
    "configuration": (AgentConfiguration, "id"),
    "run": (AgentRunLog, "run_id"),
    "dead_letter": (DeadLetter, "id"),
    "file": (File, "id"),
    "notification": (Notification, "id"),
    "delivery": (NotificationDelivery, "id"),
    "message_delivery": (Delivery, "id"),
    "link": (ChannelLink, "id"),
    "invitation": (Invitation, "id"),
}


_NOUNS = {
    "configuration": "agent",
    "dead_letter": "dead letter",
    "library": "prompt library",
    "message_delivery": "delivery",
}


async def home_of(actor: Actor, kind: str, object_id: UUID) -> UUID:
    """The workspace of an object (``channel``, ``run`` …), found only among the actor's own workspaces.

    Raises:
        NotFound: unknown, or of a workspace the actor is no member of: no difference.
    """
    model, field = _HOMES[kind]
    # every workspace: which of them are the actor's is the question
    mine = await Membership.filter(user_id=actor.id).values_list("workspace_id", flat=True)
    where = {field: object_id, "workspace_id__in": list(mine)}
    found = await model.filter(**where).values_list("workspace_id", flat=True)
    if not found:
        await _look_as_long(actor, object_id)
        # The very words of what is there and may not be read.
        raise NotFound(f"This {_NOUNS.get(kind, kind)} does not exist.")
    return UUID(str(found[0]))


async def _look_as_long(actor: Actor, object_id: UUID) -> None:
    """Ask what is asked of a private channel that the actor is not in: time does not tell the two apart."""
    await Membership.of(object_id).get_or_none(user_id=actor.id)
    await Channel.of(object_id).get_or_none(id=object_id)
    await ChannelMember.of(object_id).filter(channel_id=object_id)


@dataclass(frozen=True, slots=True)
class Members:
    """How many there are, and the first of them."""

    count: int
    first: Sequence[UUID]


async def members_of(workspace_ids: Sequence[UUID]) -> dict[UUID, Members]:
    """The users in each of the workspaces, in the order they joined; at most MOST_NAMED are named."""
    people = {}
    for workspace_id in workspace_ids:
        inside = Membership.of(workspace_id)
        first = await inside.order_by("id").limit(MOST_NAMED).only("id", "user_id")
        count = len(first) if len(first) < MOST_NAMED else await inside.count()
        people[workspace_id] = Members(count, [row.user_id for row in first])
    return people


async def workspaces_of(user_id: UUID) -> list[tuple[Workspace, Role]]:
    """Where the user is a member, oldest first."""
    # every workspace: which of them are the user's is the question
    roles = dict(await Membership.filter(user_id=user_id).values_list("workspace_id", "role"))
    rows = await Workspace.filter(id__in=list(roles), status="active").order_by("id")
    return [(row, Role(roles[row.id])) for row in rows]
