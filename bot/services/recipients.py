"""Who hears of something, and how: members who may read where it happened, as far as they want to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.contracts.unit import Role, Unit
from bot.services import access, channels, preferences
from bot.services.preferences import Wishes
from storage.models.chat import Channel, ChannelMember
from storage.models.users import User
from storage.models.workspaces import Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is told, without a sound where ``is_silent``; by mail too where there is an address."""

    user_id: UUID
    is_silent: bool = False
    address: str | None = None
    mail_at: datetime | None = None


class Told(Protocol):
    """What decides who wants to hear of something."""

    @property
    def channel_id(self) -> UUID | None:
        """Where it happened."""

    @property
    def is_for_few(self) -> bool:
        """Whether those who only want to be called for hear of it."""

    @property
    def is_critical(self) -> bool:
        """Whether it may disturb."""

    @property
    def is_important(self) -> bool:
        """Whether it is mailed to those who want important things by mail."""


async def wanting(unit: Unit, told: Told, user_ids: Iterable[UUID], *, has_mail: bool) -> list[Person]:
    """Those of the people who are told: who may read the channel now, and want to hear of such things there.

    ``has_mail``: mail leaves this installation.
    """
    asked = list(dict.fromkeys(user_ids))
    may = await readers(unit, told.channel_id, asked)
    wishes = await preferences.wishes(unit.scope, list(may), told.channel_id)
    people = [user_id for user_id in may if _hears(wishes[user_id], told)]
    addresses = await _addresses(wishes, people, told) if has_mail else {}
    return [_person(unit, user_id, wishes[user_id], told, addresses.get(user_id)) for user_id in people]


async def readers(unit: Unit, channel_id: UUID | None, user_ids: list[UUID]) -> Mapping[UUID, Role]:
    """Those of the people who are members, and may read the channel, with their roles."""
    roles = await access.roles_of(unit.scope, user_ids)
    ordered = {user_id: roles[user_id] for user_id in user_ids if user_id in roles}
    if channel_id is None:
        return ordered
    channel = await Channel.of(unit.scope).get_or_none(id=channel_id)
    if channel is None:
        return {}
    inside = await insiders(unit, channel_id, list(ordered))
    is_open = channel.type in channels.OPEN_TYPES
    return {
        user_id: role
        for user_id, role in ordered.items()
        if user_id in inside or (is_open and role is not Role.GUEST)
    }


async def insiders(unit: Unit, channel_id: UUID, among: list[UUID] | None = None) -> set[UUID]:
    """Who is in the channel, of everybody or of those."""
    rows = ChannelMember.of(unit.scope).filter(channel_id=channel_id, is_inside=True)
    if among is not None:
        rows = rows.filter(user_id__in=among)
    return {row.user_id for row in await rows.only("id", "user_id")}


async def leaders(unit: Unit) -> list[UUID]:
    """The workspace's owners and admins."""
    rows = Membership.of(unit.scope).filter(role__in=[Role.OWNER.value, Role.ADMIN.value])
    return [row.user_id for row in await rows.order_by("id").only("id", "user_id")]


def _hears(wishes: Wishes, told: Told) -> bool:
    if wishes.is_muted or wishes.level == "nothing":
        return False
    return wishes.level == "all" or told.is_for_few


async def _addresses(wishes: Mapping[UUID, Wishes], people: list[UUID], told: Told) -> Mapping[UUID, str]:
    by_mail = ("all", "important") if told.is_important else ("all",)
    wanted = [user_id for user_id in people if wishes[user_id].email in by_mail]
    if not wanted:
        return {}
    found = User.filter(id__in=wanted, email__not_isnull=True)
    return dict(await found.values_list("id", "email"))


def _person(unit: Unit, user_id: UUID, wishes: Wishes, told: Told, address: str | None) -> Person:
    hours = wishes.quiet_hours
    mail_at = hours.end(unit.now) if hours and not told.is_critical else unit.now
    return Person(
        user_id=user_id, is_silent=mail_at > unit.now, address=address, mail_at=mail_at if address else None
    )
