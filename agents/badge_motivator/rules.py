"""Rules: what an activity is worth, and which level XP make."""

import math
from collections.abc import Mapping
from typing import Any

XP: Mapping[str, int] = {
    "saas_connected": 50,
    "canvas_page_created": 20,
    "agent_run_success": 100,
    "video_posted": 20,
    "deal_closed": 50,
}
STREAK_RULE, STREAK_DAYS, STREAK_XP = "streak_3_days", 3, 75
HOURLY_CAP = 1000


def worth(event_type: str, custom_events: Any) -> int | None:
    """The XP of an activity; None: it is worth nothing. A workspace adds events and changes none of ours."""
    if event_type in XP:
        return XP[event_type]
    given = custom_events.get(event_type) if isinstance(custom_events, Mapping) else None
    if not isinstance(given, int) or isinstance(given, bool):
        return None
    return given if 0 < given <= HOURLY_CAP else None


def needed(level: int) -> int:
    """The XP at which a level begins."""
    return 50 * level * (level - 1)


def level_of(xp: int) -> int:
    """The level that so many XP make."""
    return (1 + math.isqrt(1 + 4 * (max(0, xp) // 50))) // 2
