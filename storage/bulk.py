"""Rows and steps of the hot paths (intake, runs, messages) as parameterised SQL that units of work share.

A ``Row`` is one insert; rows of one statement from many units go to the database together. ``Steps`` is a
generator of statements, each of which is answered with its rows, for writes that depend on what they find.
``Shared`` is what many units do alike and one generator can do for all of them. How they are played:
``storage.playing``.
"""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from tortoise.models import Model

Found = Sequence[Sequence[Any]]
I = TypeVar("I")  # noqa: E741 - of an item
O = TypeVar("O")  # noqa: E741 - of its outcome
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One SQL statement in both dialects; written with ``?`` for parameters.

    An insert can also take many rows at once: on SQLite the rows' parameters one after the other, on
    PostgreSQL an array for each column.
    """

    sqlite: str
    postgres: str
    sqlite_rows: Callable[[int], str] | None = None
    postgres_rows: str = ""


# Made for every statement: a tuple is made several times as fast as a frozen dataclass.
class Call(NamedTuple):
    """A statement with its parameters."""

    statement: Statement
    params: Sequence[Any] = ()


class Rows(Call):
    """The same insert for each row of ``params``; it is answered with nothing."""

    __slots__ = ()


class Row(NamedTuple):
    """One insert whose outcome nobody waits to see."""

    statement: Statement
    params: Sequence[Any]


Script = Callable[[], Generator[Call, Found, T]]


@dataclass(frozen=True, slots=True)
class Steps(Generic[T]):
    """Statements that depend on each other; what the generator returns is the outcome."""

    script: Script[T]


@dataclass(frozen=True, slots=True)
class Shared(Generic[I, O, T]):
    """What ``together`` does for the items of all units of a group, before their other writes; ``then`` takes
    its outcome for this one and goes on in the unit's own turn. What it returns is the outcome.
    """

    together: Callable[[Sequence[I]], Generator[Call, Found, Sequence[O]]]
    item: I
    then: Callable[[O], Generator[Call, Found, T]]


Write = Row | Steps[Any] | Shared[Any, Any, Any]
Outcome = list[Any] | BaseException
"""What came of a unit's writes: what its steps returned, or why nothing of it was stored."""


@cache
def statement(sql: str, *, postgres: str = "") -> Statement:
    """``sql`` with ``?`` parameters, readable by both dialects; ``postgres`` where that one must say it
    otherwise.

    ``{now}`` is the database's own time and ``{later}`` that time plus as many seconds as the next parameter
    says.
    """
    lite = sql.replace("{now}", _LITE_NOW).replace("{later}", _LITE_LATER)
    other = (postgres or sql).replace("{now}", "clock_timestamp()").replace("{later}", _PG_LATER)
    return Statement(lite, numbered(other))


# The same form in which Tortoise stores a time in SQLite, so that text compares as time does.
_LITE_NOW = "strftime('%Y-%m-%d %H:%M:%f000+00:00', 'now')"
_LITE_LATER = "strftime('%Y-%m-%d %H:%M:%f000+00:00', 'now', ? || ' seconds')"
_PG_LATER = "(clock_timestamp() + make_interval(secs => ?::float8))"


def insert(
    model: type[Model],
    columns: str,
    *,
    ignore_conflicts: bool = False,
    only_with: type[Model] | None = None,
) -> Statement:
    """An insert of ``columns`` (space-separated).

    With ``ignore_conflicts`` a row that some unique key refuses is left out in silence. With ``only_with`` so
    is a row whose last parameter, one more than it has columns, is not the id of a row of that model.
    """
    names = columns.split()
    head = f"INSERT INTO {model._meta.db_table} ({', '.join(names)})"
    tail = " ON CONFLICT DO NOTHING" if ignore_conflicts else ""
    types = [_postgres_type(model, name) for name in names]
    if only_with is not None:
        tail = f" WHERE EXISTS (SELECT 1 FROM {only_with._meta.db_table} WHERE id = given.last){tail}"  # noqa: S608
        types.append(_postgres_type(only_with, "id"))
    given = [*names, "last"][: len(types)]
    row = f"({', '.join('?' * len(given))})"
    select = f"{head} SELECT {', '.join(f'given.{name}' for name in names)} FROM"

    @cache
    def rows(count: int) -> str:
        values = ", ".join([row] * count)
        if only_with is None:
            return f"{head} VALUES {values}{tail}"
        return f"WITH given ({', '.join(given)}) AS (VALUES {values}) {select} given{tail}"

    arrays = f"unnest({', '.join(f'?::{kind}[]' for kind in types)})"
    casts = f"(SELECT {', '.join(f'?::{kind}' for kind in types)})"
    alias = f"AS given ({', '.join(given)})"
    return Statement(
        rows(1),
        numbered(f"{select} {casts} {alias}{tail}"),
        rows,
        numbered(f"{select} {arrays} {alias}{tail}"),
    )


def insert_each(model: type[Model], each: str, common: str, *, returning: str) -> Statement:
    """An insert of many rows by one call: its first parameters are the ``common`` columns, alike in all rows,
    its last one a list of the ``each`` columns of every row (see ``listed``). Rows that some unique key
    refuses are left out in silence; what comes back is ``returning`` of the others.
    """
    own, shared = each.split(), common.split()
    head = f"INSERT INTO {model._meta.db_table} ({', '.join((*shared, *own))}) SELECT"
    tail = f"WHERE true ON CONFLICT DO NOTHING RETURNING {', '.join(returning.split())}"
    lite = [f"json_extract(one.value, '$[{place}]')" for place in range(len(own))]
    other = [f"(one.value->>{place})::{_postgres_type(model, name)}" for place, name in enumerate(own)]
    casts = [f"?::{_postgres_type(model, name)}" for name in shared]
    return Statement(
        f"{head} {', '.join(['?'] * len(shared) + lite)} FROM json_each(?) AS one {tail}",
        numbered(
            f"{head} {', '.join(casts + other)} FROM jsonb_array_elements(?::jsonb) AS one(value) {tail}"
        ),
    )


# A condition's right side, whose parameter is a list of ids.
AMONG = "IN (SELECT value FROM json_each(?))"
POSTGRES_AMONG = "IN (SELECT value::uuid FROM jsonb_array_elements_text(?::jsonb) AS given(value))"


def listed(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Rows as one parameter: identifiers and times in the form in which the store compares them."""
    return [[_TEXT[type(value)](value) if type(value) in _TEXT else value for value in row] for row in rows]


_TEXT: Mapping[type, Callable[[Any], str]] = {UUID: str, datetime: lambda value: value.isoformat(" ")}


def _postgres_type(model: type[Model], column: str) -> str:
    return str(model._meta.fields_map[column].get_for_dialect("postgres", "SQL_TYPE"))


def decoded(model: type[Model], columns: str, row: Sequence[Any]) -> dict[str, Any]:
    """A found row as Python values, whichever the dialect."""
    fields = model._meta.fields_map
    return {
        name: fields[name].to_python_value(value) for name, value in zip(columns.split(), row, strict=True)
    }


def numbered(sql: str) -> str:
    """The SQL with PostgreSQL's own parameters instead of question marks."""
    parts = sql.split("?")
    return "".join(f"{part}${number}" for number, part in enumerate(parts[:-1], 1)) + parts[-1]
