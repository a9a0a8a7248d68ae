"""Activity: who did what and when, read from an event or from the inputs of a run by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from bot.contracts.agents import AgentContext
from bot.contracts.events import Event

OWN_ID = "agent_009_refactored"
_RUN_COMPLETED = "ionflux.agent.run.completed"
# What the platform and its agents publish anyway → what it is called in the rules.
_KNOWN_AS: Mapping[str, str] = {
    _RUN_COMPLETED: "agent_run_success",
    "ionflux.workspace.connection.created": "saas_connected",
    "ionflux.agent.tiktokstylist.video_published_to_tiktok": "video_posted",
}
_LONGEST_TYPE = 60
# A clock may be a little ahead of ours; what is older than a year is history.
_AHEAD, _PAST = timedelta(hours=1), timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One deed. ``event_id`` is the event's, or the run's when somebody told of it by hand."""

    event_id: str
    event_type: str
    user_id: str
    workspace_id: str
    at: datetime
    properties: Mapping[str, Any] = field(default_factory=dict)


def read_activity(context: AgentContext) -> Activity | str:
    """The deed that the run is about, or in one sentence why there is none."""
    if (event := context.event) is not None:
        if not context.now - _PAST < event.event_timestamp < context.now + _AHEAD:
            return "The time of the activity cannot be: it earns nothing."
        return _of_event(event)
    return _read(context.inputs, event_id=str(context.run_id), at=context.now)


def _of_event(event: Event) -> Activity | str:
    payload, known = event.payload_json, _KNOWN_AS.get(event.event_type)
    if event.workspace_id is None:
        return "What belongs to no workspace earns nothing."
    if event.event_type == _RUN_COMPLETED:
        if payload.get("agent_definition_id") == OWN_ID:
            return "A run of this agent earns nothing."
        if payload.get("status") != "success":
            return "Only a run that succeeds earns something."
    workspace_id = str(event.workspace_id)
    user_id = payload.get("user_id") or (str(event.user_id) if event.user_id else None)
    told: Mapping[str, Any] = {"workspace_id": workspace_id, **payload, "user_id": user_id}
    if known is not None:
        told = {**told, "event_type": known, "event_properties": payload}
    if str(told["workspace_id"]) != workspace_id:
        return "The activity says it is of another workspace; it earns nothing."
    return _read(told, event_id=str(event.event_id), at=event.event_timestamp)


def _read(told: Mapping[str, Any], *, event_id: str, at: datetime) -> Activity | str:
    event_type, properties = told.get("event_type"), told.get("event_properties")
    user_id, workspace_id = _id(told.get("user_id")), _id(told.get("workspace_id"))
    if user_id is None:
        return "Nobody is named who did it, so nobody earns anything."
    if workspace_id is None:
        return "The activity names no workspace."
    if not isinstance(event_type, str) or not 0 < len(event_type) <= _LONGEST_TYPE:
        return "The activity does not say what was done."
    return Activity(
        event_id=event_id,
        event_type=event_type,
        user_id=user_id,
        workspace_id=workspace_id,
        at=at,
        properties=properties if isinstance(properties, Mapping) else {},
    )


def _id(value: Any) -> str | None:
    """An id in its one spelling, so that nobody has two standings."""
    try:
        return str(UUID(value)) if isinstance(value, str) else None
    except ValueError:
        return None
