"""The rehearsal of a preview: what stands where a run would reach outside. It notes, and does nothing."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import orjson

from bot.contracts.agents import AgentDefinition, Question
from bot.contracts.memory import Memory, Passage, Recalled
from bot.contracts.proposals import approves
from bot.services import diffs
from bot.services.run_previews import Act, written
from bot.services.runs import Claimed
from config.clock import now


class Rehearsal:
    """Of one claimed preview. ``lineage`` are the definitions that are rehearsed inside one another."""

    def __init__(self, run: Claimed) -> None:
        """Nothing is noted yet."""
        self.acts: list[Act] = []
        self.lineage = [run.agent_definition_id_version.partition("/")[0]]
        self._run = run

    def effect(self, name: str, instead: Any) -> Any:
        """Note it instead of doing it; ``instead`` is shown, and given as its result."""
        data = instead if isinstance(instead, Mapping) else {"instead": instead}
        self.acts.append(Act(kind="effect", text=f"Do, once: {name}", data=data))
        return instead

    def tool(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Note the call of a tool that reaches outside; what whoever called it is told."""
        self.acts.append(Act(kind="tool", text=f"Call {name}", data=arguments))
        return {"is_preview": True, "told": "This is a preview: it is noted, and was not done."}

    def answer(self, question: Question) -> dict[str, Any]:
        """Note it instead of asking; the run goes on as if whoever was asked had approved what stands
        there.
        """
        chosen = next(filter(approves, question.actions), question.actions[0])
        data = orjson.loads(orjson.dumps(dict(question.data_json), default=str))
        told = f"Ask “{question.title_text}”; goes on here as if “{chosen.label}” had been pressed"
        asked = {"description_text": question.description_text, "data_json": data}
        self.acts.append(Act(kind="question", text=told, data=asked))
        self.acts += map(written, question.records)
        who = self._run.triggered_by_user_id
        return {
            "action_id": chosen.action_id,
            "data_json": data,
            "digest": diffs.digest(question.kind, data) if approves(chosen) else "",
            "user_id": str(who) if who else None,
            "comment": None,
            "at": now().isoformat(),
            "is_expired": False,
        }

    @contextmanager
    def asking(self, definition: AgentDefinition, inputs: Mapping[str, Any]) -> Iterator[None]:
        """Note that another agent is asked; what follows inside is what that one would do."""
        self.acts.append(Act(kind="agent", text=f"Ask {definition.name}", data={"inputs": inputs}))
        self.lineage.append(definition.id)
        try:
            yield
        finally:
            self.lineage.pop()

    def memory(self, memory: Memory | None) -> "Memory | None":
        """The agent's memory, of which a preview only reads."""
        return None if memory is None else _ReadMemory(self, memory)


class _ReadMemory:
    """A memory that nothing is put into, and nothing taken from."""

    def __init__(self, rehearsal: Rehearsal, memory: Memory) -> None:
        self._acts = rehearsal.acts
        self._memory = memory

    async def remember(self, passages: Sequence[Passage]) -> None:
        """Note it."""
        texts = [one.text[:200] for one in passages[:20]]
        text = f"Remember {len(passages):,} passages"
        self._acts.append(Act(kind="memory", text=text, data={"texts": texts}))

    async def recall(
        self, text: str, *, limit: int = 5, tags: Mapping[str, str] | None = None
    ) -> Sequence[Recalled]:
        """The nearest passages, best first."""
        return await self._memory.recall(text, limit=limit, tags=tags)

    async def forget(self, *, source: str) -> None:
        """Note it."""
        self._acts.append(Act(kind="memory", text=f"Forget what came from {source}"))

    async def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """The vectors of these texts."""
        return await self._memory.embed(texts)
