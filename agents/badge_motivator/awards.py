"""Awards: what one activity brings its user, as rows, outputs, events and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from agents.badge_motivator import days, rules, wording
from agents.badge_motivator.activity import Activity
from agents.badge_motivator.goals import Badge, Quest
from agents.badge_motivator.standing import (
    LEVELS,
    PROGRESS,
    QUESTS,
    STREAKS,
    UNLOCKED,
    Standing,
    award_row,
    user_row,
)
from bot.contracts.agents import AgentResult, RecordWrite
from bot.contracts.events import Fact
from bot.contracts.messages import Post

_FACT = "ionflux.agent.badgemotivator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the workspace offers, and where it wants to be told; an empty channel: nowhere."""

    badges: Sequence[Badge]
    quests: Sequence[Quest]
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """What came of it. ``rows`` do not hold the boards."""

    activity: Activity
    awards: Sequence[RecordWrite]
    before: int
    total: int
    unlocked: Sequence[Badge]
    completed: Sequence[Quest]
    rows: Sequence[RecordWrite]

    @property
    def gained(self) -> int:
        """All XP of this activity."""
        return self.total - self.before

    @property
    def level(self) -> int:
        """The level now."""
        return rules.level_of(self.total)

    @property
    def is_level_up(self) -> bool:
        """Whether it is another than before."""
        return self.level > rules.level_of(self.before)


def earn(activity: Activity, xp: int, standing: Standing, setting: Setting) -> Earned:
    """Everything that follows from an activity worth ``xp``."""
    streak = days.streak(standing.active_days, standing.day)
    pays_streak = streak.length >= rules.STREAK_DAYS and not streak.is_rewarded
    stepped = _stepped(activity, standing, setting.quests)
    completed = [quest for quest, step in stepped if step == len(quest.steps_jsonb)]
    awards = [award_row(activity, activity.event_type, xp, is_capped=True)]
    if pays_streak:
        awards.append(award_row(activity, rules.STREAK_RULE, rules.STREAK_XP, is_capped=False))
    awards += [
        award_row(activity, f"quest:{quest.quest_id}", quest.reward_xp, is_capped=False)
        for quest in completed
        if quest.reward_xp
    ]
    total = standing.xp + sum(int(row.value["xp"]) for row in awards)
    progress = _counted(activity, standing, setting.badges)
    given = {quest.reward_badge_id for quest in completed}
    unlocked = [
        one
        for one in setting.badges
        if one.badge_id not in standing.unlocked
        and (one.badge_id in given or _is_met(one, progress, streak.length, rules.level_of(total)))
    ]
    rows = [
        *awards,
        _level_row(activity, standing, total),
        user_row(PROGRESS, activity, progress),
        *_day_rows(activity, standing, is_rewarded=pays_streak),
        *(_quest_row(activity, quest, step) for quest, step in stepped),
        *(_badge_row(activity, badge) for badge in unlocked),
    ]
    return Earned(
        activity=activity, awards=awards, before=standing.xp, total=total, unlocked=unlocked,
        completed=completed, rows=rows,
    )  # fmt: skip


def told(earned: Earned, channel: str, boards: Sequence[RecordWrite]) -> AgentResult:
    """The award as the run's result."""
    who = {"user_id": earned.activity.user_id, "workspace_id": earned.activity.workspace_id}
    awarded = who | {
        "event_id": earned.activity.event_id,
        "awards": [{"rule_id": row.value["rule_id"], "xp": row.value["xp"]} for row in earned.awards],
        "xp": earned.gained,
        "current_xp": earned.total,
        "current_level": earned.level,
    }
    badges = [who | _badge(one) for one in earned.unlocked]
    rewards = [who | _reward(quest) for quest in earned.completed if quest.reward_xp or quest.reward_badge_id]
    facts = [("xp_awarded", awarded), *(("badge_awarded", one) for one in badges)]
    facts += [("reward_triggered", one) for one in rewards]
    if earned.is_level_up:
        facts.append(("level_up", who | {"level": earned.level, "current_xp": earned.total}))
    standing = next(dict(row.value) for row in earned.rows if row.collection == LEVELS)
    outputs: dict[str, Any] = {"xp_awarded_event": awarded, "user_xp_levels": standing}
    outputs |= {"badge_unlocked_event": badges} if badges else {}
    outputs |= {"reward_triggered_event": rewards} if rewards else {}
    alert = wording.alert(earned.activity, earned.level if earned.is_level_up else None, earned.unlocked)
    return AgentResult(
        preview=wording.preview(earned.gained, earned.total, earned.level, earned.unlocked, earned.completed),
        outputs=outputs,
        kpis={
            "xp_awarded": float(earned.gained),
            "badges_awarded": float(len(badges)),
            "quests_completed": float(len(earned.completed)),
            "level_ups": float(earned.is_level_up),
        },
        posts=(Post(channel=channel, content=alert),) if channel and alert else (),
        events=[Fact(event_type=f"{_FACT}.{name}", payload=payload) for name, payload in facts],
        records=(*earned.rows, *boards),
    )


def _stepped(activity: Activity, standing: Standing, quests: Sequence[Quest]) -> list[tuple[Quest, int]]:
    """The quests that it takes a step further, each with how many steps are done now."""
    found = []
    for quest in quests:
        step = standing.quests.get(quest.quest_id, 0)
        if step < len(quest.steps_jsonb) and quest.steps_jsonb[step].fits(
            activity.event_type, activity.properties
        ):
            found.append((quest, step + 1))
    return found


def _counted(activity: Activity, standing: Standing, badges: Sequence[Badge]) -> Mapping[str, int]:
    counting = [
        one.badge_id
        for one in badges
        if one.badge_id not in standing.unlocked
        and one.criteria_jsonb.fits(activity.event_type, activity.properties)
    ]
    return {**standing.progress, **{name: standing.progress.get(name, 0) + 1 for name in counting}}


def _is_met(badge: Badge, progress: Mapping[str, int], streak_days: int, level: int) -> bool:
    criteria = badge.criteria_jsonb
    if criteria.streak_days is not None:
        return streak_days >= criteria.streak_days
    if criteria.level is not None:
        return level >= criteria.level
    return progress.get(badge.badge_id, 0) >= criteria.count


def _level_row(activity: Activity, standing: Standing, total: int) -> RecordWrite:
    last_at = max(activity.at, standing.last_at or activity.at)
    value = {
        "user_id": activity.user_id,
        "workspace_id": activity.workspace_id,
        "current_xp": total,
        "current_level": rules.level_of(total),
        "last_activity_timestamp": last_at.isoformat(),
    }
    return user_row(LEVELS, activity, value)


def _day_rows(activity: Activity, standing: Standing, *, is_rewarded: bool) -> Sequence[RecordWrite]:
    known: dict[date, bool] = dict(standing.active_days)
    known[standing.day] = known.get(standing.day, False) or is_rewarded
    newest = days.streak(known, max(known))
    value = {
        "user_id": activity.user_id,
        "current_streak_days": newest.length,
        "last_active_day": newest.last.isoformat(),
    }
    return (
        days.active(activity.user_id, standing.day, is_rewarded=known[standing.day]),
        user_row(STREAKS, activity, value),
    )


def _quest_row(activity: Activity, quest: Quest, step: int) -> RecordWrite:
    value = {
        "user_id": activity.user_id,
        "quest_id": quest.quest_id,
        "current_step": step,
        "status": "completed" if step == len(quest.steps_jsonb) else "active",
    }
    return user_row(QUESTS, activity, value, of=quest.quest_id)


def _badge_row(activity: Activity, badge: Badge) -> RecordWrite:
    value = {
        "user_id": activity.user_id,
        "badge_id": badge.badge_id,
        "event_id": activity.event_id,
        "unlocked_at": activity.at.isoformat(),
    }
    return user_row(UNLOCKED, activity, value, of=badge.badge_id)


def _badge(badge: Badge) -> dict[str, Any]:
    return {
        "badge_id": badge.badge_id,
        "name": badge.name,
        "description": badge.description,
        "image_url": badge.image_url,
    }


def _reward(quest: Quest) -> dict[str, Any]:
    return {
        "quest_id": quest.quest_id,
        "name": quest.name,
        "type": "digital",
        "reward_xp": quest.reward_xp,
        "reward_badge_id": quest.reward_badge_id,
    }
