"""What the platform asks on behalf of a run that cannot go on by itself."""

from collections.abc import Sequence
from datetime import timedelta

from bot.contracts.agents import Question
from bot.contracts.budgets import RAISE_SCHEMA
from bot.contracts.proposals import Action
from bot.contracts.unit import Role

UNCERTAIN = "run.effect_uncertain"
"""The kind of question that a run asks when a worker stopped with something that cannot be undone."""

BUDGET = "budget.raise"
"""The kind of question that a run asks when a budget does not allow its next call."""


def was_it_done(told: str, begun: Sequence[str], *, part: int) -> Question:
    """Whether what it had begun was done."""
    return Question(
        title_text="Was this done?",
        description_text=f"{told} Look where it should have arrived, then say so here; it is never done twice"
        " by itself.",
        actions=(
            Action(label="It was done", action_id="was_done", style="primary"),
            Action(label="It was not: do it now", action_id="do_again", style="danger"),
        ),
        data_json={"begun": list(begun)},
        part=500 + part,
        risk="high",
        kind=UNCERTAIN,
        required_role=Role.ADMIN,
        waits=timedelta(days=7),
    )


def raise_budget(told: str, *, part: int) -> Question:
    """Whether the budget that stops it is raised."""
    return Question(
        title_text="Raise the budget for language models?",
        description_text=f"{told} The run waits, and goes on from where it is.",
        actions=(
            Action(label="Raise it for today", action_id="raise", style="primary"),
            Action(label="Stop the run", action_id="refuse", style="secondary"),
        ),
        data_json={"tokens": 200_000, "usd": 2.0},
        editable_schema_json=RAISE_SCHEMA,
        part=700 + part,
        risk="high",
        kind=BUDGET,
        required_role=Role.ADMIN,
    )
