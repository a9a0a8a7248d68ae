"""``python -m tests.benchmarks.watched ROLE``: the real role, which notes on stdout when work reaches it.

An event is noted at the door of the consumer ``runs``, a job at that of ``perform``, each under its id; both
go on as ever. A job of the order ``bench`` has no row behind it and ends there.
"""

import sys
from uuid import UUID

from bot.cli import main
from bot.contracts.events import Event
from bot.contracts.unit import Unit
from bot.runtime.starting import Starter
from bot.runtime.worker import Runner
from tests.benchmarks.processes import note

JOB = "bench"
_handle, _perform = Starter.handle, Runner.perform


async def handle(self: Starter, unit: Unit, event: Event) -> None:
    """Note the event, then handle it."""
    note(str(event.event_id))
    await _handle(self, unit, event)


async def perform(self: Runner, job: str, key: UUID, attempt: int) -> None:
    """Note the job's start and its end; do what it points at."""
    note(str(key))
    if job != JOB:
        await _perform(self, job, key, attempt)
        note(f"end:{key}")


if __name__ == "__main__":
    Starter.handle = handle  # type: ignore[method-assign]
    Runner.perform = perform  # type: ignore[method-assign]
    sys.argv[0] = "ionflux"
    main()
