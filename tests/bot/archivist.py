"""A workspace with an agent that remembers, and real runs of it."""

from collections.abc import Sequence
from typing import Any, TypedDict
from uuid import UUID

from langgraph.graph import START, StateGraph

from bot.contracts.agents import AgentContext, AgentDefinition, AgentResult, MemoryConfig, ThreadMessage
from bot.contracts.passages import of_document
from bot.contracts.unit import SYSTEM, Actor, ActorType, Role
from bot.llm.budget import Budget, Payer
from bot.llm.embeddings import Embeddings
from bot.llm.gateway import Gateway
from bot.runtime.discovery import FoundAgent
from bot.runtime.enabling import RunAbilities, payer_of
from bot.runtime.forgetting import Forgetter
from bot.runtime.performing import Performer
from bot.runtime.remembering import Remembering, RunMemory
from bot.runtime.units import Units
from bot.runtime.worker import Runner
from bot.services import chat, run_settings, runs
from bot.services.definitions import Catalogue
from bot.services.runs import Claimed, NewRun
from config.clock import new_id, now
from config.settings import Llm, Runs
from storage.db import Database
from storage.models.agents import AgentRunLog
from storage.models.chat import Channel
from storage.vectors import Vectors
from tests.agents.replaying import graphs_of
from tests.factories import said_in
from tests.fakes import RecordingLive, RecordingQueue

DEFINITION = AgentDefinition(
    id="agent_902", name="Archivist", version="1.0.0", definition_status="experimental",
    memory=MemoryConfig(type="pinecone", default_namespace_template="notes_{{workspace_id}}_{{instance_id}}"),
    checkpoints=False,
)  # fmt: skip


class State(TypedDict, total=False):
    found: list[str]
    result: AgentResult


class Archivist(FoundAgent):
    """Remembers what it is given, and answers with what it remembers."""

    def build(self) -> Any:
        return _graph


def _graph(context: AgentContext) -> Any:
    async def take_in(state: State) -> State:
        given = context.inputs
        if "document" in given:
            await context.memory.remember(of_document("terms", given["document"], at=context.now))
        return {}

    async def answer(state: State) -> State:
        found = await context.memory.recall(context.inputs["question"], limit=1)
        told = [f"{one.passage.text} ({one.passage.source}, {one.score:.2f})" for one in found]
        return {"result": AgentResult(preview="; ".join(told), outputs={"found": told})}

    graph = StateGraph(State)
    graph.add_node("take_in", take_in)
    graph.add_node("answer", answer)
    graph.add_edge(START, "take_in")
    graph.add_edge("take_in", "answer")
    return graph


class NotedEmbeddings(Embeddings):
    """Hashing, which notes what it was asked."""

    def __init__(self, gateway: Gateway) -> None:
        super().__init__(gateway)
        self.texts: list[str] = []

    async def of(self, payer: Payer, texts: Sequence[str]) -> list[list[float]]:
        self.texts += texts
        return await super().of(payer, texts)


class Place:
    """A workspace with an Archivist."""

    def __init__(
        self,
        database: Database,
        vectors: Vectors,
        workspace_id: UUID,
        owner: UUID,
        *,
        definition: AgentDefinition = DEFINITION,
    ) -> None:
        self.database, self.vectors, self.workspace_id, self.owner = database, vectors, workspace_id, owner
        self.configuration_id = UUID(int=0)
        queue: Any = RecordingQueue()
        live: Any = RecordingLive()
        self.units = Units(database, queue, live)
        gateway = Gateway(Llm(embedding_model="hashing"), Budget(database))
        self.embeddings = NotedEmbeddings(gateway)
        self.remembering = Remembering(vectors, self.embeddings)
        catalogue = Catalogue([definition])
        enabling = RunAbilities(database, gateway, catalogue, senders={}, remembering=self.remembering)
        self.graphs = graphs_of(Archivist(slug="archivist", definition=DEFINITION, is_preview=False))
        performer = Performer(
            database, self.units, self.graphs, catalogue, settings=Runs(), enabling=enabling
        )
        self.runner = Runner(database, queue, self.units, performer, settings=Runs())
        self.forgetter = Forgetter(self.units, vectors)

    async def start(self, **inputs: Any) -> UUID:
        new = NewRun(
            configuration_id=self.configuration_id, definition_key=DEFINITION.key, trigger_type="manual",
            trigger_key=f"manual:{new_id()}", inputs=inputs, parallel=100,
        )  # fmt: skip
        async with self.units.grouped_unit(SYSTEM, self.workspace_id) as unit:
            return runs.start(unit, new)

    async def run(self, **inputs: Any) -> AgentRunLog:
        run_id = await self.start(**inputs)
        await self.runner.perform(runs.JOB, run_id, 0)
        return await AgentRunLog.get(run_id=run_id)

    async def memory(self) -> tuple[RunMemory, Claimed]:
        """The memory of a run that has begun now."""
        run_id = await self.start()
        run: Claimed = (await self.database.writer.write([runs.claiming(run_id, now(), 30.0)]))[0]
        settings = await run_settings.read(self.database, run)
        return self.remembering.of(run, "notes", payer_of(run, settings, Llm())), run

    async def say(self, text: str) -> ThreadMessage:
        channel = await Channel.get(workspace_id=self.workspace_id, name="general")
        async with self.units.open_unit(self.actor, self.workspace_id) as unit:
            posted = await chat.post(unit, said_in(channel.id, text))
        one = posted()
        return ThreadMessage(
            id=one.id, author_id=one.sender_id, author_name="Olive", author_type="user", text=text,
            at=one.created_at, link=f"/m/{one.id}",
        )  # fmt: skip

    @property
    def actor(self) -> Actor:
        return Actor(type=ActorType.USER, id=self.owner, role=Role.OWNER)

    async def count(self) -> int:
        return sum((await self.vectors.stats(self.workspace_id)).values())

    async def forget(self) -> None:
        await self.forgetter.take(UUID(int=0))
