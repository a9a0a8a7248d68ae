"""Holt-Winters: the next value of a series with a season, and how far from it the series usually is.

Additive level, trend and season, written out: the series is some hundred values, so no library is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import sqrt

# Of a normal distribution, 99 of 100 lie within so many standard deviations.
_NINETY_NINE = 2.576
_GRID = tuple(product((0.05, 0.2), (0.0, 0.01), (0.1, 0.3)))


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected next, and the 99 % interval around it."""

    expected: float
    lower: float
    upper: float


def forecast(series: Sequence[float], season: int, *, widen: float = 1.0) -> Forecast | None:
    """The next value; None before the series has two whole seasons. ``widen`` stretches the interval."""
    if season < 1 or len(series) < 2 * season:
        return None
    fits = (_fit(series, season, *parameters) for parameters in _GRID)
    squares, expected, errors = min(fits, key=lambda fit: fit[0])
    # Counts scatter by the root of their mean at least, however even the past was by chance.
    spread = max(sqrt(squares / errors), sqrt(max(expected, 1.0))) * _NINETY_NINE * widen
    return Forecast(expected, expected - spread, expected + spread)


def _fit(
    series: Sequence[float], season: int, alpha: float, beta: float, gamma: float
) -> tuple[float, float, int]:
    """The squared errors one step ahead after the first season, the next value, how many errors."""
    level = sum(series[:season]) / season
    trend = (sum(series[season : 2 * season]) / season - level) / season
    seasonal = [value - level for value in series[:season]]
    squares = 0.0
    for at in range(season, len(series)):
        value, place = series[at], at % season
        squares += (value - (level + trend + seasonal[place])) ** 2
        before = level
        level = alpha * (value - seasonal[place]) + (1 - alpha) * (level + trend)
        trend = beta * (level - before) + (1 - beta) * trend
        seasonal[place] = gamma * (value - level) + (1 - gamma) * seasonal[place]
    return squares, level + trend + seasonal[len(series) % season], len(series) - season
