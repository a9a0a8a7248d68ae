"""When a schedule fires: five fields, in a time zone of the IANA database; pure.

Of the hour that a clock skips it fires once, right after it; of the hour that it repeats it fires once
(Debian's cron, which cronsim follows).
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cronsim import CronSim, CronSimError

LEAST_MINUTES, LOOKED_AT = 5, 60
# Any moment does to find out how often something fires; this is the beginning of a leap year.
_SOMETIME = datetime(2028, 1, 1, tzinfo=UTC)


def fires(expression: str, zone: str, after: datetime) -> Iterator[datetime]:
    """The moments after ``after`` at which it fires, in UTC; it must be one in which nothing is wrong."""
    for moment in CronSim(expression, after.astimezone(ZoneInfo(zone))):
        yield moment.astimezone(UTC)


def problem(expression: str) -> str | None:
    """What is wrong with a schedule, in one sentence; None when nothing is."""
    if len(expression.split()) != 5:
        return "A schedule has five fields: minute, hour, day of the month, month, day of the week."
    try:
        found = list(islice(CronSim(expression, _SOMETIME), LOOKED_AT))
    except CronSimError as wrong:
        return f"'{expression}' is no schedule: {wrong}."
    if not found:
        return f"'{expression}' never fires."
    if any(later - earlier < timedelta(minutes=LEAST_MINUTES) for earlier, later in pairwise(found)):
        return f"'{expression}' fires more often than every {LEAST_MINUTES} minutes."
    return None


def zone_problem(zone: str) -> str | None:
    """What is wrong with the name of a time zone; None when nothing is."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return f"'{zone}' is no time zone; one is written like Europe/Lisbon."
    return None


def known(zone: str) -> str:
    """The zone, if it is one, else UTC."""
    return zone if zone_problem(zone) is None else "UTC"
