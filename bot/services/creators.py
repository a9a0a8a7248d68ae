"""Creators: views and use-cases."""

import re
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
from storage.models.connections import Connection
from storage.models.creators import Creator

_HANDLE = re.compile(r"/(@[\w.]+)")


class CreatorView(BaseModel):
    """A creator in the concept's fields; what they have at TikTok is read from their connection."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    workspace_id: UUID
    name: str
    niche_tags_array: list[str]
    bio_text: str
    portfolio_links_array: list[str]
    audience_demographics_json: dict[str, Any] | None
    persona_guardian_namespace_id: str | None
    tiktok_integration_details_json: dict[str, Any] | None = None
    status: str
    created_at: datetime
    updated_at: datetime


async def create(unit: Unit, values: dict[str, Any]) -> CreatorView:
    """A new creator.

    Raises:
        Conflict: code ``name_taken``.
    """
    access.require(unit, "creators.write")
    await _keep_name_free(unit, values["name"])
    try:
        row = await Creator.create(id=new_id(), workspace_id=unit.scope, **values)
    except IntegrityError as taken:
        raise _taken(values["name"]) from taken
    await audit.append(unit, "creator.created", ("creator", row.id))
    return (await _views(unit, [row]))[0]


async def listed(unit: Unit, *, limit: int, after: UUID | None = None) -> Sequence[CreatorView]:
    """The workspace's creators that are not archived, oldest first."""
    access.require(unit, "creators.read")
    query = Creator.of(unit.scope).filter(status="active").order_by("id").limit(limit)
    return await _views(unit, await (query.filter(id__gt=after) if after else query))


async def get(unit: Unit, creator_id: UUID) -> CreatorView:
    """One creator."""
    access.require(unit, "creators.read")
    return (await _views(unit, [await _row(unit, creator_id)]))[0]


async def update(unit: Unit, creator_id: UUID, changes: dict[str, Any]) -> CreatorView:
    """Change some of the fields; ``status`` puts them away or brings them back.

    Raises:
        Conflict: code ``name_taken``.
        NotAllowed: a member puts away another's creator.
    """
    access.require(unit, "creators.write")
    row = await _row(unit, creator_id)
    if changes.get("status", row.status) != row.status:
        await _may_archive(unit, creator_id)
    if "name" in changes:
        await _keep_name_free(unit, changes["name"], creator_id)
    try:
        await Creator.of(unit.scope).filter(id=row.id).update(**changes, updated_at=unit.now)
    except IntegrityError as taken:
        raise _taken(changes["name"]) from taken
    await audit.append(unit, "creator.changed", ("creator", row.id), {"fields": sorted(changes)})
    return await get(unit, creator_id)


async def archive(unit: Unit, creator_id: UUID) -> None:
    """Put them away; they can be brought back. Members put away only whom they entered themselves.

    Raises:
        NotAllowed: a member, and another's creator.
    """
    access.require(unit, "creators.write")
    row = await _row(unit, creator_id)
    await _may_archive(unit, creator_id)
    await Creator.of(unit.scope).filter(id=row.id).update(status="archived", updated_at=unit.now)
    await audit.append(unit, "creator.archived", ("creator", row.id))


async def _row(unit: Unit, creator_id: UUID) -> Creator:
    row = await Creator.of(unit.scope).get_or_none(id=creator_id)
    if row is None:
        raise NotFound("This creator does not exist.")
    return row


async def _may_archive(unit: Unit, creator_id: UUID) -> None:
    if unit.actor.role is Role.MEMBER and not await audit.did(unit, "creator.created", creator_id):
        raise NotAllowed("Members archive the creators they entered themselves.")


def _taken(name: str) -> Conflict:
    return Conflict(f"There is a creator '{name}' already.", code="name_taken")


async def _keep_name_free(unit: Unit, name: str, own_id: UUID | None = None) -> None:
    others = Creator.of(unit.scope).filter(name=name)
    if await (others.exclude(id=own_id) if own_id else others).exists():
        raise _taken(name)


async def _views(unit: Unit, rows: Sequence[Creator]) -> Sequence[CreatorView]:
    details: dict[UUID, dict[str, Any]] = {row.id: {} for row in rows}
    theirs = Connection.of(unit.scope).filter(creator_id__in=list(details), provider="tiktok")
    for one in await theirs if rows else ():
        handle = _HANDLE.search(one.profile_url or "")
        details[UUID(str(one.creator_id))]["tiktok_integration_details_json"] = {
            "handle": handle[1] if handle else None,
            "access_token_secret_ref": one.access_token_secret_ref,
        }
    return [CreatorView.model_validate(row).model_copy(update=details[row.id]) for row in rows]
