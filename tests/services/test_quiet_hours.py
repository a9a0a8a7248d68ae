"""Quiet hours over midnight, in every zone, on the days when clocks change."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.quiet_hours import QuietHours
from config.errors import InvalidInput

# With half hours, with a change of half an hour, with a change at midnight, and one that skipped a day.
ZONES = (
    "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Santiago",
    "Africa/Casablanca", "Pacific/Apia", "Asia/Kathmandu", "Antarctica/Troll",
)  # fmt: skip
NIGHT = QuietHours(time(22), time(7), ZoneInfo("Europe/Berlin"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        ("2026-01-15T20:59", None),
        ("2026-01-15T21:00", "2026-01-16T06:00"),
        ("2026-01-16T02:00", "2026-01-16T06:00"),
        ("2026-01-16T05:59:59", "2026-01-16T06:00"),
        ("2026-01-16T06:00", None),
        ("2026-07-15T20:00", "2026-07-16T05:00"),
        # The night in which the clock is put forward, and the one in which it is put back.
        ("2026-03-28T22:00", "2026-03-29T05:00"),
        ("2026-10-24T22:00", "2026-10-25T06:00"),
    ],
)
def test_a_night_ends_in_the_morning_as_the_clock_on_the_wall_says(moment: str, end: str | None) -> None:
    assert NIGHT.hold(at(moment)) is (end is not None)
    assert NIGHT.end(at(moment)) == at(end or moment)


def test_an_end_that_the_clock_skips_is_when_it_is_put_forward() -> None:
    hours = QuietHours(time(22), time(2, 30), ZoneInfo("Europe/Berlin"))
    assert hours.end(at("2026-03-28T23:00")) == at("2026-03-29T01:00")


def test_an_end_that_comes_twice_ends_both_times() -> None:
    hours = QuietHours(time(22), time(2, 30), ZoneInfo("Europe/Berlin"))
    assert hours.end(at("2026-10-24T23:00")) == at("2026-10-25T00:30")
    assert hours.end(at("2026-10-25T01:10")) == at("2026-10-25T01:30")


def test_hours_within_a_day_are_not_the_rest_of_it() -> None:
    lunch = QuietHours(time(12), time(13, 30), ZoneInfo("UTC"))
    assert [lunch.hold(at(f"2026-01-15T{hour}")) for hour in ("11:59", "12:00", "13:29", "13:30")] == [
        False, True, True, False,
    ]  # fmt: skip


@given(
    minutes=st.tuples(st.integers(0, 1439), st.integers(0, 1439)).filter(lambda two: two[0] != two[1]),
    zone=st.sampled_from(ZONES),
    hour=st.integers(0, 24 * 365 * 20),
    second=st.integers(0, 3599),
    part=st.floats(0, 1),
)
def test_until_the_end_it_is_quiet_and_then_it_is_not(
    minutes: tuple[int, int], zone: str, hour: int, second: int, part: float
) -> None:
    since, until = (time(one // 60, one % 60) for one in minutes)
    hours = QuietHours(since, until, ZoneInfo(zone))
    moment = at("2010-01-01T00:00") + timedelta(hours=hour, seconds=second)
    end = hours.end(moment)
    assert not hours.hold(end)
    if not hours.hold(moment):
        assert end == moment
        return
    assert moment < end <= moment + timedelta(hours=50)
    assert hours.hold(moment + (end - moment) * min(part, 0.999))
    assert hours.hold(max(moment, end - timedelta(seconds=1)))


@pytest.mark.parametrize(
    "stored",
    [
        {"from": "22:00", "until": "07:00", "time_zone": "Moon/Tranquility"},
        {"from": "22:00", "until": "07:00", "time_zone": "../../etc/passwd"},
        {"from": "22:00", "until": "07:00", "time_zone": "Europe"},
        {"from": "22:00", "until": "07:00", "time_zone": ""},
        {"from": "25:00", "until": "07:00", "time_zone": "UTC"},
        {"from": "07:00", "until": "07:00", "time_zone": "UTC"},
        {"from": "07:00", "time_zone": "UTC"},
        {"from": None, "until": 7, "time_zone": "UTC"},
    ],
)
def test_hours_that_cannot_be_are_refused(stored: dict[str, str]) -> None:
    with pytest.raises(InvalidInput):
        QuietHours.read(stored)
