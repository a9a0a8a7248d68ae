"""Prompt libraries: views and use-cases. What stands in them is in ``prompts``."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from tortoise.exceptions import IntegrityError

from bot.contracts.unit import Role, Unit
from bot.services import access, audit
from config.clock import new_id
from config.errors import Conflict, NotAllowed, NotFound
from storage.models.prompts import PromptLibrary


class PromptLibraryView(BaseModel):
    """A prompt library."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    workspace_id: UUID
    name: str
    description_text: str | None
    status: str
    created_at: datetime
    updated_at: datetime


async def create(unit: Unit, values: dict[str, Any]) -> PromptLibraryView:
    """A new library.

    Raises:
        Conflict: code ``name_taken``.
    """
    access.require(unit, "prompts.write")
    await _keep_name_free(unit, values["name"])
    try:
        row = await PromptLibrary.create(id=new_id(), workspace_id=unit.scope, **values)
    except IntegrityError as taken:
        raise _taken(values["name"]) from taken
    await audit.append(unit, "prompt_library.created", ("prompt_library", row.id))
    return PromptLibraryView.model_validate(row)


async def listed(unit: Unit, *, limit: int, after: UUID | None = None) -> Sequence[PromptLibraryView]:
    """The workspace's libraries that are not archived, oldest first."""
    access.require(unit, "prompts.read")
    query = PromptLibrary.of(unit.scope).filter(status="active").order_by("id").limit(limit)
    rows = await (query.filter(id__gt=after) if after else query)
    return [PromptLibraryView.model_validate(row) for row in rows]


async def get(unit: Unit, library_id: UUID) -> PromptLibraryView:
    """One library.

    Raises:
        NotFound: the workspace has no such library.
    """
    access.require(unit, "prompts.read")
    row = await PromptLibrary.of(unit.scope).get_or_none(id=library_id)
    if row is None:
        raise NotFound("This prompt library does not exist.")
    return PromptLibraryView.model_validate(row)


async def update(unit: Unit, library_id: UUID, changes: dict[str, Any]) -> PromptLibraryView:
    """Change some of its fields; ``status`` puts it away with its prompts, or brings it back.

    Raises:
        Conflict: code ``name_taken``.
        NotAllowed: a member, and another's library.
    """
    await _may_write(unit, library_id)
    if "name" in changes:
        await _keep_name_free(unit, changes["name"], library_id)
    try:
        await PromptLibrary.of(unit.scope).filter(id=library_id).update(**changes, updated_at=unit.now)
    except IntegrityError as taken:
        raise _taken(changes["name"]) from taken
    told = {"fields": sorted(changes)}
    await audit.append(unit, "prompt_library.changed", ("prompt_library", library_id), told)
    return await get(unit, library_id)


async def archive(unit: Unit, library_id: UUID) -> None:
    """Put it away with its prompts; it can be brought back.

    Raises:
        NotAllowed: a member, and another's library.
    """
    await _may_write(unit, library_id)
    mine = PromptLibrary.of(unit.scope).filter(id=library_id)
    await mine.update(status="archived", updated_at=unit.now)
    await audit.append(unit, "prompt_library.archived", ("prompt_library", library_id))


async def _may_write(unit: Unit, library_id: UUID) -> None:
    access.require(unit, "prompts.write")
    await get(unit, library_id)
    if unit.actor.role is Role.MEMBER and not await audit.did(unit, "prompt_library.created", library_id):
        raise NotAllowed("Members change the prompt libraries they made themselves.")


def _taken(name: str) -> Conflict:
    return Conflict(f"There is a prompt library '{name}' already.", code="name_taken")


async def _keep_name_free(unit: Unit, name: str, own_id: UUID | None = None) -> None:
    others = PromptLibrary.of(unit.scope).filter(name=name)
    if await (others.exclude(id=own_id) if own_id else others).exists():
        raise _taken(name)
