"""A sample's run as a worker does it, with LangGraph's saver in memory: what it gives, and what it kept."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from langgraph.checkpoint.memory import InMemorySaver

from bot.contracts.agents import AgentResult, Question
from bot.contracts.asked_agents import AgentRequest
from bot.runtime.at_hand import Came, RunAtHand, told_answer
from bot.runtime.discovery import FoundAgent
from bot.runtime.graphs import Graphs
from bot.runtime.journal import LiveJournal
from bot.runtime.replaying import Recorded
from tests.agents.sampling import PlainContext


class Remembered:
    """Checkpoints that end with the test."""

    def __init__(self) -> None:
        self._saver = InMemorySaver()

    async def saver(self, types: Iterable[tuple[str, str]]) -> Any:
        return self._saver


class Once:
    """A ledger in memory."""

    def __init__(self) -> None:
        self.done: dict[str, Any] = {}

    async def once(self, key: str, call: Callable[[str], Awaitable[Any]], *, digest: str) -> Any:
        if key not in self.done:
            self.done[key] = await call(key)
        return self.done[key]


def graphs_of(found: FoundAgent) -> Graphs:
    checkpoints: Any = Remembered()
    return Graphs({found.definition.id: found}, checkpoints)


async def performed(found: FoundAgent, context: PlainContext) -> tuple[AgentResult, Recorded]:
    """Run it to its end, with the sample's decisions, and what a replay would have of it."""
    graphs, journal = graphs_of(found), LiveJournal(seconds=10, begin=lambda name: None)
    known: Came | None = None
    while True:
        at_hand = RunAtHand(
            run_id=context.run_id, inputs=context.inputs, event=context.event,
            trigger_key=context.trigger_key, now=context.now, records=context.records, journal=journal,
            thread=context.thread, llm=context.llm, memory=context.memory, tools=context.tools,
            ledger=Once(), came=known, is_checkpointed=True,
        )  # fmt: skip
        came = await graphs.run(found.definition.id, at_hand)
        if isinstance(came, AgentResult):
            break
        if isinstance(came, AgentRequest):
            told = await context.ask_agent(came.definition_id, came.inputs, part=came.part)
            known = Came(of=AgentRequest, part=came.part, value=told_answer(told))
            continue
        answer = await context.ask(came)
        value = {
            "action_id": answer.action_id, "data_json": dict(answer.data_json), "digest": "d" * 64,
            "user_id": None, "comment": answer.comment, "at": context.now.isoformat(),
            "is_expired": answer.is_expired,
        }  # fmt: skip
        known = Came(of=Question, part=came.part, value=value)
    steps: list[Any] = [_Kept(step) for step in journal.steps]
    recorded = Recorded(
        run_id=context.run_id, graph=found.definition.id, inputs=context.inputs, event=context.event,
        trigger_key=context.trigger_key, now=context.now, steps=steps, thread=context.thread,
    )  # fmt: skip
    return came, recorded


class _Kept:
    """A step as its row has it."""

    def __init__(self, step: Any) -> None:
        self.number, self.name = step.number, step.name
        self.output_digest, self.journal = step.digest, step.journal
