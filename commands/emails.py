"""/email draft|send|report: what the Email Wizard is asked most."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from bot.contracts.commands import Args, CommandContext, Reply, Rest, RunName, command
from bot.contracts.markdown import code
from bot.contracts.unit import Role
from bot.services import commanded_runs, run_views

WIZARD = "agent_001"


class DraftArgs(Args):
    """What for, and whom."""

    goal: Rest = Field(description="What the campaign is for, then “to” and whom: a flash sale to VIP")


class CampaignArgs(Args):
    """Which campaign."""

    campaign: RunName = Field(description="Which campaign, by the run that wrote it")


@command("email draft", "Write a campaign; nothing leaves", role=Role.MEMBER, starts_run=True)
async def draft(context: CommandContext, args: DraftArgs) -> Reply:
    """Shown where it was asked for, and kept, so that it can be sent."""
    goal, _, segment = (one.strip() for one in args.goal.rpartition(" to "))
    wanted = {"email_goal": goal, "customer_segment": segment} if goal else {"email_goal": segment}
    return await _asked(context, {**wanted, "campaign_mode": "draft"})


@command("email send", "Send a draft, once people have approved it", role=Role.MEMBER, starts_run=True)
async def send(context: CommandContext, args: CampaignArgs) -> Reply:
    """Nothing leaves before people have approved it."""
    return await _asked(context, {"send_campaign_id": str(args.campaign.id)})


@command("email report", "How a campaign does that was sent", role=Role.MEMBER, starts_run=True)
async def report(context: CommandContext, args: CampaignArgs) -> Reply:
    """The figures as they are known now."""
    return await _asked(context, {"report_campaign_id": str(args.campaign.id)})


async def _asked(context: CommandContext, payload: Mapping[str, Any]) -> Reply:
    run_id = await commanded_runs.start_of(context, WIZARD, {"manual_payload": dict(payload)})
    return Reply(f"Started the Email Wizard (run {code(run_views.short_id(run_id))}).", run_id=run_id)
