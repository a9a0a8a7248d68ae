"""Tortoise's SQLite backend with transactions that take the write lock at their start.

A transaction begun with a plain BEGIN that reads and then writes fails at once under two writers, whatever
``busy_timeout`` says (sqlite.org/lang_transaction.html); BEGIN IMMEDIATE waits its turn.
"""

import sqlite3
from typing import Any

from tortoise.backends.base.client import TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.exceptions import TransactionManagementError


class ImmediateTransaction(SqliteTransactionWrapper):
    """A transaction that holds the write lock from its first moment."""

    async def begin(self) -> None:
        """Take the write lock, waiting up to ``busy_timeout``."""
        try:
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as busy:
            raise TransactionManagementError(busy) from busy

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


class ImmediateClient(SqliteClient):
    """The backend's connection."""

    def _in_transaction(self) -> TransactionContext:
        return SqliteTransactionContext(ImmediateTransaction(self), self._lock)


client_class: Any = ImmediateClient
