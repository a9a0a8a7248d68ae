"""The Badge Motivator's graph: what its samples cannot say."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import agents
from agents.badge_motivator import rules
from bot.contracts.agents import AgentResult
from bot.contracts.events import Event
from bot.contracts.unit import Role
from bot.runtime.discovery import read_definition
from bot.runtime.triggers import matches
from tests.agents.sampling import WORKSPACE_ID, MemoryRecords, PlainContext, defaults, run

SLUG = "badge_motivator"
DEFINITION = read_definition(Path(agents.__path__[0], SLUG, "agent.yaml"))
NOW = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
USER_ID = UUID("0192f0c1-0000-7000-8000-000000000009")
RUN_COMPLETED = "ionflux.agent.run.completed"

kinds = st.sampled_from(sorted(rules.XP))
minutes = st.integers(0, 22 * 60)
odd_values = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=20)
    | st.lists(st.integers(), max_size=2)
    | st.dictionaries(st.text(max_size=4), st.integers(), max_size=2)
)


def make_event(payload: dict[str, Any], *, number: int = 1, **values: Any) -> Event:
    given = {
        "event_id": UUID(int=number), "event_type": "ionflux.platform.activity_events",
        "event_timestamp": NOW, "source_service_name": "ChatService", "workspace_id": WORKSPACE_ID,
        "user_id": None, "correlation_id": UUID(int=number), "payload_json": payload,
    }  # fmt: skip
    return Event(**{**given, **values})


def make_deed(kind: str, number: int, at: datetime) -> Event:
    payload = {"event_type": kind, "user_id": str(USER_ID), "workspace_id": str(WORKSPACE_ID)}
    return make_event(payload, number=number, event_timestamp=at)


def make_deeds(told: Sequence[tuple[str, int]]) -> list[Event]:
    day = NOW.replace(hour=0)
    return [
        make_deed(kind, number, day + timedelta(minutes=at))
        for number, (kind, at) in enumerate(told, start=1)
    ]


async def reported(records: MemoryRecords, event: Event, now: datetime = NOW) -> AgentResult:
    context = PlainContext(now=now, inputs=defaults(DEFINITION), event=event, records=records)
    result = await run(SLUG, context)
    records.write(result.records)
    return result


async def standing(records: MemoryRecords) -> tuple[int, int]:
    row = await records.get("user_xp_levels", str(USER_ID))
    return (row.value["current_xp"], row.value["current_level"]) if row else (0, 1)


@settings(max_examples=30, deadline=None)
@given(told=st.lists(st.tuples(kinds, minutes), min_size=1, max_size=6))
async def test_a_repeat_changes_nothing(told: list[tuple[str, int]]) -> None:
    records, deeds = MemoryRecords(), make_deeds(told)
    for deed in deeds:
        await reported(records, deed)
    for deed in deeds:
        again = await reported(records, deed)
        assert (again.records, again.events, again.posts) == ((), (), ())


@settings(max_examples=30, deadline=None)
@given(told=st.lists(st.tuples(kinds, minutes), min_size=1, max_size=7), data=st.data())
async def test_the_order_of_a_days_events_does_not_matter_below_the_cap(
    told: list[tuple[str, int]], data: st.DataObject
) -> None:
    deeds = make_deeds(told)
    one, other = MemoryRecords(), MemoryRecords()
    for deed in deeds:
        await reported(one, deed)
    for deed in data.draw(st.permutations(deeds)):
        await reported(other, deed)
    assert await standing(one) == await standing(other)
    assert (await standing(one))[0] == sum(rules.XP[kind] for kind, _ in told)


@settings(max_examples=15, deadline=None)
@given(days=st.lists(st.integers(0, 12), min_size=1, max_size=8))
async def test_xp_and_level_never_fall(days: list[int]) -> None:
    records, before = MemoryRecords(), (0, 1)
    for number, day in enumerate(days, start=1):
        await reported(records, make_deed("video_posted", number, NOW - timedelta(days=day)))
        now = await standing(records)
        assert now >= before
        assert now[1] >= before[1]
        before = now


@settings(max_examples=20, deadline=None)
@given(moments=st.lists(st.integers(0, 180), min_size=8, max_size=26))
async def test_no_sixty_minutes_ever_bring_more_than_the_cap(moments: list[int]) -> None:
    records, earned = MemoryRecords(), []
    for number, minute in enumerate(moments, start=1):
        at = NOW - timedelta(minutes=minute)
        result = await reported(records, make_deed("agent_run_success", number, at))
        earned += [at] * bool(result.kpis.get("xp_awarded"))
    for begin in earned:
        assert sum(begin <= at < begin + timedelta(hours=1) for at in earned) * 100 <= rules.HOURLY_CAP


@given(xp=st.integers(0, 10**9))
def test_a_level_lasts_until_the_next_one_begins(xp: int) -> None:
    level = rules.level_of(xp)
    assert rules.needed(level) <= xp < rules.needed(level + 1)


@pytest.mark.parametrize(("level", "xp"), [(1, 0), (2, 100), (3, 300), (4, 600)])
def test_the_levels_begin_where_the_curve_says(level: int, xp: int) -> None:
    assert rules.needed(level) == xp
    assert rules.level_of(xp) == level


@settings(max_examples=60, deadline=None)
@given(
    payload=st.dictionaries(
        st.sampled_from(["event_type", "user_id", "workspace_id", "event_properties", "status"]), odd_values
    ),
    event_type=st.sampled_from(
        [RUN_COMPLETED, "ionflux.platform.activity_events", "ionflux.agent.badgemotivator.account_flagged"]
    ),
)
async def test_no_payload_breaks_a_run(payload: dict[str, Any], event_type: str) -> None:
    result = await reported(MemoryRecords(), make_event(payload, event_type=event_type))
    assert result.preview.endswith(".")
    assert not result.records


@settings(max_examples=40, deadline=None)
@given(badges=odd_values, quests=odd_values, custom=odd_values, zone=odd_values, name=odd_values)
async def test_no_setting_breaks_a_run(badges: Any, quests: Any, custom: Any, zone: Any, name: Any) -> None:
    inputs = {"badges": badges, "quests": quests, "custom_events": custom, "time_zone": zone}
    deed = make_deed("deal_closed", 1, NOW)
    properties = {"event_properties": {"user_name": name}}
    event = make_event(dict(deed.payload_json) | properties)
    result = await run(SLUG, PlainContext(now=NOW, inputs=inputs, event=event))
    assert result.kpis["xp_awarded"] == 50.0


@pytest.mark.parametrize(
    ("values", "is_wanted"),
    [
        ({}, True),
        ({"agent_definition_id": "agent_009_refactored"}, False),
        ({"user_id": None}, False),
        ({"status": "error"}, False),
    ],
    ids=["by somebody", "its own", "by nobody", "failed"],
)
def test_a_run_sets_it_off_when_somebody_started_it_and_it_succeeded(
    values: dict[str, Any], is_wanted: bool
) -> None:
    payload = {"agent_definition_id": "agent_004_refactored", "status": "success", "user_id": str(USER_ID)}
    event = make_event(payload | values, event_type=RUN_COMPLETED)
    assert [one.key for one in DEFINITION.triggers if matches(event, one)] == (
        ["agent_runs_consumer"] if is_wanted else []
    )


@pytest.mark.parametrize("what", ["xp_awarded", "badge_awarded", "level_up", "reward_triggered"])
def test_what_it_awards_sets_nothing_off_here(what: str) -> None:
    event = make_event({"user_id": str(USER_ID)}, event_type=f"ionflux.agent.badgemotivator.{what}")
    assert not [one for one in DEFINITION.triggers if matches(event, one)]


async def test_who_was_flagged_earns_again_once_an_admin_has_lifted_it() -> None:
    records = MemoryRecords()
    deeds = [make_deed("agent_run_success", number, NOW) for number in range(1, 12)]
    *_, last = [await reported(records, deed) for deed in deeds]
    (told,) = last.events
    raised = make_event(dict(told.payload), event_type=told.event_type)
    assert [one.key for one in DEFINITION.triggers if matches(raised, one)] == ["flag_review"]
    context = PlainContext(
        now=NOW, event=raised, trigger_key="flag_review", records=records,
        decisions=[{"action_id": "lift_flag"}],
    )  # fmt: skip
    records.write((await run(SLUG, context)).records)
    assert [one.required_role for one in context.asked] == [Role.ADMIN]
    later = NOW + timedelta(minutes=5)
    again = await reported(records, make_deed("agent_run_success", 13, later), later)
    assert again.kpis["xp_awarded"] == 100.0
    assert (await standing(records))[0] == 1100


async def test_people_are_ranked_by_what_they_have() -> None:
    records, other = MemoryRecords(), UUID(int=77)
    await reported(records, make_deed("video_posted", 1, NOW))
    payload = {"event_type": "deal_closed", "user_id": str(other), "workspace_id": str(WORKSPACE_ID)}
    await reported(records, make_event(payload, number=2))
    for key in (f"leaderboard_ws_{WORKSPACE_ID}_xp", f"leaderboard_ws_{WORKSPACE_ID}_xp_2026-W10"):
        board = await records.get("leaderboards", key)
        assert board is not None
        assert board.value["entries"] == [
            {"user_id": str(other), "xp": 50},
            {"user_id": str(USER_ID), "xp": 20},
        ]
