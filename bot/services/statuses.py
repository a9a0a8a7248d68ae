"""The status message of a run that a person started from a place: one, in that place, edited there.

It is the run's part -1, stored with the run; messages are once per run and part, so none makes a second.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.contracts.messages import ContentType
from bot.services import edits, posts
from bot.services.carrying import News
from bot.services.storing import NewMessage, storing
from storage.bulk import Call, Found, decoded, statement
from storage.models.agents import AgentConfiguration
from storage.models.chat import Message

PART = -1

_NAME = statement("SELECT name FROM agent_configurations WHERE workspace_id = ? AND id = ?")
_FIND = statement("SELECT id FROM messages WHERE workspace_id = ? AND run_id = ? AND part = -1")
_SHOWN_AS = {"cancelled_by_user": "cancelled", "cancelled_by_system": "cancelled"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Whose status it is, and where it stands."""

    workspace_id: UUID
    channel_id: UUID
    thread_id: UUID | None
    configuration_id: UUID
    run_id: UUID
    correlation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How far a run is, in words. ``progress`` goes from 0 to 1; None says nothing of it."""

    status: str
    text: str
    step: str | None = None
    progress: float | None = None
    error_code: str | None = None


def posting(place: Place, at: datetime) -> Generator[Call, Found, News | None]:
    """Steps that store the status message of a run that is stored with them; what is done after that."""
    found = yield Call(_NAME, (place.workspace_id, place.configuration_id))
    name = decoded(AgentConfiguration, "name", found[0])["name"] if found else "Agent"
    update = {
        "run_id": str(place.run_id),
        "name": name,
        "status": "pending",
        "text": "Waiting to start",
        "step": None,
        "progress": None,
        "started_at": at.isoformat(),
    }
    new = NewMessage(
        workspace_id=place.workspace_id,
        channel_id=place.channel_id,
        sender_id=place.configuration_id,
        sender_type="agent",
        content_type=ContentType.AGENT_STATUS_UPDATE,
        content_json={"status_update_json": update},
        correlation_id=place.correlation_id,
        at=at,
        thread_id=place.thread_id,
        run_id=place.run_id,
        part=PART,
    )
    stored = yield from storing(new)
    return posts.news(stored[0], name) if stored is not None and stored[1] else None


def changing(
    workspace_id: UUID, run_id: UUID, status: Status, at: datetime
) -> Generator[Call, Found, News | None]:
    """Steps that have the run's status message say this; what is done after that, if it has one.

    The caller holds the run's row, so that nothing is said of a run after its end.
    """
    found = yield Call(_FIND, (workspace_id, run_id))
    if not found:
        return None
    message_id = decoded(Message, "id", found[0])["id"]
    content = yield from edits.content(workspace_id, message_id)
    if content is None:
        return None
    before = content["status_update_json"]
    edit = edits.Edit(
        workspace_id=workspace_id,
        message_id=message_id,
        content_before=None,
        content_json={"status_update_json": _changed(before, status, at)},
        user_id=None,
        sender_name=before["name"],
        at=at,
    )
    return (yield from edits.editing(edit)).news


def _changed(before: Mapping[str, Any], status: Status, at: datetime) -> dict[str, Any]:
    shown = _SHOWN_AS.get(status.status, status.status)
    has_ended = shown not in ("pending", "running")
    text = status.text
    if shown == "success":
        took = at - datetime.fromisoformat(before["started_at"])
        text = " ".join(filter(None, (f"Done in {_took(took.total_seconds())}", text)))
    changed = dict(before) | {"status": shown, "text": text, "step": status.step, "progress": status.progress}
    if has_ended:
        changed["ended_at"] = at.isoformat()
    if status.error_code is not None:
        changed["error_code"] = status.error_code
    return changed


def _took(seconds: float) -> str:
    if seconds < 1:
        return f"{max(seconds, 0):.1f} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60} s"
