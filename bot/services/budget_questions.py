"""A day's budget that is nearly spent: people are asked once whether it is raised, before a run must wait."""

from collections.abc import Generator
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from bot.contracts.budgets import RAISE_SCHEMA, Near
from bot.contracts.proposals import Action, Ask
from bot.contracts.unit import Role, Unit
from bot.services import proposals, usage
from config.errors import Conflict
from storage.bulk import Call, Found, Steps, statement
from storage.models.agents import AgentConfiguration
from storage.models.chat import Channel

KIND = "budget.day"
"""The kind of question; its approval is a grant."""

_SPACE = UUID("6f7a9f0e-58a1-5d7e-8a55-5f7b1f2f6a01")
_ONCE = statement(
    f"INSERT INTO usage_entries ({', '.join(usage.COLUMNS.split())})"  # noqa: S608 - our own names
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id"
)


async def ask(unit: Unit, near: Near) -> None:
    """Put the question on the unit, for the first who comes so near; whoever comes later asks nothing.

    Raises (when stored):
        Conflict: it has been asked.
    """
    channel = await _channel(unit)
    if channel is None:
        return
    whose = "the workspace"
    if near.configuration_id is not None:
        row = await AgentConfiguration.of(unit.scope).get_or_none(id=near.configuration_id)
        whose = row.name if row is not None else "an agent"
    name = f"{unit.scope}/{near.configuration_id}/{near.day}/{near.raised}"
    # Its id is that of the question: it is put down once.
    whose_budget = _whose(unit, near.configuration_id)
    values = usage.values(whose_budget, "asked", (0, 0), unit.now, entry_id=uuid5(_SPACE, name))
    unit.write(Steps(lambda: _once(values)))
    await proposals.ask(unit, _question(unit, near, channel.id, whose))


def _question(unit: Unit, near: Near, channel_id: UUID, whose: str) -> Ask:
    limit = f"${near.usd}" if near.usd is not None else f"{near.tokens:,} tokens"
    return Ask(
        channel_id=channel_id,
        title_text=f"Raise today's budget for language models of {whose}?",
        description_text=f"{near.share:.0%} of {limit} is spent or set aside. When it is spent runs wait"
        " for a decision; tomorrow (UTC) it begins anew.",
        actions=(
            Action(label="Raise it for today", action_id="raise", style="primary"),
            Action(label="Leave it", action_id="leave", style="secondary"),
        ),
        data_json={
            "configuration_id": str(near.configuration_id) if near.configuration_id else None,
            "tokens": near.tokens or 0,
            "usd": float(near.usd or 0),
        },
        editable_schema_json=RAISE_SCHEMA,
        risk="high",
        kind=KIND,
        required_role=Role.ADMIN,
        expires_at=datetime.combine(near.day, datetime.max.time(), unit.now.tzinfo),
    )


def granting(unit: Unit, data: dict[str, Any]) -> Generator[Call, Found, None]:
    """Steps that give what was approved, until the day ends."""
    configuration_id = UUID(data["configuration_id"]) if data.get("configuration_id") else None
    micros = int(Decimal(str(data["usd"])) * usage.MICROS)
    yield from usage.granting(_whose(unit, configuration_id), (int(data["tokens"]), micros), unit.now)


def _once(values: tuple[Any, ...]) -> Generator[Call, Found, None]:
    if not (yield Call(_ONCE, values)):
        raise Conflict("This has been asked.")


def _whose(unit: Unit, configuration_id: UUID | None) -> usage.Whose:
    return (unit.scope, usage.NOBODY, configuration_id or usage.NOBODY)


async def _channel(unit: Unit) -> Channel | None:
    public = Channel.of(unit.scope).filter(type="public").order_by("id")
    return await public.filter(name="alerts").first() or await public.first()
