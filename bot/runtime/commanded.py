"""What a message that is a command comes to: stored as typed, with what the command does, in one unit."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from bot.contracts.commands import CommandCall, Parsed, Reply
from bot.contracts.grammar import masked
from bot.contracts.messages import InboundMessage
from bot.contracts.unit import Actor, Unit
from bot.ports.limits import Allowances, RateLimit
from bot.runtime.dispatcher import Asked, Dispatcher
from bot.services import chat, replies
from bot.services.posts import MessageView
from config.clock import new_id


class Commanded:
    """Reads commands within limits, and puts what they come to on a unit."""

    def __init__(self, dispatcher: Dispatcher, limit: RateLimit, limits: Allowances) -> None:
        """Have ``dispatcher`` answer, as often as ``limits`` says."""
        self.dispatcher = dispatcher
        self._limit = limit
        self._limits = limits

    async def typed(self, actor: Actor, workspace_id: UUID, text: str) -> Asked:
        """What a line asks for. Not for use inside a transaction.

        Raises:
            InvalidInput: code ``command_unknown`` or ``command_invalid``.
            LimitReached: the actor's commands, or the workspace's runs, were too many.
        """
        return await self._counted(actor, workspace_id, partial(self.dispatcher.asked, text))

    async def parsed(self, actor: Actor, workspace_id: UUID, parsed: Parsed) -> Asked:
        """The same of a command that a client has parsed."""
        return await self._counted(actor, workspace_id, partial(self.dispatcher.parsed, parsed))

    async def put(self, unit: Unit, said: InboundMessage, asked: Asked) -> Callable[[], MessageView]:
        """Put the message and what the command does on the unit. The same ``client_message_id`` again gives
        the first message and does nothing.

        Raises:
            NotFound: no such channel or thread for the actor.
            InvalidInput, NotAllowed, Conflict: the command cannot be done; nothing is to be stored.
        """
        if (first := await chat.said_before(unit, said)) is not None:
            return lambda: first
        text = said.content_json["text_body"]
        call = CommandCall(
            text=text, channel_id=said.channel_id, thread_id=said.thread_id, message_id=new_id(),
            client_message_id=said.client_message_id,
        )  # fmt: skip
        posted = await chat.post(unit, saying(said, masked(text)), message_id=call.message_id)
        reply = await self.dispatcher.answer_typed(unit, call, asked)
        if reply.run_id is None:
            # Of a run its status message tells, to everybody who may read the channel.
            replies.give(unit, call, reply)
        return posted

    async def answered(self, unit: Unit, call: CommandCall, asked: Asked) -> Reply:
        """The reply to a command that is no message.

        Raises:
            NotFound: an argument names what is not there.
            InvalidInput, NotAllowed, Conflict: the command cannot be done; nothing is to be stored.
        """
        return await self.dispatcher.answer(unit, call, asked)

    async def answered_typed(self, unit: Unit, call: CommandCall, asked: Asked) -> Reply:
        """The same, for a line: an argument that names nothing is a fault of the line."""
        return await self.dispatcher.answer_typed(unit, call, asked)

    async def count(self, who: str, *, starts_run_in: UUID | None = None) -> None:
        """Count a command, and the run it starts.

        Raises:
            LimitReached: it is one too many.
        """
        await self._limit.spend(self._limits.commands, "commands", who)
        if starts_run_in is not None:
            await self._limit.spend(self._limits.runs, "runs", str(starts_run_in))

    async def _counted(self, actor: Actor, workspace_id: UUID, read: Callable[[], Asked]) -> Asked:
        """Wrong commands count too, and runs count as runs."""
        await self._limit.spend(self._limits.commands, "commands", str(actor.id))
        asked = read()
        if asked.command.starts_run:
            await self._limit.spend(self._limits.runs, "runs", str(workspace_id))
        return asked


def saying(said: InboundMessage, text: str) -> InboundMessage:
    """The same message with that text."""
    return replace(said, content_json=said.content_json | {"text_body": text})
