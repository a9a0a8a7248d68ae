"""Full-text search over messages: FTS5 beside SQLite, a GIN index in PostgreSQL.

On SQLite the index is a file of its own that is made from the messages and follows them: a message pays
nothing for it when it is stored, and a search first takes in what came since. Losing the file costs the
time to make it again.
"""

import asyncio
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote
from uuid import UUID

import orjson

from storage.bulk import Statement, numbered
from storage.db import Database
from storage.failures import storage_error

_AT_ONCE = 5000
_HAS = {
    "file": "m.content_type = 'file_attachment'",
    "reaction": "EXISTS (SELECT 1 FROM {chat}reactions r WHERE r.message_id = m.id)",
    "pin": "EXISTS (SELECT 1 FROM {chat}pins p WHERE p.message_id = m.id)",
    "thread": "m.reply_count > 0",
}
HAS = (*_HAS, "link")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that stand together. ``is_begun``: the last one may go on."""

    text: str
    is_begun: bool = False
    is_unwanted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What to look for, and where; all of it must hold. ``before_id`` ends the page before."""

    workspace_id: UUID
    channel_ids: Sequence[UUID]
    words: Sequence[Words] = ()
    sender_ids: Sequence[UUID] = ()
    has: Iterable[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    before_id: UUID | None = None
    limit: int = 50


class MessageIndex(Protocol):
    """Finds messages by their words."""

    async def find(self, sought: Sought) -> Sequence[UUID]:
        """The ids of what is found, newest first. Everything that was stored before the call is looked at."""

    async def catch_up(self) -> int:
        """Take in what is not in the index yet, a good part of it at a time; how much that was."""


def text_of(content: dict[str, Any]) -> str:
    """The words of a message's ``content_json`` that are searched: its text, or those of its card or file."""
    card, file = content.get("json_payload"), content.get("file_details_json")
    said = [content.get("text_body")]
    if isinstance(card, dict):
        said += [
            card.get(name) for name in ("title", "title_text", "text", "description_text", "reason_text")
        ]
        said += [card.get("amount_text")]
        for field in card.get("fields") or ():
            said += [field.get("label"), field.get("value")] if isinstance(field, dict) else []
    if isinstance(file, dict):
        said += [file.get("name")]
    return "\n".join(one for one in said if isinstance(one, str))


def _conditions(sought: Sought, chat: str, link: str) -> tuple[list[str], list[Any]]:
    """What both dialects say alike of the message ``m``, with its parameters."""
    where: list[str] = ["m.workspace_id = ?", "m.deleted_at IS NULL"]
    params: list[Any] = [sought.workspace_id]
    for value, condition in ((sought.since, "m.created_at >= ?"), (sought.until, "m.created_at < ?")):
        if value is not None:
            where.append(condition)
            params.append(value)
    where += [_HAS[one].format(chat=chat) if one in _HAS else link for one in sorted(set(sought.has))]
    return where, params


class LiteIndex:
    """FTS5 in a file beside the database's."""

    def __init__(self, database: Path) -> None:
        """Search the messages of that database."""
        self._database = database
        self._path = database.with_suffix(".search.db")
        self._one_at_a_time = asyncio.Lock()

    async def find(self, sought: Sought) -> Sequence[UUID]:
        """The ids of what is found, newest first. Everything that was stored before the call is looked at.

        Raises:
            StorageBusy, StorageFull: it cannot be looked for now.
        """
        try:
            while sought.words and await self.catch_up() == _AT_ONCE:
                continue
            return await asyncio.to_thread(self._found, sought)
        except sqlite3.Error as failed:
            if (error := storage_error(failed)) is failed:
                raise
            raise error from failed

    async def catch_up(self) -> int:
        """Take in what is not in the index yet, a good part of it at a time; how much that was."""
        async with self._one_at_a_time:
            try:
                return await asyncio.to_thread(self._taken_in)
            except sqlite3.DatabaseError as broken:
                if isinstance(broken, sqlite3.OperationalError) and "malformed" not in str(broken):
                    raise
                # It can be made again from the messages.
                for path in (self._path, *self._path.parent.glob(self._path.name + "-*")):
                    path.unlink(missing_ok=True)
                return await asyncio.to_thread(self._taken_in)

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(_uri(self._path), isolation_level=None, timeout=5, uri=True)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("ATTACH ? AS chat", (_uri(self._database) + "?mode=ro",))
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'reached'").fetchone() is None:
            connection.executescript(_SCHEMA)
        return connection

    def _taken_in(self) -> int:
        with closing(self._connected()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            message, edit, last_id = connection.execute(
                "SELECT message, edit, last_id FROM reached"
            ).fetchone()
            at = connection.execute("SELECT id FROM chat.messages WHERE rowid = ?", (message,)).fetchone()
            if message and at != (last_id,):
                # The rows were numbered anew: whatever was known of them is not theirs any more.
                connection.execute("DELETE FROM words")
                message = edit = 0
            new = connection.execute(_NEW, (message, _AT_ONCE)).fetchall()
            changed = connection.execute(_CHANGED, (edit, _AT_ONCE)).fetchall()
            connection.executemany("DELETE FROM words WHERE rowid = ?", [(row[1],) for row in changed])
            rows = [row[1:] for row in changed if row[1] <= message] + new
            connection.executemany(_INSERT, [(row[0], row[1], _text(row[2])) for row in rows])
            message, last_id = (new[-1][0], new[-1][1]) if new else (message, last_id)
            edit = changed[-1][0] if changed else edit
            connection.execute(
                "UPDATE reached SET message = ?, edit = ?, last_id = ?", (message, edit, last_id)
            )
            connection.execute("COMMIT")
            return max(len(new), len(changed))

    def _found(self, sought: Sought) -> list[UUID]:
        link = "json_extract(m.content_json, '$.text_body') LIKE '%http%://%'"
        where, params = _conditions(sought, "chat.", link)
        for ids, column in ((sought.channel_ids, "m.channel_id"), (sought.sender_ids, "m.sender_id")):
            if ids or column == "m.channel_id":
                where.append(f"{column} IN (SELECT value FROM json_each(?))")
                params.append(orjson.dumps(ids).decode())
        tables = "chat.messages m"
        if sought.words:
            tables = "words JOIN chat.messages m ON m.rowid = words.rowid AND m.id = words.message_id"
            where.append("words MATCH ?")
            params.append(_match(sought.words))
        if sought.before_id is not None:
            where.append("m.rowid < (SELECT rowid FROM chat.messages WHERE id = ?)")
            params.append(sought.before_id)
        order = "words.rowid" if sought.words else "m.rowid"
        sql = f"SELECT m.id FROM {tables} WHERE {' AND '.join(where)} ORDER BY {order} DESC LIMIT ?"
        with closing(self._connected()) as connection:
            return [UUID(row[0]) for row in connection.execute(sql, (*params, sought.limit))]


_SCHEMA = """
BEGIN IMMEDIATE;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    text, message_id UNINDEXED, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
CREATE TABLE IF NOT EXISTS reached (one INTEGER PRIMARY KEY CHECK (one = 1), message, edit, last_id);
INSERT OR IGNORE INTO reached VALUES (1, 0, 0, NULL);
COMMIT;
"""
_NEW = "SELECT rowid, id, content_json FROM chat.messages WHERE rowid > ? ORDER BY rowid LIMIT ?"
_CHANGED = (
    "SELECT e.rowid, m.rowid, m.id, m.content_json FROM chat.message_edits e"
    " JOIN chat.messages m ON m.id = e.message_id WHERE e.rowid > ? ORDER BY e.rowid LIMIT ?"
)
_INSERT = "INSERT OR REPLACE INTO words (rowid, message_id, text) VALUES (?, ?, ?)"


def _uri(path: Path) -> str:
    return f"file:{quote(str(path.absolute()))}"


def _text(content: str) -> str:
    with suppress(orjson.JSONDecodeError, AttributeError):
        return text_of(orjson.loads(content))
    return ""


def _match(words: Sequence[Words]) -> str:
    """The words in FTS5's own language; what a person typed stands in quotes, so it is never read as such."""

    def said(one: Words) -> str:
        quoted = one.text.replace('"', '""')
        return f'"{quoted}"*' if one.is_begun else f'"{quoted}"'

    wanted = " AND ".join(said(one) for one in words if not one.is_unwanted)
    return " NOT ".join([f"({wanted})", *(said(one) for one in words if one.is_unwanted)])


# The very expression that the index is made of: every text in the message, at whatever depth.
_VECTOR = "to_tsvector('simple'::regconfig, m.content_json)"


class PostgresIndex:
    """A GIN index over the messages themselves; there is nothing to take in."""

    def __init__(self, database: Database) -> None:
        """Search the messages of that database."""
        self._database = database

    async def catch_up(self) -> int:
        """Nothing is ever missing."""
        return 0

    async def find(self, sought: Sought) -> Sequence[UUID]:
        """The ids of what is found, newest first."""
        where, params = _conditions(sought, "", "m.content_json->>'text_body' ~ 'https[:]//|http[:]//'")
        for ids, column in ((sought.channel_ids, "m.channel_id"), (sought.sender_ids, "m.sender_id")):
            if ids or column == "m.channel_id":
                where.append(f"{column} = ANY(?::uuid[])")
                params.append(tuple(ids))
        for one in sought.words:
            query = "to_tsquery('simple', ?)" if one.is_begun else "phraseto_tsquery('simple', ?)"
            where.append(f"{'NOT ' if one.is_unwanted else ''}{_VECTOR} @@ {query}")
            params.append(_begun(one.text) if one.is_begun else one.text)
        if sought.before_id is not None:
            where.append("m.id < ?")
            params.append(sought.before_id)
        sql = f"SELECT m.id FROM messages m WHERE {' AND '.join(where)} ORDER BY m.id DESC LIMIT ?"
        found = await self._database.fetch(Statement("", numbered(sql)), (*params, sought.limit))
        return [UUID(str(row[0])) for row in found]


def _begun(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}':*"


def open_index(database: Database, path: Path | None) -> MessageIndex:
    """The index of that database; ``path`` is the file of a SQLite one."""
    return PostgresIndex(database) if path is None else LiteIndex(path)
