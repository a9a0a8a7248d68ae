"""/agent list|run|show|pause|resume|config, with the aliases /agents and /run_agent."""

from pydantic import Field

from bot.contracts.commands import (
    AgentName,
    Args,
    CommandContext,
    NoArgs,
    Params,
    Reply,
    command,
)
from bot.contracts.markdown import block, bullets, code, plain
from bot.contracts.unit import Role
from bot.services import agents, commanded_runs, run_views

STATES = {"active": "on", "inactive": "paused", "error_requires_review": "needs a look"}


class AgentArgs(Args):
    """Which agent."""

    agent: AgentName = Field(description="Which agent, by its name")


class RunArgs(AgentArgs):
    """Which agent, and with what."""

    params: Params = Field(default_factory=dict, description="Its inputs for this run: {json} or key=value")


@command("agent list", "The agents of this workspace", role=Role.MEMBER, aliases=("agents",))
async def listed(context: CommandContext, args: NoArgs) -> Reply:
    """One line for each."""
    found = await agents.listed(context.unit)
    if not found:
        return Reply("There is no agent yet. An owner, admin or member sets one up under Agents.")
    return Reply(f"**Agents**\n\n{bullets([_line(one) for one in found])}")


@command("agent run", "Start an agent now", role=Role.MEMBER, aliases=("run_agent",), starts_run=True)
async def run(context: CommandContext, args: RunArgs) -> Reply:
    """A run of its own, whose answer comes to where it was asked for."""
    run_id = await commanded_runs.start(context, args.agent.id, args.params)
    told = f"Started **{plain(args.agent.name)}** (run {code(run_views.short_id(run_id))})."
    return Reply(told, run_id=run_id)


@command("agent preview", "Try an agent: see what it would do", role=Role.MEMBER, starts_run=True)
async def preview(context: CommandContext, args: RunArgs) -> Reply:
    """A run that reads and thinks as any other, and lets nothing leave. It answers on its page alone."""
    run_id = await commanded_runs.start(context, args.agent.id, args.params, is_preview=True)
    told = f"Previewing **{plain(args.agent.name)}** (run {code(run_views.short_id(run_id))})."
    return Reply(f"{told} Nothing leaves; the page of the run says what would have.", run_id=run_id)


@command("agent show", "What an agent is, and how its last run went", role=Role.MEMBER)
async def show(context: CommandContext, args: AgentArgs) -> Reply:
    """Its state in a few lines."""
    found = await agents.get(context.unit, args.agent.id)
    definition = await context.services.catalogue.of(context.unit.scope, found.agent_definition_id)
    lines = [f"Agent: {plain(definition.name)}"]
    lines.append(f"State: {STATES.get(found.status, found.status)}")
    if found.description_text:
        lines.append(plain(found.description_text))
    if definition.inputs:
        lines.append(f"Inputs: {', '.join(code(one.key_name) for one in definition.inputs)}")
    latest = await run_views.listed(context.unit, limit=1, configuration_id=found.id)
    lines += [
        f"Last run: {code(run_views.short_id(one.run_id))} {one.status}"
        + (" (preview)" if one.is_preview else "")
        + (f" – {plain(one.output_preview_text)}" if one.output_preview_text else "")
        for one in latest
    ]
    return Reply(f"**{plain(found.name)}**\n\n{bullets(lines)}")


@command("agent pause", "Stop an agent from being started", role=Role.MEMBER)
async def pause(context: CommandContext, args: AgentArgs) -> Reply:
    """Nothing starts it until it is resumed; a run that is on its way ends as it would have."""
    return await _become(context, args, "inactive", "is paused")


@command("agent resume", "Let a paused agent be started again", role=Role.MEMBER)
async def resume(context: CommandContext, args: AgentArgs) -> Reply:
    """What has happened meanwhile starts it no more."""
    return await _become(context, args, "active", "is on")


@command("agent config", "An agent's settings as YAML", role=Role.MEMBER)
async def config(context: CommandContext, args: AgentArgs) -> Reply:
    """As they were saved."""
    found = await agents.get(context.unit, args.agent.id)
    text = found.yaml_config_text.strip()
    shown = block(text, "yaml") if text else "It has no settings of its own: all is as its definition says."
    return Reply(f"**{plain(found.name)}**, version {found.row_version}\n\n{shown}")


async def _become(context: CommandContext, args: AgentArgs, status: str, told: str) -> Reply:
    unit, catalogue = context.unit, context.services.catalogue
    found = await agents.get(unit, args.agent.id)
    if found.status == status:
        return Reply(f"**{plain(found.name)}** {told} already.")
    await agents.update(unit, catalogue, found.id, found.row_version, {"status": status})
    return Reply(f"**{plain(found.name)}** {told}.")


def _line(one: agents.ConfigurationView) -> str:
    last = (one.last_run_summary_json or {}).get("status")
    state = STATES.get(one.status, one.status)
    return f"**{plain(one.name)}** – {state}" + (f", last run: {last}" if last else "")
