"""Hand-written stand-ins for what a test must hold still."""

from datetime import UTC, datetime, timedelta


class FrozenClock:
    """Says the same moment until it is told to go on."""

    def __init__(self, at: datetime = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **by: float) -> None:
        self.at += timedelta(**by)
