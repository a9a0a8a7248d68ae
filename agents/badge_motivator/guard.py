"""Guard: who gains more in an hour than anybody can is flagged, and earns nothing until an admin lifts it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from agents.badge_motivator.activity import Activity
from agents.badge_motivator.rules import HOURLY_CAP
from bot.contracts.agents import Question, RecordView, RecordWrite
from bot.contracts.proposals import Action
from bot.contracts.unit import Role

FLAGS = "user_fraud_flags"
ACCOUNT_FLAGGED = "ionflux.agent.badgemotivator.account_flagged"
HOUR = timedelta(minutes=60)
ASKS_FOR = timedelta(days=7)
LIFT, KEEP = "lift_flag", "keep_flag"


def passes(awards: Sequence[RecordView], activity: Activity, xp: int, lifted_at: datetime | None) -> bool:
    """Whether the activity would bring some 60 minutes of the user above the cap.

    What was earned before a flag was lifted has been looked at, and counts no more.
    """
    earned = [(row.at, int(row.value["xp"])) for row in awards if row.value["is_capped"]]
    told = [(at, gained) for at, gained in earned if lifted_at is None or at > lifted_at]
    told.append((activity.at, xp))
    begins = [at for at, _ in told if activity.at - HOUR < at <= activity.at]
    return any(sum(got for at, got in told if begin <= at < begin + HOUR) > HOURLY_CAP for begin in begins)


def is_flagged(flag: RecordView | None) -> bool:
    """Whether the user is suspended."""
    return flag is not None and flag.value["status"] == "flagged"


def is_asked(flag: RecordView | None, now: datetime) -> bool:
    """Whether an admin has been asked and may still answer."""
    return flag is not None and now < datetime.fromisoformat(flag.value["asked_until"])


def lifted_at(flag: RecordView | None) -> datetime | None:
    """When the user's last flag was lifted."""
    moment = flag.value["lifted_at"] if flag else None
    return datetime.fromisoformat(moment) if moment else None


def raised(activity: Activity, flag: RecordView | None, now: datetime) -> RecordWrite:
    """The user's flag, raised now or asked about once more."""
    before = flag.value if flag is not None and is_flagged(flag) else {}
    value = {
        "user_id": activity.user_id,
        "workspace_id": activity.workspace_id,
        "status": "flagged",
        "event_id": before.get("event_id", activity.event_id),
        "flagged_at": before.get("flagged_at", now.isoformat()),
        "asked_until": (now + ASKS_FOR).isoformat(),
        "lifted_at": flag.value["lifted_at"] if flag else None,
        "decided_by_user_id": None,
    }
    return RecordWrite(collection=FLAGS, key=activity.user_id, at=now, value=value)


def lifted(flag: Mapping[str, Any], user_id: str | None, at: datetime) -> RecordWrite:
    """The flag once an admin has lifted it."""
    value = {**flag, "status": "lifted", "lifted_at": at.isoformat(), "decided_by_user_id": user_id}
    return RecordWrite(collection=FLAGS, key=str(flag["user_id"]), at=at, value=value)


def question(told: Mapping[str, Any]) -> Question:
    """What admins are asked; unanswered, the flag stays and they are asked again when the user does more."""
    return Question(
        title_text="XP suspended: gained unusually fast",
        description_text=(
            f"User {told.get('user_id')} would have passed {HOURLY_CAP} XP within 60 minutes. "
            "They earn nothing until this is lifted; what they did meanwhile is not counted later."
        ),
        actions=(
            Action(label="Lift the flag", action_id=LIFT, style="primary"),
            Action(label="Keep it", action_id=KEEP, style="secondary"),
        ),
        data_json={"user_id": told.get("user_id"), "event_id": told.get("event_id")},
        channel="alerts",
        kind="lift_fraud_flag",
        required_role=Role.ADMIN,
        waits=ASKS_FOR,
    )
