"""What those are called who wrote or did something: people, agents, and the system itself."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from bot.contracts.unit import SERVICE_NAME, ActorType
from storage.models.agents import AgentConfiguration
from storage.models.users import User

GONE = "Somebody who left"
Author = tuple[str | None, UUID | None]
"""Of which type, and who."""


async def names(workspace_id: UUID, authors: Iterable[Author]) -> dict[UUID, str]:
    """The names of the people and agents among them that are there; two queries at most."""
    ids: dict[str | None, set[UUID]] = {}
    for kind, author_id in authors:
        if author_id is not None:
            ids.setdefault(kind, set()).add(author_id)
    found: dict[UUID, str] = {}
    if people := ids.get(ActorType.USER.value):
        found |= dict(await User.filter(id__in=list(people)).values_list("id", "name"))
    if agents := ids.get(ActorType.AGENT.value):
        rows = AgentConfiguration.of(workspace_id).filter(id__in=list(agents))
        found |= dict(await rows.values_list("id", "name"))
    return found


def called(known: Mapping[UUID, str], author: Author) -> str:
    """The author's name, of those that ``names`` found."""
    kind, author_id = author
    if kind == ActorType.SYSTEM.value or author_id is None:
        return SERVICE_NAME if kind == ActorType.SYSTEM.value else GONE
    return known.get(author_id, GONE)
