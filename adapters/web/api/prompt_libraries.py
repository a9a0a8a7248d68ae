"""REST: prompt libraries."""

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field

from adapters.web.api.parts import Body, Page, Parts, changes_in, home_in, listing, uuid_cursor, uuid_in
from bot.contracts.adapters import Request, Route
from bot.services import prompt_libraries
from bot.services.prompt_libraries import PromptLibraryView


class NewPromptLibrary(Body):
    """A library about to be made."""

    name: str = Field(min_length=1, max_length=200)
    description_text: str | None = Field(None, max_length=10_000)


class PromptLibraryChange(Body):
    """What can be changed of a library."""

    name: str = Field("", min_length=1, max_length=200)
    description_text: str | None = Field(None, max_length=10_000)
    status: Literal["active", "archived"] = "active"


class PromptLibraries:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate

    async def listed(self, call: Request) -> dict[str, Any]:
        """The workspace's libraries."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            found = await prompt_libraries.listed(unit, limit=call.query.limit, after=uuid_cursor(call.query))
        return listing(found, page=call.query)

    async def create(self, call: Request) -> PromptLibraryView:
        """A new library."""
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await prompt_libraries.create(unit, call.body.model_dump(exclude_unset=True))

    async def get(self, call: Request) -> PromptLibraryView:
        """One library."""
        async with self._gate.reading(call.actor, await home_in(call, "library")) as unit:
            return await prompt_libraries.get(unit, uuid_in(call, "library_id"))

    async def update(self, call: Request) -> PromptLibraryView:
        """Change some fields."""
        changes = changes_in(call)
        async with self._gate.unit(call.actor, await home_in(call, "library")) as unit:
            return await prompt_libraries.update(unit, uuid_in(call, "library_id"), changes)

    async def archive(self, call: Request) -> None:
        """Put it away."""
        async with self._gate.unit(call.actor, await home_in(call, "library")) as unit:
            await prompt_libraries.archive(unit, uuid_in(call, "library_id"))


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, view = PromptLibraries(parts), PromptLibraryView
    root, one = "/api/v1/workspaces/{workspace_id}/prompt-libraries", "/api/v1/prompt-libraries/{library_id}"
    yield Route(method="GET", path=root, permission="prompts.read", handler=do.listed, query=Page,
                summary="The workspace's prompt libraries", answer=view, is_list=True)  # fmt: skip
    yield Route(method="POST", path=root, permission="prompts.write", handler=do.create,
                body=NewPromptLibrary, summary="Make a prompt library", status=201, answer=view)  # fmt: skip
    yield Route(method="GET", path=one, permission="prompts.read", handler=do.get,
                summary="One prompt library", answer=view)  # fmt: skip
    yield Route(method="PATCH", path=one, permission="prompts.write", handler=do.update,
                body=PromptLibraryChange, summary="Change a prompt library", answer=view)  # fmt: skip
    yield Route(method="DELETE", path=one, permission="prompts.write", handler=do.archive,
                summary="Archive a prompt library with its prompts", status=204)  # fmt: skip
