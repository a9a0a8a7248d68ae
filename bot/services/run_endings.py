"""How a run ends: status, steps, records, messages and events in one transaction."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.contracts.agents import AgentResult
from bot.contracts.messages import Alert, ContentType, Post
from bot.contracts.unit import Unit
from bot.services import (
    asked_runs,
    breakers,
    posts,
    records,
    run_outputs,
    run_places,
    run_previews,
    run_steps,
    statuses,
)
from bot.services.channels import OPEN_TYPES
from bot.services.run_outputs import Kept
from bot.services.run_previews import Act
from bot.services.run_steps import Step
from bot.services.runs import JOB, Claimed, Origin
from bot.services.statuses import Status
from bot.services.storing import NewMessage, storing
from config.errors import LeaseLost
from storage.bulk import Call, Found, Steps, decoded, statement
from storage.models.agents import AgentRunLog

SERVICE_NAME, OF_BREAKER = "AgentService", 990
_END = statement(
    "UPDATE agent_run_logs SET status = ?, end_time = ?, lease_until = NULL, output_data_json = ?,"
    " output_preview_text = ?, error_details_json = ?, kpi_results_json = ?, would_do_json_array = ?,"
    " updated_at = ? WHERE run_id = ? AND attempt = ? AND status = 'running' RETURNING run_id"
)
_SUMMARY = statement(
    "UPDATE agent_configurations SET last_run_summary_json = ? WHERE workspace_id = ? AND id = ?"
    " RETURNING name"
)
# The first of those that found their configuration busy may start now.
_NEXT = statement(
    "UPDATE agent_run_logs SET is_waiting = false, updated_at = ? WHERE run_id ="
    " (SELECT run_id FROM agent_run_logs WHERE agent_configuration_id = ? AND status = 'pending'"
    " AND is_waiting ORDER BY created_at LIMIT 1) RETURNING run_id, attempt"
)
_ABOVE = statement(
    "SELECT origin_json, parent_run_id FROM agent_run_logs WHERE workspace_id = ? AND run_id = ?"
)
_TYPE = statement("SELECT type FROM channels WHERE workspace_id = ? AND id = ?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a run ended: with a result, or with an error's code and words. ``acts`` are those that a preview
    noted on its way, ``files`` the outputs whose bytes have been put away.
    """

    status: str
    result: AgentResult | None = None
    error_code: str | None = None
    error_message: str | None = None
    trace: str | None = None
    steps: Sequence[Step] = ()
    acts: Sequence[Act] = ()
    files: Mapping[str, Kept] = field(default_factory=dict)

    @property
    def preview(self) -> str:
        """One sentence on what came of it."""
        return self.result.preview if self.result else (self.error_message or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What everybody is told of a run that ended, however it did."""

    run_id: UUID
    agent_configuration_id: UUID
    agent_definition_id_version: str
    triggered_by_user_id: UUID | None
    trigger_type: str
    status: str
    preview: str
    kpis: Mapping[str, float]

    def record(self, unit: Unit) -> None:
        """Keep the fact ``ionflux.agent.run.completed``."""
        definition_id, _, version = self.agent_definition_id_version.partition("/")
        payload = {
            "run_id": str(self.run_id),
            "agent_configuration_id": str(self.agent_configuration_id),
            "agent_definition_id": definition_id,
            "agent_definition_version": version,
            "status": self.status,
            "output_preview_text": self.preview,
            "kpi_results_json": dict(self.kpis),
            "user_id": str(self.triggered_by_user_id) if self.triggered_by_user_id else None,
            "trigger_type": self.trigger_type,
        }
        unit.record("ionflux.agent.run.completed", payload, source=SERVICE_NAME)

    def summary(self, at: datetime) -> dict[str, Any]:
        """As ``last_run_summary_json`` of the configuration."""
        return {
            "run_id": str(self.run_id),
            "status": self.status if self.status in ("success", "error") else "cancelled",
            "timestamp": at.isoformat(),
            "output_preview_text": self.preview,
        }

    def announcement(self) -> dict[str, Any]:
        """What open clients are told."""
        payload = {
            "run_id": str(self.run_id),
            "agent_configuration_id": str(self.agent_configuration_id),
            "status": self.status,
            "output_preview_text": self.preview,
        }
        return {"action": "run_updated", "payload": payload}


def begun(run: Claimed) -> dict[str, Any]:
    """What open clients are told of a run that goes on now."""
    payload = {
        "run_id": str(run.run_id),
        "agent_configuration_id": str(run.agent_configuration_id),
        "status": "running",
        "output_preview_text": "",
    }
    return {"action": "run_updated", "payload": payload}


def finish(unit: Unit, run: Claimed, ending: Ending) -> None:
    """End the run with all that came of it, in one transaction: status, steps, records, messages, events. Of
    a preview only its log changes.

    Raises (when stored):
        LeaseLost: another attempt has the run, or it was cancelled; nothing is stored.
    """
    if run.is_preview:
        unit.write(Steps(lambda: _ending_preview(unit, run, ending)))
        return
    result, ended = ending.result, _ended(run, ending)
    ended.record(unit)
    for fact in result.events if result else ():
        unit.record(fact.event_type, fact.payload, source=SERVICE_NAME)

    def script() -> Generator[Call, Found, None]:
        yield from _end(unit, run, ending)
        public = ended if (yield from _is_for_all(run)) else replace(ended, preview="")
        named = yield Call(_SUMMARY, (public.summary(unit.now), run.workspace_id, run.agent_configuration_id))
        name, has_answered = named[0][0] if named else "Agent", False
        for post in _posts(run, result):
            has_answered |= yield from _post(unit, run, post, name)
        if run.origin_json:
            status = _status(ending, has_answered=has_answered)
            told = yield from statuses.changing(run.workspace_id, run.run_id, status, unit.now)
            if told is not None:
                told.tell(unit)
        if ending.status == "error":
            yield from _stopping(unit, run, ending, name)
        yield from records.writing(unit, run, result.records if result else ())
        yield from run_steps.keeping(run, ending.steps, unit.now)
        yield from _making_room(unit, run)
        yield from asked_runs.going_on(unit, run.run_id, run.parent_run_id)
        unit.announce(public.announcement())

    unit.write(Steps(script))


def _ending_preview(unit: Unit, run: Claimed, ending: Ending) -> Generator[Call, Found, None]:
    """Steps after which nobody but its own page knows of it."""
    yield from _end(unit, run, ending)
    yield from run_steps.keeping(run, ending.steps, unit.now)
    yield from _making_room(unit, run)
    unit.announce(replace(_ended(run, ending), preview="").announcement())


def _posts(run: Claimed, result: AgentResult | None) -> Sequence[Post]:
    """What is to be posted; who was asked by another agent answers that by its outputs."""
    posts = result.posts if result else ()
    return [one for one in posts if run.parent_run_id is None or one.channel not in run_places.HERE]


def _making_room(unit: Unit, run: Claimed) -> Generator[Call, Found, None]:
    if found := (yield Call(_NEXT, (unit.now, run.agent_configuration_id))):
        unit.nudge(JOB, UUID(str(found[0][0])), found[0][1])


def _stopping(unit: Unit, run: Claimed, ending: Ending, name: str) -> Generator[Call, Found, None]:
    alert = yield from breakers.tripping(unit, run, ending.preview)
    if alert is not None:
        yield from _post(unit, run, Post(channel="alerts", content=alert, part=OF_BREAKER), name)


def _is_for_all(run: Claimed) -> Generator[Call, Found, bool]:
    """Whether everybody in the workspace may know what came of the run: not of one that was asked for where
    they do not read, be it by the run that asked for this one.
    """
    stored, parent = run.origin_json, run.parent_run_id
    while not stored and parent is not None:
        (found,) = yield Call(_ABOVE, (run.workspace_id, parent))
        stored, parent = decoded(AgentRunLog, "origin_json parent_run_id", found).values()
    if (origin := Origin.read(stored)) is None:
        return True
    kind = yield Call(_TYPE, (run.workspace_id, origin.channel_id))
    return bool(kind) and kind[0][0] in OPEN_TYPES


def _ended(run: Claimed, ending: Ending) -> Ended:
    return Ended(
        run_id=run.run_id,
        agent_configuration_id=run.agent_configuration_id,
        agent_definition_id_version=run.agent_definition_id_version,
        # Whom a run acts for that another one asked for did not start it: they hear of that other one.
        triggered_by_user_id=None if run.parent_run_id else run.triggered_by_user_id,
        trigger_type=run.trigger_type,
        status=ending.status,
        preview=ending.preview,
        kpis=ending.result.kpis if ending.result else {},
    )


def _end(unit: Unit, run: Claimed, ending: Ending) -> Generator[Call, Found, None]:
    result, files = ending.result, ending.files
    outputs = [
        files[key].item(run.run_id)
        if key in files
        else {"key_name": key, "value": value, "storage_ref_url": None}
        for key, value in (result.outputs if result else {}).items()
    ]
    error = None
    if ending.error_code is not None:
        error = {
            "error_code": ending.error_code,
            "error_message_text": ending.error_message,
            "stack_trace_text": ending.trace,
        }
    ended = yield Call(
        _END,
        (
            ending.status,
            unit.now,
            {"outputs_array": outputs},
            ending.preview,
            error,
            dict(result.kpis) if result and not run.is_preview else {},
            run_previews.stored(ending.acts, result) if run.is_preview else None,
            unit.now,
            run.run_id,
            run.attempt,
        ),
    )
    if not ended:
        raise LeaseLost("This run belongs to another attempt now.")
    yield from run_outputs.storing(run, files)


def _status(ending: Ending, *, has_answered: bool) -> Status:
    """The last word of the status message; where no answer stands beside it, it says what came of the run."""
    if ending.error_code is not None:
        text = f"{ending.error_message} ({ending.error_code})"
        return Status(status=ending.status, text=text, error_code=ending.error_code)
    return Status(status=ending.status, text="" if has_answered else f"· {ending.preview}", progress=1.0)


def _post(unit: Unit, run: Claimed, post: Post, name: str) -> Generator[Call, Found, bool]:
    """Store the post; whether it stands where the run was asked for."""
    where = yield from run_places.finding(run, post.channel)
    if where is None:
        return False
    content_type, content = _content(unit, run, post, is_meant=where.is_meant)
    stored = yield from storing(
        NewMessage(
            workspace_id=run.workspace_id,
            channel_id=where.channel_id,
            sender_id=run.agent_configuration_id,
            sender_type="agent",
            content_type=content_type,
            content_json=content,
            correlation_id=run.correlation_id,
            at=unit.now,
            thread_id=where.thread_id,
            run_id=run.run_id,
            part=post.part,
        )
    )
    if stored is not None and stored[1]:
        if where.is_origin and (kind := (yield Call(_TYPE, (run.workspace_id, where.channel_id)))):
            # Who follows the thread may want to hear of the answer.
            yield from posts.recording(unit, stored[0], kind[0][0])
        posts.news(stored[0], name).tell(unit)
    return where.is_origin


def _content(unit: Unit, run: Claimed, post: Post, *, is_meant: bool) -> tuple[ContentType, dict[str, Any]]:
    told = "" if is_meant else f"Meant for {post.channel[:80]}, where this agent cannot post."
    if not isinstance(post.content, Alert):
        text = post.content if is_meant else f"{post.content}\n\n{told}"
        return ContentType.MARKDOWN, {"text_body": text}
    ids = {"run_id": str(run.run_id)} | ({"event_id": str(unit.cause.event_id)} if unit.cause else {})
    foot = " ".join(filter(None, (post.content.foot_text, told)))
    return ContentType.JSON_DATA, replace(post.content, foot_text=foot or None).content(**ids)
