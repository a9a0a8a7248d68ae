"""Brands: views and use-cases."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from tortoise.exceptions import IntegrityError

from bot.contracts.unit import Role, Unit
from bot.services import access, audit
from config.clock import new_id
from config.errors import Conflict, Fault, InvalidInput, NotAllowed, NotFound
from storage.models.brands import Brand
from storage.models.connections import Connection


class BrandView(BaseModel):
    """A brand in the concept's fields; what it has at Shopify and TikTok is read from its connections."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    workspace_id: UUID
    name: str
    description_text: str | None
    industry: str | None
    target_audience_description_text: str | None
    brand_voice_guidelines_text: str | None
    visual_identity_assets_json: dict[str, Any]
    mood_board_urls_array: list[str]
    persona_guardian_namespace_id: str | None
    shopify_integration_details_json: dict[str, Any] | None = None
    tiktok_integration_details_json: dict[str, Any] | None = None
    status: str
    created_at: datetime
    updated_at: datetime


async def create(unit: Unit, values: dict[str, Any]) -> BrandView:
    """A new brand.

    Raises:
        Conflict: code ``name_taken``.
    """
    access.require(unit, "brands.write")
    await _keep_name_free(unit, values["name"])
    try:
        row = await Brand.create(id=new_id(), workspace_id=unit.scope, **values)
    except IntegrityError as taken:
        raise _taken(values["name"]) from taken
    await audit.append(unit, "brand.created", ("brand", row.id))
    return (await _views(unit, [row]))[0]


async def listed(unit: Unit, *, limit: int, after: UUID | None = None) -> Sequence[BrandView]:
    """The workspace's brands that are not archived, oldest first."""
    access.require(unit, "brands.read")
    query = Brand.of(unit.scope).filter(status="active").order_by("id").limit(limit)
    return await _views(unit, await (query.filter(id__gt=after) if after else query))


async def get(unit: Unit, brand_id: UUID) -> BrandView:
    """One brand."""
    access.require(unit, "brands.read")
    return (await _views(unit, [await _row(unit, brand_id)]))[0]


async def update(unit: Unit, brand_id: UUID, changes: dict[str, Any]) -> BrandView:
    """Change some of its fields; ``status`` puts it away or brings it back.

    Raises:
        Conflict: code ``name_taken``.
        NotAllowed: a member puts away another's brand.
    """
    access.require(unit, "brands.write")
    row = await _row(unit, brand_id)
    if changes.get("status", row.status) != row.status:
        await _may_archive(unit, brand_id)
    if "name" in changes:
        await _keep_name_free(unit, changes["name"], brand_id)
    try:
        await Brand.of(unit.scope).filter(id=row.id).update(**changes, updated_at=unit.now)
    except IntegrityError as taken:
        raise _taken(changes["name"]) from taken
    await audit.append(unit, "brand.changed", ("brand", row.id), {"fields": sorted(changes)})
    return await get(unit, brand_id)


async def archive(unit: Unit, brand_id: UUID) -> None:
    """Put it away; it can be brought back. Members put away only what they made themselves.

    Raises:
        NotAllowed: a member, and another's brand.
    """
    access.require(unit, "brands.write")
    row = await _row(unit, brand_id)
    await _may_archive(unit, brand_id)
    await Brand.of(unit.scope).filter(id=row.id).update(status="archived", updated_at=unit.now)
    await audit.append(unit, "brand.archived", ("brand", row.id))


async def known(unit: Unit, brand_id: UUID) -> None:
    """Return if the workspace has that brand: for services whose input names one as ``brand_id``.

    Raises:
        InvalidInput: it has none.
    """
    if not await Brand.of(unit.scope).filter(id=brand_id).exists():
        fault = Fault(field="brand_id", code="not_found", message="This brand does not exist.")
        raise InvalidInput(fault.message, details=(fault,))


async def _row(unit: Unit, brand_id: UUID) -> Brand:
    row = await Brand.of(unit.scope).get_or_none(id=brand_id)
    if row is None:
        raise NotFound("This brand does not exist.")
    return row


async def _may_archive(unit: Unit, brand_id: UUID) -> None:
    if unit.actor.role is Role.MEMBER and not await audit.did(unit, "brand.created", brand_id):
        raise NotAllowed("Members archive the brands they made themselves.")


def _taken(name: str) -> Conflict:
    return Conflict(f"There is a brand '{name}' already.", code="name_taken")


async def _keep_name_free(unit: Unit, name: str, own_id: UUID | None = None) -> None:
    others = Brand.of(unit.scope).filter(name=name)
    if await (others.exclude(id=own_id) if own_id else others).exists():
        raise _taken(name)


async def _views(unit: Unit, rows: Sequence[Brand]) -> Sequence[BrandView]:
    details: dict[UUID, dict[str, Any]] = {row.id: {} for row in rows}
    for one in await Connection.of(unit.scope).filter(brand_id__in=list(details)) if rows else ():
        place = "store_url" if one.provider == "shopify" else "profile_url"
        details[UUID(str(one.brand_id))][f"{one.provider}_integration_details_json"] = {
            place: getattr(one, place),
            "access_token_secret_ref": one.access_token_secret_ref,
            "last_sync_status": one.last_sync_status,
            "last_sync_timestamp": one.last_sync_timestamp.isoformat() if one.last_sync_timestamp else None,
        }
    return [BrandView.model_validate(row).model_copy(update=details[row.id]) for row in rows]
