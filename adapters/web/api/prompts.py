"""REST: prompts, their versions, and trying one out."""

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from adapters.web.api.parts import (
    Body,
    Id,
    Page,
    Parts,
    changes_in,
    home_in,
    int_cursor,
    listing,
    uuid_cursor,
    uuid_in,
)
from bot.contracts.adapters import Request, Route
from bot.contracts.templates import LONGEST_TEMPLATE, Variable
from bot.services import prompts
from bot.services.prompts import PromptVersionView, PromptView, RenderedPrompt

Tag = Annotated[str, Field(min_length=1, max_length=60)]


class _Fields(Body):
    variables_schema_json_array: list[Variable] = Field(default_factory=list, max_length=50)
    tags_array: list[Tag] = Field(default_factory=list, max_length=50)


class NewPrompt(_Fields):
    """A prompt about to be made. Places in its text are written ``{{ path.to.value }}``; the first part of
    the path is a declared variable.
    """

    name: str = Field(min_length=1, max_length=200)
    prompt_text: str = Field(min_length=1, max_length=LONGEST_TEMPLATE)


class NewPromptOfLibrary(NewPrompt):
    """The same, with the library that it belongs in."""

    library_id: Id


class PromptChange(_Fields):
    """What can be changed of a prompt; another text or other variables are a new version."""

    name: str = Field("", min_length=1, max_length=200)
    prompt_text: str = Field("", min_length=1, max_length=LONGEST_TEMPLATE)
    library_id: Id = Field(UUID(int=0), description="Where it moves to")


class PromptPage(Page):
    """Which prompts."""

    q: str | None = Field(None, min_length=1, max_length=200, description="In the name or text")
    tag: str | None = Field(None, min_length=1, max_length=60)


class PromptsPage(PromptPage):
    """Which prompts, of any library."""

    library_id: Id | None = None


class Rendering(Body):
    """What is to be filled in; without a version the newest text."""

    variables: dict[str, Any] = Field(default_factory=dict)
    version: int | None = Field(None, ge=1, le=2**31 - 1)


class Restoring(Body):
    """Which version it is to say again."""

    version: int = Field(ge=1, le=2**31 - 1)


class Prompts:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate

    async def listed(self, call: Request) -> dict[str, Any]:
        """Prompts of all libraries, or of one."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await _page(unit, call.query, call.query.library_id)

    async def in_library(self, call: Request) -> dict[str, Any]:
        """Prompts of the library."""
        async with self._gate.reading(call.actor, await home_in(call, "library")) as unit:
            return await _page(unit, call.query, uuid_in(call, "library_id"))

    async def create(self, call: Request) -> PromptView:
        """A new prompt, in the library that it names."""
        values = call.body.model_dump(exclude_unset=True)
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await prompts.create(unit, values.pop("library_id"), values)

    async def create_in_library(self, call: Request) -> PromptView:
        """A new prompt in the library."""
        async with self._gate.unit(call.actor, await home_in(call, "library")) as unit:
            values = call.body.model_dump(exclude_unset=True)
            return await prompts.create(unit, uuid_in(call, "library_id"), values)

    async def get(self, call: Request) -> PromptView:
        """One prompt."""
        async with self._gate.reading(call.actor, await home_in(call, "prompt")) as unit:
            return await prompts.get(unit, uuid_in(call, "prompt_id"))

    async def update(self, call: Request) -> PromptView:
        """Change some fields."""
        changes = changes_in(call)
        async with self._gate.unit(call.actor, await home_in(call, "prompt")) as unit:
            return await prompts.update(unit, uuid_in(call, "prompt_id"), changes)

    async def delete(self, call: Request) -> None:
        """Forget it."""
        async with self._gate.unit(call.actor, await home_in(call, "prompt")) as unit:
            await prompts.delete(unit, uuid_in(call, "prompt_id"))

    async def versions(self, call: Request) -> dict[str, Any]:
        """What it said before, and says now."""
        async with self._gate.reading(call.actor, await home_in(call, "prompt")) as unit:
            found = await prompts.versions(
                unit, uuid_in(call, "prompt_id"), limit=call.query.limit, before=int_cursor(call.query)
            )
        return listing(found, page=call.query, field="version")

    async def restore(self, call: Request) -> PromptView:
        """Let it say again what it said."""
        async with self._gate.unit(call.actor, await home_in(call, "prompt")) as unit:
            return await prompts.restore(unit, uuid_in(call, "prompt_id"), call.body.version)

    async def render(self, call: Request) -> RenderedPrompt:
        """Its text with values in their places."""
        async with self._gate.reading(call.actor, await home_in(call, "prompt")) as unit:
            return await prompts.render(
                unit, uuid_in(call, "prompt_id"), call.body.variables, version=call.body.version
            )


async def _page(unit: Any, page: PromptPage, library_id: UUID | None) -> dict[str, Any]:
    found = await prompts.listed(
        unit, limit=page.limit, after=uuid_cursor(page), library_id=library_id, tag=page.tag, q=page.q
    )
    return listing(found, page=page)


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, view, read, write = Prompts(parts), PromptView, "prompts.read", "prompts.write"
    root, shelf = "/api/v1/workspaces/{workspace_id}/prompts", "/api/v1/prompt-libraries/{library_id}/prompts"
    one = "/api/v1/prompts/{prompt_id}"
    yield Route(method="GET", path=root, permission=read, handler=do.listed, query=PromptsPage,
                summary="The workspace's prompts", answer=view, is_list=True)  # fmt: skip
    yield Route(method="POST", path=root, permission=write, handler=do.create, body=NewPromptOfLibrary,
                summary="Make a prompt", status=201, answer=view)  # fmt: skip
    yield Route(method="GET", path=shelf, permission=read, handler=do.in_library, query=PromptPage,
                summary="The prompts of a library", answer=view, is_list=True)  # fmt: skip
    yield Route(method="POST", path=shelf, permission=write, handler=do.create_in_library, body=NewPrompt,
                summary="Make a prompt in a library", status=201, answer=view)  # fmt: skip
    yield Route(method="GET", path=one, permission=read, handler=do.get, summary="One prompt",
                answer=view)  # fmt: skip
    yield Route(method="PATCH", path=one, permission=write, handler=do.update, body=PromptChange,
                summary="Change a prompt", answer=view)  # fmt: skip
    yield Route(method="DELETE", path=one, permission=write, handler=do.delete, status=204,
                summary="Delete a prompt with its versions")  # fmt: skip
    yield Route(method="GET", path=f"{one}/versions", permission=read, handler=do.versions, query=Page,
                summary="A prompt's versions, newest first", answer=PromptVersionView,
                is_list=True)  # fmt: skip
    yield Route(method="POST", path=f"{one}/restore", permission=write, handler=do.restore, body=Restoring,
                summary="Let a prompt say again what it said in a version", answer=view)  # fmt: skip
    yield Route(method="POST", path=f"{one}/render", permission=read, handler=do.render, body=Rendering,
                summary="Try a prompt out with values", answer=RenderedPrompt)  # fmt: skip
