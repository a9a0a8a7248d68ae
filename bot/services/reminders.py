"""A critical notification that nobody acknowledges is told again: first to its person, then to those who run
the workspace.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from bot.contracts.unit import Unit
from bot.services import recipients
from bot.services.notices import Notice, reminding, telling
from storage.bulk import Steps
from storage.models.notifications import Notification

AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """``has_mail``: mail leaves this installation; ``escalate_after``: how long after the reminder those who
    run the workspace are told.
    """

    has_mail: bool
    escalate_after: timedelta


async def due(unit: Unit) -> Sequence[tuple[UUID, UUID]]:
    """The notifications whose reminder is due, with their workspaces."""
    # every workspace: the worker serves them all
    rows = await Notification.filter(remind_at__lte=unit.now).order_by("remind_at").limit(AT_ONCE)
    return [(row.workspace_id, row.id) for row in rows]


async def remind(unit: Unit, notification_id: UUID, how: Reminding) -> bool:
    """Take the next step that is due for the notification; False when another has, or it was dealt with.

    The first step mails it to its person again. The second tells the owners and admins who may read where it
    happened, those who were told of the same left out: one notification each, however many did not answer.
    """
    row = await Notification.of(unit.scope).get_or_none(id=notification_id)
    if row is None or row.remind_at is None or row.remind_at > unit.now:
        return False
    is_over = row.done_at is not None or row.acknowledged_at is not None
    is_first = row.reminded == 0
    # Of two who find it at the same time one takes the step.
    taken = (
        await Notification.of(unit.scope)
        .filter(id=row.id, remind_at=row.remind_at)
        .update(
            remind_at=unit.now + how.escalate_after if is_first and not is_over else None,
            reminded=row.reminded + (0 if is_over else 1),
        )
    )
    if not taken or is_over:
        return False
    notice = _again(row)
    if is_first:
        people = await recipients.wanting(unit, notice, [row.user_id], has_mail=how.has_mail)
        for person in people:
            unit.write(reminding(unit, row.id, person, "reminder"))
        return True
    same = Notification.of(unit.scope).filter(source_key=row.source_key)
    known = set(await same.values_list("user_id", flat=True))
    leaders = [one for one in await recipients.leaders(unit) if one not in known]
    people = await recipients.wanting(unit, notice, leaders, has_mail=how.has_mail)
    told = replace(notice, title_text=f"Nobody has acknowledged: {row.title_text}")
    unit.write(Steps(lambda: telling(unit, told, people)))
    return True


def _again(row: Notification) -> Notice:
    return Notice(
        kind=row.kind,
        tab="needs_you",
        level=row.level,
        title_text=row.title_text,
        body_text=row.body_text,
        source_key=f"escalation:{row.source_key}",
        is_for_few=True,
        channel_id=row.channel_id,
        message_id=row.message_id,
        thread_id=row.thread_id,
        proposal_id=row.proposal_id,
    )
