"""Tortoise's SQLite backend with a connection for transactions beside the one for reading.

A transaction begun with a plain BEGIN that reads and then writes fails at once under two writers, whatever
``busy_timeout`` says (sqlite.org/lang_transaction.html); BEGIN IMMEDIATE waits its turn. On a connection of
its own that wait holds up nobody who only reads: in WAL mode readers and the writer do not block each other.
"""

import asyncio
import sqlite3
from typing import Any

from tortoise.backends.base.client import TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError

from storage.failures import storage_error


class _Told:
    """Queries whose failures are told in our own words where the store is busy, full or no store at all."""

    async def execute_insert(self, *query: Any) -> Any:
        return await self._told("execute_insert", *query)

    async def execute_many(self, *query: Any) -> Any:
        return await self._told("execute_many", *query)

    async def execute_query(self, *query: Any) -> Any:
        return await self._told("execute_query", *query)

    async def execute_query_dict(self, *query: Any) -> Any:
        return await self._told("execute_query_dict", *query)

    async def _told(self, name: str, *query: Any) -> Any:
        try:
            return await getattr(super(), name)(*query)
        except (OperationalError, sqlite3.Error, OSError) as failed:
            if (error := storage_error(failed)) is failed:
                raise
            raise error from failed


class ImmediateTransaction(_Told, SqliteTransactionWrapper):
    """A transaction that holds the write lock from its first moment."""

    async def begin(self) -> None:
        """Take the write lock, waiting up to ``busy_timeout``."""
        await self._connection.execute("BEGIN IMMEDIATE")

    async def execute_script(self, query: str) -> None:
        """Run the statements one by one: the driver's own script call would commit what is open first."""
        statement = ""
        for line in query.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                await self._connection.execute(statement)
                statement = ""
        if statement.strip():
            await self._connection.execute(statement)


class _Context(TransactionContext):
    """One transaction after the other; whatever breaks it, the next finds connection and lock free."""

    __slots__ = ("_client", "_token", "_transaction")

    def __init__(self, client: "ImmediateClient") -> None:
        self._client = client

    async def __aenter__(self) -> TransactionalDBClient:
        client = self._client
        await client.one_writer.acquire()
        try:
            await client.writer.create_connection(with_db=True)
            self._transaction = ImmediateTransaction(client.writer)
            self._token = get_connections().set(client.connection_name, self._transaction)
            try:
                await self._transaction.begin()
            except BaseException:
                get_connections().reset(self._token)
                await self._undone()
                raise
        except BaseException:
            client.one_writer.release()
            raise
        return self._transaction

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        try:
            if self._transaction._finalized:
                return
            if exc_type is not None:
                await self._undone()
                return
            try:
                await self._transaction.commit()
            except BaseException:
                await self._undone()
                raise
        finally:
            get_connections().reset(self._token)
            self._client.one_writer.release()

    async def _undone(self) -> None:
        # Shielded: a caller that is cancelled while BEGIN or COMMIT waits must not leave it open to the next.
        await asyncio.shield(asyncio.ensure_future(self._transaction._connection.rollback()))


class ImmediateClient(_Told, SqliteClient):
    """The backend's connections."""

    def __init__(self, file_path: str, **named: Any) -> None:
        """Connect at first use."""
        super().__init__(file_path, **named)
        self.writer = SqliteClient(file_path, **named)
        self.one_writer = asyncio.Lock()

    async def close(self) -> None:
        """Let both connections go."""
        await self.writer.close()
        await super().close()

    def _in_transaction(self) -> TransactionContext:
        return _Context(self)


client_class: Any = ImmediateClient
