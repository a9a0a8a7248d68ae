"""Writes of every kind that note an event as handled: once, or the unit fails."""

from collections.abc import Generator, Sequence
from uuid import UUID

from config.clock import new_id, now
from storage.bulk import Call, Found, Row, Rows, Shared, Steps, insert, statement
from storage.models.events import HandledEvent

_HANDLED = insert(HandledEvent, "id consumer event_id state created_at updated_at")


def handled(event_id: UUID) -> Row:
    return Row(_HANDLED, (new_id(), "tests", event_id, "done", now(), now()))


def handled_step(event_id: UUID) -> Steps[None]:
    def script() -> Generator[Call, Found, None]:
        row = handled(event_id)
        yield Call(row.statement, row.params)

    return Steps(script)


def handled_together(event_ids: Sequence[UUID]) -> Generator[Call, Found, Sequence[int]]:
    yield Rows(_HANDLED, [handled(event_id).params for event_id in event_ids])
    return [len(event_ids)] * len(event_ids)


def handled_shared(event_id: UUID) -> Shared[UUID, int, int]:
    def then(size: int) -> Generator[Call, Found, int]:
        yield Call(statement("SELECT 1"))
        return size

    return Shared(handled_together, event_id, then)
