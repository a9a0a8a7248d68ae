"""What an anomaly costs while it lasts, in orders and money."""

from dataclasses import dataclass
from decimal import Decimal

from agents.shopify_sales_sentinel.money import Money
from agents.shopify_sales_sentinel.past import Past
from agents.shopify_sales_sentinel.verdicts import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What the anomaly costs while it lasts."""

    orders_lost_per_hour: float
    gmv_at_risk_per_hour: float
    loss_24h_percent: float
    currency: str

    @property
    def text(self) -> str:
        """The money lost an hour, without a fraction."""
        return Money(Decimal(self.gmv_at_risk_per_hour), self.currency).rounded() + "/h"


def estimate(verdict: Verdict, past: Past) -> Impact:
    """Orders and money lost an hour, and the share of a day's sales if it stays so; none for a surge."""
    main, window = verdict.main, verdict.window
    baseline = past.baseline(window.start)
    hours = window.seconds / 3600
    lost = usual = 0.0
    if main is not None and main.metric in ("cvr", "completion"):
        trials = (window.visits if main.metric == "cvr" else window.checkouts_started) or 0.0
        lost, usual = (main.expected - main.observed) * trials / hours, main.expected * trials / hours
    elif main is not None and main.metric == "orders":
        lost, usual = (main.expected - main.observed) / hours, main.expected / hours
    elif main is not None and main.metric != "visits" and window.visits and window.cvr is not None:
        usual = baseline.conversion * window.visits / hours
        lost = max(0.0, usual - (window.orders or 0.0) / hours)
    return Impact(
        orders_lost_per_hour=round(lost, 2),
        gmv_at_risk_per_hour=round(lost * baseline.aov, 2),
        loss_24h_percent=round(100 * lost / usual, 1) if usual else 0.0,
        currency=window.currency or past.currency,
    )
