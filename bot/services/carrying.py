"""How a stored change of a channel gets on its way to the places that the channel is mirrored to: one
Delivery for each link, in the change's own transaction.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from bot.contracts.unit import Unit
from config.clock import new_id
from storage.bulk import Call, Found, Rows, insert, statement
from storage.models.mirrors import ChannelLink, Delivery

JOB = "drain_link"

_LINKS = statement(
    "SELECT id FROM channel_links WHERE workspace_id = ? AND channel_id = ? AND status = 'active'"
)
_COLUMNS = (
    "id workspace_id link_id channel_id message_id seq kind state attempts repeats is_begun"
    " created_at updated_at"
)
_INSERT = insert(Delivery, _COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A stored change of a channel. ``origin_link_id``: it came by that link, and does not go back there."""

    workspace_id: UUID
    channel_id: UUID
    message_id: UUID
    seq: int
    kind: str
    at: datetime
    origin_link_id: UUID | None = None


class News(NamedTuple):
    """What is done after a change is stored: open clients are told, and its links are drained."""

    told: dict[str, Any]
    seq: int
    link_ids: Sequence[UUID] = ()

    def tell(self, unit: Unit) -> None:
        """Have it done after the unit's commit."""
        unit.announce(self.told)
        nudge(unit, self.seq, self.link_ids)


def nudge(unit: Unit, seq: int, link_ids: Sequence[UUID]) -> None:
    """Have the links drained after the commit."""
    for link_id in link_ids:
        unit.nudge(JOB, link_id, seq)


def carrying(changes: Sequence[Carried]) -> Generator[Call, Found, Sequence[Sequence[UUID]]]:
    """Steps that put changes of one channel, which has links, on their way; the links that each goes to."""
    found = yield Call(_LINKS, (changes[0].workspace_id, changes[0].channel_id))
    link_ids = [UUID(str(one[0])) for one in found]
    wanted = [[link_id for link_id in link_ids if link_id != one.origin_link_id] for one in changes]
    rows = [_values(one, link_id) for one, links in zip(changes, wanted, strict=True) for link_id in links]
    if rows:
        yield Rows(_INSERT, rows)
    return wanted


async def carry(change: Carried) -> Sequence[UUID]:
    """The same, inside a transaction of the ORM."""
    links = await ChannelLink.of(change.workspace_id).filter(channel_id=change.channel_id, status="active")
    wanted = [row.id for row in links if row.id != change.origin_link_id]
    names = _COLUMNS.split()
    rows = [Delivery(**dict(zip(names, _values(change, one), strict=True))) for one in wanted]
    await Delivery.bulk_create(rows)
    return wanted


def _values(change: Carried, link_id: UUID) -> tuple[Any, ...]:
    at = change.at
    return (
        new_id(), change.workspace_id, link_id, change.channel_id, change.message_id, change.seq, change.kind,
        "pending", 0, 0, False, at, at,
    )  # fmt: skip
