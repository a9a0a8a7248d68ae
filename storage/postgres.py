"""Tortoise's PostgreSQL backend, whose failures are told in our own words where the server is busy, full or
away, and whose transactions give their connection back however they fail.
"""

from collections.abc import Sequence
from typing import Any

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import TransactionalDBClient, TransactionContext, TransactionContextPooled
from tortoise.backends.base_postgres.client import translate_exceptions
from tortoise.connection import get_connections

from storage.failures import storage_error

ACQUIRE_SECONDS = 5.0


class _Told:
    async def _translate_exceptions(self, func: Any, *given: Any, **named: Any) -> Any:
        try:
            return await super()._translate_exceptions(func, *given, **named)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as failed:
            if (error := storage_error(failed)) is failed:
                raise
            raise error from failed

    @translate_exceptions
    async def rows_of(self, query: str, values: Sequence[Any]) -> Sequence[Any]:
        """The rows that a statement gives, also one that changes some: the ORM's own call drops those."""
        client: Any = self
        async with client.acquire_connection() as connection:
            found: Sequence[Any] = await connection.fetch(query, *values)
            return found


class _Transaction(_Told, TransactionWrapper):
    """A transaction on a connection of the pool."""


class _Context(TransactionContextPooled):
    __slots__ = ()

    async def __aenter__(self) -> TransactionalDBClient:
        await self.ensure_connection()
        pool: Any = self.client._parent._pool
        self.client._connection = await pool.acquire(timeout=ACQUIRE_SECONDS)
        self.token = get_connections().set(self.connection_name, self.client)
        try:
            await self.client.begin()
        except BaseException:
            get_connections().reset(self.token)
            await pool.release(self.client._connection)
            raise
        return self.client


class PooledClient(_Told, AsyncpgDBClient):
    """The backend's pool."""

    def _in_transaction(self) -> TransactionContext:
        return _Context(_Transaction(self), self._pool_init_lock)


client_class: Any = PooledClient
