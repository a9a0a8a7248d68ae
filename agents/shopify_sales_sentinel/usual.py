"""What orders usually come to: the latest ones, looked up now and then and remembered in between.

A shop in a rush alerts hundreds of orders a second; one row is read for each of them, not the latest orders.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from bot.contracts.agents import Records, RecordWrite

ORDERS = "orders"
USUAL = "usual_orders"
_RECENT = timedelta(days=30)
_MOST = 20
# While they are few each new one changes the picture.
_KEPT, _KEPT_FEW = timedelta(minutes=15), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Usual:
    """Totals of the latest orders in one currency; and the row to remember them by, if looked up now."""

    totals: Sequence[Decimal] = ()
    row: RecordWrite | None = None


async def usual_orders(records: Records, currency: str, now: datetime) -> Usual:
    """The latest orders in that currency, as they were a quarter of an hour ago at most."""
    key = currency or "none"
    known = await records.get(USUAL, key)
    if known is not None:
        totals = [Decimal(total) for total in known.value["totals"]]
        if now - known.at < (_KEPT if len(totals) == _MOST else _KEPT_FEW):
            return Usual(totals)
    rows = await records.range(ORDERS, since=now - _RECENT, until=now, limit=_MOST)
    texts = [row.value["total"] for row in rows if row.value["currency"] == currency]
    row = RecordWrite(collection=USUAL, key=key, at=now, value={"totals": texts})
    return Usual([Decimal(text) for text in texts], row)
