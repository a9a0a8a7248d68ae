"""Facts become notifications: for each fact who should hear of it, in which words, what it is one more of.

What is read is read now: who is a member, who may read the channel, what they want to hear of. A fact has its
effect once for each consumer, in the transaction that notes it as handled.
"""

import hashlib
from collections.abc import Awaitable, Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel, ValidationError

from bot.contracts.events import Event
from bot.contracts.messages import ContentType
from bot.contracts.unit import Unit
from bot.services import authors, preferences, recipients, threads
from bot.services.deciders import Rules
from bot.services.events import handling
from bot.services.notices import ActorView, Notice, closing, one_line, telling
from bot.services.recipients import Person
from bot.services.told_facts import Achieved, Alerted, Asked, Broken, Completed, Posted, Stopped
from config.errors import InvalidInput
from storage.bulk import Call, Found, Steps
from storage.models.agents import AgentRunLog
from storage.models.chat import Channel, Message
from storage.models.proposals import Proposal

CONSUMER = "notifications"
# What these say has a fact of its own, or is news to nobody.
_TOLD_OTHERWISE = (ContentType.AGENT_STATUS_UPDATE, ContentType.INTERACTIVE_PROPOSAL)
HERE = "here"
# A mention too, but of nobody by name.
EVERYBODY = "everybody"
# Who is at a client now sees it there: it is mailed where they have not read it by then.
TO_READ = timedelta(minutes=2)
LONG_RUN = timedelta(minutes=1)
M = TypeVar("M", bound=BaseModel)
Told = tuple[Notice, Sequence[Person]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Tells people of facts. ``has_mail``: mail leaves this installation; ``remind_after``: how long a
    critical notification waits to be acknowledged; ``presence``: who is at a client of a workspace now.
    """

    has_mail: bool
    remind_after: timedelta
    presence: Callable[[UUID], Awaitable[Mapping[UUID, str]]]

    async def message_posted(self, unit: Unit, event: Event) -> None:
        """Those who are called by name, or with their channel; the other one of a direct channel; those who
        follow the thread. Each of them once, for the strongest reason.
        """
        posted = _read(Posted, event)
        row = await Message.of(unit.scope).get_or_none(id=posted.message_id, deleted_at=None)
        channel = await Channel.of(unit.scope).get_or_none(id=posted.channel_id)
        if row is None or channel is None or row.content_type in _TOLD_OTHERWISE:
            return
        actor = await _actor(unit, posted.sender_type, posted.sender_id)
        told: list[Told] = []
        known = {posted.sender_id}
        for notice, user_ids in [
            (_message_notice(posted, channel, actor, why), await _concerned(unit, posted, why))
            for why in ("direct_message", "mention", EVERYBODY, "thread_reply")
        ]:
            fresh = [one for one in user_ids if one not in known]
            known.update(fresh)
            told.append((notice, await self._wanting(unit, notice, fresh)))
        self._tell(unit, event, told)

    async def proposal_asked(self, unit: Unit, event: Event) -> None:
        """Those who may decide, until it is decided."""
        asked = _read(Asked, event)
        row = await Proposal.of(unit.scope).get_or_none(id=asked.proposal_id)
        if row is None or row.state != "open":
            return
        asker = await _actor(unit, row.asked_by_type, row.asked_by_id)
        notice = Notice(
            kind="proposal",
            tab="needs_you",
            level="warning" if row.risk == "high" else "info",
            title_text=row.title_text,
            body_text=row.description_text or f"{asker.name} asks for a decision.",
            source_key=f"proposal:{row.id}",
            is_for_few=True,
            actor=asker,
            channel_id=row.channel_id,
            message_id=row.message_id,
            proposal_id=row.id,
        )
        may = await _deciders(unit, row) if asked.decider_user_ids is None else asked.decider_user_ids
        deciders = [one for one in may if one != row.asked_by_id]
        self._tell(unit, event, [(notice, await self._wanting(unit, notice, deciders))])

    async def proposal_decided(self, unit: Unit, event: Event) -> None:
        """Nobody is needed any more; whoever asked, and did not decide alone, learns how it went."""
        row = await Proposal.of(unit.scope).get_or_none(id=_read(Asked, event).proposal_id)
        if row is None or row.state == "open":
            return
        decision = row.decision_json or {}
        decider = decision.get("user_id")
        told: list[Told] = []
        if row.asked_by_type == "user" and row.asked_by_id is not None and str(row.asked_by_id) != decider:
            actor = None
            if decider:
                name = str(decision.get("user_name") or "Somebody")
                actor = ActorView(type="user", id=UUID(str(decider)), name=name)
            notice = Notice(
                kind="proposal",
                tab="information",
                title_text=f"{_verdict(row, decision)}: {row.title_text}",
                body_text=str(decision.get("comment") or row.outcome_text or ""),
                source_key=f"decided:{row.id}",
                is_for_few=True,
                actor=actor,
                channel_id=row.channel_id,
                message_id=row.message_id,
                proposal_id=row.id,
            )
            told.append((notice, await self._wanting(unit, notice, [row.asked_by_id])))
        self._tell(unit, event, told, decided=row.id)

    async def alert_generated(self, unit: Unit, event: Event) -> None:
        """The channel's members who want to hear of everything in it."""
        alerted = _read(Alerted, event)
        channel_id, message = await _place(unit, event, alerted)
        if channel_id is None:
            return
        is_critical = alerted.level == "critical"
        content = (message.content_json.get("json_payload") or {}) if message else {}
        title = content.get("title") or alerted.title or alerted.text or "An alert"
        subject = alerted.incident_id or alerted.order_id or _digest(alerted.text)
        notice = Notice(
            kind="alert",
            tab="needs_you" if is_critical else "information",
            level=alerted.level if alerted.level in ("info", "warning", "critical") else "info",
            title_text=str(title),
            body_text=alerted.text,
            source_key=f"alert:{event.event_id}",
            alike=f"{alerted.alert_type}:{subject}",
            actor=await _actor(unit, message.sender_type, message.sender_id) if message else None,
            channel_id=channel_id,
            message_id=message.id if message else None,
            remind_at=unit.now + self.remind_after if is_critical else None,
        )
        people = await recipients.insiders(unit, channel_id)
        people |= set(await preferences.wanting_all(unit.scope, channel_id))
        self._tell(unit, event, [(notice, await self._wanting(unit, notice, sorted(people)))])

    async def run_completed(self, unit: Unit, event: Event) -> None:
        """Who started a run, where it failed or took long; what went well and quickly pings nobody."""
        done = _read(Completed, event)
        if done.user_id is None or done.status == "cancelled_by_user":
            return
        run = await AgentRunLog.of(unit.scope).get_or_none(run_id=done.run_id)
        if run is None:
            return
        took = run.end_time - run.start_time if run.end_time and run.start_time else timedelta()
        has_failed = done.status != "success"
        if not has_failed and took <= LONG_RUN:
            return
        agent = await _actor(unit, "agent", done.agent_configuration_id)
        origin = run.origin_json or {}
        notice = Notice(
            kind="run",
            tab="activity",
            level="warning" if has_failed else "info",
            title_text=f"{agent.name} failed" if has_failed else f"{agent.name} is done",
            body_text=done.output_preview_text or "",
            source_key=f"run:{done.run_id}",
            actor=agent,
            channel_id=_uuid(origin.get("channel_id")),
            message_id=_uuid(origin.get("message_id")),
            thread_id=_uuid(origin.get("thread_id")),
        )
        self._tell(unit, event, [(notice, await self._wanting(unit, notice, [done.user_id]))])

    async def achieved(self, unit: Unit, event: Event) -> None:
        """Whoever unlocked a badge or reached a level, among their activity: nobody is needed for it."""
        achieved = _read(Achieved, event)
        title = f"Badge: {achieved.name}" if achieved.name else f"You reached level {achieved.level}"
        notice = Notice(
            kind="achievement",
            tab="activity",
            title_text=title,
            body_text=achieved.description,
            source_key=f"achievement:{event.event_id}",
        )
        self._tell(unit, event, [(notice, await self._wanting(unit, notice, [achieved.user_id]))])

    async def link_broken(self, unit: Unit, event: Event) -> None:
        """Those who run the workspace: nothing crosses there until they mend it."""
        broken = _read(Broken, event)
        channel = await Channel.of(unit.scope).get_or_none(id=broken.channel_id)
        if channel is None:
            return
        platform = broken.platform.title()
        await self._to_leaders(
            unit,
            event,
            f"#{channel.name} is cut off from {platform}",
            f"{broken.error_text} Connect {platform} again, then link the channel again.",
            alike=broken.link_id,
        )

    async def agent_stopped(self, unit: Unit, event: Event) -> None:
        """Those who run the workspace: nothing starts the agent until one of them resumes it."""
        stopped = _read(Stopped, event)
        told = f"Its last runs failed: {stopped.error_text}"[:500]
        alike = stopped.agent_configuration_id
        await self._to_leaders(unit, event, f"{stopped.name} was stopped", told, alike=alike)

    async def _to_leaders(self, unit: Unit, event: Event, title: str, body: str, *, alike: UUID) -> None:
        notice = Notice(
            kind="alert",
            tab="needs_you",
            level="warning",
            title_text=title,
            body_text=body,
            source_key=f"{event.event_type.split('.')[-2]}:{event.event_id}",
            alike=str(alike),
            is_for_few=True,
        )
        leaders = await recipients.leaders(unit)
        self._tell(unit, event, [(notice, await self._wanting(unit, notice, leaders))])

    async def _wanting(self, unit: Unit, notice: Notice, user_ids: Iterable[UUID]) -> list[Person]:
        people = await recipients.wanting(unit, notice, user_ids, has_mail=self.has_mail)
        if notice.is_critical or not any(one.mail_at for one in people):
            return people
        present = await self.presence(unit.scope)
        return [
            replace(one, mail_at=max(one.mail_at, unit.now + TO_READ))
            if one.mail_at is not None and present.get(one.user_id) == HERE
            else one
            for one in people
        ]

    @staticmethod
    def _tell(unit: Unit, event: Event, told: Sequence[Told], *, decided: UUID | None = None) -> None:
        def script() -> Generator[Call, Found, None]:
            if not (yield from handling(CONSUMER, event.event_id, unit.now)):
                return
            if decided is not None:
                yield from closing(unit, decided)
            for notice, people in told:
                yield from telling(unit, notice, people)

        if decided is not None or any(people for _, people in told):
            unit.write(Steps(script))


def _read(model: type[M], event: Event) -> M:
    try:
        return model.model_validate(dict(event.payload_json))
    except ValidationError as wrong:
        raise InvalidInput(
            f"The payload of {event.event_type} cannot be read.", code="event_malformed"
        ) from wrong


def _message_notice(posted: Posted, channel: Channel, actor: ActorView, why: str) -> Notice:
    place = "" if channel.type == "dm" else f" in #{channel.name}"
    titles = {
        "direct_message": f"{actor.name} wrote to you",
        "mention": f"{actor.name} mentioned you{place}",
        EVERYBODY: f"{actor.name} called everybody{place}",
        "thread_reply": f"{actor.name} replied in a thread{place}",
    }
    alike = posted.thread_id or (posted.channel_id if why == "direct_message" else None)
    return Notice(
        kind="mention" if why == EVERYBODY else why,
        tab="information" if why == "thread_reply" else "needs_you",
        title_text=titles[why],
        body_text=posted.text_preview,
        source_key=f"message:{posted.message_id}",
        alike=str(alike) if alike else None,
        is_for_few=why != "thread_reply",
        actor=actor,
        channel_id=posted.channel_id,
        message_id=posted.message_id,
        thread_id=posted.thread_id,
    )


async def _concerned(unit: Unit, posted: Posted, why: str) -> list[UUID]:
    if why == "direct_message":
        return (
            sorted(await recipients.insiders(unit, posted.channel_id)) if posted.channel_type == "dm" else []
        )
    if why == "mention":
        named = [_uuid(one.get("id")) for one in posted.mentions_json_array if one.get("type") == "user"]
        return [one for one in named if one is not None]
    if why == EVERYBODY:
        is_called = any(one.get("type") == "channel" for one in posted.mentions_json_array)
        return sorted(await recipients.insiders(unit, posted.channel_id)) if is_called else []
    if posted.thread_id is None:
        return []
    return await threads.followers(unit.scope, posted.thread_id)


async def _actor(unit: Unit, kind: str, actor_id: UUID | None) -> ActorView:
    known = await authors.names(unit.scope, [(kind, actor_id)])
    return ActorView(type=kind, id=actor_id, name=one_line(authors.called(known, (kind, actor_id)), 80))


async def _deciders(unit: Unit, row: Proposal) -> list[UUID]:
    """Who may decide where the fact does not name them: by role, and members only in channels they are in."""
    if row.decider_user_ids_array:
        return [UUID(str(one)) for one in row.decider_user_ids_array]
    inside = await recipients.insiders(unit, row.channel_id)
    everybody = inside | set(await recipients.leaders(unit))
    roles = await recipients.readers(unit, row.channel_id, sorted(everybody))
    rules = Rules.of(row)
    return [user_id for user_id, role in roles.items() if rules.allow(role, user_id)]


def _verdict(row: Proposal, decision: Mapping[str, Any]) -> str:
    if row.state == "withdrawn":
        return "Taken back"
    if row.state == "expired" and not decision.get("user_id"):
        return "Nobody decided in time"
    labels = {one.get("action_id"): one.get("label") for one in row.actions_array}
    label = labels.get(decision.get("action_id")) or decision.get("action_id") or "decided"
    return f"{decision.get('user_name') or 'Somebody'} chose “{label}”"


async def _place(unit: Unit, event: Event, alerted: Alerted) -> tuple[UUID | None, Message | None]:
    """Where the alert stands, and its message; the message alone knows where it was really posted."""
    posts = Message.of(unit.scope).filter(
        correlation_id=event.correlation_id,
        sender_type="agent",
        content_type=ContentType.JSON_DATA,
        deleted_at=None,
    )
    for row in await posts.order_by("-id").limit(20):
        if (row.content_json.get("json_payload") or {}).get("text") == alerted.text:
            return row.channel_id, row
    name = (alerted.channel or "alerts").removeprefix("#")
    found = await Channel.of(unit.scope).get_or_none(name=name)
    if found is None and (channel_id := _uuid(name)) is not None:
        found = await Channel.of(unit.scope).get_or_none(id=channel_id)
    return (found.id if found else None), None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text)) if text else None
    except ValueError:
        return None
