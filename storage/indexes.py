"""Indexes of some rows only: a row that is not in an index costs it nothing when it is stored."""

from collections.abc import Sequence
from typing import Any

from tortoise.indexes import Index


class IndexOfGiven(Index):
    """An index of the rows in which the last of its fields is given."""

    def __init__(self, fields: Sequence[str], **named: Any) -> None:
        """Index those fields."""
        super().__init__(fields=tuple(fields), **named)
        self.extra = f' WHERE "{fields[-1]}" IS NOT NULL'


class KeyOfGiven(IndexOfGiven):
    """The same; of those rows no two are alike in all its fields."""

    INDEX_TYPE = "UNIQUE"

    def get_sql(self, schema_generator: Any, model: Any, safe: bool) -> str:
        """The statement that makes it."""
        plain = schema_generator._get_index_sql(
            model, self.field_names, safe, index_name=self.name, extra=self.extra
        )
        return str(plain).replace("CREATE INDEX", "CREATE UNIQUE INDEX", 1)
