"""Repeats a run from what its steps kept: offline, and word for word, or live from some step on."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from bot.contracts.agents import AgentResult, Question, RecordView, ThreadMessage
from bot.contracts.asked_agents import AgentRequest
from bot.contracts.events import Event
from bot.contracts.llm import LLM, Answer, Prompt, Shape
from bot.contracts.memory import Memory, Passage, Recalled
from bot.runtime.at_hand import RunAtHand
from bot.runtime.graphs import Graphs
from bot.runtime.journal import NodeAtWork, Read, at_work, canonical, digest, unpacked
from bot.services.run_outputs import is_same
from bot.services.run_steps import START
from config.errors import AgentError
from storage.models.files import RunOutput

OUTWARD = frozenset({"effect", "remember", "forget"})
"""What a replay never does, live or not."""

ANSWERED = frozenset({"decision", "agent"})
"""What only people or another agent's run can answer: a replay has it as it was, live or not."""


class Kept(Protocol):
    """A step as it is stored."""

    number: int
    name: str
    output_digest: str | None
    journal: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where a replay leaves the run: the step, and why."""

    step: str
    number: int
    why: str


class Diverged(AgentError):
    """The replay asks something that the run did not ask: it cannot go on."""

    code = "replay_diverged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What came of a replay. ``result`` is None where it could not come to its end."""

    steps: Sequence[tuple[int, str, bool]]
    differences: Sequence[Difference]
    result: AgentResult | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A run as it was: what it was given, and what each step read and gave. ``graph`` names its agent in
    ``Graphs``.
    """

    run_id: UUID
    graph: str
    inputs: Mapping[str, Any]
    event: Event | None
    trigger_key: str
    now: datetime
    steps: Sequence[Kept]
    thread: Sequence[ThreadMessage] = ()


class ReplayJournal:
    """Gives what was noted; from ``live_from`` on it asks again, but for what leaves or is decided."""

    def __init__(self, steps: Sequence[Kept], *, live_from: int | None = None) -> None:
        """Repeat these."""
        self._kept = {(one.number, one.name): one for one in steps}
        self._live_from = live_from
        self.done: list[tuple[int, str, bool]] = []
        self.differences: list[Difference] = []

    @property
    def had_models(self) -> bool:
        """Whether the run asked a language model."""
        return any(read.kind == "llm" for one in self._kept.values() for read in unpacked(one.journal))

    async def step(self, name: str, number: int, act: Callable[[], Awaitable[Any]]) -> Any:
        """Do it with what it read then; where it gives something else, that is noted."""
        kept = self._kept.get((number, name))
        if kept is None and not self._is_live(number):
            raise self._leaves(name, number, "The run had no such step here.")
        if kept is not None and kept.journal is not None and not kept.journal and not self._is_live(number):
            raise self._leaves(name, number, "What it read was not kept: too much, or redacted since.")
        token = at_work.set(
            NodeAtWork(name=name, number=number, reads=unpacked(kept.journal) if kept else [])
        )
        try:
            update = await act()
        finally:
            at_work.reset(token)
        is_equal = kept is not None and digest(update) == kept.output_digest
        if not is_equal:
            self._note(name, number, "It gives something else.")
        self.done.append((number, name, is_equal))
        return update

    async def through(self, kind: str, asked: Any, call: Callable[[], Awaitable[Any]]) -> Any:
        """What came then, of the same question.

        Raises:
            Diverged: it was not asked then.
        """
        node = at_work.get()
        if node is None:
            return await call()
        read = node.reads[0] if node.reads else None
        if read is not None and read.kind == kind and read.asked == digest(asked):
            node.reads.pop(0)
            if not self._is_live(node.number) or kind in OUTWARD | ANSWERED:
                return read.give()
        if self._is_live(node.number) and kind not in OUTWARD | ANSWERED:
            return await call()
        if self._is_live(node.number) and kind in OUTWARD:
            self._note(node.name, node.number, f"It would do something outside ({kind}); a replay does not.")
            return None
        raise self._leaves(node.name, node.number, _unlike(kind, read))

    def _is_live(self, number: int) -> bool:
        return self._live_from is not None and number >= self._live_from

    def _note(self, name: str, number: int, why: str) -> None:
        self.differences.append(Difference(step=name, number=number, why=why))

    def _leaves(self, name: str, number: int, why: str) -> Diverged:
        self._note(name, number, why)
        self.done.append((number, name, False))
        return Diverged(f"Step {number}, {name}: {why}")


def _unlike(kind: str, read: Read | None) -> str:
    said = {
        "llm": "the model", "record": "a record", "records": "its records", "decision": "people",
        "agent": "another agent",
    }  # fmt: skip
    if read is None or read.kind != kind:
        return f"It asks {said.get(kind, kind)} something that it did not ask then."
    words = "It asks the model in other words than then." if kind == "llm" else ""
    return words or f"It asks {said.get(kind, kind)} for something else than then."


class NoRecords:
    """The world of a replay that asks nothing of it."""

    async def get(self, collection: str, key: str) -> RecordView | None:
        """Never asked."""
        raise Diverged("A replay asks no records.")

    async def range(
        self, collection: str, *, since: datetime, until: datetime, key_prefix: str = "", limit: int = 10_000
    ) -> Sequence[RecordView]:
        """Never asked."""
        raise Diverged("A replay asks no records.")


@dataclass(frozen=True, slots=True)
class NoModels:
    """Says whether there were models then."""

    is_offline: bool

    async def write(self, prompt: Prompt, *, is_shown: bool = False) -> Answer:
        """Never asked."""
        raise Diverged("A replay asks no model.")

    async def extract(self, prompt: Prompt, shape: type[Shape]) -> Shape:
        """Never asked."""
        raise Diverged("A replay asks no model.")


class NoMemory:
    """The memory of a replay that asks nothing of it."""

    async def remember(self, passages: Sequence[Passage]) -> None:
        """Never asked."""
        raise Diverged("A replay remembers nothing.")

    async def recall(
        self, text: str, *, limit: int = 5, tags: Mapping[str, str] | None = None
    ) -> Sequence[Recalled]:
        """Never asked."""
        raise Diverged("A replay asks no memory.")

    async def forget(self, *, source: str) -> None:
        """Never asked."""
        raise Diverged("A replay forgets nothing.")

    async def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """Never asked."""
        raise Diverged("A replay asks no model.")


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a live replay asks; without it a replay asks nothing."""

    records: Any = field(default_factory=NoRecords)
    llm: LLM | None = None
    memory: Memory = field(default_factory=NoMemory)
    tools: Any = None


async def replay(
    graphs: Graphs, run: Recorded, *, world: World | None = None, live_from: int | None = None
) -> Replayed:
    """Repeat the run with the present code of its agent, and say where it leaves what was."""
    journal = ReplayJournal([one for one in run.steps if one.number != START], live_from=live_from)
    world = world or World()
    nothing: Any = object()
    at_hand = RunAtHand(
        run_id=run.run_id,
        inputs=run.inputs,
        event=run.event,
        trigger_key=run.trigger_key,
        now=run.now,
        records=world.records,
        journal=journal,
        thread=run.thread,
        llm=world.llm or NoModels(not journal.had_models),
        memory=world.memory,
        tools=world.tools or nothing,
        ledger=nothing,
        is_replayed=True,
    )
    result: AgentResult | Question | AgentRequest | None = None
    try:
        result = await graphs.run(run.graph, at_hand)
    except Diverged:
        if not journal.differences:
            raise
    except AgentError as told:
        journal.differences.append(Difference(step="", number=0, why=told.message))
    return Replayed(
        steps=journal.done,
        differences=journal.differences,
        result=result if isinstance(result, AgentResult) else None,
    )


def is_equal(
    result: AgentResult, outputs: Mapping[str, Any] | None, files: Mapping[str, RunOutput] | None = None
) -> bool:
    """Whether these are the outputs that the run stored, byte for byte; ``files`` are those it put away."""
    files = files or {}
    stored = {one["key_name"]: one["value"] for one in (outputs or {}).get("outputs_array", ())}
    inline = [
        {name: value for name, value in every.items() if name not in files}
        for every in (result.outputs, stored)
    ]
    return (
        result.outputs.keys() == stored.keys()
        and canonical(inline[0]) == canonical(inline[1])
        and all(is_same(result.outputs[name], kept) for name, kept in files.items())
    )
