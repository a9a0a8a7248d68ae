"""Compiled graphs: each is compiled once, with its steps going through the journal of the run at hand."""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass, replace
from enum import Enum
from typing import Any, Protocol

from pydantic import BaseModel

from bot.contracts.agents import AgentDefinition, AgentResult, Question, is_own
from bot.contracts.asked_agents import AgentRequest
from bot.runtime.at_hand import CurrentRun, RunAtHand, current
from config.errors import OutputInvalid
from storage.checkpoints import Checkpoints

MOST_STEPS = 200
"""Steps of one run; a graph that turns in circles ends there."""

MOST_OWN = 500
"""Versions of agents made by workspaces that a process keeps compiled."""

_KEPT_PACKAGES = ("bot.contracts",)


class Runnable(Protocol):
    """An agent with a graph: a folder's, or one that a workspace made."""

    @property
    def definition(self) -> AgentDefinition:
        """What it is."""

    @property
    def is_preview(self) -> bool:
        """Whether it has no graph yet."""

    @property
    def package(self) -> str:
        """Where the types of its states are."""

    def build(self) -> Any:
        """What makes its graph from an AgentContext."""


class Graphs:
    """The compiled graphs of this process, each made at its first run."""

    def __init__(self, agents: Mapping[str, Runnable], checkpoints: Checkpoints | None = None) -> None:
        """Compile from these folders; what runs with checkpoints keeps them in ``checkpoints``."""
        self._agents: dict[str, Runnable] = dict(agents)
        self._checkpoints = checkpoints
        self._plain: dict[str, Any] = {}
        self._kept: dict[str, Any] = {}

    def has(self, definition_id: str, key: str) -> bool:
        """Whether that very version can be run here."""
        found = self._agents.get(key if is_own(definition_id) else definition_id)
        return found is not None and not found.is_preview and found.definition.key == key

    def learn(self, made: Runnable) -> None:
        """Know a version of an agent that a workspace made; of very many the first are forgotten."""
        key = made.definition.key
        if key not in self._agents:
            known = [name for name in self._agents if "/" in name]
            for name in known[:1] if len(known) >= MOST_OWN else ():
                for kept in (self._agents, self._plain, self._kept):
                    kept.pop(name, None)
            self._agents[key] = made

    def graph(self, definition_id: str) -> Any:
        """The compiled graph of that definition, without checkpoints."""
        if definition_id not in self._plain:
            self._plain[definition_id] = self._built(definition_id).compile()
        return self._plain[definition_id]

    def _built(self, definition_id: str) -> Any:
        graph = self._agents[definition_id].build()(CurrentRun())
        for name, spec in graph.nodes.items():
            graph.nodes[name] = replace(spec, runnable=_journalled(name, spec.runnable))
        return graph

    async def run(self, definition_id: str, at_hand: RunAtHand) -> AgentResult | Question | AgentRequest:
        """Run the graph to its end, or to where it asks people or another agent: its result, or the question.

        Raises:
            OutputInvalid: its last state has no ``result``.
            TimeoutError: a step took too long.
        """
        current.set(at_hand)
        if at_hand.is_checkpointed:
            return await self._go_on(definition_id, at_hand)
        state = await self.graph(definition_id).ainvoke({}, {"recursion_limit": MOST_STEPS})
        return _result(state)

    async def _go_on(self, definition_id: str, at_hand: RunAtHand) -> AgentResult | Question | AgentRequest:
        """Begin, or go on from the last checkpoint: with what came, where it waited for something."""
        from langgraph.types import Command

        graph = await self._with_checkpoints(definition_id)
        config = {"configurable": {"thread_id": str(at_hand.run_id)}, "recursion_limit": MOST_STEPS}
        known = await graph.aget_state(config)
        given: Any = {}
        if known.created_at is not None:
            if not known.next:
                return _result(known.values)
            given = None
            if known.interrupts:
                asked = _asked(known.interrupts)
                # What came of an earlier wait is no answer to this one: a worker may have died between them.
                if at_hand.came is None or not at_hand.came.is_of(asked):
                    return asked
                given = Command(resume=dict(at_hand.came.value))
        state = await graph.ainvoke(given, config, durability="sync")
        stopped = state.get("__interrupt__")
        return _asked(stopped) if stopped else _result(state)

    async def _with_checkpoints(self, definition_id: str) -> Any:
        if definition_id not in self._kept:
            assert self._checkpoints is not None  # noqa: S101 - the composition root gives them to workers
            built = self._built(definition_id)
            types = _types((*_KEPT_PACKAGES, self._agents[definition_id].package))
            saver = await self._checkpoints.saver(types)
            self._kept[definition_id] = built.compile(checkpointer=saver)
        return self._kept[definition_id]


def name_of(definition: AgentDefinition) -> str:
    """What its graph is run by: versions of what a workspace made stand side by side."""
    return definition.key if is_own(definition.id) else definition.id


def _journalled(name: str, inner: Any) -> Any:
    """The node, done through the journal of the run at hand."""
    from langchain_core.runnables import RunnableConfig
    from langgraph._internal._runnable import RunnableCallable

    async def step(state: Any, config: RunnableConfig) -> Any:
        number = int(config["metadata"]["langgraph_step"])
        return await current.get().journal.step(name, number, lambda: inner.ainvoke(state, config))

    return RunnableCallable(None, step, name=name, trace=False)


def _result(state: Any) -> AgentResult:
    result = state.get("result") if isinstance(state, Mapping) else None
    if not isinstance(result, AgentResult):
        raise OutputInvalid("The agent ended without a result.")
    return result


def _asked(interrupts: Sequence[Any]) -> Question | AgentRequest:
    asked = interrupts[0].value
    if len(interrupts) > 1 or not isinstance(asked, Question | AgentRequest):
        raise OutputInvalid("The agent stopped with something else than one question.")
    return asked


def _types(packages: Sequence[str]) -> set[tuple[str, str]]:
    """What states may be made of: the dataclasses, models and enums of these packages, and no more."""
    return {
        (value.__module__, value.__name__)
        for name, module in list(sys.modules.items())
        if name.startswith(tuple(f"{package}." for package in packages))
        for value in list(vars(module).values())
        if isinstance(value, type) and (is_dataclass(value) or issubclass(value, Enum | BaseModel))
    }


async def warmed(graphs: Graphs, definition_ids: Sequence[str]) -> None:
    """Compile these before their first run, in a thread: the imports behind a graph take about a second."""
    await asyncio.gather(*(asyncio.to_thread(graphs.graph, one) for one in definition_ids))
