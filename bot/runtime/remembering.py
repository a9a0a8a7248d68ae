"""The memory of agents: passages kept as vectors in the agent's own namespace of its workspace, found again
with where they are from, and forgotten with what they came from.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from bot.contracts.memory import Passage, Recalled
from bot.llm.budget import Payer
from bot.llm.embeddings import Embeddings
from bot.runtime.at_hand import current
from bot.runtime.pieces import pieces
from bot.services import memories
from bot.services.runs import Claimed
from config.errors import AgentError, SetupError, StorageError, Unreachable
from storage.models.forgettings import Forgetting
from storage.vectors import ORIGINS, Hit, Item, Shelf, Vectors

SERVICE, CODE = "memory", "memory_unavailable"
MOST_PIECES, MOST_RECALLED = 5_000, 50


@dataclass(frozen=True, slots=True)
class Remembering:
    """Gives runs the memory of their agents."""

    vectors: Vectors
    embeddings: Embeddings

    def of(self, run: Claimed, namespace: str, payer: Payer, *, by_channel: bool = False) -> "RunMemory":
        """That of the run's agent. The namespace is one of the agent's own, whatever its configuration says:
        the workspace and the agent stand before it, and ``by_channel`` where the run was started behind it.
        """
        place = f":{(run.origin_json or {}).get('channel_id', '')}" if by_channel else ""
        definition_id = run.agent_definition_id_version.partition("/")[0]
        shelf = Shelf(
            workspace_id=run.workspace_id,
            namespace=f"{definition_id}:{namespace}{place}",
            model=self.embeddings.model,
        )
        return RunMemory(self, run, shelf, payer)


class RunMemory:
    """The memory that one run sees. What the store fails in is an error of a service outside: an agent may
    go on without its memory.
    """

    def __init__(self, parts: Remembering, run: Claimed, shelf: Shelf, payer: Payer) -> None:
        """Use ``Remembering.of``."""
        self._vectors = parts.vectors
        self._embeddings = parts.embeddings
        self._run = run
        self._shelf = shelf
        self._payer = payer

    async def remember(self, passages: Sequence[Passage]) -> None:
        """Keep these; what is kept already, word for word, is left as it is.

        Raises:
            ExternalError, BudgetSpent: nothing of it may be kept, or only a part: a repeat is harmless.
            AgentError: it is too much at once.
        """
        wanted = {one.key: one for one in passages}
        with _away():
            known = await self._vectors.bodies(self._shelf, list(wanted))
        changed = {
            key: one for key, one in wanted.items() if known.get(key, {}).get("digest") != _digest(one)
        }
        cut = [(one, part, text) for one in changed.values() for part, text in enumerate(pieces(one.text))]
        if len(cut) > MOST_PIECES:
            raise AgentError(f"Nothing remembers more than {MOST_PIECES} pieces of text at once.")
        vectors = await self._embeddings.of(self._payer, [text for _, _, text in cut])
        items = [self._item(*one, vector) for one, vector in zip(cut, vectors, strict=True)]
        blank = changed.keys() - {item.key for item in items}
        with _away():
            await self._vectors.delete(self._shelf, keys=sorted(blank))
            await self._vectors.upsert(self._shelf, items)
        # What was deleted meanwhile, or since this run read it, has not come back.
        gone = await memories.since(self._run.workspace_id, self._run.start_time)
        await self._forget([row for row in gone if any(self._is_from(item, row) for item in items)])

    async def recall(
        self, text: str, *, limit: int = 5, tags: Mapping[str, str] | None = None
    ) -> Sequence[Recalled]:
        """The nearest passages with all those tags, best first; of a long passage the part that is nearest.

        Raises:
            ExternalError, BudgetSpent.
        """
        if not text.strip() or limit < 1:
            return []
        vector = (await self._embeddings.of(self._payer, [text]))[0]
        await self._forget(await memories.undone(self._run.workspace_id))
        with _away():
            hits = await self._vectors.query(self._shelf, vector, limit=min(limit, MOST_RECALLED), tags=tags)
        return [_recalled(hit) for hit in hits]

    async def forget(self, *, source: str) -> None:
        """Forget all passages of that source.

        Raises:
            ExternalError.
        """
        with _away():
            await self._vectors.delete(self._shelf, source=source)

    async def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """The vectors of these texts.

        Raises:
            ExternalError, BudgetSpent.
        """
        return await self._embeddings.of(self._payer, texts)

    def _item(self, passage: Passage, part: int, text: str, vector: Sequence[float]) -> Item:
        body = {
            "text": text,
            "at": passage.at.isoformat(),
            "link": passage.link,
            "digest": _digest(passage),
        }
        return Item(
            key=passage.key,
            part=part,
            vector=vector,
            source=passage.source,
            body=body,
            tags=passage.tags,
            origins=self._origins(passage),
        )

    def _origins(self, passage: Passage) -> Mapping[str, Sequence[str]]:
        """What it is forgotten with. A passage that does not say which message it is may hold something of
        each that the run was given.
        """
        found = {name: [value] for name, value in passage.tags.items() if name in ORIGINS}
        at_hand = current.get(None)
        if "message_id" not in found and at_hand is not None:
            found["message_id"] = [str(one.id) for one in at_hand.thread]
        return found | {"run_id": [str(self._run.run_id)]}

    async def _forget(self, rows: Sequence[Forgetting]) -> None:
        with _away():
            for row in rows:
                await self._vectors.delete_from(self._run.workspace_id, row.origin, row.values_json)

    def _is_from(self, item: Item, row: Forgetting) -> bool:
        named = item.origins.get(row.origin, ())
        return row.origin == "workspace_id" or not set(named).isdisjoint(row.values_json)


@contextmanager
def _away() -> Iterator[None]:
    """What fails is somebody else's here: a run without its memory is not a worker without its database."""
    try:
        yield
    except (StorageError, SetupError) as failed:
        raise Unreachable(
            failed.message, service=SERVICE, code=CODE, retry_after=failed.retry_after
        ) from failed


def _digest(passage: Passage) -> str:
    parts: list[Any] = [
        passage.text,
        passage.source,
        passage.at.isoformat(),
        passage.link,
        dict(passage.tags),
    ]
    return hashlib.sha256(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _recalled(hit: Hit) -> Recalled:
    passage = Passage(
        key=hit.key,
        text=hit.body["text"],
        source=hit.source,
        at=datetime.fromisoformat(hit.body["at"]),
        link=hit.body["link"],
        tags=hit.tags,
    )
    return Recalled(passage=passage, score=hit.score)
