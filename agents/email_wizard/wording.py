"""What people are told and asked, in Markdown."""

from collections.abc import Mapping, Sequence

from agents.email_wizard.adapting import KINDS, alarm, total
from agents.email_wizard.campaign import Campaign
from agents.email_wizard.cohorts import Cohort
from agents.email_wizard.dispatch import Sent
from agents.email_wizard.spam import Scan
from agents.email_wizard.voice import PASSED, REPAIRED, SKIPPED
from agents.email_wizard.words import Copy
from bot.contracts.agents import Question
from bot.contracts.proposals import Action

APPROVE, KIND = "approve", "email.send"
_WHY = {
    "no_consent": "did not agree to be written to",
    "suppressed": "bounced, complained or unsubscribed",
    "frequency_cap": "had a mail in the last 48 hours",
    "duplicate": "share an address with another",
    "unlikely": "would most likely not react",
}
_SPECIAL = "\\`*_[]<>#|~"


def escaped(text: str) -> str:
    """Text of others as itself in Markdown."""
    return "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in text)


def question(
    campaign: Campaign, cohorts: Sequence[Cohort], scans: Mapping[int, Scan], *, most: int, is_rest: bool
) -> Question:
    """Whether it may leave, with all that will be said; whoever approves may change the words."""
    count = sum(len(one.customer_ids) for one in cohorts)
    today = min(count, most)
    what = "the next mails of" if is_rest else "the campaign"
    used = [one for one in campaign.copies if any(each.copy == one.number for each in cohorts)]
    data: dict[str, object] = {"campaign_id": campaign.id, "recipients": count, "sent_today": today}
    properties: dict[str, dict[str, object]] = {}
    for one in used:
        # Two subjects are tried against each other until somebody writes one of their own.
        data |= {f"subject_{one.number}": "", f"text_{one.number}": one.body}
        properties |= {
            f"subject_{one.number}": {"type": "string", "maxLength": 200, "title": f"Subject {one.number}"},
            f"text_{one.number}": {"type": "string", "maxLength": 6000, "title": f"Text {one.number}"},
        }
    return Question(
        title_text=f"Send {what} “{campaign.goal[:80]}” to {people(count)}?",
        description_text=described(campaign, cohorts, scans, today=today),
        actions=(
            Action(label=f"Send {today}", action_id=APPROVE, style="primary"),
            Action(label="Do not send", action_id="reject", style="secondary"),
        ),
        data_json=data,
        editable_schema_json={"type": "object", "properties": properties},
        risk="high",
        kind=KIND,
    )


def described(campaign: Campaign, cohorts: Sequence[Cohort], scans: Mapping[int, Scan], *, today: int) -> str:
    """Each cohort with what it gets, and who gets nothing."""
    copies = {one.number: one for one in campaign.copies}
    parts = [_cohort(one, copies[one.copy], scans.get(one.copy)) for one in cohorts]
    if told := voice(campaign.voice):
        parts.append(told)
    if told := excluded(campaign.excluded):
        parts.append(told)
    count = sum(len(one.customer_ids) for one in cohorts)
    if today < count:
        parts.append(f"{today} leave today; the others wait for the next days, and you are asked again.")
    return "\n\n".join(parts)


def voice(noted: Sequence[Mapping[str, object]]) -> str:
    """How the words stand against the brand's voice."""
    told = "; ".join(map(_stands, noted)).rstrip(".")
    return f"The brand's voice: {told}." if told else ""


def _stands(one: Mapping[str, object]) -> str:
    number, score = one["copy"], one.get("authenticity_score")
    if one["status"] == SKIPPED:
        return f"not checked{'' if number == 1 else f' from text {number} on'}, {escaped(str(one['why']))}"
    if one["status"] == REPAIRED:
        return f"text {number} stood at {score} and was repaired to {one['repaired_authenticity_score']}"
    low = "" if one["status"] == PASSED else ", below what is wanted, and stays as it is"
    return f"text {number} stands at {score}{low}"


def excluded(counts: Mapping[str, int]) -> str:
    """Who is left out, by why."""
    told = [f"{count} {_WHY.get(why, why)}" for why, count in sorted(counts.items()) if count]
    return f"Left out: {'; '.join(told)}." if told else ""


def outcome(campaign: Campaign, done: Sent) -> str:
    """What came of sending."""
    parts = [f"**{escaped(campaign.goal)}**: {people(len(done.sent))} written to"]
    if done.left:
        parts.append(f"{len(done.left)} wait for another day")
    if done.refused:
        parts.append(f"{len(done.refused)} addresses were refused and are not tried again")
    if done.unknown:
        parts.append(f"of {len(done.unknown)} nobody knows whether it arrived; they are not written to again")
    text = ", ".join(parts) + "."
    return f"{text}\n\nIt stopped there: {escaped(done.problem)}" if done.problem else text


def standing(campaign: Campaign) -> str:
    """How a campaign does, in figures."""
    counts = ((kind, total(campaign.stats, kind)) for kind in KINDS)
    return f"{', '.join(f'{count} {kind}' for kind, count in counts if count) or 'nothing is known yet'}."


def feedback(campaign: Campaign) -> str:
    """How a campaign does, and what is wrong with it."""
    return f"**{escaped(campaign.goal)}**: {standing(campaign)}\n\n⚠️ {alarm(campaign.stats)}"


def _cohort(one: Cohort, copy: Copy, scan: Scan | None) -> str:
    subjects = " or ".join(f"“{escaped(each)}”" for each in copy.subjects)
    by = "by a plain template" if copy.by == "template" else "by a language model"
    told = f"**{escaped(one.label)}** ({people(len(one.customer_ids))}), {by}: {subjects}\n\n> "
    told += escaped(copy.body).replace("\n\n", "\n>\n> ")
    if scan is not None:
        told += f"\n\nSpam score {scan.score:g} of 10" + (
            f": {'; '.join(scan.remarks)}" if scan.remarks else ""
        )
    return told


def people(count: int) -> str:
    """So many of them."""
    return "1 person" if count == 1 else f"{count:,} people"
