"""The run at hand: what graphs see of it. A graph is built once with ``CurrentRun``, which always speaks of
the run of the present task.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar
from uuid import UUID

import orjson

from bot.contracts.agents import Decided, Outcome, Question, Records, ThreadMessage
from bot.contracts.asked_agents import PATIENCE, AgentAnswer, AgentRequest
from bot.contracts.events import Event
from bot.contracts.llm import LLM
from bot.contracts.memory import Memory
from bot.contracts.tools import Tools
from bot.llm.offline import OfflineLLM
from bot.runtime.journal import Journal, node_at_work
from bot.runtime.journalled import JournalledLLM, JournalledMemory, JournalledRecords, JournalledTools
from bot.runtime.previewing import Rehearsal
from bot.runtime.progress import StatusLine
from config.errors import AgentError

Part = TypeVar("Part")


class Ledger(Protocol):
    """Does what cannot be undone, at most once."""

    async def once(self, key: str, call: Callable[[str], Awaitable[Any]], *, digest: str) -> Any:
        """The result of ``call``, or of the time when it was done before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of what a run waited for, as a resumed graph is given it: plain JSON. ``of`` and ``part`` say
    what that was; without a part it is whatever the graph stands at.
    """

    of: type[Question] | type[AgentRequest]
    part: int | None
    value: Mapping[str, Any]

    def is_of(self, asked: Question | AgentRequest) -> bool:
        """Whether it came of that."""
        return isinstance(asked, self.of) and self.part in (None, asked.part)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunAtHand:
    """What one run may see and do. ``came`` is what came of what it waited for. What a preview would do is
    noted in its ``rehearsal``; what it asks of other agents ``consult`` answers.
    """

    run_id: UUID
    inputs: Mapping[str, Any]
    event: Event | None
    trigger_key: str
    now: datetime
    records: Records
    journal: Journal
    thread: Sequence[ThreadMessage] = ()
    status: StatusLine | None = None
    llm: LLM = field(default_factory=OfflineLLM)
    memory: Memory | None = None
    tools: Tools | None = None
    ledger: Ledger | None = None
    rehearsal: Rehearsal | None = None
    consult: Callable[[AgentRequest], Awaitable[AgentAnswer]] | None = None
    came: Came | None = None
    is_checkpointed: bool = False
    is_replayed: bool = False
    effects: Counter[str] = field(default_factory=Counter)

    @property
    def may_reach_out(self) -> bool:
        """Whether it may ask people and have effects: it goes on after a crash, or nothing of it is real."""
        return self.is_checkpointed or self.is_replayed or self.rehearsal is not None


current: ContextVar[RunAtHand] = ContextVar("run_at_hand")


class CurrentRun:
    """The AgentContext that graphs are built with."""

    @property
    def run_id(self) -> UUID:
        """The run."""
        return current.get().run_id

    @property
    def inputs(self) -> Mapping[str, Any]:
        """The resolved inputs."""
        return current.get().inputs

    @property
    def event(self) -> Event | None:
        """What started the run, if an event did."""
        return current.get().event

    @property
    def trigger_key(self) -> str:
        """The key of the trigger that started it."""
        return current.get().trigger_key

    @property
    def now(self) -> datetime:
        """The moment the run began."""
        return current.get().now

    @property
    def thread(self) -> Sequence[ThreadMessage]:
        """What was said where a person started the run."""
        return current.get().thread

    @property
    def records(self) -> Records:
        """The agent's own data."""
        at_hand = current.get()
        return JournalledRecords(at_hand.journal, at_hand.records)

    @property
    def llm(self) -> LLM:
        """The language models."""
        at_hand = current.get()
        return JournalledLLM(at_hand.journal, at_hand.llm)

    @property
    def memory(self) -> Memory:
        """What the agent remembers."""
        at_hand = current.get()
        return JournalledMemory(at_hand.journal, _there(at_hand.memory, "memory"))

    @property
    def tools(self) -> Tools:
        """What it may do."""
        at_hand = current.get()
        return JournalledTools(at_hand.journal, _there(at_hand.tools, "tools"))

    async def ask(self, question: Question) -> Decided:
        """Put a question to people and wait."""
        at_hand = current.get()
        if not at_hand.may_reach_out:
            raise AgentError(
                "This agent asks people in a run that keeps no checkpoints: say 'checkpoints: true'.",
                code="not_checkpointed",
            )
        came = await at_hand.journal.through("decision", asdict(question), lambda: _wait(at_hand, question))
        return read_decided(came)

    async def ask_agent(
        self, definition_id: str, inputs: Mapping[str, Any], *, part: int = 1, waits: timedelta = PATIENCE
    ) -> AgentAnswer:
        """Have another agent run with these inputs, and wait for it."""
        at_hand = current.get()
        if not at_hand.may_reach_out:
            raise AgentError(
                "This agent asks another in a run that keeps no checkpoints: say 'checkpoints: true'.",
                code="not_checkpointed",
            )
        request = AgentRequest(definition_id=definition_id, inputs=inputs, part=part, waits=waits)
        asked = [definition_id, dict(inputs), part]
        return read_answer(await at_hand.journal.through("agent", asked, lambda: _consult(at_hand, request)))

    async def effect(
        self,
        name: str,
        call: Callable[[str], Awaitable[Outcome]],
        *,
        digest: str = "",
        instead: Any = None,
    ) -> Outcome:
        """Do something that cannot be undone, at most once."""
        at_hand = current.get()
        if not at_hand.may_reach_out:
            raise AgentError(
                "This agent reaches outside in a run that keeps no checkpoints: say 'checkpoints: true'.",
                code="not_checkpointed",
            )
        begun = f"{at_hand.run_id}:{node_at_work()}:{name}"
        at_hand.effects[begun] += 1
        key = f"{begun}:{at_hand.effects[begun]}"

        async def act() -> Any:
            if at_hand.rehearsal is not None:
                return at_hand.rehearsal.effect(name, instead)
            return await _there(at_hand.ledger, "effects").once(key, call, digest=digest)

        outcome: Outcome = await at_hand.journal.through("effect", [key, digest], act)
        return outcome

    async def progress(self, text: str, share: float | None = None) -> None:
        """Say how far the run is, where anybody is told."""
        if (status := current.get().status) is not None:
            status.say(text, share)


async def _wait(at_hand: RunAtHand, question: Question) -> Any:
    """What was decided; of a question not yet asked LangGraph stops the run here."""
    if at_hand.rehearsal is not None:
        return at_hand.rehearsal.answer(question)
    from langgraph.types import interrupt

    return interrupt(question)


async def _consult(at_hand: RunAtHand, request: AgentRequest) -> Any:
    """The answer of another agent; where it has not been asked yet LangGraph stops the run here."""
    if at_hand.consult is not None:
        return told_answer(await at_hand.consult(request))
    from langgraph.types import interrupt

    return interrupt(request)


def told_answer(answer: AgentAnswer) -> dict[str, Any]:
    """An answer as plain JSON."""
    plain = asdict(answer) | {"run_id": str(answer.run_id) if answer.run_id else None}
    found: dict[str, Any] = orjson.loads(orjson.dumps(plain, default=str, option=orjson.OPT_NON_STR_KEYS))
    return found


def read_answer(came: Mapping[str, Any]) -> AgentAnswer:
    """What an answer's JSON says."""
    return AgentAnswer(**{**came, "run_id": UUID(came["run_id"]) if came["run_id"] else None})


def read_decided(came: Mapping[str, Any]) -> Decided:
    """What a decision's JSON says."""
    return Decided(
        action_id=came["action_id"],
        data_json=came["data_json"],
        digest=came["digest"],
        user_id=UUID(came["user_id"]) if came["user_id"] else None,
        comment=came["comment"],
        at=datetime.fromisoformat(came["at"]) if came["at"] else None,
        is_expired=came["is_expired"],
    )


def _there(part: Part | None, what: str) -> Part:
    if part is None:
        raise AgentError(f"This run has no {what}.", code="agent_failed")
    return part
