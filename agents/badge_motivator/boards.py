"""Boards: who has the most XP in the workspace, ever and in a week."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from agents.badge_motivator.activity import Activity
from agents.badge_motivator.standing import LEVELS, ever
from bot.contracts.agents import Records, RecordWrite

BOARDS, WEEKLY = "leaderboards", "user_weekly_xp"
_LONGEST = 100


def board_key(workspace_id: str, week: str | None = None) -> str:
    """The name of a board: the workspace's, or that of one of its weeks."""
    return f"leaderboard_ws_{workspace_id}_xp" + (f"_{week}" if week else "")


async def after(
    records: Records, activity: Activity, *, total: int, gained: int, week: str
) -> list[RecordWrite]:
    """The boards once the user has earned that. XP only grow: who belongs on a board gets on it now."""
    user_id, workspace_id = activity.user_id, activity.workspace_id
    own = await records.get(WEEKLY, f"{week}/{user_id}")
    weekly = (int(own.value["xp"]) if own else 0) + gained
    value = {"user_id": user_id, "week": week, "xp": weekly}
    written = [RecordWrite(collection=WEEKLY, key=f"{week}/{user_id}", at=activity.at, value=value)]
    for key, xp in ((board_key(workspace_id), total), (board_key(workspace_id, week), weekly)):
        board = await records.get(BOARDS, key)
        known = {one["user_id"]: one["xp"] for one in board.value["entries"]} if board else {}
        written.append(_board(key, {**known, user_id: xp}, activity.at))
    return written


async def rebuilt(records: Records, workspace_id: str, week: str, at: datetime) -> list[RecordWrite]:
    """Both boards anew, from what is kept of each user."""
    levels = await ever(records, LEVELS)
    weekly = await ever(records, WEEKLY, f"{week}/")
    return [
        _board(board_key(workspace_id), {row.key: row.value["current_xp"] for row in levels}, at),
        _board(board_key(workspace_id, week), {row.value["user_id"]: row.value["xp"] for row in weekly}, at),
    ]


def shown(boards: Iterable[RecordWrite]) -> dict[str, Any]:
    """The boards as an output."""
    return {row.key: row.value["entries"] for row in boards if row.collection == BOARDS}


def _board(key: str, known: Mapping[str, int], at: datetime) -> RecordWrite:
    ranked = sorted(known.items(), key=lambda one: (-one[1], one[0]))[:_LONGEST]
    entries = [{"user_id": user_id, "xp": xp} for user_id, xp in ranked]
    return RecordWrite(collection=BOARDS, key=key, at=at, value={"entries": entries})
