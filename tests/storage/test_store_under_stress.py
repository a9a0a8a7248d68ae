"""A store that is held by others, full, or broken off: clear words, nothing left locked."""

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tortoise.connection import get_connection

from bot.app import App
from bot.contracts.unit import Actor, ActorType, Role
from bot.services import channels, chat
from config.clock import new_id, now
from config.errors import SetupError, StorageBusy, StorageFull
from config.settings import Settings
from storage import leases
from storage.bulk import Row, insert, statement
from storage.db import Database, sqlite_path, transaction
from storage.failures import storage_error
from storage.models.chat import Channel, Message
from storage.models.events import HandledEvent
from storage.models.users import User
from storage.writer import GroupWriter
from tests.factories import make_user, make_workspace, said_in

_HANDLED = insert(HandledEvent, "id consumer event_id state reason created_at updated_at")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    if not settings.is_sqlite:
        pytest.skip("about SQLite's one writer")
    return settings


@pytest.fixture
def held(settings: Settings) -> Iterator[sqlite3.Connection]:
    """Another process's connection, which holds the write lock."""
    other = sqlite3.connect(sqlite_path(settings.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


async def _impatient() -> None:
    """Make the waits of this process's ORM connections short."""
    client = get_connection("default")
    await client.writer.create_connection(with_db=True)
    for one in (client, client.writer):
        await one._connection.execute("PRAGMA busy_timeout=20")


async def test_a_transaction_that_could_not_begin_leaves_the_next_one_free(
    app: App, held: sqlite3.Connection
) -> None:
    await _impatient()
    for _ in range(2):
        with pytest.raises(StorageBusy):
            async with transaction():
                pytest.fail("the store is held")
    held.execute("ROLLBACK")
    async with transaction():
        await make_user("Ada")
    assert await User.all().count() == 1


async def test_readers_are_not_held_up_by_a_writer_that_waits(app: App, held: sqlite3.Connection) -> None:
    async def writing() -> None:
        async with transaction():
            await make_user("Ada")

    waiting = asyncio.ensure_future(writing())
    async with asyncio.timeout(2):
        assert await User.all().count() == 0
    held.execute("ROLLBACK")
    await waiting
    assert await User.all().count() == 1


async def test_a_caller_that_gives_up_while_it_waits_leaves_nothing_open(
    app: App, held: sqlite3.Connection
) -> None:
    async def writing() -> None:
        async with transaction():
            await make_user("Ada")

    task = asyncio.ensure_future(writing())
    _, waiting = await asyncio.wait([task], timeout=0.05)
    assert waiting == {task}
    task.cancel()
    _, waiting = await asyncio.wait([task], timeout=0.05)
    assert waiting == {task}, "it undoes what it began before it lets go"
    held.execute("ROLLBACK")
    await asyncio.wait([task])
    assert task.cancelled()
    async with transaction():
        await make_user("Bob")
    assert [user.name for user in await User.all()] == ["Bob"]


async def test_what_nobody_waits_for_any_more_is_not_stored(app: App, held: sqlite3.Connection) -> None:
    workspace_id, owner = await _workspace(held)
    channel_id = (await Channel.of(workspace_id).first()).id  # type: ignore[union-attr]
    actor = Actor(type=ActorType.USER, id=owner, role=Role.OWNER)

    async def post(text: str) -> None:
        async with app.units.grouped_unit(actor, workspace_id) as unit:
            await chat.post(unit, said_in(channel_id, text))

    first = asyncio.ensure_future(post("begun"))
    while app.database.writer._task is None:
        await channels.last_seqs(workspace_id, [channel_id])
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await post("given up")
    held.execute("ROLLBACK")
    await first
    await post("later")
    texts = [one.content_json["text_body"] for one in await Message.of(workspace_id).order_by("seq")]
    assert texts == ["begun", "later"]


async def test_what_is_not_begun_in_time_is_withdrawn(app: App, held: sqlite3.Connection) -> None:
    def row(consumer: str) -> Row:
        return Row(_HANDLED, (new_id(), consumer, new_id(), "done", None, now(), now()))

    writer = app.database.writer
    first = asyncio.ensure_future(writer.write([row("begun")]))
    # One turn of the loop each to hand it over and to let the writer begin.
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    with pytest.raises(StorageBusy, match="in time") as late:
        await writer.write([row("late")], within=0.05)
    assert late.value.retry_after is not None
    held.execute("ROLLBACK")
    await first
    await writer.write([row("later")], within=2)
    assert {one.consumer for one in await HandledEvent.all()} == {"begun", "later"}


async def _workspace(held: sqlite3.Connection) -> tuple[object, object]:
    held.execute("ROLLBACK")
    made = await make_workspace()
    held.execute("BEGIN IMMEDIATE")
    return made


async def test_a_writer_whose_store_cannot_be_opened_says_so_and_tries_again(
    app: App, tmp_path: Path
) -> None:
    path = tmp_path / "missing" / "ionflux.db"
    writer = GroupWriter.on_sqlite(path, is_durable=False)
    from storage.bulk import Call, Steps, statement

    steps = Steps(lambda: (yield Call(statement("SELECT 1"), ())))
    with pytest.raises(StorageBusy):
        await writer.write([steps])
    path.parent.mkdir()
    await writer.write([steps])
    await writer.close()


async def _much() -> None:
    async with transaction():
        for number in range(2000):
            await User.create(name=f"{number}" * 40, profile_info={"bio": "x" * 4000})


async def test_the_write_ahead_log_does_not_grow_while_one_process_writes(
    app: App, settings: Settings
) -> None:
    writer = GroupWriter.on_sqlite(sqlite_path(settings.database), is_durable=False)
    sizes = []
    for number in range(2000):
        await leases.take(writer, f"name {number % 500}", new_id(), -1.0)
        if number in (999, 1999):
            sizes.append(_log_size(settings))
    await writer.close()
    # Twice as many writes, and the same log, which is begun anew after each checkpoint.
    assert sizes[1] < 1.5 * sizes[0]


def _log_size(settings: Settings) -> int:
    return Path(f"{sqlite_path(settings.database)}-wal").stat().st_size


async def test_a_full_disk_is_told_as_one(app: App, database: Database) -> None:
    client = get_connection("default")
    await client.writer.create_connection(with_db=True)
    pages = (await client.writer._connection.execute_fetchall("PRAGMA page_count"))[0][0]
    await client.writer._connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StorageFull):
        await _much()
    assert await User.all().count() == 0
    await client.writer._connection.execute("PRAGMA max_page_count=1000000")
    async with transaction():
        await make_user("Ada")
    assert await User.all().count() == 1


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (sqlite3.OperationalError("database is locked"), StorageBusy),
        (sqlite3.OperationalError("database or disk is full"), StorageFull),
        (sqlite3.DatabaseError("file is not a database"), SetupError),
        (RuntimeError('password authentication failed for user "shop"'), SetupError),
        (RuntimeError('database "shop" does not exist'), SetupError),
        (ConnectionRefusedError(111, "Connect call failed"), StorageBusy),
        (OSError(28, "No space left on device"), StorageFull),
        (TimeoutError(), StorageBusy),
    ],
)
def test_each_failure_has_its_words(failure: Exception, kind: type[Exception]) -> None:
    assert isinstance(storage_error(failure), kind)


def test_what_is_no_failure_of_the_store_stays_what_it_is() -> None:
    for other in (sqlite3.IntegrityError("UNIQUE constraint failed: users.email"), ValueError("x")):
        assert storage_error(other) is other


async def test_a_look_that_fails_is_asked_again_where_failures_have_words(
    app: App, database: Database, tmp_path: Path
) -> None:
    (tmp_path / "torn.db").write_bytes(b"no database, but long enough to be read as one" * 100)
    database._eye = sqlite3.connect(tmp_path / "torn.db")
    assert await database.look(statement("SELECT count(*) FROM users")) == [(0,)]
