"""Rows and steps of the hot paths (intake, runs, messages) as parameterised SQL that units of work share.

A ``Row`` is one insert; rows of one statement from many units go to the database together. ``Steps`` is a
generator of statements, each of which is answered with its rows, for writes that depend on what they find.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from tortoise.models import Model

Found = Sequence[Sequence[Any]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL statement in both dialects; written with ``?`` for parameters."""

    sqlite: str
    postgres: str


@dataclass(frozen=True, slots=True)
class Call:
    """A statement with its parameters."""

    statement: Statement
    params: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One insert whose outcome nobody waits to see."""

    statement: Statement
    params: Sequence[Any]


Script = Callable[[], Generator[Call, Found, T]]


@dataclass(frozen=True, slots=True)
class Steps(Generic[T]):
    """Statements that depend on each other; what the generator returns is the outcome."""

    script: Script[T]


Write = Row | Steps[Any]


@cache
def statement(sql: str, *, postgres: str = "") -> Statement:
    """``sql`` with ``?`` parameters, readable by both dialects; ``postgres`` where that one must say it
    otherwise.

    ``{now}`` is the database's own time and ``{later}`` that time plus as many seconds as the next parameter
    says.
    """
    lite = sql.replace("{now}", _LITE_NOW).replace("{later}", _LITE_LATER)
    other = (postgres or sql).replace("{now}", "clock_timestamp()").replace("{later}", _PG_LATER)
    return Statement(lite, _numbered(other))


# The same form in which Tortoise stores a time in SQLite, so that text compares as time does.
_LITE_NOW = "strftime('%Y-%m-%d %H:%M:%f000+00:00', 'now')"
_LITE_LATER = "strftime('%Y-%m-%d %H:%M:%f000+00:00', 'now', ? || ' seconds')"
_PG_LATER = "(clock_timestamp() + make_interval(secs => ?::float8))"


def insert(model: type[Model], columns: str, *, ignore_conflicts: bool = False, where: str = "") -> Statement:
    """An insert of ``columns`` (space-separated); ``where`` (with its own parameters, last) may forbid it.

    With ``ignore_conflicts`` a row that some unique key refuses is left out in silence.
    """
    names = columns.split()
    fields = [model._meta.fields_map[name] for name in names]
    head = f"INSERT INTO {model._meta.db_table} ({', '.join(names)})"
    tail = " ON CONFLICT DO NOTHING" if ignore_conflicts else ""
    # SQLite needs a WHERE before ON CONFLICT in an INSERT ... SELECT (sqlite.org/lang_upsert.html §2.2).
    condition = f" WHERE {where or 'true'}"
    casts = ", ".join(f"?::{field.get_for_dialect('postgres', 'SQL_TYPE')}" for field in fields)
    return Statement(
        f"{head} SELECT {', '.join('?' * len(names))}{condition}{tail}",
        _numbered(f"{head} SELECT {casts}{condition}{tail}"),
    )


def decoded(model: type[Model], columns: str, row: Sequence[Any]) -> dict[str, Any]:
    """A found row as Python values, whichever the dialect."""
    fields = model._meta.fields_map
    return {
        name: fields[name].to_python_value(value) for name, value in zip(columns.split(), row, strict=True)
    }


def _numbered(sql: str) -> str:
    parts = sql.split("?")
    return "".join(f"{part}${number}" for number, part in enumerate(parts[:-1], 1)) + parts[-1]
