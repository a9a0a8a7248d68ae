"""Letters: a campaign's mails, one for each person, and whether their words may leave."""

from agents.email_wizard import adapting, spam
from agents.email_wizard.campaign import Campaign
from agents.email_wizard.cohorts import Cohort
from agents.email_wizard.contacts import Contact
from agents.email_wizard.dispatch import Letter
from agents.email_wizard.spam import Scan
from agents.email_wizard.words import Copy, Sender, edited, mail
from config.errors import InvalidInput


def letters(
    campaign: Campaign, kept: list[Cohort], people: dict[str, Contact]
) -> tuple[list[Letter], dict[str, str]]:
    """A mail for each, and its subject by the customer's id."""
    copies = {one.number: one for one in campaign.copies}
    made: list[Letter] = []
    for cohort in kept:
        for one in cohort.customer_ids:
            copy = copies[cohort.copy]
            subject = adapting.chosen(copy.subjects, campaign.stats, f"{campaign.id}/{one}")
            made.append(Letter(campaign_id=campaign.id, contact=people[one], copy=copy, subject=subject))
    return made, {one.contact.customer_id: one.subject for one in made}


def scanned(copy: Copy, somebody: Contact, sender: Sender) -> Scan:
    """The worst of its subjects."""
    scans = [
        spam.scan(
            mail(copy, subject, somebody, sender),
            leave=sender.unsubscribe(somebody),
            postal_address=sender.postal_address,
        )
        for subject in copy.subjects or [""]
    ]
    return max(scans, key=lambda one: (len(one.faults), one.score))


def unfit(mails: list[Letter], sender: Sender) -> str:
    """Why what was approved cannot leave; ``""``: it can."""
    seen: set[tuple[int, str]] = set()
    for one in mails:
        if (one.copy.number, one.subject) in seen:
            continue
        seen.add((one.copy.number, one.subject))
        try:
            scan = scanned(edited(one.copy, {f"subject_{one.copy.number}": one.subject}), one.contact, sender)
        except InvalidInput as wrong:
            return wrong.message.rstrip(".")
        if not scan.passed:
            return f"the words that were approved do not pass: {'; '.join([*scan.faults, *scan.remarks])}"
    return ""
