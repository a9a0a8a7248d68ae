"""Vector memory: vectors with what they stand for, found again by nearness. Qdrant, as a server or embedded in a
folder that one process alone can open: the worker.

One collection for each embedding model and dimension. Every call names its workspace, and every filter begins
with it.
"""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid5

import orjson

from config.errors import ExternalError, RateLimited, Rejected, StorageBusy, Unreachable
from config.settings import Settings
from storage.failures import storage_error

SERVICE, SECONDS = "qdrant", 10
_SPACE = UUID("5b7f2a57-0a3b-5d0c-9d5e-6a3f0a9c2e11")
_PREFIX, _AT_ONCE, _THREADS = "ionflux_", 256, 8
_INDEXED = ("workspace_id", "namespace", "source", "key", "tags")

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A vector; ``body`` comes back with it, ``source`` and ``tags`` are what it can be found by."""

    key: str
    vector: Sequence[float]
    source: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What was found, without its vector; ``score`` is the cosine."""

    key: str
    source: str
    body: Mapping[str, Any]
    tags: Mapping[str, str]
    score: float


class Vectors:
    """The store of one installation, for the vectors of one model. It is opened at its first use."""

    def __init__(self, settings: Settings, *, model: str) -> None:
        """Keep them at QDRANT_URL, else in the data directory."""
        self._settings = settings
        self._model = re.sub(r"\W+", "_", model)
        self._client: Any = None
        self._opening = asyncio.Lock()
        # What is embedded is no friend of several threads, and blocks: it has one of its own.
        self._pool = ThreadPoolExecutor(_THREADS if self.is_server else 1, "vectors")
        self._known: set[str] = set()

    @property
    def is_server(self) -> bool:
        """Whether a server keeps the vectors."""
        return bool(self._settings.qdrant_url)

    async def upsert(self, workspace_id: UUID, namespace: str, items: Sequence[Item]) -> None:
        """Keep these; the same key again replaces.

        Raises:
            ExternalError: the server does not answer, or refuses.
            StorageBusy: another process has the folder open.
        """
        for start in range(0, len(items), _AT_ONCE):
            some = items[start : start + _AT_ONCE]
            await self._do(lambda client, some=some: self._put(client, workspace_id, namespace, some))

    async def query(
        self,
        workspace_id: UUID,
        namespace: str,
        vector: Sequence[float],
        *,
        limit: int = 5,
        tags: Mapping[str, str] | None = None,
    ) -> Sequence[Hit]:
        """The nearest with all those tags, best first.

        Raises:
            ExternalError, StorageBusy: as in upsert.
        """
        wanted = _only(workspace_id, namespace=namespace)
        for name, value in (tags or {}).items():
            wanted.append(("tags", [_tag(name, value)]))

        def ask(client: Any) -> Sequence[Hit]:
            name = self._name(len(vector))
            if not self._is_there(client, name):
                return []
            found = client.query_points(
                name, query=list(vector), query_filter=_filter(wanted), limit=limit, with_payload=True
            )
            return [_hit(point) for point in found.points]

        return await self._do(ask)

    async def delete(
        self,
        workspace_id: UUID,
        namespace: str,
        *,
        source: str | None = None,
        keys: Sequence[str] | None = None,
    ) -> int:
        """Forget a source, or keys; how many there were.

        Raises:
            ExternalError, StorageBusy: as in upsert.
        """
        wanted = _only(workspace_id, namespace=namespace)
        if source is not None:
            wanted.append(("source", [source]))
        if keys is not None:
            wanted.append(("key", list(keys)))
        return await self._delete(wanted) if len(wanted) > 2 and keys != [] else 0

    async def delete_tagged(self, workspace_id: UUID, tags: Sequence[tuple[str, str]]) -> int:
        """Forget, in all namespaces of the workspace, what has any of these tags; how many there were.

        Raises:
            ExternalError, StorageBusy: as in upsert.
        """
        wanted = _only(workspace_id)
        wanted.append(("tags", [_tag(name, value) for name, value in tags]))
        return await self._delete(wanted) if tags else 0

    async def delete_workspace(self, workspace_id: UUID) -> int:
        """Forget all of a workspace; how many there were.

        Raises:
            ExternalError, StorageBusy: as in upsert.
        """
        return await self._delete(_only(workspace_id))

    async def count_tagged(self, workspace_id: UUID, tags: Sequence[tuple[str, str]]) -> int:
        """How many have any of these tags.

        Raises:
            ExternalError, StorageBusy: as in upsert.
        """
        wanted = _only(workspace_id)
        wanted.append(("tags", [_tag(name, value) for name, value in tags]))
        return sum((await self._do(lambda client: _counts(client, wanted))).values()) if tags else 0

    async def stats(self, workspace_id: UUID) -> Mapping[str, int]:
        """How many vectors of the workspace each collection has.

        Raises:
            ExternalError, StorageBusy: as in upsert.
        """
        return await self._do(lambda client: _counts(client, _only(workspace_id)))

    async def check(self) -> str:
        """Open it; what it is, in a few words.

        Raises:
            ExternalError, StorageBusy: as in upsert.
        """
        count = len(await self._do(_collections))
        return f"{'server' if self.is_server else 'embedded'}, {count} collections"

    async def close(self) -> None:
        """Let go of the folder, or the connections."""
        if self._client is not None:
            client, self._client = self._client, None
            await asyncio.get_running_loop().run_in_executor(self._pool, client.close)
        self._pool.shutdown(wait=False)

    async def _delete(self, wanted: Sequence[tuple[str, Sequence[str]]]) -> int:
        # Nothing was ever kept: nothing is opened, or made, to forget it.
        if not self.is_server and self._client is None and not self._settings.vectors_folder.exists():
            return 0

        def delete(client: Any) -> int:
            counts = {name: count for name, count in _counts(client, wanted).items() if count}
            for name in counts:
                client.delete(name, points_selector=_filter(wanted), wait=True)
            return sum(counts.values())

        return await self._do(delete)

    def _put(self, client: Any, workspace_id: UUID, namespace: str, items: Sequence[Item]) -> None:
        from qdrant_client import models

        by_size: dict[int, list[Any]] = {}
        for item in items:
            payload = {
                "workspace_id": str(workspace_id),
                "namespace": namespace,
                "key": item.key,
                "source": item.source,
                "tags": [_tag(name, value) for name, value in item.tags.items()],
                "body": dict(item.body),
            }
            point = models.PointStruct(
                id=str(point_id(workspace_id, namespace, item.key)), vector=list(item.vector), payload=payload
            )
            by_size.setdefault(len(item.vector), []).append(point)
        for size, points in by_size.items():
            self._make(client, size)
            client.upsert(self._name(size), points=points, wait=True)

    def _make(self, client: Any, size: int) -> None:
        from qdrant_client import models

        name = self._name(size)
        if self._is_there(client, name):
            return
        client.create_collection(
            name, vectors_config=models.VectorParams(size=size, distance=models.Distance.COSINE)
        )
        # The embedded one has no indexes.
        for one in _INDEXED if self.is_server else ():
            client.create_payload_index(name, one, field_schema=models.PayloadSchemaType.KEYWORD)
        self._known.add(name)

    def _is_there(self, client: Any, name: str) -> bool:
        if name not in self._known and client.collection_exists(name):
            self._known.add(name)
        return name in self._known

    def _name(self, size: int) -> str:
        return f"{_PREFIX}{self._model}_{size}"

    async def _do(self, work: Callable[[Any], T]) -> T:
        loop = asyncio.get_running_loop()
        async with self._opening:
            if self._client is None:
                self._client = await loop.run_in_executor(self._pool, self._open)
        return await loop.run_in_executor(self._pool, _told, work, self._client)

    def _open(self) -> Any:
        # 0.7 seconds and 90 MB, which only those pay who remember.
        from qdrant_client import QdrantClient

        if self.is_server:
            key = self._settings.qdrant_api_key.get_secret_value() or None
            return QdrantClient(
                url=self._settings.qdrant_url, api_key=key, timeout=SECONDS, check_compatibility=False
            )
        folder: Path = self._settings.vectors_folder
        try:
            return QdrantClient(path=str(folder))
        except OSError as cannot:
            raise storage_error(cannot) from cannot
        except RuntimeError as held:
            raise StorageBusy(
                f"The vector memory in {folder} is open in another process, probably another worker: stop"
                " that one, or let both use a server by QDRANT_URL."
            ) from held


def point_id(workspace_id: UUID, namespace: str, key: str) -> UUID:
    """The id of a key's vector: always the same, and no other's."""
    return uuid5(_SPACE, orjson.dumps([str(workspace_id), namespace, key]).decode())


def _told(work: Callable[[Any], T], client: Any) -> T:
    from qdrant_client.common.client_exceptions import ResourceExhaustedResponse
    from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse

    try:
        return work(client)
    except ResourceExhaustedResponse as busy:
        wait = timedelta(seconds=busy.retry_after_s)
        raise RateLimited("The vector store asks to wait.", service=SERVICE, retry_after=wait) from busy
    except ResponseHandlingException as away:
        raise Unreachable(f"The vector store does not answer: {away}.", service=SERVICE) from away
    except UnexpectedResponse as refused:
        raise _refusal(refused) from refused
    except OSError as failed:
        raise storage_error(failed) from failed


def _refusal(refused: Any) -> ExternalError:
    kind = Unreachable if (refused.status_code or 500) >= 500 else Rejected
    return kind(
        f"The vector store answered {refused.status_code} {refused.reason_phrase}.", service=SERVICE
    )


def _collections(client: Any) -> list[str]:
    names = (one.name for one in client.get_collections().collections)
    return sorted(name for name in names if name.startswith(_PREFIX))


def _counts(client: Any, wanted: Sequence[tuple[str, Sequence[str]]]) -> dict[str, int]:
    counted = _filter(wanted)
    return {
        name: int(client.count(name, count_filter=counted, exact=True).count) for name in _collections(client)
    }


def _only(workspace_id: UUID, *, namespace: str | None = None) -> list[tuple[str, Sequence[str]]]:
    wanted: list[tuple[str, Sequence[str]]] = [("workspace_id", [str(workspace_id)])]
    return wanted if namespace is None else [*wanted, ("namespace", [namespace])]


def _filter(wanted: Sequence[tuple[str, Sequence[str]]]) -> Any:
    from qdrant_client import models

    return models.Filter(
        must=[
            models.FieldCondition(key=name, match=models.MatchAny(any=list(values)))
            for name, values in wanted
        ]
    )


def _tag(name: str, value: str) -> str:
    # One field of whole words: in names of fields Qdrant reads dots and brackets as paths.
    return orjson.dumps([name, value]).decode()


def _hit(point: Any) -> Hit:
    payload = point.payload
    return Hit(
        key=payload["key"],
        source=payload["source"],
        body=payload["body"],
        tags=dict(orjson.loads(tag) for tag in payload["tags"]),
        score=float(point.score),
    )
