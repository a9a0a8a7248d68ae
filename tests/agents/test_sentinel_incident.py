"""An incident from the first dip to its report: cause, proposal, remedy, and whether it helped."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agents.shopify_sales_sentinel import changes, incidents, radar, recovery, remedies
from bot.contracts.agents import AgentResult, RecordView, RecordWrite
from tests.agents.sampling import MemoryRecords, PlainContext, ScriptedModel, make_event, run
from tests.agents.test_sentinel import _report, _weeks_of_windows

START = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
SLUG = "shopify_sales_sentinel"


class Shop:
    """Windows of five minutes, one after the other, and the runs that their events start."""

    def __init__(self) -> None:
        self.records: MemoryRecords = _weeks_of_windows()
        self.at = START

    async def window(self, orders: int) -> AgentResult:
        result = await _report(self.records, self.at, visits=500, orders=orders)
        self.at += timedelta(minutes=5)
        return result

    async def dips(self) -> AgentResult:
        """Two windows of lost conversion: the incident is there."""
        await self.window(2)
        return await self.window(2)

    async def looks_into(
        self, event_type: str, *decisions: Any, models: tuple[str, ...] = (), **inputs: Any
    ) -> tuple[AgentResult, PlainContext]:
        context = PlainContext(
            now=self.at, inputs=inputs, records=self.records, decisions=list(decisions),
            event=make_event(event_type, {"incident_id": (await self.incident()).key}, self.at),
            llm=ScriptedModel(models),
        )  # fmt: skip
        result = await run(SLUG, context)
        self.records.write(result.records)
        return result, context

    async def incident(self) -> RecordView:
        day = timedelta(days=1)
        return (await self.records.range(incidents.INCIDENTS, since=START - day, until=START + day))[-1]


@pytest.fixture
async def shop() -> Shop:
    shop = Shop()
    change = RecordWrite(
        collection=changes.CHANGES, key="c1", at=START - timedelta(minutes=5),
        value={"kind": "theme_published", "name": "Spring"},
    )  # fmt: skip
    shop.records.write([change])
    opened = await shop.dips()
    assert opened.events[0].event_type == incidents.ANOMALY_DETECTED
    return shop


async def test_an_approved_remedy_is_noted_verified_and_reported(shop: Shop) -> None:
    result, context = await shop.looks_into(
        incidents.ANOMALY_DETECTED, {"action_id": "approve_pause_campaigns"}
    )
    (asked,) = context.asked
    assert asked.title_text == "Pause campaigns while this lasts?"
    assert "The theme “Spring” was published 5 minutes before." in asked.description_text
    assert (asked.risk, asked.kind, asked.default_action_id) == ("high", "sentinel.remediation", None)
    assert [fact.event_type for fact in result.events] == [remedies.ACTION_TAKEN]
    assert (await shop.incident()).value["status"] == "remediating"
    results = [await shop.window(16) for _ in range(3)]
    assert [len(one.posts) for one in results] == [0, 0, 1]
    assert results[-1].events[0].event_type == recovery.RESOLVED
    report: Any = results[-1].outputs["incident_analysis_report"]
    assert (report["status"], report["actions"][0]["action"]) == ("resolved", "pause_campaigns")
    assert report["suspected_changes"][0]["name"] == "Spring"
    # 4,704 an hour, until a day after it began: ten minutes of it were lost.
    assert report["gmv_saved"] == pytest.approx(4704 * (24 - 1 / 6), abs=0.01)


async def test_a_remedy_that_does_not_help_is_followed_by_the_next_and_then_by_people(shop: Shop) -> None:
    await shop.looks_into(incidents.ANOMALY_DETECTED, {"action_id": "approve_pause_campaigns"})
    told = [await shop.window(2) for _ in range(5)]
    assert recovery.PERSISTS in {fact.event_type for one in told for fact in one.events}
    _, context = await shop.looks_into(recovery.PERSISTS, {"action_id": "approve_undo_change"})
    assert [one.title_text for one in context.asked] == ["Undo the suspected change?"]
    assert (await shop.incident()).value["rung"] == 2
    result, context = await shop.looks_into(recovery.PERSISTS)
    assert context.asked == []
    content: Any = result.posts[0].content
    assert (content.level, content.title) == ("critical", "Still so after all remedies")
    assert recovery.failed(await shop.incident(), shop.at + timedelta(hours=1), {}) is None


@pytest.mark.parametrize(
    ("decided", "status"),
    [
        ({}, "investigating"),
        ({"action_id": "dismiss"}, "investigating"),
        ({"action_id": "dismiss_false_alarm"}, "false_positive"),
    ],
)
async def test_without_an_approval_nothing_is_done(shop: Shop, decided: Any, status: str) -> None:
    result, _ = await shop.looks_into(incidents.ANOMALY_DETECTED, decided)
    assert result.events == ()
    assert (await shop.incident()).value["status"] == status
    assert (await shop.incident()).value.get("actions", []) == []


async def test_a_step_is_taken_alone_only_where_it_can_be_undone_and_was_allowed(shop: Shop) -> None:
    _, context = await shop.looks_into(incidents.ANOMALY_DETECTED, {}, auto_remediation=True)
    assert context.asked[0].default_action_id == "approve_pause_campaigns"
    row = await shop.incident()
    value = dict(row.value) | {"rung": 1}
    shop.records.write([RecordWrite(collection=incidents.INCIDENTS, key=row.key, at=row.at, value=value)])
    _, context = await shop.looks_into(incidents.ANOMALY_DETECTED, {}, auto_remediation=True)
    assert context.asked[0].default_action_id is None


async def test_an_incident_that_is_over_when_people_decide_is_left_alone(shop: Shop) -> None:
    for _ in range(3):
        await shop.window(16)
    result, context = await shop.looks_into(incidents.ANOMALY_DETECTED)
    assert (result.preview, context.asked) == ("The incident is over.", [])


async def test_a_model_must_quote_what_it_was_told(shop: Shop) -> None:
    answer = (
        '{"hypotheses": [{"cause": "The new theme hides the button", "evidence": "The theme “Spring” was'
        ' published 5 minutes before.", "confidence": 0.8, "test": "Open a product on a phone"},'
        ' {"cause": "Aliens", "evidence": "They were seen", "confidence": 0.95}]}'
    )
    _, context = await shop.looks_into(incidents.ANOMALY_DETECTED, {}, models=(answer,))
    causes = (await shop.incident()).value["root_cause"]
    assert [(one["cause"], one["confidence"]) for one in causes] == [
        ("The new theme hides the button", 0.8),
        ("Aliens", 0.3),
    ]
    assert "80% sure" in context.asked[0].description_text


def test_the_radar_prefers_what_was_changed_last_and_what_customers_see() -> None:
    def row(kind: str, minutes: int) -> RecordView:
        return RecordView(key=f"{kind}{minutes}", at=START - timedelta(minutes=minutes), value={"kind": kind})

    found = radar.suspects(
        [row("settings_updated", 10), row("theme_published", 30), row("theme_published", 2000),
         row("app_uninstalled", 5), row("theme_published", 600)],
        START,
    )  # fmt: skip
    assert [one.id for one in found] == ["theme_published30", "settings_updated10", "app_uninstalled5"]
