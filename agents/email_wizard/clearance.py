"""Clearance: how likely a person is to do something with a mail. Whoever is not is spared it."""

import math
from collections.abc import Mapping, Sequence

from agents.email_wizard.cohorts import Cohort
from agents.email_wizard.contacts import Contact

COLD_START = 0.05
"""Where nothing is known of a whole cohort."""


def likelihood(one: Contact) -> float:
    """By a logistic curve over how long ago, how often and for how much they bought, and what they opened and
    clicked. Clicks weigh most: many programs open mails by themselves.
    """
    days = 365.0 if one.days_since_order is None else min(one.days_since_order, 1_000.0)
    received = max(1, one.received)
    tilt = (
        -2.5
        - 0.006 * days
        + 0.35 * math.log1p(one.orders)
        + 0.1 * math.log1p(one.spent)
        + 0.8 * min(1.0, one.opened / received)
        + 4.0 * min(1.0, one.clicked / received)
        # Who never reacted to many mails will not react to the next.
        - 0.15 * min(20, one.received if not one.clicked else 0)
    )
    return round(1 / (1 + math.exp(-tilt)), 4)


def likelihoods(cohorts: Sequence[Cohort], people: Mapping[str, Contact]) -> dict[str, float]:
    """Of everybody; of who is new the mean of their cohort."""
    found: dict[str, float] = {}
    for cohort in cohorts:
        known = {one: likelihood(people[one]) for one in cohort.customer_ids if not people[one].is_new}
        usual = math.fsum(known.values()) / len(known) if known else COLD_START
        found |= {one: known.get(one, round(usual, 4)) for one in cohort.customer_ids}
    return found


def cleared(cohorts: Sequence[Cohort], chances: Mapping[str, float], least: float) -> list[Cohort]:
    """The cohorts with those alone who are likely enough; an empty one is none."""
    kept = [
        Cohort(
            cohort_id=one.cohort_id,
            label=one.label,
            customer_ids=[each for each in one.customer_ids if chances[each] >= least],
            copy=one.copy,
        )
        for one in cohorts
    ]
    return [one for one in kept if one.customer_ids]
