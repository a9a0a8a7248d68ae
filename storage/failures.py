"""What a failure of the store means: busy, full, or no store at all. Drivers say it in many ways."""

import re
from datetime import timedelta

from config.errors import IonfluxError, SetupError, StorageBusy, StorageFull


def storage_error(failed: Exception) -> Exception:
    """The failure in our own words where the store is busy, full or away; else the failure itself."""
    if isinstance(failed, IonfluxError):
        return failed
    text = str(failed).lower()
    if "disk is full" in text or "no space left" in text or "could not extend file" in text:
        return StorageFull("There is no room to store this now.", retry_after=timedelta(seconds=30))
    if any(sign in text for sign in _REFUSED) or _UNKNOWN.search(text):
        return SetupError(f"DATABASE_URL: {str(failed).rstrip('.')}.")
    if any(sign in text for sign in _DAMAGED):
        return SetupError("DATABASE_URL: this file is damaged, or no SQLite database.")
    if isinstance(failed, OSError) or any(sign in text for sign in _BUSY):
        return StorageBusy("The store is busy; nothing was stored.", retry_after=timedelta(seconds=2))
    return failed


_UNKNOWN = re.compile(r"(database|role) \".*\" does not exist")
_REFUSED = ("password authentication failed", "can't establish connection to", "no pg_hba.conf entry")
_DAMAGED = ("file is not a database", "disk image is malformed")
_BUSY = (
    "database is locked",
    "deadlock detected",
    "could not serialize",
    "statement timeout",
    "lock timeout",
    "idle-in-transaction timeout",
    "connection was closed",
    "connection is closed",
    "terminating connection",
    "too many clients",
    "the database system is",
    "unable to open database file",
    "disk i/o error",
)
