"""The detectors: each looks at figures and says how unusual they are, or nothing before it has a baseline."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

LEAST_EXPECTED = 8.0
LEAST_HISTORY = 30
SURGE = 2.2
# The median absolute deviation times this is the standard deviation of a normal distribution.
_NORMAL = 1.4826


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One detector on one figure: ``score`` in standard deviations, what was seen and what was expected."""

    detector: str
    metric: str
    score: float
    observed: float
    expected: float


def proportion(successes: float, trials: float, usual: float) -> float | None:
    """Deviation of ``successes`` in ``trials`` from the usual share, as z; None under 8 expected ones."""
    if not 0 < usual < 1 or trials * usual < LEAST_EXPECTED:
        return None
    return (successes / trials - usual) / sqrt(usual * (1 - usual) / trials)


def robust(value: float, history: Sequence[float], *, least_scale: float = 0.0) -> float | None:
    """Robust z of the value by median and median absolute deviation; None before 30 values or any spread.

    ``least_scale`` is the smallest deviation that counts: else any move of a still figure is infinite.
    """
    if len(history) < LEAST_HISTORY:
        return None
    middle = median(history)
    scale = max(_NORMAL * median(abs(one - middle) for one in history), least_scale)
    return (value - middle) / scale if scale > 0 else None


def is_surge(visits: float, usual_visits: float, *, widen: float = 1.0) -> bool:
    """Whether so many visits are more than 2.2 times the usual; never without a usual number of them."""
    return usual_visits > 0 and visits > SURGE * widen * usual_visits


def is_normal(orders: float, usual_orders: float, z: float) -> bool:
    """Whether so many orders are within ``z`` deviations of the usual, as counts scatter."""
    return abs(orders - usual_orders) <= z * sqrt(max(usual_orders, 1.0))
