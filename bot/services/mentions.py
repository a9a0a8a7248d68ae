"""Whom a text names: people, agents and everybody, among those of the workspace."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tortoise.expressions import Subquery

from bot.contracts.mentions import Mention, mentions_in, slug_of
from bot.contracts.unit import Unit
from bot.services import access
from config.errors import InvalidInput
from storage.models.agents import AgentConfiguration
from storage.models.users import User
from storage.models.workspaces import Membership

MOST_AGENTS = 5


@dataclass(frozen=True, slots=True)
class NamedAgent:
    """An agent of the workspace that a text names."""

    id: UUID
    name: str
    definition_id: str


@dataclass(frozen=True, slots=True)
class Named:
    """What a text's mentions come to.

    ``shown`` is for ``mentions_json_array``. ``places`` are those that name agents. ``unclear`` are those
    that could be several agents, with their names: they name none of them.
    """

    shown: list[dict[str, Any]] = field(default_factory=list)
    agents: list[NamedAgent] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    unclear: dict[str, list[str]] = field(default_factory=dict)


async def named(unit: Unit, text: str) -> Named:
    """Whom the text names in the unit's workspace. Nothing is looked up for a text without mentions.

    Guests call people and agents: where they write for everybody it is but a word. All people of a name are
    named; of agents one, by exactly its name where only the case tells two apart.

    Raises:
        InvalidInput: more than five agents.
    """
    found = Named()
    if not (mentions := mentions_in(text)):
        return found
    people, agents = await _people(unit), await _agents(unit)
    for one in {one.text: one for one in mentions}.values():
        if one.is_everybody:
            if not access.may(unit, "channels.call"):
                continue
            found.shown.append({"type": "channel", "id": None, "name": one.slug, "text": one.text})
            continue
        is_meant = _meaning(one)
        for user_id, name in people:
            if is_meant(name):
                found.shown.append({"type": "user", "id": str(user_id), "name": name, "text": one.text})
        _name_agent(found, one, [agent for agent in agents if is_meant(agent.name)])
    if len(found.agents) > MOST_AGENTS:
        raise InvalidInput(f"At most {MOST_AGENTS} agents in one message.")
    known = {entry["text"] for entry in found.shown if entry["type"] == "agent"}
    found.places[:] = [one for one in mentions if one.text in known]
    return found


def _meaning(one: Mention) -> Callable[[str], bool]:
    if one.name is None:
        return lambda name: slug_of(name) == one.slug
    wanted = one.name.casefold()
    return lambda name: name.casefold() == wanted


def _name_agent(found: Named, one: Mention, candidates: Sequence[NamedAgent]) -> None:
    exactly = [agent for agent in candidates if agent.name == one.name]
    if len(candidates) > 1 and not exactly:
        found.unclear[one.text] = sorted(agent.name for agent in candidates)
        return
    for agent in exactly or candidates:
        found.shown.append({"type": "agent", "id": str(agent.id), "name": agent.name, "text": one.text})
        if agent not in found.agents:
            found.agents.append(agent)


async def _people(unit: Unit) -> Sequence[tuple[UUID, str]]:
    inside = Membership.of(unit.scope).values("user_id")
    return await User.filter(id__in=Subquery(inside)).order_by("id").values_list("id", "name")


async def _agents(unit: Unit) -> Sequence[NamedAgent]:
    rows = AgentConfiguration.of(unit.scope).exclude(status="archived").order_by("id")
    return [NamedAgent(*row) for row in await rows.values_list("id", "name", "agent_definition_id")]
