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
from storage.models.agents import AgentRunLog, RunStep
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


@pytest.mark.parametrize(("kind", "is_kept"), [("customer", False), ("shop", False), ("data_request", True)])
async def test_what_previews_read_and_would_have_done_goes_with_any_customer(
    database: Database, unit_of: Callable[..., Unit], kind: str, *, is_kept: bool
) -> None:
    workspace_id, _ = await make_workspace()
    run_id = await _run_of(workspace_id, {"id": 71, "customer": {"id": 8}})
    would = [{"kind": "effect", "text": "Do, once: mail", "data_json": {"to": "ada@example.com"}}]
    await AgentRunLog.filter(run_id=run_id).update(
        is_preview=True, would_do_json_array=would, event_text=None
    )
    await RunStep.create(
        workspace_id=workspace_id, run_id=run_id, attempt=1, number=1, name="send", started_at=now(),
        duration_us=1, output_json={"to": "ada@example.com"}, journal=b"x",
    )  # fmt: skip
    await _fulfilled(unit_of(workspace_id), kind)
    row, step = await AgentRunLog.get(run_id=run_id), await RunStep.get(run_id=run_id)
    assert (row.would_do_json_array == would, step.journal == b"x") == (is_kept, is_kept)
    assert (row.would_do_json_array is None, step.output_json is None) == (not is_kept, not is_kept)
