"""Margins: which products earn, as the revenue tracker (010) has it; those are named first."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from bot.contracts.asked_agents import AgentAnswer

TRACKER = "agent_010_refactored"


def preferred(products: Sequence[str], answer: AgentAnswer) -> list[str]:
    """The same products, those with the highest margin first; of whom nothing is known stand between those
    that earn and those that lose.
    """
    board = answer.outputs.get("profitability_dashboard_data_json")
    known = _known(board) if answer.status == "success" and isinstance(board, Mapping) else {}
    return sorted(products, key=lambda one: -known.get(one.casefold(), 0.0))


def _known(board: Mapping[str, Any]) -> dict[str, float]:
    """Margins in percent by the product's title."""
    found: dict[str, float] = {}
    for name in ("top_products", "bottom_products"):
        listed = board.get(name)
        for one in listed if isinstance(listed, list) else ():
            percent = _percent(one.get("margin_percent")) if isinstance(one, Mapping) else None
            if percent is not None and isinstance(one.get("title"), str):
                found[one["title"].casefold()] = percent
    return found


def _percent(value: Any) -> float | None:
    try:
        found = float(value)
    except (TypeError, ValueError):
        return None
    return found if math.isfinite(found) else None
