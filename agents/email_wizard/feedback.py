"""Feedback: what mail servers and shops report of mails that were sent; each report counts once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from agents.email_wizard import adapting
from agents.email_wizard.campaign import CAMPAIGNS, MAIL_EVENTS, Campaign, known
from agents.email_wizard.consent import SENDS, SUPPRESSIONS
from agents.email_wizard.contacts import email, line, moment, number
from bot.contracts.agents import AgentContext, RecordWrite

MOST_EVENTS = 5_000
_ALIKE = {
    "delivery": "delivered", "open": "opened", "click": "clicked", "bounce": "bounced",
    "hard_bounce": "bounced", "complaint": "complained", "spam": "complained", "unsubscribe": "unsubscribed",
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Feedback:
    """Campaigns as they are now, and what is kept of what came."""

    campaigns: dict[str, Campaign] = field(default_factory=dict)
    kept: list[RecordWrite] = field(default_factory=list)
    counted: int = 0
    ignored: int = 0


async def taken(context: AgentContext, given: Mapping[str, Any]) -> Feedback:
    """Count what came; of what nobody sent, or what came before, nothing."""
    found = Feedback()
    for event in given["mail_events"][:MOST_EVENTS]:
        is_new = isinstance(event, Mapping) and await _one(context, event, found)
        found.counted, found.ignored = found.counted + is_new, found.ignored + (not is_new)
    found.kept += [one.write(context.now) for one in found.campaigns.values()]
    return found


async def _one(context: AgentContext, event: Mapping[str, Any], found: Feedback) -> bool:
    kind = line(event.get("type") or event.get("event"), 40).casefold()
    kind = _ALIKE.get(kind, kind)
    campaign_id, customer_id = line(event.get("campaign_id"), 80), line(event.get("customer_id"), 80)
    sent = await context.records.get(SENDS, f"{campaign_id}/{customer_id}")
    if kind not in adapting.KINDS[1:] or sent is None:
        return False
    key = f"{campaign_id}/{customer_id}/{kind}"
    if any(row.key == key for row in found.kept) or await context.records.get(MAIL_EVENTS, key):
        return False
    campaign = found.campaigns.get(campaign_id)
    if campaign is None:
        row = await context.records.get(CAMPAIGNS, campaign_id)
        if row is None:
            return False
        campaign = found.campaigns[campaign_id] = known(row)
    adapting.counted(campaign.stats, str(sent.value["subject"]), kind)
    campaign.revenue += number(event.get("revenue"))
    at = moment(event.get("at")) or context.now
    found.kept.append(RecordWrite(collection=MAIL_EVENTS, key=key, at=at, value={"type": kind}))
    if kind in adapting.HARMFUL:
        value = {"customer_id": customer_id, "email": email(sent.value.get("email")), "reason": kind}
        found.kept.append(
            RecordWrite(collection=SUPPRESSIONS, key=f"{customer_id}/{kind}", at=at, value=value)
        )
    return True
