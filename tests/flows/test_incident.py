"""A shop that stops selling: found in its figures, explained, decided in Slack, verified and reported
everywhere; on real processes.
"""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.contracts.events import Event, encode
from config.clock import new_id, now
from config.settings import Settings
from storage.db import Database
from storage.models.agents import AgentRecord, AgentRunLog
from storage.models.events import OutboxEvent
from tests.flows.everywhere import Everywhere, everywhere
from tests.flows.stack import order

pytestmark = pytest.mark.timeout(120)
SENTINEL, FIVE = "agent_004_refactored", timedelta(minutes=5)
# Only figures that are sent start it: the test would be over a minute boundary at some time.
QUIET = """\
triggers:
  - {trigger_definition_key: health_check_schedule, enabled: false}
"""


@pytest.fixture
async def world(flow_settings: Settings) -> AsyncIterator[Everywhere]:
    async with everywhere(flow_settings) as opened:
        yield opened


class Shop:
    """A shop whose last weeks were all alike, and what is reported of it now."""

    def __init__(self, world: Everywhere) -> None:
        self.world = world
        self.workspace_id = UUID(world.stack.workspace_id)
        seconds = now().timestamp() // 300 * 300
        self.at = datetime.fromtimestamp(seconds, now().tzinfo) - 7 * FIVE

    async def begin(self) -> None:
        path = f"/api/v1/agent-configurations/{self.world.stack.configuration_id}"
        async with self.world.stack.http.put(
            path, json={"yaml_config_text": QUIET}, headers={"If-Match": '"1"'}
        ) as answer:
            assert answer.status == 200
        value = {"seconds": 300, "currency": "USD", "visits": 500, "orders": 16, "revenue": 448.0}
        moments = [
            self.at - timedelta(weeks=week) + FIVE * number for week in (1, 2, 3) for number in range(-48, 12)
        ]
        await AgentRecord.bulk_create(
            [
                AgentRecord(
                    id=new_id(), workspace_id=self.workspace_id, agent_definition_id=SENTINEL,
                    collection="shop_windows", key=at.isoformat(), at=at, value_json=value,
                )
                for at in moments
            ]
        )  # fmt: skip

    async def windows(self, *orders: int) -> None:
        """So many orders of 500 visits in the next five minutes, and the next; in the past by now."""
        for count in orders:
            metrics = [
                {"metric_name": name, "value": value, "dimensions": {}}
                for name, value in (("visits", 500), ("orders", count))
            ]
            payload = {"timestamp": self.at.isoformat(), "window_seconds": 300, "metrics": metrics}
            await self._happens("ionflux.performance.metrics.processed", payload)
            self.at += FIVE
        # What reads the log is told by what comes the usual way.
        await self.world.stack.deliver(order("#1001", "1.00"))

    async def _happens(self, event_type: str, payload: dict[str, Any]) -> None:
        event = Event(
            event_id=new_id(), event_type=event_type, event_timestamp=self.at + FIVE, user_id=None,
            source_service_name="PerformanceService", workspace_id=self.workspace_id,
            correlation_id=new_id(), payload_json=payload,
        )  # fmt: skip
        await OutboxEvent.create(
            event_id=event.event_id, workspace_id=event.workspace_id, topic=event.topic,
            key=event.partition_key, envelope=encode(event).decode(), correlation_id=event.correlation_id,
            created_at=now(),
        )  # fmt: skip


async def test_an_incident_is_decided_in_slack_and_its_end_told_everywhere(
    world: Everywhere, database: Database
) -> None:
    shop = Shop(world)
    await shop.begin()
    ida = await world.somebody("Ida Holm")
    await shop.windows(2, 2)
    await world.everywhere("Pause campaigns while this lasts?", seconds=30)
    (card,) = [one for one in ida.slack.sees(world.shop) if "Pause campaigns while this lasts?" in one.text]
    await ida.slack.presses(card.message, "Pause campaigns")
    await world.everywhere("Pause campaigns", "decided by Ida Holm")
    await shop.windows(16, 16, 16)
    await world.everywhere("is over", seconds=30)
    runs = await AgentRunLog.of(shop.workspace_id).filter(status__not="success").values_list("status")
    assert runs == []
