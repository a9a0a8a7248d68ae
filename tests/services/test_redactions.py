"""What providers ask us to forget, and what agents' memory is told of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from bot.contracts.events import encode
from bot.contracts.unit import Unit
from bot.services import memories, redactions
from config.clock import new_id, now
from storage.db import Database, transaction
from storage.models.agents import AgentRunLog
from storage.models.forgettings import Forgetting
from storage.models.redactions import RedactionRequest
from tests.factories import make_configuration, make_event, make_workspace

SHOP = "fernweh.myshopify.com"
ORDER = {"id": 70, "name": "#1001", "customer": {"id": 7, "email": "ada@example.com"}}


async def _run_of(workspace_id: UUID, order: dict[str, Any]) -> UUID:
    """A run that an order started."""
    event = make_event(workspace_id=workspace_id, payload_json={"shop_domain": SHOP, "order": order})
    run_id = new_id()
    await AgentRunLog.create(
        workspace_id=workspace_id, run_id=run_id, trigger_type="event_api_call", trigger_key=str(run_id),
        agent_configuration_id=await make_configuration(workspace_id, str(run_id)),
        agent_definition_id_version="agent_004_refactored/0.2.0", correlation_id=new_id(),
        event_text=encode(event).decode(),
    )  # fmt: skip
    return run_id


async def _fulfilled(unit: Unit, kind: str) -> None:
    request = await RedactionRequest.create(
        workspace_id=unit.scope, event_id=new_id(), kind=kind, shop_domain=SHOP, due_at=now(),
        status="pending", subject_json={"customer_id": 7, "email": "ada@example.com", "order_ids": [70]},
    )  # fmt: skip
    async with transaction():
        assert await redactions.fulfil(unit, request.id)


@pytest.mark.parametrize("kind", ["customer", "shop", "data_request"])
async def test_memory_forgets_what_came_from_them_and_what_says_so(
    database: Database, unit_of: Callable[..., Unit], kind: str
) -> None:
    (workspace_id, _), (other_id, _) = await make_workspace(), await make_workspace("Other")
    theirs = await _run_of(workspace_id, ORDER)
    another = await _run_of(workspace_id, {"id": 71, "customer": {"id": 8}})
    await _run_of(other_id, ORDER)
    unit = unit_of(workspace_id)
    await _fulfilled(unit, kind)
    put_down = [(row.workspace_id, row.origin, row.values_json) for row in await Forgetting.all()]
    by_kind = {
        "customer": [("run_id", [str(theirs)]), ("customer_id", ["7"]), ("order_id", ["70"])],
        "shop": [("run_id", [str(theirs)]), ("run_id", [str(another)]), ("shop_domain", [SHOP])],
        "data_request": [],
    }
    assert sorted(put_down) == sorted((workspace_id, *one) for one in by_kind[kind])
    assert [nudge.job for nudge in unit.nudges] == [memories.JOB] * len(put_down)
