"""A person's notifications: listed and counted; made read, done, put off, acknowledged; never another's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from tortoise.expressions import Case, Q, When
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from bot.contracts.unit import Unit
from bot.services import access, authors, channels
from bot.services.notices import COLUMNS, ActorView, Counts, NotificationView, frame, view
from config.errors import InvalidInput, NotFound
from storage.models.chat import Message
from storage.models.notifications import Notification

State = Literal["open", "done", "all"]
LONGEST_SNOOZE = timedelta(days=366)
# What waits to be acknowledged stands on top, then what came back from being put off.
_ON_TOP, _BACK, _REST = "2", "1", "0"
_RANK = Case(
    When(level="critical", acknowledged_at__isnull=True, then=_ON_TOP),
    When(snoozed_until__isnull=False, then=_BACK),
    default=_REST,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A page; ``next_cursor`` is where the next one begins."""

    items: Sequence[NotificationView]
    next_cursor: str | None


async def listed(
    unit: Unit, *, state: State = "open", tab: str | None = None, limit: int = 50, after: UUID | None = None
) -> Found:
    """The actor's notifications, newest first; of the open ones the unacknowledged critical ones before all
    others. ``after`` is the cursor of the page before. Of places they may not read any more nothing is shown,
    so a page may hold fewer than it could.

    Raises:
        InvalidInput: there is none with that id.
    """
    access.require(unit, "notifications.own")
    query = _open(unit) if state == "open" else _mine(unit)
    if state == "done":
        query = query.filter(done_at__isnull=False)
    if tab is not None:
        query = query.filter(tab=tab)
    query = query.annotate(rank=_RANK) if state == "open" else query
    order = ("-rank", "-id") if state == "open" else ("-id",)
    if after is not None:
        last = await _mine(unit).annotate(rank=_RANK).filter(id=after).values_list("rank", flat=True)
        if not last:
            raise InvalidInput("cursor: this is not a next_cursor of ours, or no longer one.")
        later = Q(id__lt=after) if state != "open" else Q(rank__lt=last[0]) | Q(rank=last[0], id__lt=after)
        query = query.filter(later)
    rows = await query.order_by(*order).limit(limit)
    return Found(await _views(unit, rows), str(rows[-1].id) if len(rows) == limit else None)


async def counts(unit: Unit) -> Counts:
    """How many of the actor's open notifications are unread, by tab."""
    access.require(unit, "notifications.own")
    unread = _open(unit).filter(read_at=None).annotate(how_many=Count("id")).group_by("tab", "channel_id")
    found = await unread.values_list("tab", "channel_id", "how_many")
    places = {channel_id for _, channel_id, _ in found if channel_id is not None}
    readable = await channels.readable_among(unit, list(places)) if places else set()
    told: dict[str, int] = {}
    for tab, channel_id, how_many in found:
        if channel_id is None or channel_id in readable:
            told[tab] = told.get(tab, 0) + how_many
    return Counts(**told)


async def change(unit: Unit, notification_id: UUID, changes: Mapping[str, Any]) -> NotificationView:
    """Make one of the actor's own read, done, put off (``snoozed_until``) or acknowledged, or undo that.

    What is done is read, and a critical one is acknowledged by it. Acknowledged by one, nobody is reminded.

    Raises:
        NotFound: unknown, or somebody else's: no difference.
        InvalidInput: put off to a time that is over, or too far away.
    """
    access.require(unit, "notifications.own")
    row = await _mine(unit).get_or_none(id=notification_id)
    shown = await _views(unit, [row]) if row else ()
    if row is None or not shown:
        raise NotFound("This notification does not exist.")
    if "snoozed_until" in changes:
        row.snoozed_until = _later(unit, changes["snoozed_until"])
    if (is_read := changes.get("is_read")) is not None:
        row.read_at = (row.read_at or unit.now) if is_read else None
    if (is_done := changes.get("is_done")) is not None:
        row.done_at = (row.done_at or unit.now) if is_done else None
    is_acknowledged = changes.get("is_acknowledged")
    if is_done:
        row.read_at = row.read_at or unit.now
        is_acknowledged = True if row.level == "critical" else is_acknowledged
    if is_acknowledged is not None:
        row.acknowledged_at = (row.acknowledged_at or unit.now) if is_acknowledged else None
    # Only what is the person's to say: what is told meanwhile is counted beside it.
    await row.save(update_fields=["snoozed_until", "read_at", "done_at", "acknowledged_at", "updated_at"])
    if is_acknowledged:
        alike = Notification.of(unit.scope).filter(source_key=row.source_key)
        await alike.update(remind_at=None)
    await row.refresh_from_db()
    (told,) = await _views(unit, [row])
    unit.announce(frame(str(unit.actor.id), told, await counts(unit), is_silent=True))
    return told


async def finish(unit: Unit, tab: str) -> Counts:
    """Make all open ones of a tab done; what waits to be acknowledged stays, and so does what is put off."""
    access.require(unit, "notifications.own")
    waits = Q(level="critical", acknowledged_at__isnull=True)
    newest = await _open(unit).filter(~waits, tab=tab).order_by("-id").first()
    if newest is None:
        return await counts(unit)
    # What comes while this goes on stays open.
    done = _open(unit).filter(~waits, tab=tab, id__lte=newest.id)
    await done.filter(read_at=None).update(read_at=unit.now)
    await done.update(done_at=unit.now, updated_at=unit.now)
    left = await counts(unit)
    await newest.refresh_from_db()
    for told in await _views(unit, [newest]):
        unit.announce(frame(str(unit.actor.id), told, left, is_silent=True))
    return left


def _mine(unit: Unit) -> QuerySet[Notification]:
    return Notification.of(unit.scope).filter(user_id=unit.actor.id)


def _open(unit: Unit) -> QuerySet[Notification]:
    is_due = Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=unit.now)
    return _mine(unit).filter(is_due, done_at=None)


def _later(unit: Unit, until: datetime | None) -> datetime | None:
    if until is not None and not unit.now < until <= unit.now + LONGEST_SNOOZE:
        raise InvalidInput("snoozed_until: choose a time within the next year.")
    return until


async def _views(unit: Unit, rows: Sequence[Notification]) -> list[NotificationView]:
    """The rows as the actor may see them now: not from where they may no longer read; of a message that was
    taken back only that it was.
    """
    places = {row.channel_id for row in rows if row.channel_id is not None}
    readable = await channels.readable_among(unit, list(places)) if places else set()
    names = await authors.names(unit.scope, [(row.actor_type, row.actor_id) for row in rows])
    gone = await _taken_back(unit, rows)
    shown = []
    for row in rows:
        if row.channel_id is not None and row.channel_id not in readable:
            continue
        values = {name: getattr(row, name) for name in COLUMNS.split()}
        if row.message_id in gone:
            values["body_text"] = ""
        actor = None
        if row.actor_type is not None:
            name = authors.called(names, (row.actor_type, row.actor_id))
            actor = ActorView(type=row.actor_type, id=row.actor_id, name=name)
        shown.append(view(values, actor))
    return shown


async def _taken_back(unit: Unit, rows: Sequence[Notification]) -> set[UUID]:
    said = {row.message_id for row in rows if row.message_id is not None}
    if not said:
        return set()
    gone = Message.of(unit.scope).filter(id__in=list(said), deleted_at__isnull=False)
    return {row.id for row in await gone.only("id")}
