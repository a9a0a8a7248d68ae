"""Deletes what has been kept long enough, once an hour, a bit at a time. Any worker may do it."""

import asyncio
from collections.abc import Generator
from datetime import timedelta

from config.clock import now
from config.errors import StorageError
from config.logs import logger
from config.settings import Settings
from storage.bulk import Call, Found, Steps, statement
from storage.db import Database

EVERY_SECONDS = 3600.0
AT_ONCE = 1000
DEDUPE_DAYS = 30

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
_SESSIONS = statement(_expired("sessions", "expires_at < ?"))
_KEYS = statement(_expired("idempotency_keys", "created_at < ?"))


async def keep_house(database: Database, settings: Settings) -> None:
    """Delete until cancelled."""
    while True:
        moment = now()
        long_ago = moment - timedelta(days=DEDUPE_DAYS)
        sent = moment - timedelta(days=settings.log.keep_days)
        day = moment - timedelta(days=1)
        outbox = _OUTBOX if settings.kafka_bootstrap_servers else _TABLE_LOG
        work = ((outbox, sent), (_INBOX, long_ago), (_HANDLED, long_ago), (_SESSIONS, moment), (_KEYS, day))
        try:
            for deletion, before in work:
                while await _delete(database, Call(deletion, (before,))) == AT_ONCE:
                    continue
        except StorageError as busy:
            _log.warning("housekeeping_waits", why=str(busy))
        await asyncio.sleep(EVERY_SECONDS)


async def _delete(database: Database, call: Call) -> int:
    def script() -> Generator[Call, Found, int]:
        return len((yield call))

    return int((await database.writer.write([Steps(script)]))[0])
