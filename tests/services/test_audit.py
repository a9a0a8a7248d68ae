"""The audit log is a chain that shows what was changed or taken out."""

import asyncio
from collections.abc import Callable
from uuid import uuid4

from bot.contracts.unit import Unit
from bot.services import audit
from storage.db import Database, transaction
from storage.models.audit import AuditEntry
from tests.factories import make_workspace


async def _filled(unit_of: Callable[..., Unit]) -> Unit:
    workspace_id, owner = await make_workspace()
    unit = unit_of(workspace_id, owner)
    for number in range(4):
        async with transaction():
            await audit.append(unit, "thing.changed", ("thing", uuid4()), {"number": number, "id": uuid4()})
    return unit


async def test_entries_follow_from_one_another(database: Database, unit_of: Callable[..., Unit]) -> None:
    unit = await _filled(unit_of)
    newest_first = await audit.listed(unit)
    assert [one.position for one in newest_first] == [4, 3, 2, 1]
    assert [one.previous_hash for one in newest_first] == [
        *(one.hash for one in newest_first[1:]),
        audit.FIRST,
    ]
    assert await audit.broken_at(unit) is None


async def test_a_changed_entry_is_found(database: Database, unit_of: Callable[..., Unit]) -> None:
    unit = await _filled(unit_of)
    await AuditEntry.of(unit.scope).filter(position=2).update(details_json={"number": 7})
    assert await audit.broken_at(unit) == 2


async def test_an_entry_taken_out_is_found(database: Database, unit_of: Callable[..., Unit]) -> None:
    unit = await _filled(unit_of)
    await AuditEntry.of(unit.scope).filter(position=3).delete()
    assert await audit.broken_at(unit) == 3


async def test_each_workspace_has_a_chain_of_its_own(
    database: Database, unit_of: Callable[..., Unit]
) -> None:
    one, other = await _filled(unit_of), await _filled(unit_of)
    assert {entry.workspace_id for entry in await AuditEntry.of(one.scope)} == {one.scope}
    assert await audit.broken_at(other) is None


async def test_acts_at_the_same_time_follow_from_one_another(
    database: Database, unit_of: Callable[..., Unit]
) -> None:
    workspace_id, owner = await make_workspace()
    unit = unit_of(workspace_id, owner)

    async def act() -> None:
        async with transaction():
            await audit.append(unit, "thing.changed", ("thing", uuid4()))

    await asyncio.gather(*(act() for _ in range(20)))
    assert len(await audit.listed(unit)) == 20
    assert await audit.broken_at(unit) is None
