"""The schema: from nothing to the models' own, whole or not at all; another one is refused."""

import importlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from tortoise import Tortoise
from tortoise.connection import get_connection

from config.errors import SetupError, Unreachable
from config.settings import Settings
from storage.db import Database, known_versions, sqlite_path, tortoise_config
from storage.migrate import migrate
from storage.models.chat import Channel, ChannelMember, Message
from tests.command_line import started
from tests.conftest import SECRET_KEY, SERVERS_DATABASE, in_thread, new_database

pytestmark = pytest.mark.servers
MOMENT = "2026-11-20 09:30:00+00:00"
REDIS = "redis://127.0.0.1:1/0"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Settings]:
    """Settings for a store in which there is nothing."""
    common: dict[str, Any] = {
        "data_dir": tmp_path,
        "secret_key": SECRET_KEY,
        "test": True,
        "redis_url": REDIS,
    }
    if SERVERS_DATABASE:
        with new_database() as url:
            yield Settings(database_url=url, **common)
        return
    yield Settings(database_url=f"sqlite://{tmp_path / 'new' / 'ionflux.db'}", **common)


def environment(settings: Settings, **more: str) -> dict[str, str]:
    return {
        "IONFLUX_DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database,
        "REDIS_URL": REDIS,
        "IONFLUX_SECRET_KEY": SECRET_KEY,
        "IONFLUX_TEST": "1",
    } | more


def shape(settings: Settings) -> dict[str, set[Any]]:
    """Each table with its columns and unique keys, as the database itself tells them."""
    if settings.is_sqlite:
        with closing(sqlite3.connect(sqlite_path(settings.database))) as store:
            return _sqlite_shape(store)
    return in_thread(lambda: _postgres_shape(settings.database))


def _sqlite_shape(store: sqlite3.Connection) -> dict[str, set[Any]]:
    tables = [name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found: dict[str, set[Any]] = {}
    for table in tables:
        found[table] = {tuple(row[1:]) for row in store.execute(f"PRAGMA table_info({table})")}
        for _, index, is_unique, *_ in store.execute(f"PRAGMA index_list({table})").fetchall():
            columns = tuple(row[2] for row in store.execute(f"PRAGMA index_info({index})"))
            found[table].add((columns, is_unique))
    return found


async def _postgres_shape(url: str) -> dict[str, set[Any]]:
    connection = await asyncpg.connect(url, timeout=5)
    found: dict[str, set[Any]] = {}
    for table, *column in await connection.fetch(
        "SELECT table_name, column_name, data_type, is_nullable, character_maximum_length, column_default"
        " FROM information_schema.columns WHERE table_schema = 'public'"
    ):
        found.setdefault(table, set()).add(tuple(column))
    for table, definition in await connection.fetch(
        # Search has an index over an expression, which the models cannot say.
        "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'"
        " AND indexname <> 'message_search'"
    ):
        found[table].add(definition.split(" ON ")[1] + ("UNIQUE" if "UNIQUE" in definition else ""))
    await connection.close()
    return found


async def _models_own(settings: Settings) -> None:
    config = tortoise_config(settings.database)
    await Tortoise.init(config=config, _enable_global_fallback=True)
    await Tortoise.generate_schemas()
    await Tortoise.close_connections()


def test_the_migrations_end_in_the_schema_of_the_models(empty: Settings, tmp_path: Path) -> None:
    applied = in_thread(lambda: migrate(empty))
    assert applied == known_versions(is_sqlite=empty.is_sqlite)
    if SERVERS_DATABASE:
        with new_database() as url:
            other = empty.model_copy(update={"database_url": url})
            in_thread(lambda: _models_own(other))
            assert shape(empty) == shape(other)
        return
    other = Settings(database_url=f"sqlite://{tmp_path / 'models.db'}")
    in_thread(lambda: _models_own(other))
    assert shape(empty) == shape(other)
    assert len(shape(empty)) > 15


def test_both_dialects_have_the_same_history() -> None:
    assert [name.split("_", 2)[2] for name in known_versions(is_sqlite=True)] == [
        name.split("_", 2)[2] for name in known_versions(is_sqlite=False)
    ]


@pytest.mark.timeout(60)
def test_what_was_applied_is_not_applied_again_also_by_two_at_once(empty: Settings) -> None:
    processes = [started("migrate", **environment(empty)) for _ in range(2)]
    told = [process.told() for process in processes]
    assert [code for code, *_ in told] == [0, 0]
    assert sorted(out.split()[0] for _, out, _ in told) == ["Applied", "The"]
    assert in_thread(lambda: migrate(empty)) == []
    in_thread(lambda: _opened(empty))


async def _opened(settings: Settings) -> None:
    await (await Database.connect(settings)).close()


def refusal(settings: Settings) -> str:
    with pytest.raises(SetupError) as refused:
        in_thread(lambda: _opened(settings))
    return refused.value.message


async def _later_version(settings: Settings) -> None:
    await Tortoise.init(config=tortoise_config(settings.database), _enable_global_fallback=True)
    await get_connection("default").execute_query(
        "INSERT INTO aerich (version, app, content) VALUES ('99_20990101000000_later.py', 'models', '{}')"
    )
    await Tortoise.close_connections()


@pytest.mark.timeout(60)
@pytest.mark.parametrize("role", ["web", "worker"])
def test_a_role_refuses_an_empty_store_with_78_and_the_way_out(empty: Settings, role: str) -> None:
    code, _, wrong = started(role, **environment(empty)).told()
    assert code == 78
    assert wrong.count("\n") == 1
    assert "'ionflux migrate'" in wrong


def test_a_newer_schema_is_refused_with_the_way_out(empty: Settings) -> None:
    in_thread(lambda: migrate(empty))
    in_thread(lambda: _later_version(empty))
    assert refusal(empty) == (
        "The database is newer than this version (it has 99_20990101000000_later.py)."
        " Install the newer version again."
    )


@pytest.mark.timeout(60)
def test_a_migration_that_is_killed_is_refused_and_then_goes_through(empty: Settings) -> None:
    code, *_ = started("migrate", **environment(empty, IONFLUX_FAILPOINTS="migrate.mid")).told()
    assert code == -9
    assert "Run 'ionflux migrate' first" in refusal(empty)
    assert in_thread(lambda: migrate(empty)) == known_versions(is_sqlite=empty.is_sqlite)
    in_thread(lambda: _opened(empty))


def test_a_store_that_cannot_be_reached_is_told_by_the_variables_name(empty: Settings) -> None:
    away = empty.model_copy(update={"database_url": "postgres://nobody@127.0.0.1:1/none"})
    with pytest.raises(Unreachable, match="DATABASE_URL: the database cannot be reached"):
        in_thread(lambda: _opened(away))


WORKSPACE, READER, NEWCOMER, CHANNEL = (str(uuid4()) for _ in range(4))
ROWS = {
    "channels": [{"id": CHANNEL, "name": "general", "type": "public", "last_seq": 5}],
    "memberships": [{"user_id": READER, "role": "owner"}, {"user_id": NEWCOMER, "role": "member"}],
    "channel_members": [{"channel_id": CHANNEL, "user_id": READER, "last_read_seq": 2}],
    "messages": [
        {"id": str(uuid4()), "channel_id": CHANNEL, "seq": seq, "sender_id": READER, "sender_type": "user",
         "content_type": "text", "content_json": '{"text_body": "hello"}', "reply_count": 0}
        for seq in (1, 2, 3, 4)
    ],
}  # fmt: skip


async def _filled_as_before(settings: Settings) -> None:
    """The first version's store, with a channel of four messages: one is a reply, one was taken back."""
    first = known_versions(is_sqlite=settings.is_sqlite)[0]
    dialect = "sqlite" if settings.is_sqlite else "postgres"
    module = importlib.import_module(f"storage.migrations.{dialect}.models.{first.removesuffix('.py')}")
    await Tortoise.init(config=tortoise_config(settings.database), _enable_global_fallback=True)
    store = get_connection("default")
    await store.execute_script(await module.upgrade(store))
    ROWS["messages"][1]["thread_id"] = ROWS["messages"][0]["id"]
    taken_back = {
        "channel_id": CHANNEL,
        "seq": 5,
        "message_id": ROWS["messages"][3]["id"],
        "kind": "message_deleted",
    }
    for table, rows in {**ROWS, "message_edits": [taken_back]}.items():
        for row in rows:
            common = {
                "id": str(uuid4()),
                "workspace_id": WORKSPACE,
                "created_at": MOMENT,
                "updated_at": MOMENT,
            }
            values = common | row
            told = ", ".join(str(one) if isinstance(one, int) else f"'{one}'" for one in values.values())
            await store.execute_script(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({told})")  # noqa: S608
    had = f"INSERT INTO aerich (version, app, content) VALUES ('{first}', 'models', '{{}}')"  # noqa: S608
    await store.execute_script(had)
    await Tortoise.close_connections()


async def _counted(settings: Settings) -> tuple[Any, ...]:
    await Tortoise.init(config=tortoise_config(settings.database), _enable_global_fallback=True)
    channel = await Channel.of(UUID(WORKSPACE)).get(id=CHANNEL)
    ordinals = await Message.of(UUID(WORKSPACE)).order_by("seq").values_list("ordinal", flat=True)
    places = await ChannelMember.of(UUID(WORKSPACE)).values_list("user_id", "read_count")
    await Tortoise.close_connections()
    return channel.message_count, list(ordinals), {str(one): count for one, count in places}


def test_what_the_first_version_stored_is_counted_as_if_it_had_been_counted_all_along(
    empty: Settings,
) -> None:
    empty.data_dir.mkdir(exist_ok=True)
    if empty.is_sqlite:
        sqlite_path(empty.database).parent.mkdir(exist_ok=True)
    in_thread(lambda: _filled_as_before(empty))
    assert in_thread(lambda: migrate(empty)) == known_versions(is_sqlite=empty.is_sqlite)[1:]
    message_count, ordinals, places = in_thread(lambda: _counted(empty))
    assert (message_count, ordinals) == (3, [1, 1, 2, 3])
    # One is unread for the reader: the third is, the fourth was taken back. Everything is for the newcomer.
    assert places == {READER: 2, NEWCOMER: 1}


async def _messages(settings: Settings) -> list[Any]:
    # The search index beside SQLite knows messages by their rowid.
    at = "rowid" if settings.is_sqlite else "0"
    columns = f"{at} AS place, id, channel_id, seq, sender_id, content_type, content_json, thread_id"
    await Tortoise.init(config=tortoise_config(settings.database), _enable_global_fallback=True)
    query = f"SELECT {columns}, client_message_id, run_id, part, created_at FROM messages ORDER BY seq"  # noqa: S608
    _, rows = await get_connection("default").execute_query(query)
    await Tortoise.close_connections()
    return [tuple(map(str, dict(row).values())) for row in rows]


async def _first_taken_out(settings: Settings) -> None:
    await Tortoise.init(config=tortoise_config(settings.database), _enable_global_fallback=True)
    store = get_connection("default")
    await store.execute_script("DELETE FROM messages WHERE seq = 1")
    told = f"client_message_id = 'c-1', run_id = '{uuid4()}', part = 7"
    await store.execute_script(f"UPDATE messages SET {told} WHERE seq = 3")  # noqa: S608
    await Tortoise.close_connections()


def test_messages_keep_what_they_say_and_where_they_are(empty: Settings) -> None:
    empty.data_dir.mkdir(exist_ok=True)
    if empty.is_sqlite:
        sqlite_path(empty.database).parent.mkdir(exist_ok=True)
    in_thread(lambda: _filled_as_before(empty))
    in_thread(lambda: _first_taken_out(empty))
    before = in_thread(lambda: _messages(empty))
    in_thread(lambda: migrate(empty))
    assert in_thread(lambda: _messages(empty)) == before
    assert [one[3] for one in before] == ["2", "3", "4"]
