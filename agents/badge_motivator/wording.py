"""How awards are said."""

from collections.abc import Sequence

from agents.badge_motivator.activity import Activity
from agents.badge_motivator.goals import Badge, Quest
from bot.contracts.messages import Alert

_LONGEST_NAME = 60


def preview(gained: int, total: int, level: int, badges: Sequence[Badge], quests: Sequence[Quest]) -> str:
    """One line on what was earned."""
    parts = [f"+{gained} XP: {total} XP, level {level}"]
    parts += [f"badge “{one.name}”" for one in badges]
    parts += [f"quest “{one.name}” completed" for one in quests]
    return "; ".join(parts) + "."


def alert(activity: Activity, level: int | None, badges: Sequence[Badge]) -> Alert | None:
    """What a channel is told: of a new level and of badges, and of nothing else."""
    name = _name(activity)
    said = [f"{name} reached level {level}."] if level is not None else []
    said += [f"{name} unlocked “{one.name}”." for one in badges]
    if not said:
        return None
    title = f"Badge: {badges[0].name}" if badges else f"Level {level}"
    return Alert(title=title, text=" ".join(said))


def _name(activity: Activity) -> str:
    """The user as the activity names them: an agent does not know people's names."""
    name = activity.properties.get("user_name")
    if not isinstance(name, str):
        return "A member"
    return "".join(one if one.isprintable() else " " for one in name).strip()[:_LONGEST_NAME] or "A member"
