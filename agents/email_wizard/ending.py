"""What a run of the wizard ends with."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from agents.email_wizard import adapting, wording
from agents.email_wizard.campaign import Campaign, report
from agents.email_wizard.cohorts import Cohort
from agents.email_wizard.dispatch import Sent
from agents.email_wizard.feedback import Feedback
from agents.email_wizard.spam import Scan
from bot.contracts.agents import AgentResult, RecordWrite
from bot.contracts.events import Fact
from bot.contracts.messages import Alert, Post

_EVENT = "ionflux.agent.emailwizard."


def sent(
    campaign: Campaign, cohorts: Sequence[Cohort], done: Sent, rows: Sequence[RecordWrite], at: datetime
) -> AgentResult:
    """Some or all of the mails have left."""
    posts = [Post(content=wording.outcome(campaign, done))]
    if done.problem:
        told = Alert(title="Mail is not leaving", text=done.problem, level="warning")
        posts.append(Post(channel="ops-email", content=told, part=1))
    facts = [_fact("email_sent", {"campaign_id": campaign.id, "customer_id": one}) for one in done.sent]
    counts = {"campaign_id": campaign.id, "sent": len(done.sent), "queued": len(done.left)}
    return AgentResult(
        preview=f"{campaign.goal}: {len(done.sent)} sent, {len(done.left)} wait."[:200],
        outputs={"send_report": report(campaign, cohorts, queued=len(done.left))},
        kpis={"sent": float(len(done.sent)), "refused": float(len(done.refused))},
        posts=posts,
        events=[*facts, _fact("campaign_sent", counts)],
        records=[campaign.write(at), *rows],
    )


def drafted(
    campaign: Campaign,
    cohorts: Sequence[Cohort],
    scans: Mapping[int, Scan],
    worst: Scan | None,
    rows: Sequence[RecordWrite],
) -> AgentResult:
    """The words are there; nothing leaves. ``rows`` keep them, so that they can be sent."""
    people = sum(len(one.customer_ids) for one in cohorts)
    text = wording.described(campaign, cohorts, scans, today=people)
    if worst is not None:
        text += f"\n\nIt cannot be sent as it is: {'; '.join([*worst.faults, *worst.remarks])}."
    else:
        text += f"\n\n`/email send {campaign.id[-8:]}` asks for approval and sends it."
    scan = worst or max(scans.values(), key=lambda one: one.score)
    return AgentResult(
        preview=f"{campaign.goal}: drafts for {wording.people(people)} in {_cohorts(cohorts)}."[:200],
        outputs={"send_report": report(campaign, cohorts, queued=0), "spam_scan": scan.output()},
        kpis={"cohorts": float(len(cohorts)), "cleared": float(campaign.cleared)},
        posts=(Post(content=text),),
        events=(_fact("draft_ready", {"campaign_id": campaign.id, "people": people}),),
        records=rows,
    )


def nothing(told: str) -> AgentResult:
    """Nothing could be done, and why."""
    return AgentResult(preview=told, kpis={"sent": 0.0}, posts=(Post(content=told),))


def reported(campaign: Campaign | None, queued: int) -> AgentResult:
    """How a campaign does that has been sent."""
    if campaign is None:
        return nothing("I know no campaign of that id that was sent.")
    told = wording.standing(campaign) + (f" {queued} wait for another day." if queued else "")
    return AgentResult(
        preview=f"{campaign.goal}: {told}"[:200],
        outputs={"send_report": report(campaign, [], queued=queued)},
        posts=(Post(content=f"**{wording.escaped(campaign.goal)}**: {told}"),),
    )


def not_sent(
    campaign: Campaign, cohorts: Sequence[Cohort], why: str, rows: Sequence[RecordWrite] = ()
) -> AgentResult:
    """Nothing has left; ``rows`` are of those who wait no more."""
    return AgentResult(
        preview=f"{campaign.goal}: not sent, {why}."[:200],
        outputs={"send_report": report(campaign, cohorts, queued=0)},
        kpis={"sent": 0.0},
        posts=(Post(content=f"**{wording.escaped(campaign.goal)}** was not sent: {why}."),),
        records=rows,
    )


def nobody(campaign: Campaign, everybody: int, meant: int) -> AgentResult:
    """There is nobody to write to."""
    if not everybody:
        told = "I know no customers yet. They come with the shop's orders, or in the payload as contacts."
    elif not meant:
        told = f"Nobody of {everybody} people is in “{wording.escaped(campaign.segment)}”."
    else:
        told = f"Nobody of {meant} people may or should be written to. {wording.excluded(campaign.excluded)}"
    return AgentResult(
        preview=told[:200],
        outputs={"send_report": report(campaign, [], queued=0)},
        kpis={"cleared": 0.0},
        posts=(Post(content=told),),
    )


def fed_back(found: Feedback) -> AgentResult:
    """Reports were counted; people are told where something is wrong."""
    campaigns = list(found.campaigns.values())
    alarming = [one for one in campaigns if adapting.alarm(one.stats)]
    told = "\n\n".join(wording.feedback(one) for one in alarming)
    counts = [
        (one.id, {kind: adapting.total(one.stats, kind) for kind in adapting.KINDS}) for one in alarming
    ]
    return AgentResult(
        preview=f"{found.counted} reports counted, {found.ignored} passed over.",
        outputs={"send_report": report(campaigns[0], [], queued=0)} if campaigns else {},
        kpis={"counted": float(found.counted)},
        posts=(Post(content=told),) if told else (),
        events=[_fact("email_bounced", {"campaign_id": name, **told_of}) for name, told_of in counts],
        records=found.kept,
    )


def _cohorts(cohorts: Sequence[Cohort]) -> str:
    return "1 cohort" if len(cohorts) == 1 else f"{len(cohorts)} cohorts"


def _fact(what: str, payload: Mapping[str, object]) -> Fact:
    return Fact(event_type=f"{_EVENT}{what}", payload=dict(payload))
