"""The only source of time and identity, so that tests can hold both still."""

import os
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
    bits = _random_bits()
    value = (milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | (bits >> 62 & 0xFFF) << 64
    return UUID(int=value | 0b10 << 62 | bits & ((1 << 62) - 1))


# Made many at a time: asking the system takes longer than all the rest of an identifier.
_made: list[int] = []
_SIZE, _COUNT = 10, 256


def _random_bits() -> int:
    try:
        return _made.pop()
    except IndexError:
        block = secrets.token_bytes(_SIZE * _COUNT)
        made = [int.from_bytes(block[at : at + _SIZE]) for at in range(0, len(block), _SIZE)]
        bits = made.pop()
        _made.extend(made)
        return bits


# A forked process must not give out the same ones.
os.register_at_fork(after_in_child=_made.clear)


def install(source: Callable[[], datetime] | None) -> None:
    """Make ``source`` what ``now`` answers from; ``None`` brings the system's clock back."""
    global _now
    _now = source or _system_now
