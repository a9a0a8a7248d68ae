"""The ladder of remedies: what is proposed at which rung, and what follows from the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from agents.shopify_sales_sentinel.causes import Hypothesis
from agents.shopify_sales_sentinel.incidents import INCIDENTS, report
from agents.shopify_sales_sentinel.money import Money
from agents.shopify_sales_sentinel.radar import Suspect
from bot.contracts.agents import AgentResult, Decided, Question, RecordView, RecordWrite
from bot.contracts.amounts import read_amount
from bot.contracts.events import Fact
from bot.contracts.messages import Alert, Detail, Post
from bot.contracts.proposals import Action

ACTION_TAKEN = "ionflux.agent.salessentinel.remediation_action_taken"
KIND = "sentinel.remediation"
_FALSE = Action(label="False alarm", action_id="dismiss_false_alarm", style="secondary")
_LATER = Action(label="Not now", action_id="dismiss", style="secondary")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One remedy. A reversible one may be taken when nobody answers, where an admin allows it."""

    action: str
    title: str
    label: str
    done: str
    is_reversible: bool


RUNGS: Sequence[Rung] = (
    Rung(
        action="pause_campaigns",
        title="Pause campaigns while this lasts?",
        label="Pause campaigns",
        done="Campaigns were asked to pause: nobody is sent to a shop that does not sell.",
        is_reversible=True,
    ),
    Rung(
        action="undo_change",
        title="Undo the suspected change?",
        label="Yes, we undo it",
        done="Somebody undoes it by hand, as a shop lets no app undo a theme or another app. In the shop's"
        " admin, open Online Store › Themes and publish the theme that was live before, or switch the app's"
        " block off.",
        is_reversible=False,
    ),
)


def rung_of(incident: Mapping[str, Any]) -> Rung | None:
    """The remedy that is to be tried next; None: all were, and people take over."""
    place = int(incident.get("rung") or 0)
    return RUNGS[place] if place < len(RUNGS) else None


def question(
    row: RecordView,
    rung: Rung,
    found: Sequence[Hypothesis],
    suspects: Sequence[Suspect],
    inputs: Mapping[str, Any],
) -> Question:
    """What people are asked; with it the incident's row says that it is being looked into."""
    value = dict(row.value) | {
        "status": "investigating" if row.value["status"] == "open" else row.value["status"],
        "root_cause": [one.model_dump() for one in found],
        "suspected_changes": [one.told() for one in suspects],
    }
    wait = read_amount(inputs.get("human_wait_minutes")) or Decimal(5)
    may_go_alone = inputs.get("auto_remediation") is True and rung.is_reversible
    approve = f"approve_{rung.action}"
    return Question(
        title_text=rung.title,
        description_text=_told(row.value, found),
        actions=(Action(label=rung.label, action_id=approve, style="danger"), _LATER, _FALSE),
        data_json={
            "incident_id": row.key,
            "action": rung.action,
            "gmv_at_risk_per_hour": row.value["gmv_at_risk"],
        },
        channel=str(inputs.get("alert_channel") or "alerts"),
        part=1 + int(row.value.get("rung") or 0),
        risk="high",
        kind=KIND,
        waits=timedelta(minutes=float(min(max(wait, Decimal(1)), Decimal(1440)))),
        default_action_id=approve if may_go_alone else None,
        records=(RecordWrite(collection=INCIDENTS, key=row.key, at=row.at, value=value),),
    )


def applied(row: RecordView, rung: Rung, decided: Decided, now: datetime, channel: str) -> AgentResult:
    """What follows from the decision: the step is taken and noted, or the incident goes on, or ends."""
    value = dict(row.value)
    if decided.action_id == _FALSE.action_id:
        value |= {"status": "false_positive", "end_time": now.isoformat()}
        return _result(row, value, "Called a false alarm; it is closed.", ())
    if decided.action_id != f"approve_{rung.action}":
        who = "Nobody answered" if decided.action_id is None else "Not now"
        return _result(row, value, f"{who}: {rung.label.lower()} was not done. The shop is watched on.", ())
    done = {
        "action": rung.action,
        "at": now.isoformat(),
        "by": str(decided.user_id) if decided.user_id else "nobody, as an admin allowed",
        "digest": decided.digest,
    }
    value |= {
        "status": "remediating",
        "actions": [*value.get("actions", []), done],
        "rung": int(value.get("rung") or 0) + 1,
        "good_windows": 0,
    }
    event = Fact(event_type=ACTION_TAKEN, payload={"incident_id": row.key, **done})
    return _result(row, value, rung.done, (event,), post=Post(channel=channel, content=rung.done, part=2))


def escalated(row: RecordView, channel: str) -> AgentResult:
    """All that could be tried was: people are told loudly."""
    value = dict(row.value) | {"is_escalated": True}
    at_risk = f"{row.value['gmv_at_risk']:,.0f} an hour"
    alert = Alert(
        title="Still so after all remedies",
        text=f"{row.value['incident_type'].replace('_', ' ').capitalize()} since {row.value['start_time']}."
        " Somebody has to look at the shop now.",
        level="critical",
        fields=(Detail(label="At risk", value=at_risk),),
    )
    return _result(row, value, alert.text, (), post=Post(channel=channel, content=alert, part=2))


def _result(
    row: RecordView,
    value: Mapping[str, Any],
    preview: str,
    events: Sequence[Fact],
    *,
    post: Post | None = None,
) -> AgentResult:
    written = RecordWrite(collection=INCIDENTS, key=row.key, at=row.at, value=value)
    return AgentResult(
        preview=preview,
        outputs={"incident_analysis_report": report(written)},
        kpis={"actions_taken": float(len(events))},
        posts=(post,) if post else (),
        events=events,
        records=(written,),
    )


def _told(incident: Mapping[str, Any], found: Sequence[Hypothesis]) -> str:
    money = Money(Decimal(str(incident["gmv_at_risk"])), str(incident.get("currency") or "")).rounded()
    kind = str(incident["incident_type"]).replace("_", " ")
    first = f"{kind.capitalize()} since {str(incident['start_time'])[11:16]} UTC; {money} an hour is at risk."
    if not found:
        return f"{first}\n\nNo change of the last day explains it."
    lines = [f"- {one.cause} ({one.confidence:.0%} sure)" for one in found]
    return "\n".join([first, "", "What may be behind it:", *lines])
