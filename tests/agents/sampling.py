"""An agent's samples: read, and run through its compiled graph with records in memory."""

import hashlib
import importlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from bot.contracts.agents import (
    AgentDefinition,
    AgentResult,
    Decided,
    Outcome,
    Question,
    RecordView,
    RecordWrite,
    ThreadMessage,
)
from bot.contracts.asked_agents import PATIENCE, AgentAnswer, AgentRequest
from bot.contracts.events import Event
from bot.contracts.llm import Answer, Prompt, Shape
from bot.contracts.memory import Passage, Recalled
from config.errors import OutputInvalid

EVENT_ID = UUID("0192f0c1-0000-7000-8000-000000000001")
WORKSPACE_ID = UUID("0192f0c1-0000-7000-8000-000000000002")
RUN_ID = UUID("0192f0c1-0000-7000-8000-000000000003")


class MemoryRecords:
    """An agent's rows in memory: the same key replaces, a range is by time."""

    def __init__(self, writes: Sequence[RecordWrite] = ()) -> None:
        self._rows: dict[tuple[str, str], RecordView] = {}
        self.reads = 0
        self.write(writes)

    def write(self, writes: Sequence[RecordWrite]) -> None:
        for write in writes:
            row = RecordView(key=write.key, at=write.at, value=write.value)
            self._rows[write.collection, write.key] = row

    async def get(self, collection: str, key: str) -> RecordView | None:
        self.reads += 1
        return self._rows.get((collection, key))

    async def range(
        self, collection: str, *, since: datetime, until: datetime, key_prefix: str = "", limit: int = 10_000
    ) -> Sequence[RecordView]:
        self.reads += 1
        found = [
            row
            for (name, key), row in self._rows.items()
            if name == collection and since <= row.at < until and key.startswith(key_prefix)
        ]
        return sorted(found, key=lambda row: (row.at, row.key))[-limit:]


class ScriptedModel:
    """A model that says what a sample has it say, in that order; without a script it is the model
    ``offline``.
    """

    def __init__(self, answers: Sequence[str] = ()) -> None:
        self._answers = list(answers)
        self.is_offline = not answers
        self.prompts: list[Prompt] = []

    async def write(self, prompt: Prompt, *, is_shown: bool = False) -> Answer:
        self.prompts.append(prompt)
        if self.is_offline:
            return Answer(text="No language model is connected.", model="offline", is_offline=True)
        assert self._answers, "the model was asked more often than the sample has answers"
        return Answer(text=self._answers.pop(0), model="scripted:model")

    async def extract(self, prompt: Prompt, shape: type[Shape]) -> Shape:
        if self.is_offline:
            raise OutputInvalid("No language model is connected.", code="llm_bad_output")
        return shape.model_validate_json((await self.write(prompt)).text)


class WordMemory:
    """A memory in which texts are near that share words."""

    def __init__(self) -> None:
        self.passages: dict[str, Passage] = {}

    async def remember(self, passages: Sequence[Passage]) -> None:
        self.passages |= {one.key: one for one in passages}

    async def recall(
        self, text: str, *, limit: int = 5, tags: Mapping[str, str] | None = None
    ) -> Sequence[Recalled]:
        wanted, found = _word_vector(text), []
        for one in self.passages.values():
            if (tags or {}).items() <= dict(one.tags).items():
                near = sum(a * b for a, b in zip(wanted, _word_vector(one.text), strict=True))
                found.append(Recalled(passage=one, score=near))
        return sorted(found, key=lambda one: (-one.score, one.passage.key))[:limit]

    async def forget(self, *, source: str) -> None:
        self.passages = {key: one for key, one in self.passages.items() if one.source != source}

    async def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        return [_word_vector(text) for text in texts]


def _word_vector(text: str, size: int = 256) -> list[float]:
    vector = [0.0] * size
    for word in text.lower().split():
        vector[int.from_bytes(hashlib.blake2b(word.encode(), digest_size=4).digest()) % size] += 1.0
    length = sum(value * value for value in vector) ** 0.5 or 1.0
    return [value / length for value in vector]


class SampleTools:
    """Tools that give what a sample says they give, and keep what they were asked."""

    def __init__(self, results: Mapping[str, Any]) -> None:
        self._results = results
        self.names = tuple(results)
        self.calls: list[tuple[str, Mapping[str, Any]]] = []

    async def call(self, name: str, arguments: Mapping[str, Any], *, key: str | None = None) -> Any:
        assert name in self._results, f"the sample has no tool {name}"
        self.calls.append((name, arguments))
        return self._results[name]


@dataclass(kw_only=True)
class PlainContext:
    """The context of one run, as plain values."""

    now: datetime
    inputs: Mapping[str, Any] = field(default_factory=dict)
    event: Event | None = None
    trigger_key: str = "manual"
    records: MemoryRecords = field(default_factory=MemoryRecords)
    thread: Sequence[ThreadMessage] = ()
    told: list[str] = field(default_factory=list)
    run_id: UUID = RUN_ID
    llm: ScriptedModel = field(default_factory=ScriptedModel)
    memory: WordMemory = field(default_factory=WordMemory)
    tools: SampleTools = field(default_factory=lambda: SampleTools({}))
    decisions: list[Mapping[str, Any]] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    answers: list[Mapping[str, Any]] = field(default_factory=list)
    consulted: list[AgentRequest] = field(default_factory=list)
    done: dict[str, Any] = field(default_factory=dict)

    async def ask(self, question: Question) -> Decided:
        """What the sample decides: ``{action_id, data_json?, comment?}``; ``{}`` is that nobody did."""
        self.asked.append(question)
        self.records.write(question.records)
        assert self.decisions, "the sample decides nothing more"
        decided = self.decisions.pop(0)
        return Decided(
            action_id=decided.get("action_id"),
            data_json=decided.get("data_json", question.data_json),
            comment=decided.get("comment"),
            at=self.now,
            is_expired="action_id" not in decided,
        )

    async def ask_agent(
        self, definition_id: str, inputs: Mapping[str, Any], *, part: int = 1, waits: timedelta = PATIENCE
    ) -> AgentAnswer:
        """What the sample has the other agent answer: ``{status?, outputs?, told?}``; without any, nobody is
        there.
        """
        self.consulted.append(
            AgentRequest(definition_id=definition_id, inputs=inputs, part=part, waits=waits)
        )
        if not self.answers:
            return AgentAnswer(status="nobody", told="Nobody is at work here.")
        return AgentAnswer(**{"status": "success", **self.answers.pop(0)})

    async def effect(
        self,
        name: str,
        call: Callable[[str], Awaitable[Outcome]],
        *,
        digest: str = "",
        instead: Any = None,
    ) -> Outcome:
        if name not in self.done:
            self.done[name] = await call(f"{self.run_id}:{name}")
        outcome: Outcome = self.done[name]
        return outcome

    async def progress(self, text: str, share: float | None = None) -> None:
        assert share is None or 0 <= share <= 1
        self.told.append(text)


def defaults(definition: AgentDefinition) -> dict[str, Any]:
    """The inputs as the definition gives them."""
    return {one.key_name: one.default_value for one in definition.inputs if one.default_value is not None}


def make_event(event_type: str, payload: Mapping[str, Any], at: datetime) -> Event:
    return Event(
        event_id=EVENT_ID,
        event_type=event_type,
        event_timestamp=at,
        source_service_name="ShopifyIntegrationService",
        workspace_id=WORKSPACE_ID,
        user_id=None,
        correlation_id=EVENT_ID,
        payload_json=payload,
    )


def read_sample(path: Path, definition: AgentDefinition) -> tuple[PlainContext, Mapping[str, Any]]:
    """The run that a sample describes, and what must come of it.

    A row with ``repeat: {times, back_minutes}`` stands for so many more of itself, each so much earlier.
    """
    sample = yaml.safe_load(path.read_text())
    now = datetime.fromisoformat(sample["now"])
    event = sample.get("event")
    context = PlainContext(
        now=now,
        inputs=defaults(definition) | sample.get("inputs", {}),
        event=make_event(event["event_type"], event["payload"], _moment(event.get("at"), now))
        if event
        else None,
        trigger_key=sample["trigger_key"],
        records=MemoryRecords([write for row in sample.get("records", []) for write in _writes(row)]),
        thread=read_thread(sample.get("thread", []), now),
        llm=ScriptedModel(sample.get("models", [])),
        tools=SampleTools(sample.get("tools", {})),
        decisions=list(sample.get("decisions", [])),
        answers=list(sample.get("answers", [])),
    )
    return context, sample["expect"]


def read_thread(rows: Sequence[Mapping[str, Any]], now: datetime) -> list[ThreadMessage]:
    """A conversation: rows of ``who`` and ``says``, a minute apart, the last a minute ago.

    The nth message has the id n, the same person always the same id; ``type`` is user unless it says
    otherwise.
    """
    people: dict[str, UUID] = {}
    for row in rows:
        for name in (row["who"], *(one["name"] for one in row.get("mentions", []))):
            people.setdefault(name, UUID(int=1000 + len(people)))
    return [
        ThreadMessage(
            id=UUID(int=place),
            author_id=people[row["who"]],
            author_name=row["who"],
            author_type=row.get("type", "user"),
            text=row["says"],
            at=_moment(row.get("at"), now - timedelta(minutes=len(rows) + 1 - place)),
            link=f"/m/{place}",
            mentions=[
                {"type": "user", "id": str(people[one["name"]]), **one} for one in row.get("mentions", [])
            ],
        )
        for place, row in enumerate(rows, 1)
    ]


async def run(slug: str, context: PlainContext) -> AgentResult:
    """What the agent's real graph makes of that context."""
    graph = importlib.import_module(f"agents.{slug}.graph").build(context).compile()
    result = (await graph.ainvoke({}))["result"]
    assert isinstance(result, AgentResult)
    return result


def _writes(row: Mapping[str, Any]) -> list[RecordWrite]:
    at = datetime.fromisoformat(row["at"])
    repeat = row.get("repeat", {"times": 0, "back_minutes": 0})
    moments = [
        at - timedelta(minutes=repeat["back_minutes"]) * number for number in range(repeat["times"] + 1)
    ]
    return [
        RecordWrite(
            collection=row["collection"],
            key=row["key"] if "key" in row else f"{moment.isoformat()}/{row.get('label', '')}",
            at=moment,
            value=row["value"],
        )
        for moment in moments
    ]


def _moment(text: str | None, otherwise: datetime) -> datetime:
    return datetime.fromisoformat(text) if text else otherwise
