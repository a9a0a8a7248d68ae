"""Amounts: read exactly from what a shop or a person sends, rounded once, written as people read them."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from bot.contracts.amounts import read_amount

ZERO, CENT = Decimal(0), Decimal("0.01")
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "BRL": "R$", "CAD": "CA$", "AUD": "A$", "INR": "₹"}


def read_cost(value: Any) -> Decimal | None:
    """An amount that is not negative; a cost below nothing is a mistake and not an income."""
    amount = read_amount(value)
    return amount if amount is not None and amount >= 0 else None


def shop_amount(body: Mapping[str, Any], name: str) -> Decimal | None:
    """What stands under ``name``, in shop money: the shop's half of ``name_set`` first."""
    both = body.get(f"{name}_set")
    shop = both.get("shop_money") if isinstance(both, Mapping) else None
    found = read_amount(shop.get("amount")) if isinstance(shop, Mapping) else None
    return read_amount(body.get(name)) if found is None else found


def cents(amount: Decimal) -> Decimal:
    """Rounded to two places, half up."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def plain(amount: Decimal | None) -> float | None:
    """As a JSON number; amounts of two places below a million millions come back exactly."""
    return None if amount is None else float(amount)


def back(value: Any) -> Decimal:
    """The amount that ``plain`` wrote; nothing is zero."""
    return ZERO if value is None else cents(Decimal(str(value)))


def money(amount: Decimal | None, currency: str) -> str:
    """With the currency's sign: ``R$56.80``, ``-€2.50``, ``88.00 SEK``; ``unknown`` without an amount."""
    if amount is None:
        return "unknown"
    minus, digits = "-" if amount < 0 else "", f"{abs(cents(amount)):,}"
    sign = _SIGNS.get(currency)
    return f"{minus}{sign}{digits}" if sign else f"{minus}{digits} {currency}".rstrip()
