"""Amounts of money as shops and people send them: read exactly, and the signs of currencies."""

from decimal import Decimal, InvalidOperation
from typing import Any

_LARGEST, _SMALLEST_EXPONENT, _LONGEST = Decimal(10) ** 15, -30, 40


def read_amount(value: Any) -> Decimal | None:
    """The number in a JSON number or text, exactly; None for anything else, the infinite and the absurd."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    # A whole number of thousands of digits is not even written.
    text = str(value).strip() if not isinstance(value, int) or abs(value) < _LARGEST else ""
    if len(text) > _LONGEST or "_" in text:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    if not amount.is_finite() or abs(amount) >= _LARGEST or amount.adjusted() < _SMALLEST_EXPONENT:
        return None
    return amount
