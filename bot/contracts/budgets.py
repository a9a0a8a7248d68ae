"""Budgets, as those who watch them and those who ask about them know them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

RAISE_SCHEMA = {
    "type": "object",
    "properties": {
        "tokens": {"type": "number", "minimum": 0, "maximum": 10**12},
        "usd": {"type": "number", "minimum": 0, "maximum": 10**6},
    },
}
"""What may be changed of a question whether a budget is raised, within what a sum can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A day's budget, of an agent or (None) of the whole workspace, of which that share is spent. ``raised``
    is how often it was raised today.
    """

    configuration_id: UUID | None
    day: date
    share: Decimal
    tokens: int | None
    usd: Decimal | None
    raised: int
