"""What the units of a group ask of the database, one statement after the other, whichever the driver: it
sends each statement's rows back.
"""

from collections.abc import Callable, Generator, Sequence
from typing import Any

from storage.bulk import Call, Found, Row, Rows, Shared, Statement, Steps, Write

_Together = Callable[[Sequence[Any]], Generator[Call, Found, Sequence[Any]]]


def playing(group: Sequence[Sequence[Write]]) -> Generator[Call, Found, list[list[Any]]]:
    """Every statement of the group's units; what their steps, and what they shared, returned.

    Where all of it are rows they go together. What units share goes before all else, and each unit's other
    writes in their order.
    """
    if all(isinstance(write, Row) for writes in group for write in writes):
        yield from _rows(group)
        return [[] for _ in group]
    shared = yield from _shared(group)
    outcomes = []
    for writes in group:
        outcomes.append((yield from _unit(writes, shared)))
    return outcomes


def _rows(group: Sequence[Sequence[Write]]) -> Generator[Call, Found, None]:
    rows: dict[Statement, list[Sequence[Any]]] = {}
    for writes in group:
        for write in writes:
            assert isinstance(write, Row)  # noqa: S101 - narrows the type; the caller has looked
            rows.setdefault(write.statement, []).append(write.params)
    for statement, params in rows.items():
        yield Rows(statement, params)


def _shared(group: Sequence[Sequence[Write]]) -> Generator[Call, Found, dict[int, Any]]:
    """What came of each shared part, by the part's identity."""
    parts: dict[_Together, list[Shared[Any, Any, Any]]] = {}
    for writes in group:
        for write in writes:
            if isinstance(write, Shared):
                parts.setdefault(write.together, []).append(write)
    outcomes: dict[int, Any] = {}
    for together, alike in parts.items():
        found = yield from together([part.item for part in alike])
        outcomes.update(zip(map(id, alike), found, strict=True))
    return outcomes


def _unit(writes: Sequence[Write], shared: dict[int, Any]) -> Generator[Call, Found, list[Any]]:
    outcomes = []
    for write in writes:
        if isinstance(write, Row):
            yield Call(write.statement, write.params)
        elif isinstance(write, Steps):
            outcomes.append((yield from write.script()))
        else:
            outcomes.append((yield from write.then(shared[id(write)])))
    return outcomes
