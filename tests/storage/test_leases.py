"""A name that one process holds until a time, by the database's clock."""

import asyncio

import pytest

from config.clock import new_id
from storage import leases
from storage.db import Database

pytestmark = pytest.mark.servers


async def test_one_holds_a_name_and_prolongs_it_and_the_other_waits(database: Database) -> None:
    one, other = new_id(), new_id()
    assert await leases.take(database.writer, "relay", one, 30)
    assert not await leases.take(database.writer, "relay", other, 30)
    assert await leases.take(database.writer, "relay", one, 30)
    assert await leases.take(database.writer, "another name", other, 30)


async def test_a_lease_that_has_run_out_is_anybodys(database: Database) -> None:
    one, other = new_id(), new_id()
    await leases.take(database.writer, "relay", one, -1)
    assert await leases.take(database.writer, "relay", other, 30)
    assert not await leases.take(database.writer, "relay", one, 30)


async def test_who_lets_go_frees_it_at_once_and_only_what_is_theirs(database: Database) -> None:
    one, other = new_id(), new_id()
    await leases.take(database.writer, "relay", one, 30)
    await leases.let_go(database.writer, "relay", other)
    assert not await leases.take(database.writer, "relay", other, 30)
    await leases.let_go(database.writer, "relay", one)
    assert await leases.take(database.writer, "relay", other, 30)


async def test_of_many_who_ask_at_once_one_gets_it(database: Database) -> None:
    asked = await asyncio.gather(*(leases.take(database.writer, "relay", new_id(), 30) for _ in range(20)))
    assert asked.count(True) == 1
