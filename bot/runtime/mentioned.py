"""What follows a person's message: runs of the agents it names, or of the agent whose channel it is in."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from bot.contracts.commands import CommandCall
from bot.contracts.mentions import without
from bot.contracts.messages import InboundMessage
from bot.contracts.unit import Unit
from bot.ports.limits import Allowance, RateLimit
from bot.services import access, agents, channels, chat, replies, runs
from bot.services.chat import Then
from bot.services.definitions import Catalogue
from bot.services.mentions import Named, named
from bot.services.posts import MessageView
from config.errors import UserError
from storage.bulk import Call, Found

_MOST_KNOWN = 10_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something that the message asks for is not done; its author alone is told."""

    text: str
    code: str


@dataclass(slots=True)
class Asking:
    """A message about to be stored, with the runs that it starts."""

    said: InboundMessage
    named: Named
    starts: list[runs.NewRun] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    is_new: bool = False
    further: Then | None = None

    @property
    def text(self) -> str:
        """What is written in it."""
        return str(self.said.content_json.get("text_body") or "")

    async def put(self, unit: Unit) -> Callable[[], MessageView]:
        """Put the message and its runs on the unit, all or nothing; a repeat of the message starts none.

        Raises:
            NotFound: as ``chat.post``.
        """

        def then(row: dict[str, Any]) -> Generator[Call, Found, None]:
            self.is_new = True
            yield from (self.further(row) if self.further else ())
            for run in self.starts:
                yield from runs.starting(unit, _placed(run, row))
            for refusal in self.refusals:
                told = replies.frame(unit, _call(row), refusal.text, code=refusal.code)
                unit.announce(told)

        return await chat.post(unit, self.said, mentions=self.named.shown, then=then)


class Mentioned:
    """Finds out which runs a message starts."""

    def __init__(self, catalogue: Catalogue, limit: RateLimit, allowance: Allowance) -> None:
        """Start agents of ``catalogue``, as many in a workspace as ``allowance`` says."""
        self._catalogue = catalogue
        self._limit = limit
        self._allowance = allowance
        # What a channel is it stays, so that most messages need no look.
        self._plain: set[UUID] = set()

    async def prepared(self, unit: Unit, said: InboundMessage) -> Asking:
        """The message with its runs, or with why there are none. Not for use inside a transaction.

        Raises:
            NotFound: no such channel for the actor.
            InvalidInput: it names too many agents.
        """
        asking = Asking(said, await named(unit, str(said.content_json.get("text_body") or "")))
        for text, names in asking.named.unclear.items():
            could = " or ".join(f'`@"{name}"`' for name in names)
            told = f"{text} could be several agents. Write {could}."
            asking.refusals.append(Refusal(told, "mention_unclear"))
        wanted = [agent.id for agent in asking.named.agents]
        if not wanted and (own := await self._whose(unit, asking)) is not None:
            wanted.append(own)
        if wanted:
            access.require(unit, "messages.post")
            await chat.see(unit, said.channel_id)
        prompt = without(asking.text, asking.named.places)
        for configuration_id in wanted:
            await self._add(unit, asking, configuration_id, prompt)
        return asking

    async def settled(self, workspace_id: UUID, asking: Asking) -> None:
        """Count no runs for a message that was known already, or not stored. Not for use inside a
        transaction.
        """
        for _ in asking.starts if not asking.is_new else ():
            await self._limit.give_back(self._allowance, "runs", str(workspace_id))

    async def _whose(self, unit: Unit, asking: Asking) -> UUID | None:
        """The agent whose own channel it is said in, when it is said to nobody else."""
        if asking.said.channel_id in self._plain:
            return None
        channel = await channels.entered(unit, asking.said.channel_id)
        if channel.type != "agent_dedicated":
            if len(self._plain) >= _MOST_KNOWN:
                self._plain.clear()
            self._plain.add(channel.id)
            return None
        is_to_others = asking.named.shown or asking.named.unclear
        return channel.bound_agent_configuration_id if asking.text.strip() and not is_to_others else None

    async def _add(self, unit: Unit, asking: Asking, configuration_id: UUID, prompt: str) -> None:
        try:
            run = await self._run(unit, configuration_id, prompt)
            await self._limit.spend(self._allowance, "runs", str(unit.scope))
        except UserError as refused:
            asking.refusals.append(Refusal(refused.message, refused.code))
        else:
            asking.starts.append(run)

    async def _run(self, unit: Unit, configuration_id: UUID, prompt: str) -> runs.NewRun:
        access.require(unit, "runs.start")
        configuration = await agents.get(unit, configuration_id)
        definition = await self._catalogue.of(unit.scope, configuration.agent_definition_id)
        prompted = definition.prompted
        params = {prompted.key_name: prompt} if prompted is not None and prompt else {}
        return await agents.new_run(unit, self._catalogue, configuration_id, params)


def _placed(run: runs.NewRun, row: dict[str, Any]) -> runs.NewRun:
    """The run as that message starts it: its answer goes into the message's thread, which it opens where it
    stands in none.
    """
    origin = runs.Origin(
        channel_id=row["channel_id"], thread_id=row["thread_id"] or row["id"], message_id=row["id"]
    )
    return replace(run, trigger_type="manual_command", trigger_key=f"mention:{row['id']}", origin=origin)


def _call(row: dict[str, Any]) -> CommandCall:
    return CommandCall(
        channel_id=row["channel_id"],
        thread_id=row["thread_id"],
        message_id=row["id"],
        client_message_id=row["client_message_id"],
    )
