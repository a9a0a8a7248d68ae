"""What a run sees of the world, as its journal has it: records, models, memory and tools."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.contracts.agents import Records, RecordView
from bot.contracts.llm import LLM, Answer, Prompt, Shape
from bot.contracts.memory import Memory, Passage, Recalled
from bot.contracts.tools import Tools
from bot.runtime.journal import Journal


class JournalledRecords:
    """The agent's own data, as the journal has it."""

    def __init__(self, journal: Journal, records: Records) -> None:
        """Of that run."""
        self._journal, self._records = journal, records

    async def get(self, collection: str, key: str) -> RecordView | None:
        """The row of that key."""

        async def look() -> Any:
            found = await self._records.get(collection, key)
            return None if found is None else _written(found)

        came = await self._journal.through("record", [collection, key], look)
        return None if came is None else _row(came)

    async def range(
        self, collection: str, *, since: datetime, until: datetime, key_prefix: str = "", limit: int = 10_000
    ) -> Sequence[RecordView]:
        """Rows of that time, oldest first."""

        async def look() -> Any:
            rows = await self._records.range(
                collection, since=since, until=until, key_prefix=key_prefix, limit=limit
            )
            return [_written(row) for row in rows]

        asked = [collection, since, until, key_prefix, limit]
        return [_row(one) for one in await self._journal.through("records", asked, look)]


class JournalledTools:
    """The run's tools, as the journal has what they give."""

    def __init__(self, journal: Journal, tools: Tools) -> None:
        """Of that run."""
        self._journal, self._tools = journal, tools

    @property
    def names(self) -> Sequence[str]:
        """Those that may be called."""
        return self._tools.names

    async def call(self, name: str, arguments: Mapping[str, Any], *, key: str | None = None) -> Any:
        """Do it; within an effect it is the effect that is noted."""
        if key is not None:
            return await self._tools.call(name, arguments, key=key)
        return await self._journal.through(
            "tool", [name, dict(arguments)], lambda: self._tools.call(name, arguments)
        )


class JournalledLLM:
    """The language models, with what each call took."""

    def __init__(self, journal: Journal, llm: LLM) -> None:
        """Of that run."""
        self._journal, self._llm = journal, llm

    @property
    def is_offline(self) -> bool:
        """Whether there is only the model ``offline``."""
        return self._llm.is_offline

    async def write(self, prompt: Prompt, *, is_shown: bool = False) -> Answer:
        """The model's answer."""

        async def ask() -> Any:
            answer = await self._llm.write(prompt, is_shown=is_shown)
            return asdict(answer) | {"cost_usd": str(answer.cost_usd)}

        came = await self._journal.through("llm", asdict(prompt), ask)
        return Answer(**came | {"cost_usd": Decimal(came["cost_usd"])})

    async def extract(self, prompt: Prompt, shape: type[Shape]) -> Shape:
        """The model's answer as that shape."""

        async def ask() -> Any:
            before = _spent(self._llm)
            found = await self._llm.extract(prompt, shape)
            after = _spent(self._llm)
            return {
                "shape": found.model_dump(mode="json"),
                "prompt_tokens": after[0] - before[0],
                "cost_usd": str(after[1] - before[1]),
            }

        asked = [asdict(prompt), shape.model_json_schema()]
        return shape.model_validate((await self._journal.through("llm", asked, ask))["shape"])


class JournalledMemory:
    """What the agent remembers."""

    def __init__(self, journal: Journal, memory: Memory) -> None:
        """Of that run."""
        self._journal, self._memory = journal, memory

    async def remember(self, passages: Sequence[Passage]) -> None:
        """Keep these."""
        kept = [asdict(one) for one in passages]
        await self._journal.through("remember", kept, lambda: self._memory.remember(passages))

    async def recall(
        self, text: str, *, limit: int = 5, tags: Mapping[str, str] | None = None
    ) -> Sequence[Recalled]:
        """The nearest passages, best first."""

        async def look() -> Any:
            found = await self._memory.recall(text, limit=limit, tags=tags)
            return [
                {"passage": asdict(one.passage) | {"at": one.passage.at.isoformat()}, "score": one.score}
                for one in found
            ]

        came = await self._journal.through("recall", [text, limit, dict(tags or {})], look)
        return [Recalled(passage=_passage(one["passage"]), score=one["score"]) for one in came]

    async def forget(self, *, source: str) -> None:
        """Forget all passages of that source."""
        await self._journal.through("forget", source, lambda: self._memory.forget(source=source))

    async def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """The vectors of these texts."""

        async def look() -> Any:
            return [[float(value) for value in vector] for vector in await self._memory.embed(texts)]

        vectors: Sequence[Sequence[float]] = await self._journal.through("embed", list(texts), look)
        return vectors


def _spent(llm: LLM) -> tuple[int, Decimal]:
    """Tokens and money so far, of a model that counts."""
    tokens, cost = getattr(llm, "spent", (0, Decimal(0)))
    return tokens, cost


def _passage(came: Mapping[str, Any]) -> Passage:
    return Passage(**{**came, "at": datetime.fromisoformat(came["at"])})


def _written(row: RecordView) -> dict[str, Any]:
    return {"key": row.key, "at": row.at.isoformat(), "value": dict(row.value)}


def _row(came: Mapping[str, Any]) -> RecordView:
    return RecordView(key=came["key"], at=datetime.fromisoformat(came["at"]), value=came["value"])
