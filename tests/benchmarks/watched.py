"""``python -m tests.benchmarks.watched ROLE``: the real role, which notes on stdout when work reaches it.

An event is noted at the door of the consumer ``runs``, a job at that of ``perform``, each under its id; both
go on as ever. A job of the order ``bench`` has no row behind it and ends there.
"""

import sys
from uuid import UUID

from bot.cli import main
from bot.contracts.agents import AgentResult, Question
from bot.contracts.events import Event
from bot.contracts.unit import Unit
from bot.runtime.at_hand import RunAtHand
from bot.runtime.graphs import Graphs
from bot.runtime.starting import Starter
from bot.runtime.worker import Runner
from tests.benchmarks.processes import note

JOB, IDLE = "bench", "bench_idle"
_handle, _perform, _run = Starter.handle, Runner.perform, Graphs.run


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


async def run(self: Graphs, definition_id: str, at_hand: RunAtHand) -> AgentResult | Question:
    """Run the graph, or nothing."""
    if IDLE not in at_hand.inputs:
        return await _run(self, definition_id, at_hand)

    async def nothing() -> AgentResult:
        return AgentResult(preview="Nothing to do.")

    result: AgentResult = await at_hand.journal.step("nothing", 1, nothing)
    return result


if __name__ == "__main__":
    Starter.handle = handle  # type: ignore[method-assign]
    Graphs.run = run  # type: ignore[method-assign]
    Runner.perform = perform  # type: ignore[method-assign]
    sys.argv[0] = "ionflux"
    main()
