"""The steps of a run: what each read and gave. They stand with the run's end, or, where the run can go on
after a crash, each as soon as it is done.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from bot.services.runs import Claimed
from config.clock import new_id
from storage.bulk import Call, Found, Steps, statement
from storage.models.agents import RunStep

START = 0
"""The number of what a run read before its first step: the conversation it was started in."""

# A step that was done again after a crash replaces what it gave before.
_KEEP = statement(
    "INSERT INTO run_steps (id, workspace_id, run_id, attempt, number, name, started_at, duration_us,"
    " output_json, output_digest, journal, tokens, cost_micros, created_at, updated_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run_id, number, name) DO UPDATE SET"
    " attempt = excluded.attempt, started_at = excluded.started_at, duration_us = excluded.duration_us,"
    " output_json = excluded.output_json, output_digest = excluded.output_digest, journal = excluded.journal,"
    " tokens = excluded.tokens, cost_micros = excluded.cost_micros, updated_at = excluded.updated_at"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one node did. ``digest`` is that of all it gave, ``journal`` packs all it read."""

    name: str
    number: int
    started_at: datetime
    duration_us: int
    output: Any
    digest: str | None = None
    journal: bytes | None = None
    tokens: int | None = None
    cost_usd: Decimal | None = None


def keeping(run: Claimed, steps: Sequence[Step], at: datetime) -> Generator[Call, Found, None]:
    """Store these steps of the run."""
    for step in steps:
        yield Call(_KEEP, _values(run, step, at))


def kept(run: Claimed, step: Step, at: datetime) -> Steps[None]:
    """One step, stored by itself."""
    return Steps(lambda: keeping(run, [step], at))


def _values(run: Claimed, step: Step, at: datetime) -> tuple[Any, ...]:
    return (
        new_id(),
        run.workspace_id,
        run.run_id,
        run.attempt,
        step.number,
        step.name[:80],
        step.started_at,
        step.duration_us,
        step.output,
        step.digest,
        step.journal,
        step.tokens,
        None if step.cost_usd is None else int(step.cost_usd * 1_000_000),
        at,
        at,
    )


async def of_run(workspace_id: UUID, run_id: UUID) -> Sequence[RunStep]:
    """The stored steps of a run, in order."""
    return await RunStep.of(workspace_id).filter(run_id=run_id).order_by("number", "name")
