"""Whether an incident is over: three windows as usual running; or whether its remedy has failed."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from agents.shopify_sales_sentinel.incidents import INCIDENTS, report
from agents.shopify_sales_sentinel.windows import Window
from bot.contracts.agents import AgentResult, RecordView, RecordWrite
from bot.contracts.amounts import read_amount
from bot.contracts.events import Fact
from bot.contracts.messages import Post

RESOLVED = "ionflux.agent.salessentinel.incident_resolved"
PERSISTS = "ionflux.agent.salessentinel.incident_persists"
ENOUGH_WINDOWS = 3
LONGEST = timedelta(hours=24)
_ON = ("open", "investigating", "remediating")


def is_on(row: RecordView) -> bool:
    """Whether the incident is not over."""
    return row.value.get("status") in _ON


def verified(rows: Sequence[RecordView], window: Window, channel: str) -> AgentResult | None:
    """What a window as usual means for the incidents that are on; None: there are none."""
    on = [row for row in rows if is_on(row)]
    if not on:
        return None
    written, events, posts, said = [], [], [], []
    for number, row in enumerate(on):
        good = int(row.value.get("good_windows") or 0) + 1
        value = dict(row.value) | {"good_windows": good}
        if good >= ENOUGH_WINDOWS:
            value |= _ended(row.value, window)
            text = _told(value)
            posts.append(Post(channel=channel, content=text, part=10 + number))
            events.append(
                Fact(event_type=RESOLVED, payload={"incident_id": row.key, "gmv_saved": value["gmv_saved"]})
            )
            said.append(text)
        written.append(RecordWrite(collection=INCIDENTS, key=row.key, at=row.at, value=value))
    return AgentResult(
        preview=" ".join(said) or f"As usual again, for the {_nth(written)} window.",
        outputs={"incident_analysis_report": report(written[-1])},
        kpis={"incidents_resolved": float(len(events))},
        posts=tuple(posts),
        events=tuple(events),
        records=tuple(written),
    )


def failed(row: RecordView, now: datetime, inputs: Mapping[str, Any]) -> Fact | None:
    """That the last remedy did not help, once it has had its time."""
    actions = row.value.get("actions") or []
    if row.value.get("status") != "remediating" or not actions or row.value.get("is_escalated"):
        return None
    minutes = float(read_amount(inputs.get("verify_minutes")) or Decimal(15))
    last = actions[-1]
    if now - datetime.fromisoformat(str(last["at"])) < timedelta(minutes=minutes):
        return None
    return Fact(event_type=PERSISTS, payload={"incident_id": row.key, "after": last["action"]})


def _ended(value: Mapping[str, Any], window: Window) -> dict[str, Any]:
    began = datetime.fromisoformat(str(value["start_time"]))
    ended = window.end - ENOUGH_WINDOWS * timedelta(seconds=window.seconds)
    ended = max(ended, began)
    # Nobody knows how long it would have lasted: a day at most is counted, and only where something was done.
    avoided = max(LONGEST - (ended - began), timedelta(0)) if value.get("actions") else timedelta(0)
    saved = Decimal(str(value["gmv_at_risk"])) * Decimal(avoided / timedelta(hours=1))
    return {"status": "resolved", "end_time": ended.isoformat(), "gmv_saved": round(float(saved), 2)}


def _told(value: Mapping[str, Any]) -> str:
    kind = str(value["incident_type"]).replace("_", " ").capitalize()
    began, ended = (datetime.fromisoformat(str(value[name])) for name in ("start_time", "end_time"))
    minutes = round((ended - began) / timedelta(minutes=1))
    done = [str(one["action"]).replace("_", " ") for one in value.get("actions") or []]
    what = f"Done: {', '.join(done)}." if done else "Nothing had to be done."
    return f"**Resolved.** {kind} is over after {minutes} minutes. {what}"


def _nth(written: Sequence[RecordWrite]) -> str:
    count = max(int(one.value["good_windows"]) for one in written)
    return {1: "first", 2: "second"}.get(count, "next")
