"""What is usual: earlier windows of a shop, and the same hours of earlier weeks as the baseline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from agents.shopify_sales_sentinel.metrics import WINDOW_SECONDS
from agents.shopify_sales_sentinel.windows import WINDOWS, Window, from_row
from bot.contracts.agents import Records

WEEKS = 4
LEAST_WEEKS = 2
RECENT = timedelta(days=4)
LONGEST = timedelta(minutes=300)
STEP = timedelta(seconds=WINDOW_SECONDS)


@dataclass(slots=True)
class Baseline:
    """One hour of the week, summed over the earlier weeks; it exists once two of them have told of it."""

    weeks: set[datetime] = field(default_factory=set)
    windows: int = 0
    visits: float = 0.0
    checkouts: float = 0.0
    orders: float = 0.0
    revenue: float = 0.0

    @property
    def exists(self) -> bool:
        """Whether there is enough to compare with."""
        return len(self.weeks) >= LEAST_WEEKS

    def add(self, window: Window, week: datetime) -> None:
        """Count a window in."""
        self.weeks.add(week)
        self.windows += 1
        self.visits += window.visits or 0.0
        self.checkouts += window.checkouts_started or 0.0
        self.orders += window.orders or 0.0
        self.revenue += window.revenue or 0.0

    @property
    def conversion(self) -> float:
        """Orders per visit."""
        return self.orders / self.visits if self.visits else 0.0

    @property
    def completion(self) -> float:
        """Orders per checkout begun."""
        return self.orders / self.checkouts if self.checkouts else 0.0

    @property
    def aov(self) -> float:
        """The average order."""
        return self.revenue / self.orders if self.orders else 0.0

    def each(self, total: float) -> float:
        """One of its sums for a single window."""
        return total / self.windows if self.windows else 0.0


NO_BASELINE = Baseline()


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The recent windows by their start, and the baselines by day and hour of the week."""

    recent: Mapping[datetime, Window]
    hours: Mapping[tuple[int, int], Baseline]

    def baseline(self, moment: datetime) -> Baseline:
        """That of the moment's hour of the week, in UTC; an empty one where there is none yet."""
        known = self.hours.get((moment.weekday(), moment.hour))
        return known if known is not None and known.exists else NO_BASELINE

    def before(self, window: Window, reach: timedelta) -> Sequence[Window]:
        """The windows that began within ``reach`` before it, oldest first."""
        since = window.start - reach
        return [one for start, one in self.recent.items() if since <= start < window.start]

    def until(self, window: Window, reach: timedelta) -> Sequence[Window]:
        """The window and those that began within ``reach`` before it ended, newest first."""
        since = window.end - reach
        return [window, *reversed([one for one in self.before(window, reach) if one.start >= since])]

    @property
    def currency(self) -> str:
        """The currency last seen."""
        return next((one.currency for one in reversed(list(self.recent.values())) if one.currency), "")


async def read(records: Records, fresh: Sequence[Window]) -> Past:
    """The past of ``fresh``, the windows rolled up just now, which may not be stored yet; oldest first."""
    since, until = fresh[0].start, fresh[-1].end
    stored = [from_row(row) for row in await records.range(WINDOWS, since=since - RECENT, until=until)]
    recent = {window.start: window for window in stored}
    for window in fresh:
        if not window.is_empty or window.start not in recent:
            recent[window.start] = window
    hours: dict[tuple[int, int], Baseline] = {}
    for weeks in range(1, WEEKS + 1):
        back = timedelta(weeks=weeks)
        # The whole hours that the longest accumulation may touch.
        first = (since - LONGEST).replace(minute=0) - back
        last = until.replace(minute=0) + timedelta(hours=1) - back
        for row in await records.range(WINDOWS, since=first, until=last):
            window = from_row(row)
            place = (window.start.weekday(), window.start.hour)
            hours.setdefault(place, Baseline()).add(window, first)
    return Past(recent=recent, hours=hours)
