"""Judging a window: which detectors speak, and whether what they say is an anomaly or to be watched."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from agents.shopify_sales_sentinel import detectors
from agents.shopify_sales_sentinel.detectors import Hit
from agents.shopify_sales_sentinel.forecast import forecast
from agents.shopify_sales_sentinel.past import LONGEST, NO_BASELINE, STEP, Past
from agents.shopify_sales_sentinel.windows import Window
from bot.contracts.amounts import read_amount

SEASON = 288
# A minute's share of a window.
_MINUTE = 0.2
DAY = timedelta(days=1)
# Figure → which move matters, and the smallest deviation that counts: a share of the median, and at least.
_ROBUST = {
    "page_load_ms": ("up", 0.05, 1.0),
    "checkout_errors": ("up", 0.0, 1.0),
    "aov": ("both", 0.05, 0.01),
}
# With so many orders expected one looks no further back. With the least that may be judged even none at all
# would be within three deviations.
_ENOUGH = 15.999
# Share of orders → what it is a share of, and the baseline's own.
_SHARES = (("cvr", "visits", "conversion"), ("completion", "checkouts_started", "completion"))
# What names the anomaly when several speak.
_RANK = ("visits", "cvr", "completion", "orders", "checkout_errors", "page_load_ms", "aov")


@dataclass(frozen=True, slots=True)
class Limits:
    """How unusual is too unusual: deviations, and how many times wider during a promotion."""

    z: float
    widen: float = 1.0

    @property
    def wide(self) -> float:
        """The deviations that count now."""
        return self.z * self.widen


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the detectors say of a window. ``is_anomaly``: two agree, or one for the second time running.

    ``since`` is the beginning of the first window it was seen in.
    """

    window: Window
    since: datetime
    hits: tuple[Hit, ...]
    is_anomaly: bool
    has_baseline: bool

    @property
    def main(self) -> Hit | None:
        """The hit that names it."""
        return min(self.hits, key=lambda hit: _RANK.index(hit.metric), default=None)


def read_limits(inputs: Mapping[str, Any], now: datetime) -> Limits:
    """The thresholds in force at that moment."""
    z = read_amount(inputs.get("z_threshold"))
    limits = Limits(float(z) if z is not None and z > 0 else 3.0)
    promotions = inputs.get("promotions")
    factors = [_widening(one, now) for one in promotions] if isinstance(promotions, list) else []
    return replace(limits, widen=max(factors, default=1.0))


def judge(window: Window, past: Past, limits: Limits) -> Verdict:
    """The verdict on a window of five minutes that has passed."""
    hits = _hits(window, past, limits)
    kinds = {hit.detector for hit in hits}
    is_anomaly, since = len(kinds) > 1, window.start
    if hits and not is_anomaly and (previous := past.recent.get(window.start - STEP)) is not None:
        before = {(hit.detector, hit.metric) for hit in _hits(previous, past, limits)}
        if any((hit.detector, hit.metric) in before for hit in hits):
            is_anomaly, since = True, previous.start
    has_baseline = past.baseline(window.start) is not NO_BASELINE
    return Verdict(window=window, since=since, hits=hits, is_anomaly=is_anomaly, has_baseline=has_baseline)


def judge_minutes(minutes: Sequence[Window], past: Past, limits: Limits) -> Verdict:
    """The verdict on the last minutes: so soon only a surge of visits is seen, if it fills them."""
    surges = [_surge(window, past, limits, share=_MINUTE) for window in minutes]
    found = [hit for hit in surges if hit is not None]
    has_baseline = past.baseline(minutes[-1].start) is not NO_BASELINE
    is_anomaly = len(found) == len(surges)
    return Verdict(
        window=minutes[-1],
        since=minutes[0].start,
        hits=tuple(found[-1:]),
        is_anomaly=is_anomaly,
        has_baseline=has_baseline,
    )


def _hits(window: Window, past: Past, limits: Limits) -> tuple[Hit, ...]:
    # A flood of visits that buy nothing looks like lost conversion: it is told as what it is alone.
    if (surge := _surge(window, past, limits)) is not None:
        return (surge,)
    return (
        *_proportions(window, past, limits),
        *_robust(window, past, limits),
        *_residual(window, past, limits),
    )


def _surge(window: Window, past: Past, limits: Limits, *, share: float = 1.0) -> Hit | None:
    baseline = past.baseline(window.start)
    visits, usual = window.visits or 0.0, baseline.each(baseline.visits) * share
    orders, usual_orders = window.orders or 0.0, baseline.each(baseline.orders) * share
    if not detectors.is_surge(visits, usual, widen=limits.widen):
        return None
    if not detectors.is_normal(orders, usual_orders, limits.z):
        return None
    score = visits / usual
    return Hit(detector="bot_surge", metric="visits", score=score, observed=visits, expected=usual)


def _proportions(window: Window, past: Past, limits: Limits) -> Iterator[Hit]:
    """Orders per visit and per checkout, over so many windows back as it takes to expect enough orders."""
    for metric, trials_of, share_of in _SHARES:
        trials = successes = expected = 0.0
        for one in past.until(window, LONGEST):
            share = getattr(past.baseline(one.start), share_of)
            count = getattr(one, trials_of)
            if not share or not count or one.orders is None:
                continue
            trials, successes, expected = trials + count, successes + one.orders, expected + count * share
            if expected >= _ENOUGH:
                break
        usual = expected / trials if trials else 0.0
        score = detectors.proportion(successes, trials, usual)
        if score is not None and score <= -limits.wide:
            yield Hit(
                detector="proportion", metric=metric, score=score, observed=successes / trials, expected=usual
            )


def _robust(window: Window, past: Past, limits: Limits) -> Iterator[Hit]:
    earlier = past.before(window, DAY)
    for metric, (direction, share, least) in _ROBUST.items():
        value = getattr(window, metric)
        history = [known for one in earlier if (known := getattr(one, metric)) is not None]
        if value is None or not history:
            continue
        middle = median(history)
        score = detectors.robust(value, history, least_scale=max(share * middle, least))
        if score is None or abs(score) < limits.wide or (direction == "up" and score < 0):
            continue
        yield Hit(detector="robust_z", metric=metric, score=score, observed=value, expected=middle)


def _residual(window: Window, past: Past, limits: Limits) -> Iterator[Hit]:
    """Fewer orders than the seasonal forecast allows; more of them are no harm."""
    series = _series(window, past)
    found = forecast(series, SEASON, widen=limits.widen) if series and window.orders is not None else None
    if found is None or window.orders is None or window.orders >= found.lower:
        return
    score = (window.orders - found.expected) / ((found.expected - found.lower) / 2.576)
    yield Hit(
        detector="forecast", metric="orders", score=score, observed=window.orders, expected=found.expected
    )


def _series(window: Window, past: Past) -> list[float]:
    """Orders of the windows before; a missing one is that of the day before. Empty with too many gaps."""
    known = {one.start: one.orders for one in past.before(window, 4 * DAY) if one.orders is not None}
    if not known:
        return []
    series: list[float] = []
    gaps = 0
    start = min(known)
    while start < window.start:
        value = known.get(start)
        if value is None:
            gaps += 1
            value = series[-SEASON] if len(series) >= SEASON else 0.0
        series.append(value)
        start += STEP
    return series if gaps * 5 <= len(series) else []


def _widening(promotion: Any, now: datetime) -> float:
    if not isinstance(promotion, Mapping):
        return 1.0
    try:
        begins, ends = (datetime.fromisoformat(str(promotion.get(name))) for name in ("starts_at", "ends_at"))
        if not begins <= now < ends:
            return 1.0
    except (ValueError, TypeError):
        # Not a time, or one without its offset.
        return 1.0
    factor = read_amount(promotion.get("widen_by", 1.5))
    return min(max(float(factor), 1.0), 10.0) if factor is not None else 1.5
