"""The words for a window: as usual, unusual, or an anomaly; and the alert that shows it."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from agents.shopify_sales_sentinel.detectors import Hit
from agents.shopify_sales_sentinel.impact import Impact
from agents.shopify_sales_sentinel.money import Money
from agents.shopify_sales_sentinel.verdicts import Verdict
from agents.shopify_sales_sentinel.windows import Window
from bot.contracts.messages import Alert, Detail

# Figure → the alert's title, how the figure is called in a sentence, how its values are written.
_WORDS: Mapping[str, tuple[str, str, Callable[[float, str], str]]] = {
    "visits": ("Visits without orders", "The number of visits", lambda value, _: f"{value:,.0f}"),
    "cvr": ("Conversion down", "Conversion", lambda value, _: _percent(value)),
    "completion": (
        "Checkouts not completed",
        "The share of completed checkouts",
        lambda value, _: _percent(value),
    ),
    "orders": ("Orders down", "The number of orders", lambda value, _: f"{value:,.0f}"),
    "checkout_errors": (
        "Checkout errors up",
        "The number of checkout errors",
        lambda value, _: f"{value:,.0f}",
    ),
    "page_load_ms": ("Pages slow", "The time to load a page", lambda value, _: f"{value:,.0f} ms"),
    "aov": ("Average order unusual", "The average order", lambda value, currency: _money(value, currency)),
}
_LEAST_VISITS = 50


def usual(window: Window, *, has_baseline: bool) -> str:
    """The sentence for a window in which nothing is unusual, or nothing can be compared."""
    counts = f"{window.visits:,.0f} visits and " if window.visits is not None else ""
    done = f"{counts}{window.orders or 0:,.0f} orders in {window.text}"
    return f"As usual: {done}." if has_baseline else f"Not judged yet, with nothing to compare: {done}."


def sentence(verdict: Verdict, loss: Impact) -> str:
    """What is unusual, in one sentence, with what it costs."""
    main = verdict.main
    if main is None:
        return usual(verdict.window, has_baseline=verdict.has_baseline)
    name = _WORDS[main.metric][1]
    seen = f"{name} is {_compared(main, loss.currency)}"
    if main.metric == "visits":
        return f"{seen}, and orders are as usual: probably machines."
    if loss.gmv_at_risk_per_hour > 0:
        return f"{seen}: about {loss.orders_lost_per_hour:,.0f} orders or {loss.text[:-2]} are lost an hour."
    return f"{seen}."


def alert(verdict: Verdict, main: Hit, loss: Impact, critical: Decimal) -> Alert:
    """The alert of an anomaly; critical from that loss an hour."""
    title = _WORDS[main.metric][0]
    window = verdict.window
    is_critical = loss.gmv_at_risk_per_hour > 0 and Decimal(loss.gmv_at_risk_per_hour) >= critical
    fields = [Detail(label="Deviation", value=_deviation(main))]
    if loss.orders_lost_per_hour > 0:
        fields.append(Detail(label="Orders lost", value=f"{loss.orders_lost_per_hour:,.0f}/h"))
        fields.append(Detail(label="Loss over 24 h if it stays", value=f"{loss.loss_24h_percent:g} %"))
    if worst := worst_segment(window):
        fields.append(Detail(label="Worst in", value=worst))
    elif window.visits is not None:
        fields.append(Detail(label="Visits", value=f"{window.visits:,.0f} in {window.text}"))
    return Alert(
        title=title,
        text=sentence(verdict, loss),
        level="critical" if is_critical else "warning",
        reason_text=_compared(main, loss.currency),
        amount_text=loss.text if loss.gmv_at_risk_per_hour > 0 else None,
        fields=tuple(fields),
        foot_text=_foot(verdict),
    )


def worst_segment(window: Window) -> str | None:
    """The part of the shop whose visits bring the smallest share of orders, if it is worse than the whole."""
    if window.cvr is None:
        return None
    shares = [
        (counts["orders"] / counts["visits"], name)
        for name, counts in window.segments.items()
        if counts["visits"] >= _LEAST_VISITS
    ]
    share, name = min(shares, default=(window.cvr, ""))
    return f"{name} ({_percent(share)})" if share < window.cvr else None


def _compared(hit: Hit, currency: str) -> str:
    written = _WORDS[hit.metric][2]
    return f"{written(hit.observed, currency)} instead of {written(hit.expected, currency)}"


def _deviation(hit: Hit) -> str:
    return (
        f"{hit.score:.1f} times the usual"
        if hit.metric == "visits"
        else f"z = {hit.score:.2f}".replace("-", "−")
    )


def _foot(verdict: Verdict) -> str:
    kinds = sorted({hit.detector for hit in verdict.hits})
    if len(kinds) > 1:
        return f"{len(kinds)} detectors agree, in {verdict.window.text}."
    return f"Seen in two windows running, the last {verdict.window.text}."


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %"


def _money(value: float, currency: str) -> str:
    return Money(Decimal(value), currency).text()
