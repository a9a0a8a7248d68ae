"""What tests of proposals ask and press."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from tortoise.connection import get_connection

from bot.app import App
from bot.contracts.events import decode
from bot.contracts.proposals import Action, Ask, Pressed
from bot.contracts.unit import Actor, ActorType, Role, Unit
from bot.services import audit, decisions, proposals
from bot.services.posts import MessageView
from bot.services.proposals import Asked
from storage.models.events import OutboxEvent

UnitOf = Callable[..., Unit]
YES = Action(label="Approve", action_id="approve", style="primary")
NO = Action(label="Reject", action_id="reject", style="danger")
EDITABLE = {"type": "object", "properties": {"amount": {"type": "number", "minimum": 0, "maximum": 100}}}


def question(channel_id: UUID, **fields: Any) -> Ask:
    valid: dict[str, Any] = {
        "title_text": "Refund 40 USD to Mara Weiss?",
        "actions": (YES, NO),
        "data_json": {"amount": 40, "order": "#1001"},
    }
    return Ask(channel_id=channel_id, **valid | fields)


def person(user_id: UUID, role: Role = Role.OWNER) -> Actor:
    return Actor(type=ActorType.USER, id=user_id, role=role)


async def asked(app: App, workspace_id: UUID, actor: Actor, what: Ask) -> Asked:
    async with app.units.grouped_unit(actor, workspace_id) as unit:
        found = await proposals.ask(unit, what)
    found.posted()
    return found


async def pressed(
    app: App, workspace_id: UUID, actor: Actor, message_id: UUID, action_id: str = "approve", **more: Any
) -> MessageView:
    async with app.units.grouped_unit(actor, workspace_id) as unit:
        decided = await decisions.decide(unit, Pressed(message_id=message_id, action_id=action_id, **more))
    return decided()


async def actions_in_audit(unit: Unit) -> list[str]:
    return [one.action for one in await audit.listed(unit, limit=200)]


async def facts(event_type: str) -> list[dict[str, Any]]:
    events = [decode(row.envelope) for row in await OutboxEvent.all().order_by("id")]
    return [dict(one.payload_json) for one in events if one.event_type == event_type]


async def somebody_waits_for_a_lock() -> None:
    """Return when some connection to PostgreSQL waits for what another one holds."""
    waits = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    connection = get_connection("default")
    while not (await connection.execute_query(waits))[0]:
        # A transaction would be told the same again.
        await connection.execute_query("SELECT pg_stat_clear_snapshot()")
