"""What a person wants to hear of: in a workspace, in one of its channels, by mail, and when not."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from tortoise.exceptions import IntegrityError

from bot.contracts.unit import Unit
from bot.services import access, channels
from bot.services.quiet_hours import QuietHours
from config.clock import new_id
from config.errors import Conflict, InvalidInput, NotAllowed
from storage.models.notifications import NotificationPreference

DEFAULT = "default"
LEVELS = ("all", "mentions", "nothing")


class PreferencesView(BaseModel):
    """What somebody wants to hear of in a workspace."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    level: str = "all"
    email: str = "important"
    quiet_hours: dict[str, str] | None = None


class ChannelPreferencesView(BaseModel):
    """What somebody wants to hear of in a channel; ``default``: as in the workspace."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    level: str = DEFAULT
    is_muted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What counts for one person and one place."""

    level: str = "all"
    is_muted: bool = False
    email: str = "important"
    quiet_hours: QuietHours | None = None


async def get(unit: Unit) -> PreferencesView:
    """The actor's in the workspace."""
    access.require(unit, "notifications.own")
    return _view(await _row(unit, unit.scope))


async def put(unit: Unit, changes: Mapping[str, Any]) -> PreferencesView:
    """Keep the given ones of ``level``, ``email`` and ``quiet_hours``; the others stay as they are.

    Raises:
        InvalidInput: quiet hours that cannot be.
    """
    access.require(unit, "notifications.own")
    values = dict(changes)
    if "quiet_hours" in values:
        if (hours := values.pop("quiet_hours")) is not None:
            QuietHours.read(hours)
        values["quiet_hours_json"] = hours
    row = await _row(unit, unit.scope) or _new(unit, unit.scope, level="all")
    return _view(await _kept(row, values))


async def of_channel(unit: Unit, channel_id: UUID) -> ChannelPreferencesView:
    """The actor's in that channel.

    Raises:
        NotFound: no such channel for the actor.
    """
    access.require(unit, "notifications.own")
    await channels.entered(unit, channel_id)
    row = await _row(unit, channel_id)
    return ChannelPreferencesView.model_validate(row) if row else ChannelPreferencesView()


async def put_channel(unit: Unit, channel_id: UUID, changes: Mapping[str, Any]) -> ChannelPreferencesView:
    """Keep the given ones of ``level`` and ``is_muted`` for that channel; the others stay as they are.

    Raises:
        NotFound: no such channel for the actor.
    """
    access.require(unit, "notifications.own")
    await channels.entered(unit, channel_id)
    row = await _row(unit, channel_id) or _new(unit, channel_id, level=DEFAULT, channel_id=channel_id)
    return ChannelPreferencesView.model_validate(await _kept(row, changes))


async def set_channel_level(unit: Unit, channel_id: UUID, level: str) -> ChannelPreferencesView:
    """Say how much of a channel the actor wants to hear of; a channel that was muted is so no more.

    Raises:
        NotFound: no such channel for the actor.
    """
    return await put_channel(unit, channel_id, {"level": level, "is_muted": False})


async def wishes(
    workspace_id: UUID, user_ids: Sequence[UUID], channel_id: UUID | None
) -> Mapping[UUID, Wishes]:
    """What counts for each of the people, in that channel or (None) in the workspace; two queries at most."""
    places = [one for one in (workspace_id, channel_id) if one is not None]
    rows = NotificationPreference.of(workspace_id).filter(user_id__in=list(user_ids), scope__in=places)
    found: dict[UUID, dict[UUID, NotificationPreference]] = {}
    for row in await rows:
        found.setdefault(row.user_id, {})[row.scope] = row
    return {
        user_id: _wishes(kept.get(workspace_id), kept.get(channel_id) if channel_id else None)
        for user_id in user_ids
        for kept in (found.get(user_id, {}),)
    }


async def wanting_all(workspace_id: UUID, channel_id: UUID) -> Sequence[UUID]:
    """Who asked to hear of everything in that channel."""
    rows = NotificationPreference.of(workspace_id).filter(channel_id=channel_id, level="all")
    return [row.user_id for row in await rows.only("id", "user_id")]


def _wishes(general: NotificationPreference | None, local: NotificationPreference | None) -> Wishes:
    level = general.level if general else "all"
    if local is not None and local.level != DEFAULT:
        level = local.level
    hours = None
    if general is not None and general.quiet_hours_json:
        # A zone that this machine's database no longer has holds nothing back.
        with suppress(InvalidInput):
            hours = QuietHours.read(general.quiet_hours_json)
    return Wishes(
        level=level,
        is_muted=local is not None and local.is_muted,
        email=general.email if general else "important",
        quiet_hours=hours,
    )


async def _row(unit: Unit, scope: UUID) -> NotificationPreference | None:
    return await NotificationPreference.of(unit.scope).get_or_none(user_id=unit.actor.id, scope=scope)


def _new(unit: Unit, scope: UUID, **values: Any) -> NotificationPreference:
    if unit.actor.id is None:
        raise NotAllowed("Only people have preferences.")
    return NotificationPreference(
        id=new_id(), workspace_id=unit.scope, user_id=unit.actor.id, scope=scope, **values
    )


async def _kept(row: NotificationPreference, changes: Mapping[str, Any]) -> NotificationPreference:
    for name, value in changes.items():
        setattr(row, name, value)
    try:
        if await NotificationPreference.of(row.workspace_id).filter(id=row.id).exists():
            # What is not named may have been changed at the same moment.
            await row.save(update_fields=[*changes, "updated_at"])
        else:
            await row.save(force_create=True)
    except IntegrityError as taken:
        raise Conflict("They were changed at the same moment; try again.") from taken
    return row


def _view(row: NotificationPreference | None) -> PreferencesView:
    if row is None:
        return PreferencesView()
    return PreferencesView(level=row.level, email=row.email, quiet_hours=row.quiet_hours_json)
