"""Who may decide a proposal: people alone, by role, by name, and only where they can read it.

+-------------+---------------------------------------------------+
| risk        | who decides                                       |
+=============+===================================================+
| low         | members who can read the channel                  |
| high        | owners and admins, and members who are named      |
| any, names  | those who are named, and owners and admins        |
+-------------+---------------------------------------------------+

``required_role`` is the least that anybody needs, named or not. Guests and agents never decide.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from bot.contracts.proposals import Ask
from bot.contracts.unit import Role
from bot.services.channels import OPEN_TYPES
from storage.models.chat import Channel, ChannelMember
from storage.models.proposals import Proposal
from storage.models.workspaces import Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a proposal says about its deciders."""

    channel_id: UUID
    risk: str
    required_role: Role | None
    named: frozenset[UUID]

    @classmethod
    def of_ask(cls, asked: Ask) -> Self:
        """Those of a question about to be asked."""
        return cls(
            channel_id=asked.channel_id,
            risk=asked.risk,
            required_role=asked.required_role,
            named=frozenset(asked.decider_user_ids),
        )

    @classmethod
    def of(cls, row: Proposal) -> Self:
        """Those of a stored proposal."""
        return cls(
            channel_id=row.channel_id,
            risk=row.risk,
            required_role=Role(row.required_role) if row.required_role else None,
            named=frozenset(UUID(one) for one in row.decider_user_ids_array or ()),
        )

    def allow(self, role: Role | None, user_id: UUID | None) -> bool:
        """Whether somebody of that role who can read the channel may decide."""
        if user_id is None or role is None or not role.is_at_least(self.required_role or Role.MEMBER):
            return False
        if role.is_at_least(Role.ADMIN) or user_id in self.named:
            return True
        return not self.named and self.risk == "low"

    @property
    def told(self) -> str:
        """Who decides, as a sentence."""
        least = self.required_role or Role.MEMBER
        if least is Role.OWNER:
            return "Only an owner decides this."
        if least is Role.ADMIN or (self.risk != "low" and not self.named):
            return "Only an owner or admin decides this."
        if self.named:
            return "Only those who are named, an owner or an admin decide this."
        return "Only members decide this."


class Deciders:
    """The people of a workspace and which of these channels each can read; read once, asked often."""

    def __init__(self, roles: Mapping[UUID, Role], inside: Mapping[UUID, Collection[UUID] | None]) -> None:
        """Use ``of``. ``inside`` has the members of a channel; None: everybody but guests reads it."""
        self._roles = roles
        self._inside = inside

    @classmethod
    async def of(cls, workspace_id: UUID, channel_ids: Sequence[UUID]) -> Self:
        """As things are now."""
        roles = await Membership.of(workspace_id).order_by("id").values_list("user_id", "role")
        wanted = list(set(channel_ids))
        types = dict(await Channel.of(workspace_id).filter(id__in=wanted).values_list("id", "type"))
        inside: dict[UUID, set[UUID] | None] = {
            one: None if kind in OPEN_TYPES else set() for one, kind in types.items()
        }
        closed = [one for one, people in inside.items() if people is not None]
        for row in await ChannelMember.of(workspace_id).filter(channel_id__in=closed):
            if (people := inside[row.channel_id]) is not None:
                people.add(row.user_id)
        return cls({user_id: Role(role) for user_id, role in roles}, inside)

    def all(self, rules: Rules) -> list[UUID]:
        """Everybody who may decide, in the order they joined the workspace."""
        return [user_id for user_id in self._roles if self.may(rules, user_id)]

    def may(self, rules: Rules, user_id: UUID) -> bool:
        """Whether that person may."""
        people = self._inside.get(rules.channel_id, ())
        reads = people is None or user_id in people
        return reads and rules.allow(self._roles.get(user_id), user_id)
