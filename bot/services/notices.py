"""How a notification comes to be: once for each person and source, counted where an alike one is open, with
its mail and the frame for the person's open clients, in one transaction.
"""

import hashlib
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from bot.contracts.unit import Unit
from bot.services.recipients import Person
from config.clock import new_id
from storage.bulk import AMONG, POSTGRES_AMONG, Call, Found, Steps, decoded, insert_each, listed, statement
from storage.models.notifications import Notification, NotificationDelivery

JOB = "deliver_notification"
MAIL = "mail"
ALIKE = timedelta(minutes=10)
GIVE_UP = timedelta(hours=24)
LONGEST_TITLE, LONGEST_BODY, LONGEST_KEY = 300, 1000, 160

_EACH = "id user_id"
_COMMON = (
    "workspace_id kind level tab title_text body_text actor_type actor_id channel_id message_id thread_id"
    " proposal_id source_key alike_key remind_at created_at updated_at count"
)
COLUMNS = f"{_EACH} {_COMMON} read_at done_at snoozed_until acknowledged_at"
_FOUND = ", ".join(COLUMNS.split())
_INSERT = insert_each(Notification, _EACH, _COMMON, returning=COLUMNS)
# The right sides are the values before: a notification that becomes critical now is reminded of from now on.
_ALIKE = (
    "UPDATE notifications SET count = count + 1, title_text = ?, body_text = ?, actor_type = ?, actor_id = ?,"
    " message_id = ?, updated_at = ?, read_at = NULL,"
    " level = CASE WHEN level = 'critical' THEN level ELSE ? END,"
    " tab = CASE WHEN tab = 'needs_you' THEN tab ELSE ? END,"
    " remind_at = CASE WHEN level = 'critical' THEN remind_at ELSE ? END"
    " WHERE workspace_id = ? AND alike_key = ? AND done_at IS NULL AND created_at > ? AND user_id {among}"
    f" RETURNING {_FOUND}"
)
_COUNT_ALIKE = statement(_ALIKE.format(among=AMONG), postgres=_ALIKE.format(among=POSTGRES_AMONG))
_DONE = statement(
    "UPDATE notifications SET done_at = ?, remind_at = NULL, updated_at = ? WHERE workspace_id = ?"
    f" AND proposal_id = ? AND kind = 'proposal' AND done_at IS NULL RETURNING {_FOUND}"
)
# Whether its person may read where it happened, as they are now.
MAY_READ = (
    "EXISTS (SELECT 1 FROM memberships WHERE memberships.workspace_id = notifications.workspace_id"
    " AND memberships.user_id = notifications.user_id AND (notifications.channel_id IS NULL"
    " OR EXISTS (SELECT 1 FROM channels WHERE channels.id = notifications.channel_id"
    " AND channels.type IN ('public', 'agent_dedicated') AND memberships.role <> 'guest')"
    " OR EXISTS (SELECT 1 FROM channel_members WHERE channel_members.channel_id = notifications.channel_id"
    " AND channel_members.user_id = notifications.user_id AND channel_members.is_inside)))"
)
_UNREAD = (
    "SELECT user_id, tab, count(*) FROM notifications WHERE workspace_id = ? AND done_at IS NULL"
    f" AND read_at IS NULL AND (snoozed_until IS NULL OR snoozed_until <= ?) AND {MAY_READ}"
    " AND user_id {among} GROUP BY user_id, tab"
)
_COUNTS = statement(_UNREAD.format(among=AMONG), postgres=_UNREAD.format(among=POSTGRES_AMONG))
_MAIL = insert_each(
    NotificationDelivery,
    "id notification_id user_id address next_at give_up_at",
    "workspace_id adapter occasion state attempts created_at updated_at",
    returning="id",
)


class ActorView(BaseModel):
    """Who did what is told of."""

    model_config = ConfigDict(frozen=True)

    type: str
    id: UUID | None
    name: str


class NotificationView(BaseModel):
    """A notification as its person sees it; the same over REST and the socket."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    workspace_id: UUID
    kind: str
    level: str
    tab: str
    title_text: str
    body_text: str
    channel_id: UUID | None
    message_id: UUID | None
    thread_id: UUID | None
    proposal_id: UUID | None
    actor: ActorView | None
    count: int
    created_at: datetime
    updated_at: datetime
    read_at: datetime | None
    done_at: datetime | None
    snoozed_until: datetime | None
    acknowledged_at: datetime | None


class Counts(BaseModel):
    """How many notifications of each tab are open and unread."""

    model_config = ConfigDict(frozen=True)

    needs_you: int = 0
    information: int = 0
    activity: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to be told. ``source_key`` names what it tells of, ``alike`` what it is one more of;
    ``is_for_few``: those who only want to be called for hear of it too.
    """

    kind: str
    tab: str
    title_text: str
    source_key: str
    body_text: str = ""
    level: str = "info"
    alike: str | None = None
    is_for_few: bool = False
    actor: ActorView | None = None
    channel_id: UUID | None = None
    message_id: UUID | None = None
    thread_id: UUID | None = None
    proposal_id: UUID | None = None
    remind_at: datetime | None = None

    @property
    def is_critical(self) -> bool:
        """Whether it may disturb."""
        return self.level == "critical"

    @property
    def is_important(self) -> bool:
        """Whether it is mailed to those who want important things by mail."""
        return self.is_critical or self.tab == "needs_you"


def one_line(text: str, longest: int = LONGEST_TITLE) -> str:
    """The text without line breaks and what else does not show, and not longer than that."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1].rstrip()}…"


def key(*parts: object) -> str:
    """A key of those parts that fits its column, whatever they are."""
    text = ":".join(map(str, parts))
    if len(text) <= LONGEST_KEY:
        return text
    return f"{text[: LONGEST_KEY - 65]}:{hashlib.sha256(text.encode()).hexdigest()}"


def telling(unit: Unit, notice: Notice, people: Sequence[Person]) -> Generator[Call, Found, None]:
    """Steps that tell the people: count it where an alike one is open and young, else make it, once.

    Their mail is put on its way, and their open clients are told.
    """
    if not people:
        return
    notice = replace(
        notice, title_text=one_line(notice.title_text), body_text=notice.body_text[:LONGEST_BODY].strip()
    )
    by_id = {str(one.user_id): one for one in people}
    counted = (yield from _count(unit, notice, list(by_id))) if notice.alike else []
    known = {str(row["user_id"]) for row in counted}
    rest = [one for user_id, one in by_id.items() if user_id not in known]
    made = (yield from _make(unit, notice, rest)) if rest else []
    yield from _mail(unit, made, by_id)
    silent = {user_id for user_id, one in by_id.items() if one.is_silent}
    yield from announcing(unit, [*counted, *made], notice.actor, silent)


def closing(unit: Unit, proposal_id: UUID) -> Generator[Call, Found, None]:
    """Steps that take a proposal from everybody's open notifications: it is decided."""
    found = yield Call(_DONE, (unit.now, unit.now, unit.scope, proposal_id))
    rows = [decoded(Notification, COLUMNS, row) for row in found]
    yield from announcing(unit, rows, None, {str(row["user_id"]) for row in rows})


def announcing(
    unit: Unit, rows: Sequence[dict[str, Any]], actor: ActorView | None, silent: set[str]
) -> Generator[Call, Found, None]:
    """Steps that tell each row's person, on their open clients alone, of the row and what is unread now."""
    if not rows:
        return
    users = sorted({str(row["user_id"]) for row in rows})
    unread: dict[str, dict[str, int]] = {}
    for user_id, tab, count in (yield Call(_COUNTS, (unit.scope, unit.now, users))):
        unread.setdefault(str(user_id), {})[tab] = count
    for row in rows:
        user_id = str(row["user_id"])
        counts = Counts(**unread.get(user_id, {}))
        unit.announce(frame(user_id, view(row, actor), counts, is_silent=user_id in silent))


def frame(user_id: str, shown: NotificationView, counts: Counts, *, is_silent: bool) -> dict[str, Any]:
    """What one person's open clients are told; ``is_silent``: without a sound or a pop-up."""
    payload = {
        "notification": shown.model_dump(mode="json"),
        "counts": counts.model_dump(),
        "is_silent": is_silent,
    }
    return {"action": "notification", "payload": payload, "to": [user_id]}


def view(row: dict[str, Any], actor: ActorView | None) -> NotificationView:
    """The notification of a stored row."""
    return NotificationView(**{name: row[name] for name in _SHOWN}, actor=actor)


_SHOWN = [name for name in NotificationView.model_fields if name != "actor"]


def reminding(unit: Unit, notification_id: UUID, person: Person, occasion: str) -> Steps[None]:
    """Steps that put one more mail of a notification on its way."""
    rows = [{"id": notification_id, "user_id": person.user_id}]
    return Steps(lambda: _mail(unit, rows, {str(person.user_id): person}, occasion))


def _count(unit: Unit, notice: Notice, users: list[str]) -> Generator[Call, Found, list[dict[str, Any]]]:
    actor = (notice.actor.type, notice.actor.id) if notice.actor else (None, None)
    told = (notice.title_text, notice.body_text, *actor, notice.message_id, unit.now)
    change = (notice.level, notice.tab, notice.remind_at)
    where = (unit.scope, key(notice.kind, notice.alike), unit.now - ALIKE, users)
    found = yield Call(_COUNT_ALIKE, (*told, *change, *where))
    return [decoded(Notification, COLUMNS, row) for row in found]


def _make(
    unit: Unit, notice: Notice, people: Sequence[Person]
) -> Generator[Call, Found, list[dict[str, Any]]]:
    common = (
        unit.scope,
        notice.kind,
        notice.level,
        notice.tab,
        notice.title_text,
        notice.body_text,
        notice.actor.type if notice.actor else None,
        notice.actor.id if notice.actor else None,
        notice.channel_id,
        notice.message_id,
        notice.thread_id,
        notice.proposal_id,
        key(notice.source_key),
        key(notice.kind, notice.alike) if notice.alike else None,
        notice.remind_at,
        unit.now,
        unit.now,
        1,
    )
    each = listed((new_id(), one.user_id) for one in people)
    found = yield Call(_INSERT, (*common, each))
    return [decoded(Notification, COLUMNS, row) for row in found]


def _mail(
    unit: Unit, rows: Sequence[dict[str, Any]], people: dict[str, Person], occasion: str = "first"
) -> Generator[Call, Found, None]:
    wanted = []
    for row in rows:
        person = people[str(row["user_id"])]
        if person.address is not None and person.mail_at is not None:
            times = (person.mail_at, person.mail_at + GIVE_UP)
            wanted.append((new_id(), row["id"], person.user_id, person.address, *times))
    if not wanted:
        return
    common = (unit.scope, MAIL, occasion, "pending", 0, unit.now, unit.now)
    yield Call(_MAIL, (*common, listed(wanted)))
    for delivery in wanted:
        if delivery[4] <= unit.now:
            unit.nudge(JOB, delivery[0], 0)
