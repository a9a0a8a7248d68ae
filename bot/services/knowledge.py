"""What a workspace has written down, for its agents: prompts, brands, creators."""

from typing import TypeVar
from uuid import UUID

from tortoise.expressions import Subquery
from tortoise.queryset import QuerySet

from bot.contracts.knowledge import BrandProfile, CreatorProfile, PromptText, Voice
from bot.contracts.templates import Variable
from storage.models.brands import Brand
from storage.models.chat import Channel
from storage.models.creators import Creator
from storage.models.prompts import Prompt, PromptLibrary
from storage.record import WorkspaceRecord

Row = TypeVar("Row", bound=WorkspaceRecord)


class StoredLibrary:
    """The Library of one workspace, for a run that was asked for in ``channel_id``, if in any."""

    def __init__(self, workspace_id: UUID, channel_id: UUID | None = None) -> None:
        """Read that workspace alone."""
        self._workspace_id = workspace_id
        self._channel_id = channel_id

    async def prompt(self, name: str) -> PromptText | None:
        """The prompt of that name, ``library/name`` or id."""
        shelves = PromptLibrary.of(self._workspace_id).filter(status="active")
        prompts = Prompt.of(self._workspace_id)
        row = await _found(prompts.filter(library_id__in=Subquery(shelves.values("id"))), name)
        shelf, is_placed, rest = name.partition("/")
        if row is None and is_placed and (library := await _found(shelves, shelf)) is not None:
            row = await _found(prompts.filter(library_id=library.id), rest)
        if row is None:
            return None
        return PromptText(
            id=row.id,
            name=row.name,
            library=(await PromptLibrary.of(self._workspace_id).get(id=row.library_id)).name,
            version=row.version,
            text=row.prompt_text,
            variables=tuple(Variable.model_validate(one) for one in row.variables_schema_json_array),
        )

    async def brand(self, name_or_id: str = "") -> BrandProfile | None:
        """The brand of that name or id; without one that which the channel is about."""
        brands = Brand.of(self._workspace_id).filter(status="active")
        row = await (_found(brands, name_or_id) if name_or_id else self._here(brands))
        if row is None:
            return None
        return BrandProfile(
            id=row.id,
            name=row.name,
            description_text=row.description_text or "",
            industry=row.industry or "",
            target_audience_description_text=row.target_audience_description_text or "",
            brand_voice_guidelines_text=row.brand_voice_guidelines_text or "",
            persona_guardian_namespace_id=row.persona_guardian_namespace_id or "",
        )

    async def creator(self, name_or_id: str) -> CreatorProfile | None:
        """The creator of that name or id."""
        row = await _found(Creator.of(self._workspace_id).filter(status="active"), name_or_id)
        if row is None:
            return None
        return CreatorProfile(
            id=row.id,
            name=row.name,
            bio_text=row.bio_text,
            niche_tags=tuple(row.niche_tags_array),
            portfolio_links=tuple(row.portfolio_links_array),
            audience_demographics=row.audience_demographics_json,
            persona_guardian_namespace_id=row.persona_guardian_namespace_id or "",
        )

    async def voice(self, brand_or_creator: str = "") -> Voice | None:
        """The voice of the brand, else of the creator, of that name or id."""
        found = await self.brand(brand_or_creator) or await self.creator(brand_or_creator)
        return found.voice if found else None

    async def _here(self, brands: QuerySet[Brand]) -> Brand | None:
        channel = await Channel.of(self._workspace_id).get_or_none(id=self._channel_id)
        return await brands.get_or_none(id=channel.brand_id) if channel and channel.brand_id else None


async def _found(query: QuerySet[Row], name_or_id: str) -> Row | None:
    """The one of that id or name, if there is one."""
    wanted = name_or_id.strip()
    try:
        return await query.get_or_none(id=UUID(wanted))
    except ValueError:
        alike = await query.filter(name__iexact=wanted).order_by("created_at", "id")
    return next((row for row in alike if row.name == wanted), alike[0] if alike else None)  # type: ignore[attr-defined]
