"""When schedules fire: zones, skipped and repeated hours, and what is refused."""

from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts import cron


def times(expression: str, zone: str, after: str, count: int = 3) -> list[str]:
    begin = datetime.fromisoformat(after).replace(tzinfo=UTC)
    return [f"{one:%m-%d %H:%M}" for one in islice(cron.fires(expression, zone, begin), count)]


def test_a_schedule_is_meant_in_its_zone() -> None:
    assert times("0 9 * * 1-5", "America/Sao_Paulo", "2026-03-06T00:00") == [
        "03-06 12:00", "03-09 12:00", "03-10 12:00",
    ]  # fmt: skip


def test_of_an_hour_that_is_skipped_it_fires_once_right_after() -> None:
    # In Lisbon 01:00 to 02:00 does not exist on the last Sunday of March.
    assert times("30 1 * * *", "Europe/Lisbon", "2026-03-28T12:00") == [
        "03-29 01:00",
        "03-30 00:30",
        "03-31 00:30",
    ]


def test_of_an_hour_that_comes_twice_it_fires_once() -> None:
    # In Lisbon 01:00 to 02:00 comes twice on the last Sunday of October.
    assert times("30 1 * * *", "Europe/Lisbon", "2026-10-24T12:00") == [
        "10-25 00:30",
        "10-26 01:30",
        "10-27 01:30",
    ]


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("* * * *", "five fields"),
        ("0 0 * * * *", "five fields"),
        ("@daily", "five fields"),
        ("61 * * * *", "is no schedule"),
        ("0 0 30 2 *", "never fires|is no schedule"),
        ("*/4 * * * *", "more often than every 5"),
        ("0,3 * * * *", "more often than every 5"),
    ],
)
def test_what_is_no_schedule_is_refused_in_words(expression: str, told: str) -> None:
    found = cron.problem(expression)
    assert found is not None
    assert any(one in found for one in told.split("|")), found


@pytest.mark.parametrize("expression", ["*/5 * * * *", "0 9 * * 1-5", "0 0 29 2 *", "15 3 L * *"])
def test_what_is_one_is_accepted(expression: str) -> None:
    assert cron.problem(expression) is None


@given(st.integers(0, 59), st.integers(0, 23), st.sampled_from(["Europe/Lisbon", "Asia/Kolkata", "UTC"]),
       st.integers(0, 400 * 24 * 60))  # fmt: skip
def test_a_daily_schedule_fires_once_a_day(minute: int, hour: int, zone: str, offset: int) -> None:
    begin = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=offset)
    found = list(islice(cron.fires(f"{minute} {hour} * * *", zone, begin), 5))
    assert all(one > begin for one in found)
    gaps = [later - earlier for earlier, later in pairwise(found)]
    assert all(timedelta(hours=22) < gap < timedelta(hours=26) for gap in gaps)
