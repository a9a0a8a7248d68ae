"""An agent that fails again and again is stopped, once, and people are told."""

from uuid import UUID

import pytest

from bot.app import App
from bot.contracts.agents import AgentResult
from bot.contracts.unit import SYSTEM
from bot.services import run_endings, runs
from bot.services.breakers import MOST_FAILURES
from config.clock import new_id, now
from storage.models.agents import AgentConfiguration, AgentRunLog
from storage.models.chat import Message
from storage.models.events import OutboxEvent
from storage.models.notifications import Notification
from tests.factories import make_configuration, make_event, make_workspace
from tests.fakes import FrozenClock
from tests.services.telling import Ground

pytestmark = pytest.mark.servers
OK = run_endings.Ending(status="success", result=AgentResult(preview="Done"))
BAD = run_endings.Ending(status="error", error_code="agent_failed", error_message="No shop is connected.")


class Shop:
    """A workspace with a Sentinel whose runs end as the test says."""

    def __init__(self, app: App, clock: FrozenClock, workspace_id: UUID, configuration_id: UUID) -> None:
        self.app, self.clock = app, clock
        self.workspace_id, self.configuration_id = workspace_id, configuration_id

    async def ends(self, *endings: run_endings.Ending) -> str:
        """These runs, one after the other; the agent's status after them."""
        for ending in endings:
            self.clock.advance(seconds=10)
            async with self.app.units.grouped_unit(SYSTEM, self.workspace_id) as unit:
                new = runs.NewRun(
                    configuration_id=self.configuration_id, definition_key="agent_004_refactored/0.2.0",
                    trigger_type="schedule", trigger_key=f"t:{new_id()}", inputs={}, parallel=9,
                )  # fmt: skip
                run_id = runs.start(unit, new)
            claimed = (await self.app.database.writer.write([runs.claiming(run_id, now(), 30.0)]))[0]
            async with self.app.units.grouped_unit(SYSTEM, self.workspace_id) as unit:
                run_endings.finish(unit, claimed, ending)
        return str((await AgentConfiguration.get(id=self.configuration_id)).status)

    async def alerts(self) -> list[str]:
        rows = await Message.of(self.workspace_id).filter(sender_id=self.configuration_id)
        return [row.content_json["json_payload"]["title"] for row in rows]


@pytest.fixture
async def shop(app: App, clock: FrozenClock) -> Shop:
    workspace_id, _ = await make_workspace()
    configuration_id = await make_configuration(workspace_id, "Sentinel")
    await AgentConfiguration.filter(id=configuration_id).update(updated_at=now())
    return Shop(app, clock, workspace_id, configuration_id)


async def test_one_failure_too_many_stops_it_and_says_so_once(shop: Shop) -> None:
    assert await shop.ends(*[BAD] * (MOST_FAILURES - 1)) == "active"
    assert await shop.alerts() == []
    assert await shop.ends(BAD) == "error_requires_review"
    # A run that was on its way when it was stopped.
    assert await shop.ends(BAD) == "error_requires_review"
    assert await shop.alerts() == ["Sentinel was stopped"]
    assert await OutboxEvent.filter(envelope__contains="configuration.stopped").count() == 1
    assert await AgentRunLog.filter(status="error").count() == MOST_FAILURES + 1


async def test_a_run_that_goes_well_in_between_counts_from_the_beginning(shop: Shop) -> None:
    endings = [*[BAD] * (MOST_FAILURES - 1), OK, *[BAD] * (MOST_FAILURES - 1)]
    assert await shop.ends(*endings) == "active"


async def test_resumed_it_may_fail_as_often_again(shop: Shop) -> None:
    assert await shop.ends(*[BAD] * MOST_FAILURES) == "error_requires_review"
    shop.clock.advance(seconds=60)
    await AgentConfiguration.filter(id=shop.configuration_id).update(status="active", updated_at=now())
    assert await shop.ends(*[BAD] * (MOST_FAILURES - 1)) == "active"
    assert await shop.ends(BAD) == "error_requires_review"
    assert len(await shop.alerts()) == 2


async def test_who_runs_the_workspace_is_told_that_it_needs_them(app: App, clock: FrozenClock) -> None:
    workspace_id, owner = await make_workspace()
    payload = {"agent_configuration_id": str(new_id()), "name": "Sentinel", "error_text": "No shop."}
    fact = make_event("ionflux.agent.configuration.stopped", payload_json=payload, workspace_id=workspace_id)
    await Ground(app, clock).happen(fact)
    (told,) = await Notification.of(workspace_id)
    assert (told.user_id, told.tab, told.title_text) == (owner, "needs_you", "Sentinel was stopped")
