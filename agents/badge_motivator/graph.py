"""009 as a graph: an activity goes read → award, a day's end read → daily, a raised flag read → review."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypedDict

from langgraph.graph import START, StateGraph
from langgraph.types import Command

from agents.badge_motivator import activity, awards, boards, days, goals, guard, rules, standing
from bot.contracts.agents import AgentContext, AgentResult, RecordWrite
from bot.contracts.events import Fact

_DAILY = "daily_schedule"
_NO_FLAG = AgentResult(preview="There is no flag to lift.")


class _State(TypedDict, total=False):
    activity: activity.Activity
    xp: int
    result: AgentResult


def build(context: AgentContext) -> StateGraph[_State]:
    """The graph of agent 009."""
    nodes = _Nodes(context)
    graph = StateGraph(_State)
    graph.add_node("read", nodes.read, destinations=("award", "daily", "review"))
    graph.add_node("award", nodes.award)
    graph.add_node("daily", nodes.daily)
    graph.add_node("review", nodes.review)
    graph.add_edge(START, "read")
    return graph


class _Nodes:
    """The steps. They look at the context each time: a graph is built once and serves every run."""

    def __init__(self, context: AgentContext) -> None:
        self._context = context

    async def read(self, state: _State) -> Command[str]:
        """Tell what the run is about, and whether it is worth anything."""
        context = self._context
        if context.event is not None and context.event.event_type == guard.ACCOUNT_FLAGGED:
            flag = await context.records.get(guard.FLAGS, str(context.event.payload_json.get("user_id")))
            return Command(goto="review") if guard.is_flagged(flag) else _done(_NO_FLAG)
        if context.trigger_key == _DAILY:
            return Command(goto="daily")
        told = activity.read_activity(context)
        if isinstance(told, str):
            return _done(AgentResult(preview=told))
        xp = rules.worth(told.event_type, context.inputs.get("custom_events"))
        if xp is None:
            return _done(AgentResult(preview="Nothing is awarded for this kind of activity."))
        return Command(update={"activity": told, "xp": xp}, goto="award")

    async def award(self, state: _State) -> _State:
        """Award it once, unless it has been, or its user is suspended, or is from now on."""
        records, inputs, told, xp = (
            self._context.records,
            self._context.inputs,
            state["activity"],
            state["xp"],
        )
        known = await records.get(standing.AWARDS, standing.award_key(told, told.event_type))
        if known is not None:
            return {"result": AgentResult(preview="This was counted before.")}
        flag = await records.get(guard.FLAGS, told.user_id)
        nearby = await standing.nearby_awards(records, told)
        if guard.is_flagged(flag) or guard.passes(nearby, told, xp, guard.lifted_at(flag)):
            is_asked = guard.is_flagged(flag) and guard.is_asked(flag, self._context.now)
            return {"result": _suspended(None if is_asked else guard.raised(told, flag, self._context.now))}
        day = days.local_day(told.at, inputs.get("time_zone"))
        setting = awards.Setting(
            badges=goals.badges(inputs.get("badges")),
            quests=goals.quests(inputs.get("quests")),
            channel=str(inputs.get("channel") or ""),
        )
        earned = awards.earn(told, xp, await standing.read_standing(records, told, day), setting)
        ranked = await boards.after(
            records, told, total=earned.total, gained=earned.gained, week=days.week_of(day)
        )
        return {"result": awards.told(earned, setting.channel, ranked)}

    async def daily(self, state: _State) -> _State:
        """End the streaks that were not continued, and rank everybody anew."""
        context = self._context
        records, today = context.records, days.local_day(context.now, context.inputs.get("time_zone"))
        users = await standing.ever(records, standing.LEVELS)
        if not users:
            return {"result": AgentResult(preview="Nobody has earned anything yet.")}
        streaks = await standing.ever(records, standing.STREAKS)
        ended = [
            RecordWrite(
                collection=standing.STREAKS,
                key=row.key,
                at=row.at,
                value={**row.value, "current_streak_days": 0},
            )
            for row in streaks
            if _has_ended(row.value, today)
        ]
        workspace_id = str(users[0].value["workspace_id"])
        ranked = await boards.rebuilt(records, workspace_id, days.week_of(today), context.now)
        result = AgentResult(
            preview=f"Ranked {len(users)} people; {len(ended)} streaks ended.",
            outputs={"leaderboards": boards.shown(ranked)},
            kpis={"people_ranked": float(len(users)), "streaks_ended": float(len(ended))},
            records=(*ended, *ranked),
        )
        return {"result": result}

    async def review(self, state: _State) -> _State:
        """Ask admins whether a suspended user may earn again."""
        context = self._context
        told: Mapping[str, Any] = context.event.payload_json if context.event else {}
        decided = await context.ask(guard.question(told))
        flag = await context.records.get(guard.FLAGS, str(told.get("user_id")))
        if flag is None or not guard.is_flagged(flag):
            return {"result": _NO_FLAG}
        if decided.action_id != guard.LIFT:
            return {"result": AgentResult(preview="The flag stays.")}
        by = str(decided.user_id) if decided.user_id else None
        lifted = guard.lifted(flag.value, by, decided.at or context.now)
        preview = "The flag was lifted: the user earns XP again."
        return {"result": AgentResult(preview=preview, kpis={"flags_lifted": 1.0}, records=(lifted,))}


def _suspended(flag: RecordWrite | None) -> AgentResult:
    """Nothing earned; with a flag admins are asked about it."""
    if flag is None:
        return AgentResult(preview="The user is suspended until an admin lifts the flag; this earns nothing.")
    fact = Fact(
        event_type=guard.ACCOUNT_FLAGGED,
        payload={name: flag.value[name] for name in ("user_id", "workspace_id", "event_id", "flagged_at")},
    )
    return AgentResult(
        preview=f"Above {rules.HOURLY_CAP} XP within 60 minutes: nothing is awarded until an admin looks.",
        kpis={"accounts_flagged": 1.0},
        events=(fact,),
        records=(flag,),
    )


def _has_ended(value: Mapping[str, Any], today: date) -> bool:
    last = date.fromisoformat(value["last_active_day"])
    return bool(value["current_streak_days"]) and last < today - timedelta(days=1)


def _done(result: AgentResult) -> Command[str]:
    return Command(update={"result": result})
