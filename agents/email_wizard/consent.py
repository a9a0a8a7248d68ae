"""Consent: who may be written to now. Only the newest word counts, and only ``subscribed`` is a yes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from agents.email_wizard.contacts import Contact, email, line, moment

CONSENTS, SUPPRESSIONS, SENDS, CONTACTS = "consents", "suppressions", "sends", "contacts"
PAUSE = timedelta(hours=48)
"""Between two promotional mails to one person; at its very end they are free again."""

_LIFTED_BY_OPT_IN = frozenset({"unsubscribed", "unsubscribe", "opt_out"})
_HARMLESS = frozenset({"soft_bounce", "soft_bounced", "deferred"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What was said of a person at a time: the state of their consent, or why they are suppressed."""

    said: str
    at: datetime


@dataclass(slots=True, kw_only=True)
class Standing:
    """All that is known of everybody: by customer id and by address, since either may be what is known."""

    consents: dict[str, list[Word]] = field(default_factory=dict)
    suppressions: dict[str, list[Word]] = field(default_factory=dict)
    sent: dict[str, datetime] = field(default_factory=dict)

    def consented(self, value: Mapping[str, Any], at: datetime) -> None:
        """Take in a consent."""
        state = line(value.get("state") or value.get("consent"), 40).lower()
        _add(self.consents, value, Word(said=state, at=moment(value.get("consent_updated_at")) or at))

    def suppressed(self, value: Mapping[str, Any], at: datetime) -> None:
        """Take in a suppression."""
        reason = line(value.get("reason"), 40).lower().replace(" ", "_").replace("-", "_")
        if reason not in _HARMLESS:
            _add(self.suppressions, value, Word(said=reason, at=at))

    def was_sent(self, value: Mapping[str, Any], at: datetime) -> None:
        """Take in a mail that left."""
        for name in _names(value):
            self.sent[name] = max(at, self.sent.get(name, at))

    def refusal(self, contact: Contact, now: datetime) -> str:
        """Why they are not written to now; ``""``: they may be."""
        keys = _names({"customer_id": contact.customer_id, "email": contact.email})
        consent = _newest([word for key in keys for word in self.consents.get(key, ())])
        if consent is None or consent.said != "subscribed":
            return "no_consent"
        for word in (one for key in keys for one in self.suppressions.get(key, ())):
            # A bounce or complaint stands whatever is said later, and so does what nobody can name.
            if word.said not in _LIFTED_BY_OPT_IN or word.at >= consent.at:
                return "suppressed"
        if any(key in self.sent and now - self.sent[key] < PAUSE for key in keys):
            return "frequency_cap"
        return ""


def admitted(
    contacts: Sequence[Contact], standing: Standing, now: datetime
) -> tuple[list[Contact], dict[str, int]]:
    """Those who may be written to, each address once, and how many may not, by why."""
    kept: dict[str, Contact] = {}
    refused: dict[str, int] = {}
    for one in sorted(contacts, key=lambda one: one.customer_id):
        why = "duplicate" if one.email in kept else standing.refusal(one, now)
        if why:
            refused[why] = refused.get(why, 0) + 1
        else:
            kept[one.email] = one
    return list(kept.values()), refused


def _newest(words: Sequence[Word]) -> Word | None:
    """Of two at one time the one that is no yes."""
    return max(words, key=lambda one: (one.at, one.said != "subscribed"), default=None)


def _add(to: dict[str, list[Word]], value: Mapping[str, Any], word: Word) -> None:
    for name in _names(value):
        to.setdefault(name, []).append(word)


def _names(value: Mapping[str, Any]) -> list[str]:
    """By what a row may be about somebody."""
    customer_id, address = line(value.get("customer_id"), 80), email(value.get("email"))
    return [name for name in (f"id:{customer_id}" if customer_id else "", address) if name]
