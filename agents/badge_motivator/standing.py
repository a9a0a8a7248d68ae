"""Standing: all that is kept of one user, read before an award and written with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from agents.badge_motivator import days, guard
from agents.badge_motivator.activity import Activity
from bot.contracts.agents import Records, RecordView, RecordWrite

AWARDS, LEVELS, UNLOCKED = "xp_awards", "user_xp_levels", "user_unlocked_badges"
PROGRESS, QUESTS, STREAKS = "user_badge_progress", "user_quest_progress", "user_streaks"
_FIRST, _LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of a user who did something on ``day``. ``progress`` counts towards badges;
    ``quests`` has how many steps are done.
    """

    xp: int
    last_at: datetime | None
    progress: Mapping[str, int]
    quests: Mapping[str, int]
    unlocked: frozenset[str]
    active_days: Mapping[date, bool]
    day: date


async def ever(records: Records, collection: str, key_prefix: str = "") -> Sequence[RecordView]:
    """The rows of a collection whenever they are of."""
    return await records.range(collection, since=_FIRST, until=_LAST, key_prefix=key_prefix)


def award_key(activity: Activity, rule_id: str) -> str:
    """A rule pays once for an event."""
    return f"{activity.user_id}/{activity.event_id}/{rule_id}"


async def nearby_awards(records: Records, activity: Activity) -> Sequence[RecordView]:
    """What the user earned within an hour of it, before and after."""
    return await records.range(
        AWARDS,
        since=activity.at - guard.HOUR,
        until=activity.at + guard.HOUR,
        key_prefix=f"{activity.user_id}/",
    )


async def read_standing(records: Records, activity: Activity, day: date) -> Standing:
    """The user's standing now."""
    user_id, mine = activity.user_id, f"{activity.user_id}/"
    level, progress = await records.get(LEVELS, user_id), await records.get(PROGRESS, user_id)
    quests = await ever(records, QUESTS, mine)
    unlocked = await ever(records, UNLOCKED, mine)
    return Standing(
        xp=int(level.value["current_xp"]) if level else 0,
        last_at=datetime.fromisoformat(level.value["last_activity_timestamp"]) if level else None,
        progress=progress.value if progress else {},
        quests={row.value["quest_id"]: int(row.value["current_step"]) for row in quests},
        unlocked=frozenset(str(row.value["badge_id"]) for row in unlocked),
        active_days=await days.read_days(records, user_id, day),
        day=day,
    )


def award_row(activity: Activity, rule_id: str, xp: int, *, is_capped: bool) -> RecordWrite:
    """One award; ``is_capped``: it counts towards what an hour may bring."""
    value = {
        "user_id": activity.user_id,
        "event_id": activity.event_id,
        "rule_id": rule_id,
        "xp": xp,
        "is_capped": is_capped,
    }
    return RecordWrite(collection=AWARDS, key=award_key(activity, rule_id), at=activity.at, value=value)


def user_row(
    collection: str, activity: Activity, value: Mapping[str, Any], *, of: str | None = None
) -> RecordWrite:
    """The user's row of a collection, or of one thing in it."""
    key = f"{activity.user_id}/{of}" if of else activity.user_id
    return RecordWrite(collection=collection, key=key, at=activity.at, value=value)
