"""An agent's samples: read, and run through its compiled graph with records in memory."""

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from bot.contracts.agents import AgentDefinition, AgentResult, RecordView, RecordWrite, ThreadMessage
from bot.contracts.events import Event

EVENT_ID = UUID("0192f0c1-0000-7000-8000-000000000001")
WORKSPACE_ID = UUID("0192f0c1-0000-7000-8000-000000000002")


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
