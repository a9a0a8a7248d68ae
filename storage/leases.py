"""A name that one process holds until a time, by the database's clock."""

from collections.abc import Generator
from typing import Any
from uuid import UUID

from storage.bulk import Call, Found, Steps, statement
from storage.writer import GroupWriter

# Who holds names where one process of a kind runs at a time, by a supervisor: started again after a kill, it
# need not wait for what it held itself.
SOLE_OWNER = UUID(int=1)

# A plain date cannot be NULL here: whoever lets go sets a time long past.
_TAKE = statement(
    "INSERT INTO leases (name, owner, until) VALUES (?, ?, {later})"
    " ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until"
    " WHERE leases.owner = excluded.owner OR leases.until < {now} RETURNING owner"
)
_LET_GO = statement("UPDATE leases SET until = {later} WHERE name = ? AND owner = ? RETURNING owner")


async def take(writer: GroupWriter, name: str, owner: UUID, seconds: float) -> bool:
    """Hold the name for so long from now; False while another holds it. Taking again prolongs."""

    def script() -> Generator[Call, Found, bool]:
        return bool((yield Call(_TAKE, (name, owner, seconds))))

    return bool((await writer.write([Steps(script)]))[0])


async def let_go(writer: GroupWriter, name: str, owner: UUID) -> None:
    """Free the name at once; nothing happens when another holds it."""

    def script() -> Generator[Call, Found, Any]:
        return (yield Call(_LET_GO, (-1.0, name, owner)))

    await writer.write([Steps(script)])
