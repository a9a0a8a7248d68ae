"""Appends to a workspace's audit log, a hash chain, and verifies it."""

import hashlib
from collections.abc import Generator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from pydantic import BaseModel, ConfigDict

from bot.contracts.unit import Unit
from config.clock import new_id
from storage.bulk import Call, Found, insert, statement
from storage.db import hold
from storage.models.audit import AuditEntry

FIRST = "0" * 64
_COLUMNS = (
    "id workspace_id position actor_type actor_id action target_type target_id details_json at correlation_id"
    " previous_hash hash created_at updated_at"
)
_INSERT = insert(AuditEntry, _COLUMNS)
# As in ``append``: of two at once the second waits. SQLite has one writer anyway.
_HOLD = statement(
    "SELECT 1 WHERE ? IS NULL", postgres="SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?, 0))"
)
_LAST = statement(
    "SELECT position, hash FROM audit_entries WHERE workspace_id = ? ORDER BY position DESC LIMIT 1"
)


class AuditView(BaseModel):
    """One entry."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    position: int
    actor_type: str
    actor_id: UUID | None
    action: str
    target_type: str
    target_id: str
    details_json: dict[str, Any]
    at: datetime
    correlation_id: UUID
    previous_hash: str
    hash: str


async def append(
    unit: Unit, action: str, target: tuple[str, object], details: Mapping[str, Any] | None = None
) -> None:
    """Add what the unit's actor did to ``target`` (its kind and id) to the workspace's chain, in the unit.

    The chain is kept from others until the unit is stored, so what else the unit holds it holds before.
    """
    await hold(f"audit:{unit.scope}")
    last = await AuditEntry.of(unit.scope).order_by("-position").first()
    await _entry(unit, action, target, details, (last.position, last.hash) if last else (0, FIRST)).save()


def appending(
    unit: Unit, action: str, target: tuple[str, object], details: Mapping[str, Any] | None = None
) -> Generator[Call, Found, None]:
    """The same as steps, for units that share a commit."""
    yield Call(_HOLD, (f"audit:{unit.scope}",))
    found = yield Call(_LAST, (unit.scope,))
    last = (found[0][0], found[0][1]) if found else (0, FIRST)
    entry = _entry(unit, action, target, details, last)
    entry.id, entry.created_at, entry.updated_at = new_id(), unit.now, unit.now
    yield Call(_INSERT, tuple(getattr(entry, name) for name in _COLUMNS.split()))


def _entry(
    unit: Unit,
    action: str,
    target: tuple[str, object],
    details: Mapping[str, Any] | None,
    last: tuple[int, str],
) -> AuditEntry:
    entry = AuditEntry(
        workspace_id=unit.scope,
        position=last[0] + 1,
        actor_type=unit.actor.type.value,
        actor_id=unit.actor.id,
        action=action,
        target_type=target[0],
        target_id=str(target[1])[:80],
        # As it will be read back: the hash covers what is stored.
        details_json=orjson.loads(orjson.dumps(details or {})),
        at=unit.now,
        correlation_id=unit.correlation_id,
        previous_hash=last[1],
    )
    entry.hash = _digest(entry)
    return entry


async def did(unit: Unit, action: str, target_id: object) -> bool:
    """Whether the unit's actor did that to it, as the log tells."""
    found = AuditEntry.of(unit.scope).filter(action=action, target_id=str(target_id)[:80])
    return await found.filter(actor_id=unit.actor.id).exists()


async def listed(unit: Unit, *, limit: int = 50, before: int | None = None) -> Sequence[AuditView]:
    """The workspace's entries, newest first; ``before`` is the position of the last one seen."""
    query = AuditEntry.of(unit.scope).order_by("-position").limit(limit)
    if before is not None:
        query = query.filter(position__lt=before)
    return [AuditView.model_validate(row) for row in await query]


async def broken_at(unit: Unit) -> int | None:
    """The position of the first entry that does not follow from the one before it; None for a sound chain."""
    previous, expected = FIRST, 1
    async for entry in AuditEntry.of(unit.scope).order_by("position"):
        if (entry.position, entry.previous_hash, entry.hash) != (expected, previous, _digest(entry)):
            return expected
        previous, expected = entry.hash, expected + 1
    return None


def _digest(entry: AuditEntry) -> str:
    covered = (
        str(entry.workspace_id),
        entry.position,
        entry.actor_type,
        str(entry.actor_id),
        entry.action,
        entry.target_type,
        entry.target_id,
        entry.details_json,
        entry.at.astimezone(UTC).isoformat(),
        str(entry.correlation_id),
        entry.previous_hash,
    )
    return hashlib.sha256(orjson.dumps(covered, option=orjson.OPT_SORT_KEYS)).hexdigest()
