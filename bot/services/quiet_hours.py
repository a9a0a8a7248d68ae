"""Quiet hours: from and until which time of day, in which time zone, somebody does not want to be disturbed.

Pure. The rules of the zone decide what time it is there: an hour that is skipped in spring is not waited
for, one that comes twice in autumn counts both times.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from config.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Every day from one time of day to another, perhaps over midnight."""

    since: time
    until: time
    zone: ZoneInfo

    @classmethod
    def read(cls, stored: dict[str, Any]) -> "QuietHours":
        """What ``{from, until, time_zone}`` says.

        Raises:
            InvalidInput: a time that is none, or a zone that the IANA database does not have.
        """
        try:
            since, until = time.fromisoformat(stored["from"]), time.fromisoformat(stored["until"])
            zone = ZoneInfo(stored["time_zone"])
        except (KeyError, TypeError, ValueError, ZoneInfoNotFoundError, OSError) as unknown:
            raise InvalidInput(
                "quiet_hours: times are written like 22:00, and the time zone like Europe/Berlin."
            ) from unknown
        if since == until:
            raise InvalidInput("quiet_hours: they begin and end at the same time.")
        return cls(since, until, zone)

    def hold(self, at: datetime) -> bool:
        """Whether that moment is within them."""
        local = at.astimezone(self.zone).time()
        if self.since < self.until:
            return self.since <= local < self.until
        return local >= self.since or local < self.until

    def end(self, at: datetime) -> datetime:
        """The first moment from ``at`` on that is outside them, in UTC."""
        if not self.hold(at):
            return at
        today = at.astimezone(self.zone).date()
        ends = [
            end
            for days in (-1, 0, 1, 2)
            for end in self._ends(datetime.combine(today + timedelta(days), self.until))
        ]
        return min(end for end in ends if end > at and not self.hold(end))

    def _ends(self, wall: datetime) -> list[datetime]:
        """When the clock on the wall says so: once, twice, or (where it is put past it) when it is put."""
        first, second = (wall.replace(tzinfo=self.zone, fold=fold).astimezone(UTC) for fold in (0, 1))
        if first <= second:
            return [first, second]
        # Skipped: the second reading lies before the change and the first one after it.
        low, high = second, first
        before = low.astimezone(self.zone).utcoffset()
        while high - low > timedelta(seconds=1):
            middle = (low + (high - low) / 2).replace(microsecond=0)
            if middle.astimezone(self.zone).utcoffset() == before:
                low = middle
            else:
                high = middle
        return [high]
