"""Library: what a workspace has written down for its agents: prompts, brands, creators, and their voices."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from bot.contracts.templates import Escape, Variable, render

_TONE = re.compile(r"\W*tone\s*[:–—-]\W*(\w.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptText:
    """A prompt as its newest version says it."""

    id: UUID
    name: str
    library: str
    version: int
    text: str
    variables: Sequence[Variable] = ()

    def render(self, values: Mapping[str, Any], *, escape: Escape = str) -> str:
        """The text with the values in their places.

        Raises:
            InvalidInput: code ``template_…``: a value is missing, of another type or unknown.
        """
        return render(self.text, self.variables, values, escape=escape)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How a brand or creator speaks: the guidelines as they were written, the field they speak in, and the
    tone where a line of the guidelines says ``Tone: …``. What is not known is empty.
    """

    id: UUID
    name: str
    guidelines_text: str
    niche: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandProfile:
    """A brand. What is not known is empty."""

    id: UUID
    name: str
    description_text: str = ""
    industry: str = ""
    target_audience_description_text: str = ""
    brand_voice_guidelines_text: str = ""
    persona_guardian_namespace_id: str = ""

    @property
    def voice(self) -> Voice:
        """How it speaks."""
        return _voice(self.id, self.name, self.brand_voice_guidelines_text, self.industry)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatorProfile:
    """A creator. What is not known is empty."""

    id: UUID
    name: str
    bio_text: str = ""
    niche_tags: Sequence[str] = ()
    portfolio_links: Sequence[str] = ()
    audience_demographics: Mapping[str, Any] | None = None
    persona_guardian_namespace_id: str = ""

    @property
    def voice(self) -> Voice:
        """How they speak: nothing but what they say of themselves tells."""
        return _voice(self.id, self.name, self.bio_text, ", ".join(self.niche_tags))


class Library(Protocol):
    """What the run's workspace has written down, as it is now. Of what was archived nothing is found.

    A name is meant in any capitals; of several alike the one of the very name is, then the oldest.
    """

    async def prompt(self, name: str) -> PromptText | None:
        """The prompt of that name, ``library/name`` or id."""

    async def brand(self, name_or_id: str = "") -> BrandProfile | None:
        """The brand of that name or id; without one that which the run's channel is about."""

    async def creator(self, name_or_id: str) -> CreatorProfile | None:
        """The creator of that name or id."""

    async def voice(self, brand_or_creator: str = "") -> Voice | None:
        """The voice of the brand, else of the creator, of that name or id; without one as ``brand``."""


def _voice(owner: UUID, name: str, guidelines: str, niche: str) -> Voice:
    told = (_TONE.match(line) for line in guidelines.splitlines())
    tone = next((found[1].rstrip(" *_") for found in told if found), "")
    return Voice(id=owner, name=name, guidelines_text=guidelines, niche=niche, tone=tone)
