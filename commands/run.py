"""/runs, and /run show|cancel."""

from pydantic import Field

from bot.contracts.commands import AgentName, Args, CommandContext, Reply, RunName, command
from bot.contracts.markdown import bullets, code, plain
from bot.contracts.unit import Role
from bot.services import agents, run_views

MOST_SHOWN = 10
"""Acts of a preview that are told in the chat."""


class RunsArgs(Args):
    """Whose, and how many."""

    agent: AgentName | None = Field(None, description="Of which agent; without it of all")
    count: int = Field(10, ge=1, le=50, description="How many of the newest, at most 50")


class OneRun(Args):
    """Which run."""

    run: RunName = Field(description="Which run: the end of its id as /runs shows it, or its whole id")


@command("runs", "The newest runs", role=Role.MEMBER)
async def listed(context: CommandContext, args: RunsArgs) -> Reply:
    """One line for each."""
    of = args.agent.id if args.agent else None
    found = await run_views.listed(context.unit, limit=args.count, configuration_id=of)
    if not found:
        return Reply("There is no run yet that you can see.")
    names = {one.id: one.name for one in await agents.listed(context.unit)}
    return Reply(
        f"**Runs**\n\n{bullets([_line(one, names.get(one.agent_configuration_id)) for one in found])}"
    )


@command("run show", "What came of a run", role=Role.MEMBER)
async def show(context: CommandContext, args: OneRun) -> Reply:
    """Its state, times and outcome."""
    found = await run_views.get(context.unit, args.run.id)
    lines = [f"State: {found.status}", f"Started by: {code(found.trigger_type)}"]
    if found.is_preview:
        lines.append("A preview: nothing left")
    for label, at in (("Began", found.start_time), ("Ended", found.end_time)):
        if at is not None:
            lines.append(f"{label}: {at:%Y-%m-%d %H:%M:%S} UTC")
    if found.output_preview_text:
        lines.append(plain(found.output_preview_text))
    if found.error_details_json:
        lines.append(f"Error: {plain(str(found.error_details_json.get('error_message_text') or ''))}")
    would = found.would_do_json_array or ()
    lines += [f"Would: {plain(one['text'])}" for one in would[:MOST_SHOWN]]
    if len(would) > MOST_SHOWN:
        lines.append(f"And {len(would) - MOST_SHOWN:,} more: the page of the run has them all")
    return Reply(f"Run {code(str(found.run_id))}\n\n{bullets(lines)}")


@command("run cancel", "Stop a run", role=Role.MEMBER)
async def cancel(context: CommandContext, args: OneRun) -> Reply:
    """It ends now, whatever it was about to do."""
    found = await run_views.cancel(context.unit, args.run.id)
    return Reply(f"Run {code(run_views.short_id(found.run_id))} is cancelled.")


def _line(one: run_views.RunView, name: str | None) -> str:
    of = plain(name or one.agent_definition_id_version)
    told = (
        f"{code(run_views.short_id(one.run_id))} {of}: {one.status}{' (preview)' if one.is_preview else ''}"
    )
    return told + (f" – {plain(one.output_preview_text[:120])}" if one.output_preview_text else "")
