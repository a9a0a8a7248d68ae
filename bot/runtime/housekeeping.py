"""Deletes what has been kept long enough, once an hour, a bit at a time. Any worker may do it."""

import asyncio
import sqlite3
from collections.abc import Generator
from datetime import datetime, timedelta
from uuid import UUID

from bot.services import files
from config.clock import now
from config.errors import StorageError
from config.logs import logger
from config.settings import Settings
from storage.bulk import Call, Found, Steps, statement
from storage.checkpoints import Checkpoints
from storage.db import Database
from storage.files import FileStore
from storage.search import MessageIndex

EVERY_SECONDS, INDEX_SECONDS = 3600.0, 15.0
AT_ONCE = 1000
DEDUPE_DAYS, TOLD_DAYS = 30, 90

_log = logger(__name__)


def _expired(table: str, condition: str) -> str:
    some = f"SELECT id FROM {table} WHERE {condition} LIMIT {AT_ONCE}"  # noqa: S608 - our own names
    return f"DELETE FROM {table} WHERE id IN ({some}) RETURNING 1"  # noqa: S608


# An event stays for replay, and where the table is the log until every consumer has read it; a delivery's id
# as long as its provider may repeat it.
_OUTBOX = statement(_expired("outbox_events", "sent_at < ?"))
_READ = "(SELECT coalesce(min(consumer_offsets.position), 0) FROM consumer_offsets)"
_TABLE_LOG = statement(
    _expired("outbox_events", f"created_at < ? AND id <= {_READ}"),
    postgres=_expired("outbox_events", f"created_at < ? AND position <= {_READ}"),
)
_INBOX = statement(_expired("inbox_events", "created_at < ? AND status <> 'failed'"))
_HANDLED = statement(_expired("handled_events", "created_at < ?"))
_CHANGED = statement(_expired("platform_changes", "updated_at < ?"))
# What was mailed is kept for a month; what was told for three, where nobody is needed any more.
_MAILED = statement(_expired("notification_deliveries", "created_at < ? AND state <> 'pending'"))
_TOLD = statement(_expired("notifications", "created_at < ? AND (done_at IS NOT NULL OR tab <> 'needs_you')"))
_FORGOTTEN = statement(_expired("forgettings", "done_at < ?"))
_SESSIONS = statement(_expired("sessions", "expires_at < ?"))
_UNSENT_FILES = statement(_expired("files", "created_at < ? AND message_id IS NULL"))
_ENDED = statement("SELECT run_id FROM agent_run_logs WHERE end_time >= ? AND end_time < ?")
_KEYS = statement(_expired("idempotency_keys", "created_at < ?"))


async def keep_house(database: Database, settings: Settings, store: FileStore) -> None:
    """Delete until cancelled."""
    while True:
        moment = now()
        long_ago = moment - timedelta(days=DEDUPE_DAYS)
        sent = moment - timedelta(days=settings.log.keep_days)
        day = moment - timedelta(days=1)
        outbox = _OUTBOX if settings.kafka_bootstrap_servers else _TABLE_LOG
        work = (
            (outbox, sent), (_INBOX, long_ago), (_HANDLED, long_ago), (_SESSIONS, moment), (_KEYS, day),
            (_CHANGED, day), (_UNSENT_FILES, day), (_MAILED, long_ago), (_FORGOTTEN, long_ago),
            (_TOLD, moment - timedelta(days=TOLD_DAYS)),
        )  # fmt: skip
        try:
            for deletion, before in work:
                while await _delete(database, Call(deletion, (before,))) == AT_ONCE:
                    continue
            await sweep_files(store, day)
        except (StorageError, OSError) as busy:
            _log.warning("housekeeping_waits", why=str(busy))
        await asyncio.sleep(EVERY_SECONDS)


async def keep_checkpoints(database: Database, checkpoints: Checkpoints) -> None:
    """Forget the states of runs that ended a day ago, until cancelled."""
    while True:
        try:
            await forget_ended(database, checkpoints)
        except (StorageError, OSError) as busy:
            _log.warning("checkpoints_wait", why=str(busy))
        await asyncio.sleep(EVERY_SECONDS)


async def forget_ended(database: Database, checkpoints: Checkpoints) -> int:
    """Forget what is kept of runs that ended between one and three days ago; how many those were. A repeat
    from their journals needs nothing of it.
    """
    moment = now()
    found = await database.fetch(_ENDED, (moment - timedelta(days=3), moment - timedelta(days=1)))
    if found:
        await checkpoints.forget([UUID(str(run_id)) for (run_id,) in found])
    return len(found)


async def sweep_files(store: FileStore, before: datetime) -> int:
    """Remove bytes that have lain since before then and that no file names; how many there were."""
    names = sorted(await store.older_than(before.timestamp()))
    removed = 0
    for start in range(0, len(names), AT_ONCE):
        some = {name.partition(".")[0] for name in names[start : start + AT_ONCE]}
        for name in some - await files.named(sorted(some)):
            await store.remove(name)
            removed += 1
    return removed


async def keep_indexed(index: MessageIndex) -> None:
    """Keep the search index close to the messages until cancelled, so that a search has little to take in."""
    while True:
        try:
            while await index.catch_up():
                continue
        except (StorageError, OSError, sqlite3.Error) as busy:
            _log.warning("index_waits", why=str(busy))
        await asyncio.sleep(INDEX_SECONDS)


async def _delete(database: Database, call: Call) -> int:
    def script() -> Generator[Call, Found, int]:
        return len((yield call))

    return int((await database.writer.write([Steps(script)]))[0])
