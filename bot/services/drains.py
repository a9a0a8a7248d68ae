"""What is on its way to a link: claimed in order by one worker, sent outside any transaction, recorded.

The row is the truth; a job is only a nudge. Each delivery is begun before it is sent, so that whoever takes
it over after a crash knows that it may have arrived.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from bot.contracts.unit import Unit
from bot.services import access, audit, carrying
from bot.services.copies import INSERT, values
from config.errors import Conflict, NotFound
from storage.bulk import Call, Found, Steps, statement
from storage.db import Database
from storage.models.mirrors import ChannelLink, Delivery

BATCH, AT_ONCE = 100, 500
GIVE_UP = timedelta(hours=24)
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0

_CLAIM = statement(
    "UPDATE channel_links SET lease_until = {later} WHERE id = ? AND status = 'active'"
    " AND (lease_until IS NULL OR lease_until < {now}) AND (next_at IS NULL OR next_at <= ?) RETURNING id"
)
_RENEW = statement("UPDATE channel_links SET lease_until = {later} WHERE id = ? AND status = 'active'")
_LET_GO = statement("UPDATE channel_links SET lease_until = NULL, next_at = ? WHERE id = ?")
_BEGIN = statement(
    "UPDATE deliveries SET attempts = attempts + 1, is_begun = true, repeats = repeats + ?, updated_at = ?"
    " WHERE id = ? AND state = 'pending' AND attempts = ? RETURNING id"
)
_RECORD = statement(
    "UPDATE deliveries SET state = ?, error_text = ?, changes_json = ?, sent_at = ?, is_begun = ?,"
    " updated_at = ? WHERE id = ? AND state = 'pending'"
)
_SHOWN = statement(
    "UPDATE message_links SET shown_digest = ?, updated_at = ? WHERE link_id = ? AND message_id = ?"
)
_THREAD = statement(
    "UPDATE message_links SET thread_external_id = ? WHERE link_id = ? AND message_id = ? AND part = 0"
    " AND thread_external_id IS NULL"
)
_REACTIONS = statement(
    "UPDATE message_links SET reactions_array = ?, updated_at = ? WHERE link_id = ? AND message_id = ?"
    " AND part = 0"
)
_FORGET = statement("DELETE FROM message_links WHERE link_id = ? AND message_id = ? AND part >= ?")
_DUE = statement(
    "SELECT id FROM channel_links WHERE status = 'active' AND (lease_until IS NULL OR lease_until < {now})"
    " AND (next_at IS NULL OR next_at <= ?) AND EXISTS (SELECT 1 FROM deliveries"
    f" WHERE deliveries.link_id = channel_links.id AND deliveries.state = 'pending') LIMIT {AT_ONCE}"
)


class DeliveryView(BaseModel):
    """A delivery as those who run the workspace see it; not what it says."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    workspace_id: UUID
    link_id: UUID
    channel_id: UUID
    message_id: UUID
    platform: str | None
    kind: str
    state: str
    attempts: int
    repeats: int
    error_text: str | None
    changes_json: Sequence[str] | None
    sent_at: datetime | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A copy that was made: which part of the message it is, and what the platform calls it."""

    part: int
    external_id: str
    thread: str | None = None


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What came of a delivery, to be recorded. ``state`` pending: not yet; ``is_begun`` then says whether it
    may have arrived.
    """

    delivery: Delivery
    link: ChannelLink
    state: str
    error_text: str | None = None
    changes: Sequence[str] = ()
    copies: Sequence[Copied] = ()
    shown_digest: str | None = None
    root_thread: tuple[UUID, str] | None = None
    reactions: Sequence[str] | None = None
    parts_left: int | None = None
    is_begun: bool = False


def claiming(link_id: UUID, at: datetime, lease_seconds: float) -> Steps[bool]:
    """Hold the link for that long; False: another holds it, or it is not its time."""

    def script() -> Generator[Call, Found, bool]:
        return bool((yield Call(_CLAIM, (lease_seconds, link_id, at))))

    return Steps(script)


def letting_go(link_id: UUID, next_at: datetime | None) -> Steps[None]:
    """Let the link go; it is not drained again before that time."""

    def script() -> Generator[Call, Found, None]:
        yield Call(_LET_GO, (next_at, link_id))

    return Steps(script)


async def waiting(link: ChannelLink) -> Sequence[Delivery]:
    """What waits for the link, in order, up to a hundred."""
    rows = Delivery.of(link.workspace_id).filter(link_id=link.id, state="pending")
    return await rows.order_by("seq").limit(BATCH)


async def held(database: Database, link_id: UUID) -> ChannelLink | None:
    """The link's row, for whoever holds it."""
    del database
    # every workspace: the worker serves all, and holds this one
    return await ChannelLink.get_or_none(id=link_id)


def beginning(one: Delivery, at: datetime, *, is_repeat: bool, lease_seconds: float) -> Steps[bool]:
    """Note that the delivery is about to be sent; False: somebody else has it, or it is no longer wanted."""

    def script() -> Generator[Call, Found, bool]:
        yield Call(_RENEW, (lease_seconds, one.link_id))
        return bool((yield Call(_BEGIN, (int(is_repeat), at, one.id, one.attempts))))

    return Steps(script)


def copied(link: ChannelLink, message_id: UUID, copy: Copied, at: datetime) -> Steps[None]:
    """Keep one copy of a message of several, so that a crash does not send it again."""

    def script() -> Generator[Call, Found, None]:
        yield _copy(link, message_id, copy, (None, at))

    return Steps(script)


def recording(outcome: Outcome, at: datetime) -> Steps[None]:
    """Keep what came of a delivery."""

    def script() -> Generator[Call, Found, None]:
        one, link = outcome.delivery, outcome.link
        sent_at = at if outcome.state == "sent" else None
        told = None if outcome.error_text is None else outcome.error_text[:1000]
        changes = list(outcome.changes) or None
        yield Call(_RECORD, (outcome.state, told, changes, sent_at, outcome.is_begun, at, one.id))
        for copy in outcome.copies:
            yield _copy(link, one.message_id, copy, (outcome.shown_digest, at))
        if outcome.parts_left is not None:
            yield Call(_FORGET, (link.id, one.message_id, outcome.parts_left))
        if outcome.shown_digest is not None:
            yield Call(_SHOWN, (outcome.shown_digest, at, link.id, one.message_id))
        if outcome.root_thread is not None:
            root_id, thread = outcome.root_thread
            yield Call(_THREAD, (thread, link.id, root_id))
        if outcome.reactions is not None:
            yield Call(_REACTIONS, (list(outcome.reactions), at, link.id, one.message_id))

    return Steps(script)


def _copy(link: ChannelLink, message_id: UUID, copy: Copied, shown: tuple[str | None, datetime]) -> Call:
    digest, at = shown
    return Call(
        INSERT,
        values(
            link, message_id, copy.external_id, part=copy.part, is_ours=True, thread=copy.thread,
            digest=digest, at=at,
        ),
    )  # fmt: skip


async def due(database: Database, at: datetime) -> Sequence[UUID]:
    """The links for which something waits and which nobody has in hand, of all workspaces."""
    found = await database.fetch(_DUE, (at,))
    return [UUID(str(link_id)) for (link_id,) in found]


async def listed(
    unit: Unit, *, state: str | None = None, limit: int = 50, before: UUID | None = None
) -> Sequence[DeliveryView]:
    """The workspace's deliveries, newest first; ``before`` is the id of the last one seen."""
    access.require(unit, "operations.manage")
    rows = Delivery.of(unit.scope).order_by("-id")
    if state is not None:
        rows = rows.filter(state=state)
    found = await (rows.filter(id__lt=before) if before else rows).limit(limit)
    links = ChannelLink.of(unit.scope).filter(id__in=list({row.link_id for row in found}))
    platforms = dict(await links.values_list("id", "adapter"))
    return [_view(row, platforms.get(row.link_id)) for row in found]


async def retry(unit: Unit, delivery_id: UUID) -> DeliveryView:
    """Have a delivery that failed or was given up tried again, after what waits before it.

    Raises:
        NotFound: no such delivery.
        Conflict: it is sent, or on its way.
    """
    access.require(unit, "operations.manage")
    row = await Delivery.of(unit.scope).get_or_none(id=delivery_id)
    if row is None:
        raise NotFound("This delivery does not exist.")
    again = Delivery.of(unit.scope).filter(id=delivery_id, state__in=["failed", "dead"])
    if not await again.update(
        state="pending", error_text=None, is_begun=False, created_at=unit.now, updated_at=unit.now
    ):
        raise Conflict("Only what failed can be tried again.")
    link = await ChannelLink.of(unit.scope).get_or_none(id=row.link_id)
    if link is None or link.status != "active":
        raise Conflict("Its link is broken or gone. Mend the link first.")
    await audit.append(unit, "delivery.retried", ("delivery", delivery_id))
    carrying.nudge(unit, row.seq * 1000 + row.attempts, [row.link_id])
    return _view(await Delivery.of(unit.scope).get(id=delivery_id), link.adapter)


def _view(row: Delivery, platform: str | None) -> DeliveryView:
    fields = {name: getattr(row, name) for name in DeliveryView.model_fields if name != "platform"}
    return DeliveryView(platform=platform, **fields)
