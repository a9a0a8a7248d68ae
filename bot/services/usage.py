"""Usage: entries of what language models take of a workspace's budgets, and of what was granted beyond."""

from collections.abc import Generator
from datetime import datetime
from typing import Any
from uuid import UUID

from config.clock import new_id
from storage.bulk import Call, Found, insert
from storage.models.billing import UsageEntry

MICROS = 1_000_000
COLUMNS = (
    "id workspace_id run_id agent_configuration_id model purpose state tokens cost_micros"
    " created_at updated_at"
)
INSERT = insert(UsageEntry, COLUMNS)
NOBODY = UUID(int=0)
"""In the place of a run or an agent, where the entry is of none."""

Whose = tuple[UUID, UUID, UUID]
"""The workspace, the run and the agent's configuration."""


def values(
    whose: Whose, state: str, amounts: tuple[int, int], at: datetime, *,
    of: tuple[str, str] = ("", ""), entry_id: UUID | None = None,
) -> tuple[Any, ...]:  # fmt: skip
    """Those of a new entry: ``amounts`` are tokens and millionths of a dollar, ``of`` model and purpose."""
    model, purpose = of
    return (entry_id or new_id(), *whose, model[:120], purpose[:80], state, *amounts, at, at)


def granting(whose: Whose, amounts: tuple[int, int], at: datetime) -> Generator[Call, Found, None]:
    """Steps that give so much more until the day ends."""
    tokens, micros = amounts
    yield Call(INSERT, values(whose, "granted", (-tokens, -micros), at))
