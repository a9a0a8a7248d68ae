"""REST: search."""

from collections.abc import Iterable
from typing import Any

from pydantic import Field

from adapters.web.api.parts import Page, Parts, listing, uuid_cursor, uuid_in
from bot.contracts.adapters import Request, Route
from bot.services.search import LONGEST_QUERY, FoundMessage


class Sought(Page):
    """What to look for."""

    q: str = Field(
        "",
        max_length=LONGEST_QUERY,
        description='Words, "phrases", -unwanted, from:NAME in:CHANNEL has:file|link|reaction|pin|thread'
        " before:2026-01-31 after:2026-01-01",
    )


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""

    async def search(call: Request) -> dict[str, Any]:
        page: Sought = call.query
        async with parts.gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            found = await parts.search.find(unit, page.q, limit=page.limit, before_id=uuid_cursor(page))
        return listing(found, page=page)

    yield Route(method="GET", path="/api/v1/workspaces/{workspace_id}/search", permission="search.read",
                handler=search, query=Sought, answer=FoundMessage, is_list=True,
                summary="Messages that one may read, by their words, newest first")  # fmt: skip
