"""Very many rows at once, written as they would be had each been made by itself."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import orjson

from config.clock import new_id, now

TEXT = "How did the spring sale do in its second week?"


def messages(
    store: Path,
    channel: tuple[str, str],
    user_id: str,
    count: int,
    *,
    text: Callable[[int], str] = lambda _: TEXT,
    apart: timedelta = timedelta(),
) -> None:
    """That many messages of one person in a channel that has none, which is named by its workspace's id and
    its own; the last of them is said now.
    """
    last = now()
    fixed = {
        "workspace_id": channel[0], "channel_id": channel[1], "sender_id": user_id, "sender_type": "user",
        "content_type": "text", "reply_count": 0,
    }  # fmt: skip

    def rows() -> Iterator[Mapping[str, object]]:
        for number in range(1, count + 1):
            at = (last - apart * (count - number)).isoformat(" ")
            said = {"content_json": orjson.dumps({"text_body": text(number)}).decode(), "created_at": at}
            yield fixed | said | {"id": str(new_id()), "seq": number, "ordinal": number, "updated_at": at}

    with closing(sqlite3.connect(store, timeout=60)) as connection, connection:
        _insert(connection, "messages", rows())
        connection.execute(
            "UPDATE channels SET last_seq = ?, message_count = ? WHERE id = ?", (count, count, channel[1])
        )


def workspace(store: Path, workspace_id: str, *, people: int, channels: int) -> None:
    """That many more members, called ``Member 1`` and so on, and public channels, called ``c-0001``; all of
    them are in all channels of the workspace.
    """
    at = now().isoformat(" ")
    times = {"created_at": at, "updated_at": at}
    fixed = times | {"workspace_id": workspace_id}
    ids = [str(new_id()) for _ in range(people)]
    with closing(sqlite3.connect(store, timeout=60)) as connection, connection:
        mark = new_id().hex
        _insert(connection, "users", (
            times | {
                "id": one, "name": f"Member {number}", "profile_info": "{}",
                "email": f"{number}-{mark}@many.example",
            }
            for number, one in enumerate(ids, 1)
        ))  # fmt: skip
        roles = ({"id": str(new_id()), "user_id": one, "role": "member"} | fixed for one in ids)
        _insert(connection, "memberships", roles)
        named = ({"id": str(new_id()), "name": f"c-{number:04}"} | fixed for number in range(1, channels + 1))
        _insert(connection, "channels", (one | {"type": "public", "last_seq": 0} for one in named))
        found = connection.execute("SELECT id FROM channels WHERE workspace_id = ?", (workspace_id,))
        inside = connection.execute("SELECT user_id FROM memberships WHERE workspace_id = ?", (workspace_id,))
        everybody = [user_id for (user_id,) in inside.fetchall()]
        _insert(connection, "channel_members", (
            {"id": str(new_id()), "channel_id": channel_id, "user_id": user_id, "last_read_seq": 0} | fixed
            for (channel_id,) in found.fetchall() for user_id in everybody
        ))  # fmt: skip


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Insert the rows, which have the same columns; those that are there already stay."""
    waiting = iter(rows)
    if (first := next(waiting, None)) is None:
        return
    marks = ", ".join("?" * len(first))
    insert = f"INSERT OR IGNORE INTO {table} ({', '.join(first)}) VALUES ({marks})"  # noqa: S608
    connection.execute(insert, tuple(first.values()))
    connection.executemany(insert, (tuple(row[name] for name in first) for row in waiting))
