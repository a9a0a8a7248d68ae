"""What a run may do: its configuration's tools, budget and models, its workspace's, and for whom it acts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from bot.contracts import secret_refs
from bot.contracts.unit import Actor, ActorType
from bot.services import access
from bot.services.effective import API_KEY
from bot.services.runs import Claimed
from config.errors import AgentError, NotAllowed
from storage.bulk import decoded, statement
from storage.db import Database
from storage.models.agents import AgentConfiguration
from storage.models.proposals import Proposal
from storage.models.workspaces import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSettings:
    """Read once, when the run is taken in hand. ``default_model`` is the workspace's, ``model`` the
    configuration's own choice, and ``api_key`` the name of the secret that this is asked with;
    ``secrets`` are those that its inputs name, with the place of each.
    """

    tools: Sequence[str] | None
    auto_approve: Sequence[str]
    budget: Mapping[str, Any]
    workspace_budget: Mapping[str, Any]
    model: str | None
    api_key: str | None = None
    secrets: Mapping[str, str] = field(default_factory=dict)
    default_model: str | None
    namespace: str | None
    created_by_user_id: UUID | None


_READ = statement(
    "SELECT effective_config_cache_json, resolved_memory_namespace_text, created_by_user_id, settings_json"
    " FROM agent_configurations JOIN workspaces ON workspaces.id = agent_configurations.workspace_id"
    " WHERE agent_configurations.workspace_id = ? AND agent_configurations.id = ?"
)
_COLUMNS = "effective_config_cache_json resolved_memory_namespace_text created_by_user_id"


async def read(database: Database, run: Claimed) -> RunSettings:
    """Those of a claimed run; in one look, as every run does it.

    Raises:
        AgentError: code ``configuration_gone``.
    """
    rows = await database.look(_READ, (run.workspace_id, run.agent_configuration_id))
    if not rows:
        raise AgentError("The agent's configuration does not exist any more.", code="configuration_gone")
    found = rows[0]
    row = decoded(AgentConfiguration, _COLUMNS, found[:3])
    settings = decoded(Workspace, "settings_json", found[3:])["settings_json"] or {}
    stored = row["effective_config_cache_json"] or {}
    preferences = stored.get("stack_preferences") or {}
    default = settings.get("default_llm_config") or {}
    named = f"{default.get('provider')}/{default.get('model')}" if default.get("model") else None
    return RunSettings(
        tools=stored.get("tools"),
        auto_approve=stored.get("auto_approve") or (),
        budget=stored.get("budget") or {},
        workspace_budget=settings.get("llm_budget_json") or {},
        model=preferences.get("llm_model"),
        api_key=secret_refs.name_in(preferences.get(API_KEY)),
        secrets={name: path for path, name in secret_refs.found(stored.get("inputs"), "inputs") if name},
        default_model=named,
        namespace=row["resolved_memory_namespace_text"],
        created_by_user_id=row["created_by_user_id"],
    )


async def principal(run: Claimed, settings: RunSettings) -> Actor:
    """For whom the run acts: who started it, else who set it up, with the role they have now.

    Raises:
        NotAllowed: code ``principal_gone``; they are no member any more.
    """
    who = run.triggered_by_user_id or settings.created_by_user_id
    role = (await access.roles_of(run.workspace_id, [who])).get(who) if who else None
    if who is None or role is None:
        raise NotAllowed("Whom this run acts for is no member any more.", code="principal_gone")
    return Actor(type=ActorType.USER, id=who, role=role)


async def is_approved(run: Claimed, digest: str) -> bool:
    """Whether people approved what has that digest, in this run."""
    if not digest:
        return False
    return (
        await Proposal.of(run.workspace_id).filter(run_id=run.run_id, state="decided", digest=digest).exists()
    )
