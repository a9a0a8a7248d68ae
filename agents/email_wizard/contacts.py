"""Contacts: who could be written to, read from whatever a shop or a person gave."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

LONGEST_ADDRESS = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody with an address. ``days_since_order`` is None for who never ordered; ``received`` is how many
    of our mails they had.
    """

    customer_id: str
    email: str
    first_name: str = ""
    orders: int = 0
    spent: float = 0.0
    days_since_order: float | None = None
    received: int = 0
    opened: int = 0
    clicked: int = 0
    categories: list[str] = field(default_factory=list)
    segments: list[str] = field(default_factory=list)

    @property
    def average(self) -> float:
        """What an order of theirs is worth."""
        return self.spent / self.orders if self.orders else 0.0

    @property
    def is_new(self) -> bool:
        """Whether nothing is known that would tell what they do with a mail."""
        return not self.orders and not self.received


def read(value: Any, now: datetime) -> Contact | None:
    """The contact in that object, in Shopify's field names or ours. None: it has no id or no address."""
    if not isinstance(value, Mapping):
        return None
    address = email(value.get("email"))
    customer_id = line(value.get("customer_id") or value.get("id"), 80) or address
    if not address:
        return None
    ordered = moment(value.get("last_order_at"))
    return Contact(
        customer_id=customer_id,
        email=address,
        first_name=line(value.get("first_name"), 40),
        orders=int(number(value.get("orders_count", value.get("orders")))),
        spent=round(number(value.get("total_spent", value.get("spent"))), 2),
        days_since_order=max(0.0, (now - ordered).total_seconds() / 86400) if ordered else None,
        received=int(number(value.get("received"))),
        opened=int(number(value.get("opens", value.get("opened")))),
        clicked=int(number(value.get("clicks", value.get("clicked")))),
        categories=lines(value.get("categories")),
        segments=[one.casefold() for one in lines(value.get("segments", value.get("tags")))],
    )


def email(value: Any) -> str:
    """A bare address in lower case; ``""`` for anything else."""
    text = value.strip().lower() if isinstance(value, str) else ""
    name, at, domain = text.rpartition("@")
    is_one = bool(at and name and "." in domain and len(text) <= LONGEST_ADDRESS)
    is_clean = not any(sign in ' ,;:<>()[]"\\@' or not sign.isprintable() for sign in name + domain)
    return text if is_one and is_clean else ""


def line(value: Any, longest: int) -> str:
    """Text or a whole number as one line that shows, without braces: it is filled into templates."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return ""
    signs = (sign if sign.isprintable() and sign not in "{}" else " " for sign in value[: longest * 4])
    return " ".join("".join(signs).split())[:longest]


def lines(value: Any) -> list[str]:
    """Such lines, of a list or of text with commas."""
    given = value.split(",") if isinstance(value, str) else value if isinstance(value, list | tuple) else []
    return [text for one in given[:50] if (text := line(one, 80))]


def number(value: Any) -> float:
    """A number that is not negative, also where it is written as text; 0 for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return 0.0
    try:
        found = float(value)
    except ValueError:
        return 0.0
    return found if math.isfinite(found) and 0 <= found < 1e12 else 0.0


def moment(value: Any) -> datetime | None:
    """A time with its zone."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
