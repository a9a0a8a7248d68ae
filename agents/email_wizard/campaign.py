"""Campaign: what is kept of it between runs, and what is reported of it."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from agents.email_wizard import adapting
from agents.email_wizard.cohorts import Cohort
from agents.email_wizard.consent import CONSENTS, CONTACTS, SENDS, SUPPRESSIONS
from agents.email_wizard.contacts import Contact
from agents.email_wizard.dispatch import Sent
from agents.email_wizard.words import Copy
from bot.contracts.agents import RecordView, RecordWrite

CAMPAIGNS, WAITING, MAIL_EVENTS, ASKED, DRAFTS = "campaigns", "queue", "mail_events", "asked", "drafts"


@dataclass(slots=True, kw_only=True)
class Campaign:
    """Its words, and what became of its mails by subject. ``excluded`` counts who got none, by why; ``voice``
    notes how each of its texts stood against the brand's voice.
    """

    id: str
    goal: str
    segment: str
    copies: list[Copy] = field(default_factory=list)
    stats: adapting.Stats = field(default_factory=dict)
    excluded: dict[str, int] = field(default_factory=dict)
    cleared: int = 0
    revenue: float = 0.0
    voice: list[dict[str, Any]] = field(default_factory=list)

    def write(self, at: datetime) -> RecordWrite:
        """As a row."""
        value = {name: one for name, one in asdict(self).items() if name != "voice" or one}
        return RecordWrite(collection=CAMPAIGNS, key=self.id, at=at, value=value)


def known(row: RecordView) -> Campaign:
    """The campaign of that row."""
    return _read(row.value)


def _read(stored: Mapping[str, Any]) -> Campaign:
    value = deepcopy(dict(stored))
    return Campaign(**value | {"copies": [Copy(**one) for one in value["copies"]]})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A campaign that may be sent later, and the link it leads to."""

    campaign: Campaign
    cohorts: list[Cohort]
    link: str

    def rows(self, brought: Mapping[str, Contact], at: datetime) -> list[RecordWrite]:
        """It as a row, and those of its people whom the run ``brought`` and nothing else knows."""
        value = {
            "campaign": asdict(self.campaign), "cohorts": [asdict(one) for one in self.cohorts],
            "link": self.link,
        }  # fmt: skip
        ids = [one for cohort in self.cohorts for one in cohort.customer_ids if one in brought]
        rows = [RecordWrite(collection=DRAFTS, key=self.campaign.id, at=at, value=value)]
        return rows + [row for one in ids for row in _remembered(brought[one], at)]


def draft(row: RecordView) -> Draft | None:
    """The draft of that row; None: it has been sent."""
    if "campaign" not in row.value:
        return None
    cohorts = [Cohort(**deepcopy(one)) for one in row.value["cohorts"]]
    return Draft(campaign=_read(row.value["campaign"]), cohorts=cohorts, link=row.value["link"])


def no_draft(campaign: Campaign, at: datetime) -> RecordWrite:
    """That a draft has been sent."""
    return RecordWrite(collection=DRAFTS, key=campaign.id, at=at, value={"state": "sent"})


def sent_rows(
    campaign: Campaign, cohorts: Sequence[Cohort], people: Mapping[str, Contact], subjects: Mapping[str, str],
    done: Sent, at: datetime,
) -> list[RecordWrite]:  # fmt: skip
    """Who was written to with what; who waits for another day; who cannot be reached."""
    of = {one: cohort for cohort in cohorts for one in cohort.customer_ids}
    rows = [
        RecordWrite(
            collection=SENDS,
            key=f"{campaign.id}/{one}",
            at=at,
            value={
                "customer_id": one,
                "email": people[one].email,
                "campaign_id": campaign.id,
                "subject": subjects[one],
            },
        )
        # What may have arrived counts for the pause between two mails as well.
        for one in (*done.sent, *done.unknown)
    ]
    for one in done.left:
        rows += [_queued(campaign, of[one], one, "waiting", at), *_remembered(people[one], at)]
    rows += [
        RecordWrite(
            collection=SUPPRESSIONS,
            key=f"{one}/refused",
            at=at,
            value={"customer_id": one, "email": people[one].email, "reason": "refused"},
        )
        for one in done.refused
    ]
    return rows


def settled_rows(
    campaign: Campaign, cohorts: Sequence[Cohort], left: Sequence[str], at: datetime
) -> list[RecordWrite]:
    """Who waited and does not any more: they were written to, or cannot be; ``left`` still wait."""
    return [
        _queued(campaign, cohort, one, "settled", at)
        for cohort in cohorts
        for one in cohort.customer_ids
        if one not in left
    ]


def asked(campaign: Campaign, at: datetime) -> RecordWrite:
    """That people have been asked about it, so that they are not asked again while they think."""
    return RecordWrite(collection=ASKED, key=campaign.id, at=at, value={"campaign_id": campaign.id})


def _remembered(one: Contact, at: datetime) -> list[RecordWrite]:
    """Who waits and their yes: they may have come with the run alone."""
    value = asdict(one)
    if one.days_since_order is not None:
        value["last_order_at"] = (at - timedelta(days=one.days_since_order)).isoformat()
    said = {"customer_id": one.customer_id, "email": one.email, "state": "subscribed"}
    return [
        RecordWrite(collection=CONTACTS, key=one.customer_id, at=at, value=value),
        RecordWrite(collection=CONSENTS, key=f"{one.customer_id}/{at.isoformat()}", at=at, value=said),
    ]


def _queued(campaign: Campaign, cohort: Cohort, customer_id: str, state: str, at: datetime) -> RecordWrite:
    value = {
        "campaign_id": campaign.id, "customer_id": customer_id, "cohort_id": cohort.cohort_id,
        "label": cohort.label, "copy": cohort.copy, "state": state,
    }  # fmt: skip
    return RecordWrite(collection=WAITING, key=f"{campaign.id}/{customer_id}", at=at, value=value)


def waiting(rows: Sequence[RecordView]) -> tuple[str, list[Cohort]]:
    """The oldest campaign that has somebody waiting, and who; ``""``: nobody waits."""
    left = [row.value for row in rows if row.value.get("state") == "waiting"]
    if not left:
        return "", []
    campaign_id = str(left[0]["campaign_id"])
    cohorts: dict[str, Cohort] = {}
    for one in left:
        if one["campaign_id"] != campaign_id:
            continue
        cohort = cohorts.setdefault(
            str(one["cohort_id"]),
            Cohort(cohort_id=str(one["cohort_id"]), label=str(one["label"]), copy=int(one["copy"])),
        )
        cohort.customer_ids.append(str(one["customer_id"]))
    return campaign_id, list(cohorts.values())


def report(campaign: Campaign, cohorts: Sequence[Cohort], *, queued: int) -> dict[str, Any]:
    """The output ``send_report``."""
    counts = {kind: adapting.total(campaign.stats, kind) for kind in adapting.KINDS}
    return {
        "campaign_id": campaign.id,
        "cohorts": [
            {
                "cohort_id": one.cohort_id,
                "label": one.label,
                "size": len(one.customer_ids),
                "customer_ids": one.customer_ids,
                "copy": one.copy,
            }
            for one in cohorts
        ],
        "queued": queued,
        "sent": counts["sent"],
        "suppressed": sum(campaign.excluded.values()),
        "cleared": campaign.cleared,
        "delivered": counts["delivered"],
        "opened": counts["opened"],
        "clicked": counts["clicked"],
        "bounced": counts["bounced"],
        "complaints": counts["complained"],
        "revenue_attributed": round(campaign.revenue, 2),
        "variants": adapting.variants(campaign.stats),
        **({"persona_check": campaign.voice} if campaign.voice else {}),
    }
