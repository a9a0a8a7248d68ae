"""Money: an amount read exactly from what a shop sends, and written as people read it."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

_SIGNS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "INR": "₹",
    "KRW": "₩",
    "CAD": "CA$",
    "AUD": "A$",
    "NZD": "NZ$",
    "MXN": "MX$",
    "BRL": "R$",
    "HKD": "HK$",
}
# ISO 4217: currencies whose minor unit is not a hundredth.
_PLACES = dict.fromkeys(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ],
    0,
)
_PLACES |= dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount, and its currency as three letters; ``""`` where nobody says."""

    amount: Decimal
    currency: str = ""

    def text(self) -> str:
        """With the sign and places of its currency: ``$1,204.95``, ``¥900``, ``-€2.50``, ``88.00 SEK``."""
        return self._written(_PLACES.get(self.currency, 2))

    def exact(self) -> str:
        """The amount alone, digit for digit: ``1204.95``."""
        return f"{self.amount:f}"

    def rounded(self) -> str:
        """Without a fraction, for estimates: ``$4,704``."""
        return self._written(0)

    def _written(self, places: int) -> str:
        value = self.amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        minus, digits = "-" if value < 0 else "", f"{abs(value):,f}"
        if self.currency in _SIGNS:
            return f"{minus}{_SIGNS[self.currency]}{digits}"
        return f"{minus}{digits} {self.currency}".rstrip()


def read_currency(value: Any) -> str:
    """A code of three letters in capitals; ``""`` for anything else."""
    if isinstance(value, str) and len(value) == 3 and value.isascii() and value.isalpha():
        return value.upper()
    return ""
