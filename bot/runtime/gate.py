"""The door inwards that adapters are given: units with the actor's role in them, and live updates."""

from collections.abc import AsyncIterator, Callable, Generator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from bot.contracts.commands import CommandCall, CommandList, Parsed, Reply
from bot.contracts.grammar import is_command, unescaped
from bot.contracts.messages import ContentType, InboundMessage, text_content
from bot.contracts.platforms import Called
from bot.contracts.proposals import Pressed
from bot.contracts.unit import Actor, Unit
from bot.ports.live import Live
from bot.runtime.commanded import Commanded
from bot.runtime.dispatcher import Asked
from bot.runtime.mentioned import Mentioned
from bot.runtime.units import Span, Units
from bot.services import access, audit, chat, decisions
from bot.services.posts import MessageView
from storage.bulk import Call, Found

Coming = Callable[[Unit], Callable[[dict[str, Any]], Generator[Call, Found, None]]]


@dataclass(slots=True, kw_only=True)
class Serving:
    """The call that this task is answering: what its units have in common."""

    correlation_id: UUID
    permission: str
    span: Span | None = None
    entered: tuple[Actor, UUID] | None = None


_serving: ContextVar[Serving | None] = ContextVar("serving", default=None)


class Door:
    """The Gate of this process."""

    def __init__(self, units: Units, live: Live, mentioned: Mentioned, commanded: Commanded) -> None:
        """Open units, hear updates, start the agents that messages name, do what commands say."""
        self._units = units
        self._live = live
        self._mentioned = mentioned
        self._commanded = commanded

    @asynccontextmanager
    async def serving(self, correlation_id: UUID, permission: str) -> AsyncIterator[Serving]:
        """Have the units of the block share the correlation id, and require the permission in a workspace."""
        call = Serving(correlation_id=correlation_id, permission=permission)
        token = _serving.set(call)
        try:
            yield call
        finally:
            _serving.reset(token)

    @asynccontextmanager
    async def unit(
        self, actor: Actor, workspace_id: UUID | None, *, correlation_id: UUID | None = None
    ) -> AsyncIterator[Unit]:
        """A unit in a transaction; in a workspace the actor has their role, and strangers get NotFound."""
        call = _serving.get()
        inside = await _entered(actor, workspace_id, call)
        async with self._units.open_unit(
            inside,
            workspace_id,
            correlation_id=_correlation(correlation_id, call),
            span=call.span if call else None,
        ) as unit:
            _check(unit, call)
            yield unit

    @asynccontextmanager
    async def grouped_unit(
        self, actor: Actor, workspace_id: UUID, *, correlation_id: UUID | None = None
    ) -> AsyncIterator[Unit]:
        """A unit whose commit is shared, for messages."""
        call = _serving.get()
        if call is not None and call.span is not None:
            # Its answer is kept in the same commit, which nobody can share.
            async with self.unit(actor, workspace_id, correlation_id=correlation_id) as alone:
                yield alone
            return
        inside = await _entered(actor, workspace_id, call)
        async with self._units.grouped_unit(
            inside, workspace_id, correlation_id=_correlation(correlation_id, call)
        ) as unit:
            _check(unit, call)
            yield unit

    @asynccontextmanager
    async def reading(self, actor: Actor, workspace_id: UUID | None) -> AsyncIterator[Unit]:
        """A unit that only reads: no transaction, nothing is stored."""
        call = _serving.get()
        inside = await _entered(actor, workspace_id, call)
        async with self._units.grouped_unit(
            inside, workspace_id, correlation_id=_correlation(None, call)
        ) as unit:
            _check(unit, call)
            yield unit

    async def message(self, actor: Actor, workspace_id: UUID, said: InboundMessage) -> MessageView:
        """Store what the actor said, with the runs of the agents it names; the same ``client_message_id``
        again gives the first message and starts nothing.

        A text that begins with one slash is a command: it is stored with what the command does, or not at
        all.

        Raises:
            NotFound: no such channel or thread for the actor.
            InvalidInput: it names too many agents; or code ``command_unknown`` or ``command_invalid``.
        """
        is_text = said.content_type in (ContentType.TEXT, ContentType.MARKDOWN)
        text = said.content_json["text_body"] if is_text else ""
        if is_command(text):
            return await self._command(actor, workspace_id, said, text)
        if text.startswith("/"):
            said = replace(said, content_json=text_content(unescaped(text)))
        return await self._said(actor, workspace_id, said)

    async def _said(self, actor: Actor, workspace_id: UUID, said: InboundMessage) -> MessageView:
        call = _serving.get()
        if call is not None and call.span is not None:
            # What is looked up may take a call to another server, which no transaction waits for.
            async with self.reading(actor, workspace_id) as unit:
                asking = await self._mentioned.prepared(unit, said)
            async with self.unit(actor, workspace_id) as unit:
                posted = await asking.put(unit)
            return posted()
        async with AsyncExitStack() as afterwards, self.grouped_unit(actor, workspace_id) as unit:
            asking = await self._mentioned.prepared(unit, said)
            afterwards.push_async_callback(self._mentioned.settled, workspace_id, asking)
            posted = await asking.put(unit)
        return posted()

    async def _command(
        self, actor: Actor, workspace_id: UUID, said: InboundMessage, text: str
    ) -> MessageView:
        async with self.reading(actor, workspace_id) as unit:
            # Who may not read the channel learns nothing of the command either.
            await chat.see(unit, said.channel_id, thread_id=said.thread_id)
        asked = await self._commanded.typed(actor, workspace_id, text)
        async with self.unit(actor, workspace_id) as unit:
            posted = await self._commanded.put(unit, said, asked)
        return posted()

    async def command(self, actor: Actor, workspace_id: UUID, call: CommandCall, parsed: Parsed) -> Reply:
        """Have a command answered that is no message.

        Raises:
            NotFound: no such channel for the actor, or an argument names what is not there.
            NotAllowed: not for the actor's role.
            InvalidInput: code ``command_unknown`` or ``command_invalid``.
        """
        async with self.reading(actor, workspace_id) as unit:
            if call.channel_id is not None:
                place = {"thread_id": call.thread_id, "message_id": call.message_id}
                await chat.see(unit, call.channel_id, **place)
        asked = await self._commanded.parsed(actor, workspace_id, parsed)
        async with self.unit(actor, workspace_id) as unit:
            return await self._commanded.answered(unit, call, asked)

    async def mirrored(
        self, actor: Actor, workspace_id: UUID, said: InboundMessage, link_id: UUID, coming: Coming
    ) -> Sequence[str]:
        """``message``, for what a member said on a platform: never a command; ``coming`` are further steps of
        the unit. Why what it asks for is not done, in words.
        """
        async with AsyncExitStack() as afterwards, self.grouped_unit(actor, workspace_id) as unit:
            unit.origin_link_id = link_id
            asking = await self._mentioned.prepared(unit, said)
            asking.further = coming(unit)
            afterwards.push_async_callback(self._mentioned.settled, workspace_id, asking)
            await asking.put(unit)
        return [one.text for one in asking.refusals]

    @property
    def commands(self) -> CommandList:
        """All commands there are."""
        return self._commanded.dispatcher.commands

    def asked(self, called: Called) -> Asked:
        """What somebody on a platform asks for.

        Raises:
            InvalidInput: code ``command_unknown`` or ``command_invalid``.
        """
        dispatcher = self._commanded.dispatcher
        return dispatcher.asked(called.text) if called.parsed is None else dispatcher.parsed(called.parsed)

    async def count_command(self, user_id: UUID) -> None:
        """Count a command of somebody who need not be a member.

        Raises:
            LimitReached: it is one too many.
        """
        await self._commanded.count(str(user_id))

    async def given(
        self, actor: Actor, workspace_id: UUID, call: CommandCall, asked: Asked, correlation_id: UUID
    ) -> Reply:
        """``command``, for one that is read already; what it starts is started once for a correlation id."""
        await self._commanded.count(
            str(actor.id), starts_run_in=workspace_id if asked.command.starts_run else None
        )
        async with self.unit(actor, workspace_id, correlation_id=correlation_id) as unit:
            return await self._commanded.answered_typed(unit, call, asked)

    async def decide(self, actor: Actor, workspace_id: UUID, pressed: Pressed) -> MessageView:
        """Count the press as the actor's; of two that would decide, one does."""
        async with self.grouped_unit(actor, workspace_id) as unit:
            decided = await decisions.decide(unit, pressed)
        return decided()

    def updates(self, workspace_id: UUID) -> AsyncIterator[Sequence[bytes]]:
        """Live announcements of a workspace, encoded; ``reconnected`` says that some may have been lost."""
        return self._live.updates(str(workspace_id))

    async def note_refusal(self, call: Serving, what: str) -> None:
        """Keep in the audit log that the call was refused; calls outside a workspace leave no trace there."""
        if call.entered is None:
            return
        actor, workspace_id = call.entered
        async with self._units.open_unit(actor, workspace_id, correlation_id=call.correlation_id) as unit:
            await audit.append(unit, "access.refused", ("operation", what), {"role": actor.role})


async def _entered(actor: Actor, workspace_id: UUID | None, call: Serving | None) -> Actor:
    if workspace_id is None:
        return actor
    inside = await access.entered(actor, workspace_id)
    if call is not None:
        call.entered = (inside, workspace_id)
    return inside


def _check(unit: Unit, call: Serving | None) -> None:
    if call is not None and unit.workspace_id is not None and call.permission in access.POLICY:
        access.require(unit, call.permission)


def _correlation(given: UUID | None, call: Serving | None) -> UUID | None:
    return given or (call.correlation_id if call else None)
