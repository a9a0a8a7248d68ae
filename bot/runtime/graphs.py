"""Compiled graphs, and the context they see: each graph is compiled once and always speaks of the run at
hand.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.contracts.agents import AgentResult, Records, ThreadMessage
from bot.contracts.events import Event
from bot.runtime.discovery import FoundAgent
from bot.runtime.progress import StatusLine
from bot.services.run_endings import Step
from config.clock import now
from config.errors import OutputInvalid
from config.failpoints import failpoint_async


@dataclass(frozen=True, slots=True, kw_only=True)
class RunAtHand:
    """What one run may see."""

    inputs: Mapping[str, Any]
    event: Event | None
    trigger_key: str
    now: datetime
    records: Records
    thread: Sequence[ThreadMessage] = ()
    status: StatusLine | None = None


_run: ContextVar[RunAtHand] = ContextVar("run_at_hand")


class CurrentRun:
    """The AgentContext that graphs are built with: every look at it is a look at the run of the present
    task.
    """

    @property
    def inputs(self) -> Mapping[str, Any]:
        """The resolved inputs."""
        return _run.get().inputs

    @property
    def event(self) -> Event | None:
        """What started the run, if an event did."""
        return _run.get().event

    @property
    def trigger_key(self) -> str:
        """The key of the trigger that started it."""
        return _run.get().trigger_key

    @property
    def now(self) -> datetime:
        """The moment the run began."""
        return _run.get().now

    @property
    def thread(self) -> Sequence[ThreadMessage]:
        """What was said where a person started the run."""
        return _run.get().thread

    @property
    def records(self) -> Records:
        """The agent's own data."""
        return _run.get().records

    async def progress(self, text: str, share: float | None = None) -> None:
        """Say how far the run is, where anybody is told."""
        if (status := _run.get().status) is not None:
            status.say(text, share)


class Graphs:
    """The compiled graphs of this process, each made at its first run."""

    def __init__(self, agents: Mapping[str, FoundAgent], *, node_seconds: float) -> None:
        """Compile from these folders; no node may take longer than ``node_seconds``."""
        self._agents = agents
        self._node_seconds = node_seconds
        self._compiled: dict[str, Any] = {}

    def has(self, definition_id: str, key: str) -> bool:
        """Whether that very version can be run here."""
        found = self._agents.get(definition_id)
        return found is not None and not found.is_preview and found.definition.key == key

    def graph(self, definition_id: str) -> Any:
        """The compiled graph of that definition."""
        if definition_id not in self._compiled:
            self._compiled[definition_id] = self._agents[definition_id].build()(CurrentRun()).compile()
        return self._compiled[definition_id]

    async def run(self, definition_id: str, at_hand: RunAtHand) -> tuple[AgentResult, Sequence[Step]]:
        """Run the graph to its end; its result, and what each node gave.

        Raises:
            OutputInvalid: its last state has no ``result``.
            TimeoutError: a step took too long.
        """
        _run.set(at_hand)
        steps: list[Step] = []
        result: Any = None
        graph = _watched(self.graph(definition_id), at_hand.status)
        async for name, update, started_at, took in _nodes(graph, self._node_seconds):
            result = update.get("result", result) if isinstance(update, Mapping) else result
            steps.append(Step(name=name, started_at=started_at, duration_us=took, output=_shown(update)))
        if not isinstance(result, AgentResult):
            raise OutputInvalid("The agent ended without a result.")
        return result, steps


def _watched(graph: Any, status: StatusLine | None) -> AsyncIterator[Mapping[str, Any]]:
    """What each step of the graph gives; its nodes are told of as they start, where anybody is told."""
    if status is not None:
        return _telling(graph, status)
    updates: AsyncIterator[Mapping[str, Any]] = graph.astream({}, stream_mode="updates")
    return updates


async def _telling(graph: Any, status: StatusLine) -> AsyncIterator[Mapping[str, Any]]:
    async for mode, told in graph.astream({}, stream_mode=["tasks", "updates"]):
        if mode == "updates":
            yield told
        elif "input" in told:
            status.begin(str(told["name"]))


async def _nodes(
    updating: AsyncIterator[Mapping[str, Any]], seconds: float
) -> AsyncIterator[tuple[str, Any, datetime, int]]:
    await failpoint_async("node.before")
    began, started_at = time.perf_counter_ns(), now()
    # A deadline of our own for each step: the graph's costs as much as a third of a short run.
    async with asyncio.timeout(seconds) as deadline:
        async for updates in updating:
            took = (time.perf_counter_ns() - began) // 1000
            for name, update in updates.items():
                yield name, update, started_at, took
            await failpoint_async("node.after")
            await failpoint_async("node.before")
            began, started_at = time.perf_counter_ns(), now()
            deadline.reschedule(asyncio.get_running_loop().time() + seconds)


def _shown(update: Any) -> Any:
    """The node's update as JSON for the run's page: plain values as they are, others by their type."""
    if isinstance(update, Mapping):
        return {str(key): _shown(value) for key, value in update.items()}
    if isinstance(update, AgentResult):
        return {"preview": update.preview}
    if isinstance(update, str | int | float | bool) or update is None:
        return update
    if isinstance(update, list | tuple):
        return [_shown(value) for value in update[:50]]
    return type(update).__name__


async def warmed(graphs: Graphs, definition_ids: Sequence[str]) -> None:
    """Compile these before their first run, in a thread: the imports behind a graph take about a second."""
    await asyncio.gather(*(asyncio.to_thread(graphs.graph, one) for one in definition_ids))
