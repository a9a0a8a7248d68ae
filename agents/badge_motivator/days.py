"""Days: on which local days a user earned something, and how many follow one another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.contracts.agents import Records, RecordWrite

DAYS = "user_active_days"
# No streak is looked at for longer than a year.
FAR = timedelta(days=366)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """The run of days that a day belongs to. ``is_rewarded``: its bonus was paid."""

    first: date
    last: date
    is_rewarded: bool

    @property
    def length(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


def local_day(at: datetime, time_zone: object) -> date:
    """The day there; where no such zone is known, the day in UTC."""
    try:
        return at.astimezone(ZoneInfo(str(time_zone or "UTC"))).date()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return at.astimezone(UTC).date()


def week_of(day: date) -> str:
    """The ISO week: ``2026-W10``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


async def read_days(records: Records, user_id: str, day: date) -> Mapping[date, bool]:
    """The user's active days around that one, each with whether it was paid the bonus."""
    at = _midnight(day)
    rows = await records.range(DAYS, since=at - FAR, until=at + FAR, key_prefix=f"{user_id}/")
    return {row.at.date(): bool(row.value["is_rewarded"]) for row in rows}


def streak(known: Mapping[date, bool], day: date) -> Streak:
    """The streak that the day is part of, the day itself counted whether or not it was."""
    first = last = day
    while first - _DAY in known:
        first -= _DAY
    while last + _DAY in known:
        last += _DAY
    is_rewarded = any(paid for one, paid in known.items() if first <= one <= last)
    return Streak(first=first, last=last, is_rewarded=is_rewarded)


def active(user_id: str, day: date, *, is_rewarded: bool) -> RecordWrite:
    """The day's row."""
    key = f"{user_id}/{day.isoformat()}"
    return RecordWrite(collection=DAYS, key=key, at=_midnight(day), value={"is_rewarded": is_rewarded})


def _midnight(day: date) -> datetime:
    # A day stands at its midnight in UTC, wherever it was lived.
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
