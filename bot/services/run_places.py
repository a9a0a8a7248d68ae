"""Where what an agent says belongs: the channel it names, else where it was asked, else its own."""

from collections.abc import Generator
from dataclasses import dataclass
from uuid import UUID

from bot.services.runs import Claimed, Origin
from storage.bulk import Call, Found, statement

HERE = ("", "origin")
"""A post for one of these goes where its agent was asked."""

# An agent posts where everybody reads, in a channel of its own, and where the member who set it up is.
_CHANNEL = (
    "SELECT id, name FROM channels WHERE workspace_id = ? AND (type = 'public'"
    " OR bound_agent_configuration_id = ? OR EXISTS (SELECT 1 FROM"
    " channel_members JOIN agent_configurations ON created_by_user_id = user_id"
    " WHERE channel_id = channels.id AND agent_configurations.id = ?))"
)
_OWN_CHANNEL = statement(
    "SELECT id, name FROM channels WHERE workspace_id = ? AND bound_agent_configuration_id = ?"
    " ORDER BY id LIMIT 1"
)
_CHANNEL_BY_NAME = statement(f"{_CHANNEL} AND name = ?")
_CHANNEL_BY_ID = statement(f"{_CHANNEL} AND id = ?")
_OLDEST_CHANNEL = statement(f"{_CHANNEL} AND type <> 'dm' ORDER BY id LIMIT 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where a post goes, and whether that is where its agent meant it to."""

    channel_id: UUID
    thread_id: UUID | None = None
    is_meant: bool = True
    is_origin: bool = False


def finding(run: Claimed, name: str) -> Generator[Call, Found, Where | None]:
    """The channel of that name or id, else ``alerts``, else the oldest one.

    Without a name: where the run was asked for, else the agent's own channel, else the same. None: the
    workspace has no channel that the agent may post in.
    """
    if name in HERE:
        if (origin := Origin.read(run.origin_json)) is not None:
            return Where(channel_id=origin.channel_id, thread_id=origin.thread_id, is_origin=True)
        if own := (yield Call(_OWN_CHANNEL, (run.workspace_id, run.agent_configuration_id))):
            return Where(channel_id=UUID(str(own[0][0])))
    scope = (run.workspace_id, run.agent_configuration_id, run.agent_configuration_id)
    found: Found = ()
    if name not in HERE:
        found = yield Call(_CHANNEL_BY_NAME, (*scope, name.removeprefix("#")))
    if not found and _is_uuid(name):
        found = yield Call(_CHANNEL_BY_ID, (*scope, UUID(name)))
    is_meant = bool(found) or name in HERE
    found = found or (yield Call(_CHANNEL_BY_NAME, (*scope, "alerts")))
    found = found or (yield Call(_OLDEST_CHANNEL, scope))
    return Where(channel_id=UUID(str(found[0][0])), is_meant=is_meant) if found else None


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
