"""Vectors in the embedded Qdrant: kept once, found by nearness, forgotten with what they came from."""

import asyncio
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from aiohttp import web

from config.clock import new_id
from config.errors import ExternalError, RateLimited, Rejected, SetupError, StorageBusy, Unreachable
from config.settings import Settings
from storage.vectors import Item, Shelf, Vectors

MINE, THEIRS = new_id(), new_id()
SHELF = Shelf(workspace_id=MINE, namespace="notes", model="tiny")


def item(key: str, *vector: float, **more: Any) -> Item:
    return Item(key=key, vector=vector or (1.0, 0.0), body={"text": key}, **more)


@pytest.fixture
async def vectors(tmp_path: Path) -> AsyncIterator[Vectors]:
    opened = Vectors(Settings(data_dir=tmp_path))
    yield opened
    await opened.close()


async def keys(vectors: Vectors, shelf: Shelf = SHELF, **more: Any) -> list[str]:
    return [hit.key for hit in await vectors.query(shelf, (1.0, 0.0), limit=50, **more)]


async def test_the_nearest_come_first_with_what_they_stand_for(vectors: Vectors) -> None:
    far, near = item("far", 0.0, 1.0), item("near", 1.0, 0.1, source="doc", tags={"kind": "brief"})
    await vectors.upsert(SHELF, [far, near])
    first, second = await vectors.query(SHELF, (1.0, 0.0))
    assert (first.key, first.source, first.tags, first.body) == (
        "near", "doc", {"kind": "brief"}, {"text": "near"},
    )  # fmt: skip
    assert (first.score > 0.99, second.key, round(second.score, 6)) == (True, "far", 0.0)
    assert await keys(vectors, tags={"kind": "brief"}) == ["near"]
    assert await keys(vectors, tags={"kind": "brief", "other": "1"}) == []


async def test_the_same_key_again_replaces_all_its_parts(vectors: Vectors) -> None:
    await vectors.upsert(SHELF, [item("a", part=number) for number in range(3)])
    await vectors.upsert(SHELF, [item("a"), item("b")])
    assert await keys(vectors) == ["a", "b"]
    assert await vectors.stats(MINE) == {"ionflux_tiny_2": 2}


async def test_vectors_of_another_model_or_dimension_lie_elsewhere(vectors: Vectors) -> None:
    other = Shelf(workspace_id=MINE, namespace="notes", model="openai/text-embedding-3-small")
    await vectors.upsert(SHELF, [item("a"), item("b", 1.0, 0.0, 0.0)])
    await vectors.upsert(other, [item("c")])
    assert await keys(vectors) == ["a"]
    assert await vectors.stats(MINE) == {
        "ionflux_openai_text-embedding-3-small_2": 1, "ionflux_tiny_2": 1, "ionflux_tiny_3": 1,
    }  # fmt: skip
    assert await vectors.delete(SHELF, keys=["a", "b", "c"]) == 3


async def test_what_came_from_something_is_forgotten_with_it_in_all_namespaces(vectors: Vectors) -> None:
    other = Shelf(workspace_id=MINE, namespace="other", model="tiny")
    await vectors.upsert(SHELF, [item("a", origins={"customer_id": ["7", "8"]}), item("b")])
    await vectors.upsert(other, [item("c", origins={"customer_id": ["8"]})])
    assert await vectors.delete_from(MINE, "customer_id", ["8"]) == 2
    assert (await keys(vectors), await keys(vectors, other)) == (["b"], [])
    assert await vectors.delete_from(MINE, "workspace_id", [str(MINE)]) == 1
    assert await vectors.stats(MINE) == {"ionflux_tiny_2": 0}


async def test_nothing_is_forgotten_that_was_not_named(vectors: Vectors) -> None:
    await vectors.upsert(SHELF, [item("a", source="doc")])
    assert [
        await vectors.delete(SHELF), await vectors.delete(SHELF, keys=[]),
        await vectors.delete(SHELF, source="other"), await vectors.delete_from(MINE, "message_id", []),
        await vectors.delete_from(MINE, "workspace_id", [str(THEIRS)]),
    ] == [0] * 5  # fmt: skip
    with pytest.raises(ValueError, match="body"):
        await vectors.delete_from(MINE, "body", ["a"])
    assert await keys(vectors) == ["a"]


async def test_it_is_there_after_it_was_closed(vectors: Vectors, tmp_path: Path) -> None:
    await vectors.upsert(SHELF, [item("a")])
    await vectors.close()
    again = Vectors(Settings(data_dir=tmp_path))
    assert await again.bodies(SHELF, ["a", "b"]) == {"a": {"text": "a"}}
    assert await again.check() == "embedded, open in a worker"
    await again.close()


async def test_looking_for_what_never_was_opens_and_makes_nothing(vectors: Vectors, tmp_path: Path) -> None:
    assert await keys(vectors) == []
    assert await vectors.delete_from(MINE, "message_id", ["1"]) == 0
    assert await vectors.check() == "embedded, empty"
    assert not (tmp_path / "vectors").exists()


async def test_a_second_process_is_told_who_has_the_folder(vectors: Vectors, tmp_path: Path) -> None:
    await vectors.upsert(SHELF, [item("a")])
    second = Vectors(Settings(data_dir=tmp_path))
    with pytest.raises(StorageBusy, match=r"another worker.*QDRANT_URL"):
        await second.upsert(SHELF, [item("b")])
    assert "another worker" in second.problem
    await vectors.close()
    await second.upsert(SHELF, [item("b")])
    assert (await keys(second), second.problem) == (["a", "b"], "")
    await second.close()


async def test_a_look_from_outside_tells_whether_it_is_open(vectors: Vectors, tmp_path: Path) -> None:
    await vectors.upsert(SHELF, [item("a")])
    other = Vectors(Settings(data_dir=tmp_path))
    assert await other.check() == "embedded, open in a worker"
    await vectors.close()
    assert await other.check() == "embedded"
    await other.upsert(SHELF, [item("b")])
    await other.close()


async def test_a_damaged_folder_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "vectors").mkdir()
    (tmp_path / "vectors" / "meta.json").write_text("{")
    damaged = Vectors(Settings(data_dir=tmp_path))
    with pytest.raises(SetupError, match="move its folder away"):
        await damaged.stats(MINE)
    await damaged.close()


Answer = Callable[[web.Request], Awaitable[web.Response]]


async def of_server(answer: Answer, ask: Callable[[Vectors], Awaitable[Any]], tmp_path: Path) -> Vectors:
    """Ask a server that answers everything like that."""
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    asked = Vectors(Settings(data_dir=tmp_path, qdrant_url=f"http://127.0.0.1:{runner.addresses[0][1]}"))
    try:
        await ask(asked)
    finally:
        await asked.close()
        await runner.cleanup()
    return asked


@pytest.mark.parametrize(
    ("status", "kind"), [(500, Unreachable), (403, Rejected), (429, RateLimited), (0, Unreachable)]
)
async def test_a_server_that_fails_is_an_error_of_somebody_else(
    status: int, kind: type[ExternalError], tmp_path: Path
) -> None:
    async def answer(request: web.Request) -> web.Response:
        if not status and request.transport is not None:
            request.transport.close()
        return web.Response(status=status or 200, headers={"Retry-After": "3"})

    with pytest.raises(kind) as failed:
        await of_server(answer, lambda asked: asked.check(), tmp_path)
    assert failed.value.service == "qdrant"


async def test_a_server_that_never_answers_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.vectors.SECONDS", 1)
    is_over = asyncio.Event()

    async def answer(request: web.Request) -> web.Response:
        await is_over.wait()
        return web.Response()

    async def ask(asked: Vectors) -> None:
        with pytest.raises(Unreachable):
            await asked.check()
        is_over.set()

    await of_server(answer, ask, tmp_path)


async def test_the_filter_that_a_server_is_sent_begins_with_the_workspace(tmp_path: Path) -> None:
    sent: list[tuple[str, Any]] = []

    async def answer(request: web.Request) -> web.Response:
        sent.append((request.path, await request.json() if request.can_read_body else None))
        result: Any = {"exists": True} if request.path.endswith("exists") else {"points": []}
        if request.path == "/collections":
            result = {"collections": [{"name": "ionflux_tiny_2"}, {"name": "of_another_program"}]}
        if request.path.endswith("/count"):
            result = {"count": 1}
        if request.path.endswith("/delete"):
            result = {"operation_id": 1, "status": "completed"}
        return web.json_response({"result": result, "status": "ok", "time": 0.0})

    async def ask(asked: Vectors) -> None:
        await asked.query(SHELF, (1.0, 0.0), tags={"kind": "brief"})
        await asked.bodies(SHELF, ["a"])
        await asked.delete(SHELF, source="doc")
        await asked.delete_from(MINE, "message_id", ["1"])
        await asked.stats(MINE)

    await of_server(answer, ask, tmp_path)
    filters = [body["filter"]["must"] for _, body in sent if body]
    assert len(filters) == 7
    assert {one[0]["key"] for one in filters} == {"workspace_id"}
    assert {tuple(one[0]["match"]["any"]) for one in filters} == {(str(MINE),)}
    assert not any("of_another_program" in path for path, _ in sent)


def _values(name: str, workspace_id: UUID) -> Any:
    """An argument of that name, as somebody of that workspace gives it who knows all names of the other."""
    return {
        "shelf": Shelf(workspace_id=workspace_id, namespace="notes", model="tiny"),
        "workspace_id": workspace_id, "items": [item("a", tags={"t": "1"}), item("b")],
        "vector": (1.0, 0.0), "keys": ["a", "b"], "source": "doc", "tags": {"t": "1"}, "limit": 50,
        "origin": "message_id", "values": ["1", str(MINE)],
    }[name]  # fmt: skip


CALLS = sorted(
    name for name, method in inspect.getmembers(Vectors, inspect.iscoroutinefunction)
    if not name.startswith("_") and name not in {"check", "close"}
)  # fmt: skip


@pytest.mark.parametrize("name", CALLS)
async def test_no_call_of_another_workspace_sees_or_changes_ours(vectors: Vectors, name: str) -> None:
    ours = [item(key, source="doc", tags={"t": "1"}, origins={"message_id": ["1"]}) for key in "ab"]
    await vectors.upsert(SHELF, ours)
    before = await vectors.query(SHELF, (1.0, 0.0), limit=50)
    method = getattr(vectors, name)
    given = {one: _values(one, THEIRS) for one in inspect.signature(method).parameters}
    for left_out in ({}, {"source"}, {"keys"}) if name == "delete" else ({},):
        came = await method(**{one: value for one, value in given.items() if one not in left_out})
        assert not came or came == {"ionflux_tiny_2": 0}, came
        assert await vectors.query(SHELF, (1.0, 0.0), limit=50) == before


async def test_calls_at_once_do_not_disturb_one_another(vectors: Vectors) -> None:
    shelves = [Shelf(workspace_id=new_id(), namespace="notes", model="tiny") for _ in range(5)]
    await asyncio.gather(*(vectors.upsert(shelf, [item(str(shelf.workspace_id))]) for shelf in shelves))
    assert [await keys(vectors, shelf) for shelf in shelves] == [[str(one.workspace_id)] for one in shelves]
