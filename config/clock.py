"""The only source of time and identity, so that tests can hold both still."""

import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID


def _system_now() -> datetime:
    return datetime.now(UTC)


_now: Callable[[], datetime] = _system_now


def now() -> datetime:
    """The present moment in UTC, from whatever source is installed."""
    return _now()


def monotonic() -> float:
    """Seconds that never go back; for timeouts and measuring, never stored."""
    return time.monotonic()


def new_id() -> UUID:
    """A new random identifier that sorts by the time it was made (UUIDv7, RFC 9562 §5.7).

    Time-ordered keys keep the pages of an index that inserts touch few.
    """
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | secrets.randbits(12) << 64
    return UUID(int=value | 0b10 << 62 | secrets.randbits(62))


def install(source: Callable[[], datetime] | None) -> None:
    """Make ``source`` what ``now`` answers from; ``None`` brings the system's clock back."""
    global _now
    _now = source or _system_now
