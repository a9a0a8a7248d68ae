"""Material: what a persona can be learned from: a corpus that is given, or what the workspace wrote down."""

from collections.abc import Mapping
from typing import Any

from agents.creator_persona_guardian import guidelines
from agents.creator_persona_guardian.persona import Kind, Persona, extracted
from agents.creator_persona_guardian.request import Request
from bot.contracts.agents import AgentContext
from config.errors import AgentError, UserError


async def gathered(context: AgentContext, asked: Request) -> Persona | None:
    """The persona as its material shows it. None: there is no material."""
    kind, profile = await _profile(context, asked)
    voice = profile.get("voice")
    told = voice.get("guidelines_text") if isinstance(voice, Mapping) else None
    guidance = guidelines.read(told if isinstance(told, str) else "")
    name = profile.get("name")
    found = extracted(
        asked.persona_id,
        asked.corpus,
        guidance,
        name=name if isinstance(name, str) and name else asked.named,
        kind=kind,
    )
    return None if found.is_empty else found


async def _profile(context: AgentContext, asked: Request) -> tuple[Kind, Mapping[str, Any]]:
    """The brand of that name, else the creator; a corpus is enough without either."""
    kinds: tuple[tuple[Kind, str], ...] = (("brand", "get_brand"), ("creator", "get_creator"))
    if asked.corpus:
        return "brand", {}
    for kind, tool in kinds:
        try:
            profile = await context.tools.call(tool, {"name": asked.named})
        except (UserError, AgentError):
            continue
        if isinstance(profile, Mapping):
            return kind, profile
    return "brand", {}
