"""Schedules: each moment starts one run, whoever looks and however late."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.app import App
from bot.contracts.unit import Actor, ActorType, Role
from bot.runtime.schedules import Scheduler
from bot.services import agents, runs
from bot.services.agents import ActiveConfigurations, ConfigurationView
from config.clock import now
from config.errors import InvalidInput
from config.failpoints import FailpointHit, arm
from storage.models.agents import AgentRunLog, ScheduledFire
from storage.models.workspaces import Membership, Workspace
from tests.factories import make_workspace
from tests.fakes import FrozenClock

EVERY_TEN = """
triggers:
  - trigger_definition_key: health_check_schedule
    config_override:
      cron_expression: "*/10 * * * *"
"""
SCHEDULE_KILLS = ["sched.after_insert"]
SENTINEL = "agent_004_refactored"


class Watch:
    """A workspace with a Sentinel that looks every ten minutes, and workers that keep time."""

    def __init__(self, app: App, clock: FrozenClock, workspace_id: UUID, owner: UUID) -> None:
        self.app, self.clock, self.workspace_id = app, clock, workspace_id
        self.owner = Actor(type=ActorType.USER, id=owner, role=Role.OWNER)

    async def set_up(self, yaml: str = EVERY_TEN) -> ConfigurationView:
        definition = self.app.catalogue.get(SENTINEL)
        async with self.app.units.open_unit(self.owner, self.workspace_id) as unit:
            return await agents.create(unit, definition, name="Sentinel", yaml_config_text=yaml)

    def scheduler(self) -> Scheduler:
        active = ActiveConfigurations(self.app.database, self.app.catalogue)
        return Scheduler(self.app.database, self.app.units, active, runnable=[SENTINEL])

    async def runs(self) -> list[str]:
        rows = await AgentRunLog.of(self.workspace_id).filter(trigger_type="schedule").order_by("id")
        return [row.trigger_key.partition(":")[2][11:16] for row in rows]

    async def fires(self) -> list[tuple[str, str]]:
        rows = await ScheduledFire.of(self.workspace_id).order_by("fire_at")
        return [(f"{row.fire_at:%H:%M}", row.state) for row in rows]


@pytest.fixture
async def watch(app: App, clock: FrozenClock) -> Watch:
    workspace_id, owner = await make_workspace()
    return Watch(app, clock, workspace_id, owner)


async def test_each_moment_starts_one_run(watch: Watch) -> None:
    await watch.set_up()
    scheduler = watch.scheduler()
    await scheduler.look()
    assert await watch.runs() == []
    for _ in range(5):
        watch.clock.advance(minutes=5)
        await scheduler.look()
    assert await watch.runs() == ["12:10", "12:20"]


async def test_two_workers_that_look_at_once_start_it_once(watch: Watch) -> None:
    await watch.set_up()
    watch.clock.advance(minutes=11)
    await asyncio.gather(*(watch.scheduler().look() for _ in range(5)))
    assert await watch.runs() == ["12:10"]


@pytest.mark.parametrize("at", SCHEDULE_KILLS)
async def test_a_worker_lost_when_it_had_stored_a_run_has_started_it(watch: Watch, at: str) -> None:
    await watch.set_up()
    watch.clock.advance(minutes=11)
    arm(f"{at}=raise", is_test=True)
    with pytest.raises(FailpointHit):
        await watch.scheduler().look()
    arm("", is_test=True)
    await watch.scheduler().look()
    assert await watch.runs() == ["12:10"]
    watch.clock.advance(minutes=1)
    assert len(await runs.forgotten(watch.app.database, now())) == 1


async def test_after_a_pause_of_the_worker_the_last_moment_is_caught_up_with_and_the_others_are_missed(
    watch: Watch,
) -> None:
    await watch.set_up()
    watch.clock.advance(minutes=35)
    await watch.scheduler().look()
    assert await watch.runs() == ["12:30"]
    assert await watch.fires() == [("12:10", "missed"), ("12:20", "missed"), ("12:30", "started")]


async def test_what_is_more_than_an_hour_late_is_missed(watch: Watch) -> None:
    await watch.set_up(EVERY_TEN.replace("*/10 * * * *", "10 12 * * *"))
    watch.clock.advance(hours=2)
    await watch.scheduler().look()
    assert await watch.runs() == []
    assert await watch.fires() == [("12:10", "missed")]


async def test_a_paused_agent_is_not_started_nor_caught_up_with(watch: Watch) -> None:
    made = await watch.set_up()
    scheduler = watch.scheduler()

    async def change(status: str, version: int) -> None:
        async with watch.app.units.open_unit(watch.owner, watch.workspace_id) as unit:
            await agents.update(unit, watch.app.catalogue, made.id, version, {"status": status})

    await change("inactive", 1)
    watch.clock.advance(minutes=25)
    await scheduler.look()
    await change("active", 2)
    await scheduler.look()
    assert await watch.runs() == []
    watch.clock.advance(minutes=6)
    await scheduler.look()
    assert await watch.runs() == ["12:30"]


async def test_nothing_is_started_for_somebody_who_left(watch: Watch) -> None:
    await watch.set_up()
    await Membership.filter(user_id=watch.owner.id).delete()
    watch.clock.advance(minutes=11)
    await watch.scheduler().look()
    assert await watch.fires() == [("12:10", "skipped")]
    assert await watch.runs() == []


async def test_the_next_three_moments_are_shown_in_the_workspaces_zone(watch: Watch) -> None:
    await Workspace.filter(id=watch.workspace_id).update(settings_json={"default_timezone": "Asia/Kolkata"})
    made = await watch.set_up(EVERY_TEN.replace("*/10 * * * *", "0 9 * * *"))
    assert made.next_fire_times_array == [
        datetime.fromisoformat(f"2026-03-0{day}T03:30:00+00:00") for day in (5, 6, 7)
    ]


@pytest.mark.parametrize(
    ("expression", "field"), [("* * * * *", "cron_expression"), ("0 0 30 2 *", "cron_expression")]
)
async def test_a_schedule_that_will_not_do_is_refused_with_its_line(
    watch: Watch, expression: str, field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        await watch.set_up(EVERY_TEN.replace("*/10 * * * *", expression))
    (fault,) = refused.value.details
    assert (fault.code, fault.field) == (
        "cron_invalid", f"yaml_config_text:5:triggers[0].config_override.{field}",
    )  # fmt: skip


async def test_it_waits_no_longer_than_until_the_next_moment(watch: Watch) -> None:
    await watch.set_up()
    watch.clock.advance(minutes=9, seconds=50)
    assert await watch.scheduler().look() == timedelta(seconds=10)
    watch.clock.advance(seconds=20)
    wait: Any = await watch.scheduler().look()
    assert wait == timedelta(seconds=30)
