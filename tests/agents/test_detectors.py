"""Detectors and forecast: none speaks before its baseline, and more unusual is never less alarming."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.shopify_sales_sentinel import detectors
from agents.shopify_sales_sentinel.forecast import forecast

counts = st.floats(min_value=0, max_value=1e6)
shares = st.floats(min_value=0.0001, max_value=0.9999)


def test_the_worked_example_of_a_dip_comes_out() -> None:
    score = detectors.proportion(2, 500, 0.032)
    assert score is not None
    assert round(score, 2) == -3.56


@given(counts, counts, st.floats(min_value=-1, max_value=2))
def test_a_share_is_judged_only_with_eight_expected(successes: float, trials: float, usual: float) -> None:
    speaks = detectors.proportion(successes, trials, usual) is not None
    assert speaks == (0 < usual < 1 and trials * usual >= 8)


@given(st.integers(min_value=0, max_value=400), shares)
def test_fewer_orders_are_never_less_of_a_dip(successes: int, usual: float) -> None:
    more, fewer = detectors.proportion(successes + 1, 1e6, usual), detectors.proportion(successes, 1e6, usual)
    assert (more is None and fewer is None) or (more is not None and fewer is not None and fewer < more)


@given(counts, st.lists(counts, max_size=29))
def test_a_spread_is_known_only_after_thirty_values(value: float, history: list[float]) -> None:
    assert detectors.robust(value, history, least_scale=1.0) is None


@given(counts, st.floats(min_value=0, max_value=1e6))
def test_a_figure_that_never_moved_has_no_spread_of_its_own(value: float, still: float) -> None:
    assert detectors.robust(value, [still] * 40) is None
    assert detectors.robust(still, [still] * 40, least_scale=1.0) == 0


def test_one_wild_value_in_the_past_does_not_hide_the_next() -> None:
    history = [100.0 + number % 5 for number in range(60)] + [9e9]
    score = detectors.robust(200.0, history)
    assert score is not None
    assert score > 30


@given(counts)
def test_a_surge_needs_a_usual_number_of_visits(visits: float) -> None:
    assert not detectors.is_surge(visits, 0.0)


def test_a_surge_is_more_than_two_point_two_times_the_usual() -> None:
    assert not detectors.is_surge(220.0, 100.0)
    assert detectors.is_surge(221.0, 100.0)
    assert not detectors.is_surge(221.0, 100.0, widen=1.5)


@given(st.lists(counts, max_size=47))
def test_there_is_no_forecast_before_two_whole_seasons(series: list[float]) -> None:
    assert forecast(series, 24) is None


def test_a_forecast_follows_the_season_and_its_interval_the_noise() -> None:
    day = [10.0, 20.0, 80.0, 40.0]
    found = forecast(day * 12, 4)
    assert found is not None
    assert found.expected == pytest.approx(10.0, abs=1.0)
    assert found.lower < 10.0 < found.upper
    wider = forecast(day * 12, 4, widen=2.0)
    assert wider is not None
    assert wider.lower < found.lower


def test_a_forecast_of_orders_never_claims_more_than_counts_allow() -> None:
    found = forecast([100.0] * 96, 24)
    assert found is not None
    assert found.lower == pytest.approx(100 - 2.576 * 10, abs=0.5)
