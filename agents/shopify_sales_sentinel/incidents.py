"""Incidents: an anomaly as people and other agents learn of it, once while it goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from agents.shopify_sales_sentinel import wording
from agents.shopify_sales_sentinel.detectors import Hit
from agents.shopify_sales_sentinel.impact import Impact
from agents.shopify_sales_sentinel.rules import ALERT_GENERATED, for_butler
from agents.shopify_sales_sentinel.verdicts import Verdict
from bot.contracts.agents import AgentResult, RecordView, RecordWrite
from bot.contracts.events import Fact
from bot.contracts.messages import Post

INCIDENTS = "sentinel_incidents"
ANOMALY_DETECTED = "ionflux.agent.salessentinel.anomaly_detected"
# An incident goes on while it is seen again within this time.
GOES_ON = timedelta(minutes=30)
_TYPES = {
    "visits": "bot_surge",
    "cvr": "cvr_down",
    "completion": "checkout_completion_down",
    "orders": "orders_down",
    "checkout_errors": "checkout_errors_up",
    "page_load_ms": "page_load_up",
    "aov": "aov_unusual",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where alerts go, from which loss an hour they are critical, and when this is."""

    channel: str
    critical: Decimal
    now: datetime


def going_on(rows: Sequence[RecordView], verdict: Verdict) -> RecordView | None:
    """The open incident of the same kind that this anomaly continues."""
    kind = _kind(verdict)
    for row in reversed(rows):
        value = row.value
        is_same = value.get("incident_type") == kind and value.get("status") in (
            "open",
            "investigating",
            "remediating",
        )
        seen = datetime.fromisoformat(value.get("last_seen_at") or value["start_time"])
        if is_same and verdict.window.end - seen <= GOES_ON:
            return row
    return None


def opened(verdict: Verdict, main: Hit, loss: Impact, setting: Setting) -> AgentResult:
    """A new incident: its row, the alert, and both events."""
    row = _row(verdict, loss)
    alert = wording.alert(verdict, main, loss, setting.critical)
    detection = max(0.0, (setting.now - verdict.window.end).total_seconds())
    payload = _payload(row, verdict, loss)
    told = {
        "alert_type": row.value["incident_type"],
        "level": alert.level,
        "text": alert.text,
        "incident_id": row.key,
        "channel": setting.channel,
    }
    return AgentResult(
        preview=alert.text,
        outputs={
            "incident_analysis_report": report(row),
            "alert": told,
            "alert_to_brief_butler": for_butler(alert, setting.channel),
        },
        kpis={
            "alerts": 1.0,
            "incidents_opened": 1.0,
            "gmv_at_risk_per_hour": loss.gmv_at_risk_per_hour,
            "detection_seconds": round(detection, 3),
        },
        posts=(Post(channel=setting.channel, content=alert),),
        events=(
            Fact(event_type=ANOMALY_DETECTED, payload=payload),
            Fact(event_type=ALERT_GENERATED, payload=told),
        ),
        records=(row,),
    )


def continued(row: RecordView, verdict: Verdict, loss: Impact, events: Sequence[Fact] = ()) -> AgentResult:
    """The same incident seen again: its row goes on, nobody is told twice."""
    value = dict(row.value) | {
        "last_seen_at": verdict.window.end.isoformat(),
        "gmv_at_risk": loss.gmv_at_risk_per_hour,
        "good_windows": 0,
    }
    again = RecordWrite(collection=INCIDENTS, key=row.key, at=row.at, value=value)
    return AgentResult(
        preview=f"Still so: {wording.sentence(verdict, loss)}",
        outputs={"incident_analysis_report": report(again)},
        kpis={"alerts": 0.0, "gmv_at_risk_per_hour": loss.gmv_at_risk_per_hour},
        events=tuple(events),
        records=(again,),
    )


def watched(verdict: Verdict, loss: Impact) -> AgentResult:
    """What is unusual and not yet certain."""
    return AgentResult(
        preview=f"Watching, nobody was told yet: {wording.sentence(verdict, loss)}",
        kpis={"alerts": 0.0, "watched": 1.0},
    )


def _kind(verdict: Verdict) -> str:
    return _TYPES[verdict.main.metric] if verdict.main else ""


def _row(verdict: Verdict, loss: Impact) -> RecordWrite:
    start, kind = verdict.since, _kind(verdict)
    return RecordWrite(
        collection=INCIDENTS,
        key=f"{kind}:{start.isoformat()}",
        at=start,
        value={
            "id": f"{kind}:{start.isoformat()}",
            "incident_type": kind,
            "start_time": start.isoformat(),
            "end_time": None,
            "last_seen_at": verdict.window.end.isoformat(),
            "status": "open",
            "detected_anomaly_details": {
                "hits": [_hit(hit) for hit in verdict.hits],
                "worst_segment": wording.worst_segment(verdict.window),
            },
            "llm_root_cause_analysis_id": None,
            "remediation_workflow_id": None,
            "gmv_at_risk": loss.gmv_at_risk_per_hour,
            "gmv_saved": None,
            "currency": loss.currency,
        },
    )


def report(row: RecordWrite) -> dict[str, Any]:
    """The incident as ``incident_analysis_report``."""
    value = row.value
    return {
        "id": row.key,
        "incident_type": value["incident_type"],
        "status": value["status"],
        "start_time": value["start_time"],
        "end_time": value["end_time"],
        "gmv_at_risk_per_hour": value["gmv_at_risk"],
        "suspected_changes": value.get("suspected_changes", []),
        "root_cause": value.get("root_cause"),
        "actions": value.get("actions", []),
        "gmv_saved": value["gmv_saved"],
    }


def _payload(row: RecordWrite, verdict: Verdict, loss: Impact) -> Mapping[str, Any]:
    return {
        "incident_id": row.key,
        "incident_type": row.value["incident_type"],
        "window_start": verdict.window.start.isoformat(),
        "window_end": verdict.window.end.isoformat(),
        "detectors": [_hit(hit) for hit in verdict.hits],
        "orders_lost_per_hour": loss.orders_lost_per_hour,
        "gmv_at_risk_per_hour": loss.gmv_at_risk_per_hour,
        "loss_24h_percent": loss.loss_24h_percent,
        "currency": loss.currency,
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "detector": hit.detector,
        "metric": hit.metric,
        "score": round(hit.score, 2),
        "observed": round(hit.observed, 6),
        "expected": round(hit.expected, 6),
    }
