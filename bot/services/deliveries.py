"""Mail on its way to people: claimed by one worker, sent outside any transaction, recorded; tried again while
the other side says later. The row is the truth; a job is only a nudge.
"""

import random
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from bot.contracts.unit import Unit
from bot.services import access, audit
from bot.services.notices import GIVE_UP, JOB, MAY_READ
from config.errors import Conflict, NotFound
from storage.bulk import Call, Found, Steps, decoded, statement
from storage.db import Database
from storage.models.notifications import Notification, NotificationDelivery

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
AT_ONCE = 500

_COLUMNS = "id workspace_id notification_id user_id adapter address occasion attempts give_up_at"
_CLAIM = statement(
    "UPDATE notification_deliveries SET attempts = attempts + 1, lease_until = {later}, updated_at = ?"
    " WHERE id = ? AND state = 'pending' AND next_at <= ? AND (lease_until IS NULL OR lease_until < {now})"
    f" RETURNING {', '.join(_COLUMNS.split())}"
)
_TOLD = (
    "kind level title_text body_text channel_id message_id thread_id count read_at done_at acknowledged_at"
)
# Whether its person may still read where it happened, and whether the message is still there.
_NOTIFICATION = statement(
    f"SELECT {', '.join(_TOLD.split())},"
    " (SELECT name FROM workspaces WHERE workspaces.id = notifications.workspace_id),"
    f" {MAY_READ},"
    " EXISTS (SELECT 1 FROM messages WHERE messages.id = notifications.message_id"
    " AND messages.deleted_at IS NOT NULL)"
    " FROM notifications WHERE workspace_id = ? AND id = ?"
)
_RECORD = statement(
    "UPDATE notification_deliveries SET state = ?, error_text = ?, next_at = ?, sent_at = ?,"
    " lease_until = NULL, updated_at = ? WHERE id = ? AND attempts = ? AND state = 'pending'"
)
_DUE = statement(
    "SELECT id, attempts FROM notification_deliveries WHERE state = 'pending' AND next_at <= ?"
    f" AND (lease_until IS NULL OR lease_until < {{now}}) ORDER BY next_at LIMIT {AT_ONCE}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A delivery that this worker holds, and what it tells."""

    id: UUID
    workspace_id: UUID
    notification_id: UUID
    user_id: UUID
    adapter: str
    address: str
    occasion: str
    attempts: int
    give_up_at: datetime | None
    workspace_name: str
    kind: str
    level: str
    title_text: str
    body_text: str
    channel_id: UUID | None
    message_id: UUID | None
    thread_id: UUID | None
    count: int


class DeliveryView(BaseModel):
    """A delivery as those who run the workspace see it; not what it tells."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    workspace_id: UUID
    notification_id: UUID
    user_id: UUID
    adapter: str
    address: str
    occasion: str
    state: str
    attempts: int
    next_at: datetime
    sent_at: datetime | None
    error_text: str | None
    created_at: datetime
    updated_at: datetime


def claiming(delivery_id: UUID, at: datetime, lease_seconds: float) -> Steps[Claimed | None]:
    """Take the delivery for that long; None when it is not to be had, not yet due, or not wanted any more."""

    def script() -> Generator[Call, Found, Claimed | None]:
        found = yield Call(_CLAIM, (lease_seconds, at, delivery_id, at))
        if not found:
            return None
        row = decoded(NotificationDelivery, _COLUMNS, found[0])
        told = yield Call(_NOTIFICATION, (row["workspace_id"], row["notification_id"]))
        ended = ("skipped", _unwanted(row, told))
        if row["attempts"] > 1 and row["give_up_at"] is not None and at > row["give_up_at"]:
            ended = ("dead", "It was tried for a day.")
        if ended[1] is not None:
            yield Call(_RECORD, (*ended, at, None, at, row["id"], row["attempts"]))
            return None
        values = decoded(Notification, _TOLD, told[0][: len(_TOLD.split())])
        kept = {
            name: values[name] for name in values if name not in ("read_at", "done_at", "acknowledged_at")
        }
        return Claimed(**row, **kept, workspace_name=told[0][-3])

    return Steps(script)


def _unwanted(row: dict[str, Any], told: Found) -> str | None:
    """Why nobody wants it any more."""
    if not told:
        return "The notification is gone."
    values = decoded(Notification, _TOLD, told[0][: len(_TOLD.split())])
    _, may_read, is_gone = told[0][-3:]
    if not may_read:
        return "The person may not read there any more."
    if is_gone:
        return "The message was taken back."
    if values["done_at"] or values["acknowledged_at"] or (values["read_at"] and row["occasion"] == "first"):
        return "It was read before it was sent."
    return None


def sent(one: Claimed, at: datetime) -> Steps[None]:
    """The other side has it."""
    return _recording(one, "sent", None, at, sent_at=at)


def refused(one: Claimed, at: datetime, why: str) -> Steps[None]:
    """The other side refused it for good: it is listed, and nobody tries again by themselves."""
    return _recording(one, "failed", why, at)


def put_off(one: Claimed, at: datetime, why: str, *, dice: random.Random) -> Steps[None]:
    """The other side says later, or nothing: try again in 1 s, doubling to 60 s, for a day; then no more."""
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(one.attempts - 1, 10)) * dice.uniform(0.75, 1.25)
    again = at + timedelta(seconds=max(FIRST_WAIT, min(wait, LONGEST_WAIT)))
    if one.give_up_at is not None and again > one.give_up_at:
        return _recording(one, "dead", why, at)
    return _recording(one, "pending", why, again)


def _recording(
    one: Claimed, state: str, why: str | None, at: datetime, *, sent_at: datetime | None = None
) -> Steps[None]:
    def script() -> Generator[Call, Found, None]:
        told = None if why is None else why[:1000]
        yield Call(_RECORD, (state, told, at, sent_at, at, one.id, one.attempts))

    return Steps(script)


async def due(database: Database, at: datetime) -> Sequence[tuple[UUID, int]]:
    """What nobody has in hand, of all workspaces, with the attempt that a job for it would be."""
    found = await database.fetch(_DUE, (at,))
    return [(UUID(str(delivery_id)), attempts) for delivery_id, attempts in found]


async def listed(
    unit: Unit, *, state: str | None = None, limit: int = 50, before: UUID | None = None
) -> Sequence[DeliveryView]:
    """The workspace's deliveries, newest first; ``before`` is the id of the last one seen."""
    access.require(unit, "operations.manage")
    query = NotificationDelivery.of(unit.scope).order_by("-id").limit(limit)
    if state is not None:
        query = query.filter(state=state)
    if before is not None:
        query = query.filter(id__lt=before)
    return [DeliveryView.model_validate(row) for row in await query]


async def retry(unit: Unit, delivery_id: UUID) -> DeliveryView:
    """Try one again now that was refused or given up.

    Raises:
        NotFound.
        Conflict: it was sent, or is being tried.
    """
    access.require(unit, "operations.manage")
    row = await NotificationDelivery.of(unit.scope).get_or_none(id=delivery_id)
    if row is None:
        raise NotFound("This delivery does not exist.")
    ended = NotificationDelivery.of(unit.scope).filter(
        id=delivery_id, state__in=["failed", "dead", "skipped"]
    )
    # Of two who try at the same time one does.
    if not await ended.update(
        state="pending", next_at=unit.now, give_up_at=unit.now + GIVE_UP, updated_at=unit.now
    ):
        raise Conflict("Only a delivery that failed can be tried again.")
    await row.refresh_from_db()
    unit.nudge(JOB, row.id, row.attempts)
    await audit.append(unit, "delivery.retried", ("delivery", row.id))
    return DeliveryView.model_validate(row)
