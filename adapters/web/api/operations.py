"""REST: audit log, dead letters."""

from collections.abc import Iterable
from typing import Any

from adapters.web.api.parts import Page, Parts, home_in, int_cursor, listing, uuid_cursor, uuid_in
from bot.contracts.adapters import Request, Route
from bot.services import access, audit, events


class Operations:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate

    async def audit_log(self, call: Request) -> dict[str, Any]:
        """The audit log, newest first."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            access.require(unit, "audit.read")
            found = await audit.listed(unit, limit=call.query.limit, before=int_cursor(call.query))
        return listing(found, page=call.query, field="position")

    async def dead_letters(self, call: Request) -> dict[str, Any]:
        """Events that could not be handled, newest first."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            access.require(unit, "operations.manage")
            found = await events.dead_letters(unit, limit=call.query.limit, before=uuid_cursor(call.query))
        return listing(found, page=call.query)

    async def replay(self, call: Request) -> events.DeadLetterView:
        """Try one again."""
        home = await home_in(call, "dead_letter")
        async with self._gate.unit(call.actor, home) as unit:
            access.require(unit, "operations.manage")
            letter = await events.replay(unit, uuid_in(call, "dead_letter_id"))
            await audit.append(unit, "dead_letter.replayed", ("dead_letter", letter.id))
        return letter


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, space = Operations(parts), "/api/v1/workspaces/{workspace_id}"
    yield Route(method="GET", path=f"{space}/audit-log", permission="audit.read", handler=do.audit_log,
                query=Page, summary="What was done, newest first", answer=audit.AuditView,
                is_list=True)  # fmt: skip
    yield Route(method="GET", path=f"{space}/dead-letters", permission="operations.manage",
                handler=do.dead_letters, query=Page, summary="Events that could not be handled",
                answer=events.DeadLetterView, is_list=True)  # fmt: skip
    yield Route(method="POST", path="/api/v1/dead-letters/{dead_letter_id}/replay",
                permission="operations.manage", handler=do.replay, summary="Try one again",
                answer=events.DeadLetterView)  # fmt: skip
