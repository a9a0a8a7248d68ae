"""Very many rows at once, written as they would be had each been made by itself."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import orjson

from bot.services.posts import COLUMNS
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
    workspace_id, channel_id = channel
    columns, last = COLUMNS.split(), now()
    fixed = {
        "workspace_id": workspace_id, "channel_id": channel_id, "sender_id": user_id, "sender_type": "user",
        "content_type": "text", "reply_count": 0,
    }  # fmt: skip

    def rows() -> Iterator[tuple[object, ...]]:
        for number in range(1, count + 1):
            at = (last - apart * (count - number)).isoformat(" ")
            content = orjson.dumps({"text_body": text(number)}).decode()
            row = fixed | {"id": str(new_id()), "seq": number, "ordinal": number, "content_json": content}
            row |= {"created_at": at, "updated_at": at}
            yield tuple(row.get(name) for name in columns)

    with closing(sqlite3.connect(store, timeout=60)) as connection, connection:
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO messages ({', '.join(columns)}) VALUES ({marks})", rows())  # noqa: S608
        connection.execute(
            "UPDATE channels SET last_seq = ?, message_count = ? WHERE id = ?", (count, count, channel_id)
        )
