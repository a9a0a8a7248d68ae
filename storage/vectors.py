"""Vector memory: vectors with what they stand for, found again by nearness. Qdrant, as a server or embedded
in a folder that one process alone can open: the worker.

One collection for each embedding model and dimension. Every call names its workspace, and every filter begins
with it. A vector's ``origins`` say what it came from, so that it can be forgotten with that.
"""

import asyncio
import fcntl
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import IO, Any, TypeVar
from uuid import UUID, uuid5

import orjson

from config.clock import monotonic
from config.errors import IonfluxError, RateLimited, Rejected, SetupError, StorageBusy, Unreachable
from config.settings import Settings
from storage.failures import storage_error

SERVICE, SECONDS, HELD = "qdrant", 10, "vectors_held"
NEWS_SECONDS = 120.0
ORIGINS = frozenset({"message_id", "user_id", "run_id", "customer_id", "order_id", "shop_domain"})
"""What vectors may have come from, each a field of its own; with that they are forgotten."""
FORGOTTEN_WITH = ORIGINS | {"workspace_id"}

_SPACE = UUID("5b7f2a57-0a3b-5d0c-9d5e-6a3f0a9c2e11")
_PREFIX, _AT_ONCE, _THREADS = "ionflux_", 256, 8
_INDEXED = ("workspace_id", "namespace", "source", "key", "tags", *sorted(ORIGINS))

T = TypeVar("T")
Wanted = list[tuple[str, Sequence[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where vectors lie: a namespace of a workspace, of one model."""

    workspace_id: UUID
    namespace: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A vector of the part of a key; ``body`` comes back with it, ``source`` and ``tags`` are what it can be
    found by.
    """

    key: str
    vector: Sequence[float]
    part: int = 0
    source: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What was found, without its vector; ``score`` is the cosine."""

    key: str
    part: int
    source: str
    body: Mapping[str, Any]
    tags: Mapping[str, str]
    score: float


class Vectors:
    """The store of one installation. It is opened at its first use.

    Every call raises ExternalError where the server does not answer, or refuses; StorageBusy where another
    process has the folder open; StorageFull.
    """

    def __init__(self, settings: Settings) -> None:
        """Keep them at QDRANT_URL, else in the data directory."""
        self._settings = settings
        self._client: Any = None
        self._lock: IO[str] | None = None
        self._opening = asyncio.Lock()
        # What is embedded is no friend of several threads, and blocks: it has one of its own.
        self._pool = ThreadPoolExecutor(_THREADS if self.is_server else 1, "vectors")
        self._problem, self._failed_at = "", 0.0

    @property
    def problem(self) -> str:
        """What was wrong at the last call, while that is news."""
        return self._problem if monotonic() - self._failed_at < NEWS_SECONDS else ""

    @property
    def is_server(self) -> bool:
        """Whether a server keeps the vectors."""
        return bool(self._settings.qdrant_url)

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever kept: then nothing is opened, or made, to look for something."""
        return not self.is_server and self._client is None and not self._settings.vectors_folder.exists()

    async def upsert(self, shelf: Shelf, items: Sequence[Item]) -> None:
        """Keep these; all that was kept under their keys is replaced."""
        keys = list(dict.fromkeys(item.key for item in items))
        for start in range(0, len(keys), _AT_ONCE):
            some = set(keys[start : start + _AT_ONCE])
            chosen = [item for item in items if item.key in some]
            await self._do(lambda client, chosen=chosen: self._replace(client, shelf, chosen))

    async def query(
        self,
        shelf: Shelf,
        vector: Sequence[float],
        *,
        limit: int = 5,
        tags: Mapping[str, str] | None = None,
    ) -> Sequence[Hit]:
        """The nearest with all those tags, best first."""
        wanted = _on(shelf)
        wanted += [("tags", [_tag(name, value)]) for name, value in (tags or {}).items()]

        def ask(client: Any) -> Sequence[Hit]:
            name = _collection(shelf.model, len(vector))
            if not client.collection_exists(name):
                return []
            found = client.query_points(
                name, query=list(vector), query_filter=_filter(wanted), limit=limit, with_payload=True
            )
            hits = [_hit(point) for point in found.points]
            return sorted(hits, key=lambda one: (-one.score, one.key, one.part))

        return [] if self.is_new else await self._do(ask)

    async def bodies(self, shelf: Shelf, keys: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        """The bodies of the first parts of those keys that are kept."""
        wanted: Wanted = [*_on(shelf), ("key", list(keys)), ("part", ["0"])]

        def look(client: Any) -> Mapping[str, Mapping[str, Any]]:
            found: dict[str, Mapping[str, Any]] = {}
            for name in _collections(client, _collection(shelf.model)):
                points, _ = client.scroll(name, scroll_filter=_filter(wanted), limit=len(keys))
                found |= {one.payload["key"]: one.payload["body"] for one in points}
            return found

        return {} if self.is_new or not keys else await self._do(look)

    async def delete(
        self, shelf: Shelf, *, source: str | None = None, keys: Sequence[str] | None = None
    ) -> int:
        """Forget a source, or keys, whatever model they are of; how many vectors there were."""
        wanted = _on(shelf)
        if source is not None:
            wanted.append(("source", [source]))
        if keys is not None:
            wanted.append(("key", list(keys)))
        return await self._forget(wanted) if len(wanted) > len(_on(shelf)) and keys != [] else 0

    async def delete_from(self, workspace_id: UUID, origin: str, values: Sequence[str]) -> int:
        """Forget, in all namespaces of the workspace, what came from one of these; how many there were. Of
        the origin ``workspace_id`` all of it goes.
        """
        if origin not in FORGOTTEN_WITH:
            raise ValueError(origin)
        wanted: Wanted = [("workspace_id", [str(workspace_id)]), (origin, list(values))]
        return await self._forget(wanted) if values else 0

    async def stats(self, workspace_id: UUID) -> Mapping[str, int]:
        """How many vectors of the workspace each collection has."""
        wanted: Wanted = [("workspace_id", [str(workspace_id)])]
        return {} if self.is_new else await self._do(lambda client: _counts(client, wanted))

    async def check(self) -> str:
        """What it is, in a few words. The folder is not opened: a worker may want to at this moment."""
        if self.is_server:
            return f"server, {len(await self._do(lambda client: _collections(client)))} collections"
        if self.is_new:
            return "embedded, empty"
        try:
            _held(self._settings.vectors_folder).close()
        except StorageBusy as held:
            if held.code != HELD:
                raise
            return "embedded, open in a worker"
        return "embedded"

    async def close(self) -> None:
        """Let go of the folder, or the connections."""
        if self._client is not None:
            client, self._client = self._client, None
            await asyncio.get_running_loop().run_in_executor(self._pool, self._close, client)
        self._pool.shutdown(wait=False)

    async def _forget(self, wanted: Wanted) -> int:
        return 0 if self.is_new else await self._do(lambda client: _deleted(client, wanted))

    def _replace(self, client: Any, shelf: Shelf, items: Sequence[Item]) -> None:
        _deleted(client, [*_on(shelf), ("key", sorted({item.key for item in items}))])
        by_size: dict[int, list[Any]] = {}
        for item in items:
            by_size.setdefault(len(item.vector), []).append(_point(shelf, item))
        for size, points in by_size.items():
            name = _collection(shelf.model, size)
            _make(client, name, size, is_server=self.is_server)
            for start in range(0, len(points), _AT_ONCE):
                client.upsert(name, points=points[start : start + _AT_ONCE], wait=True)

    async def _do(self, work: Callable[[Any], T]) -> T:
        loop = asyncio.get_running_loop()
        try:
            async with self._opening:
                if self._client is None:
                    self._client = await loop.run_in_executor(self._pool, self._open)
            done = await loop.run_in_executor(self._pool, _told, work, self._client)
        except IonfluxError as failed:
            self._problem, self._failed_at = failed.message, monotonic()
            raise
        self._problem = ""
        return done

    def _open(self) -> Any:
        if self.is_server:
            return _opened(self._settings)
        lock = _held(self._settings.vectors_folder)
        try:
            client = _opened(self._settings)
        except BaseException:
            lock.close()
            raise
        self._lock = lock
        return client

    def _close(self, client: Any) -> None:
        client.close()
        if self._lock is not None:
            self._lock.close()


def _opened(settings: Settings) -> Any:
    # 0.7 seconds and 90 MB, which only those pay who remember.
    from qdrant_client import QdrantClient

    if settings.qdrant_url:
        key = settings.qdrant_api_key.get_secret_value() or None
        return QdrantClient(url=settings.qdrant_url, api_key=key, timeout=SECONDS, check_compatibility=False)
    try:
        return QdrantClient(path=str(settings.vectors_folder))
    except (ValueError, KeyError, RuntimeError, sqlite3.Error) as damaged:
        raise SetupError(
            "The vector memory in the data directory is damaged: move its folder away; agents remember anew."
        ) from damaged


def _held(folder: Path) -> IO[str]:
    """Hold the folder, until the file is closed or this process killed. Qdrant holds it too, but looks for
    that only after it has opened what is in it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "held").open("w")
    except OSError as cannot:
        raise StorageBusy(
            f"The vector memory in the data directory cannot be opened: {cannot.strerror}."
        ) from cannot
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as held:
        lock.close()
        raise StorageBusy(
            "The vector memory in the data directory is open in another process, probably another worker:"
            " stop that one, or let both use a server by QDRANT_URL.",
            code=HELD,
        ) from held
    return lock


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
        kind = Unreachable if (refused.status_code or 500) >= 500 else Rejected
        told = f"The vector store answered {refused.status_code} {refused.reason_phrase}."
        raise kind(told, service=SERVICE) from refused
    except (OSError, sqlite3.Error) as failed:
        raise storage_error(failed) from failed


def _collection(model: str, size: int | None = None) -> str:
    return f"{_PREFIX}{re.sub(r'[^A-Za-z0-9.-]+', '_', model)}_{'' if size is None else size}"


def _make(client: Any, name: str, size: int, *, is_server: bool) -> None:
    from qdrant_client import models

    if client.collection_exists(name):
        return
    shape = models.VectorParams(size=size, distance=models.Distance.COSINE)
    try:
        client.create_collection(name, vectors_config=shape)
    except Exception:
        # Another worker, or thread, was first.
        if not client.collection_exists(name):
            raise
    # The embedded one has no indexes.
    for one in _INDEXED if is_server else ():
        client.create_payload_index(name, one, field_schema=models.PayloadSchemaType.KEYWORD)


def _collections(client: Any, prefix: str = _PREFIX) -> list[str]:
    names = (one.name for one in client.get_collections().collections)
    return sorted(name for name in names if name.startswith(prefix))


def _counts(client: Any, wanted: Wanted) -> dict[str, int]:
    counted = _filter(wanted)
    return {
        name: int(client.count(name, count_filter=counted, exact=True).count) for name in _collections(client)
    }


def _deleted(client: Any, wanted: Wanted) -> int:
    counts = {name: count for name, count in _counts(client, wanted).items() if count}
    for name in counts:
        client.delete(name, points_selector=_filter(wanted), wait=True)
    return sum(counts.values())


def _on(shelf: Shelf) -> Wanted:
    return [("workspace_id", [str(shelf.workspace_id)]), ("namespace", [shelf.namespace])]


def _filter(wanted: Wanted) -> Any:
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


def point_id(shelf: Shelf, key: str, part: int) -> UUID:
    """The id of a vector: always the same, and no other's."""
    return uuid5(_SPACE, orjson.dumps([str(shelf.workspace_id), shelf.namespace, key, part]).decode())


def _point(shelf: Shelf, item: Item) -> Any:
    from qdrant_client import models

    payload = {
        **{name: list(values) for name, values in item.origins.items() if name in ORIGINS and values},
        "workspace_id": str(shelf.workspace_id),
        "namespace": shelf.namespace,
        "key": item.key,
        "part": str(item.part),
        "source": item.source,
        "tags": [_tag(name, value) for name, value in item.tags.items()],
        "body": dict(item.body),
    }
    return models.PointStruct(
        id=str(point_id(shelf, item.key, item.part)), vector=list(item.vector), payload=payload
    )


def _hit(point: Any) -> Hit:
    payload = point.payload
    return Hit(
        key=payload["key"],
        part=int(payload["part"]),
        source=payload["source"],
        body=payload["body"],
        tags=dict(orjson.loads(tag) for tag in payload["tags"]),
        score=float(point.score),
    )
