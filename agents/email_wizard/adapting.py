"""Adapting: which subject a person gets, by what the others did with theirs (Thompson sampling)."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

Stats = dict[str, dict[str, int]]
KINDS = ("sent", "delivered", "opened", "clicked", "bounced", "complained", "unsubscribed")
HARMFUL = frozenset({"bounced", "complained", "unsubscribed"})
MOST_BOUNCED, MOST_COMPLAINED = 0.05, 0.003


def chosen(subjects: Sequence[str], stats: Mapping[str, Mapping[str, int]], seed: str) -> str:
    """The subject whose drawn share of clicks is highest: what is clicked more is chosen more often, and what
    is little known still gets its chance. The same seed gives the same.
    """
    dice = random.Random(seed)  # noqa: S311 - spreads variants, guards nothing

    def drawn(subject: str) -> float:
        known = stats.get(subject, {})
        clicked, sent = known.get("clicked", 0), known.get("sent", 0)
        return dice.betavariate(1 + clicked, 1 + max(0, sent - clicked))

    return max(subjects, key=drawn)


def counted(stats: Stats, subject: str, kind: str) -> None:
    """One more of that kind."""
    row = stats.setdefault(subject, {})
    row[kind] = row.get(kind, 0) + 1


def total(stats: Mapping[str, Mapping[str, int]], kind: str) -> int:
    """How many of that kind in all."""
    return sum(row.get(kind, 0) for row in stats.values())


def alarm(stats: Mapping[str, Mapping[str, int]]) -> str:
    """Why people should look before more is sent; ``""``: nothing is wrong."""
    sent = total(stats, "sent")
    if sent < 20:
        return ""
    for kind, most in (("bounced", MOST_BOUNCED), ("complained", MOST_COMPLAINED)):
        if (share := total(stats, kind) / sent) > most:
            return f"{share:.1%} of {sent} mails {kind}, and at most {most:.1%} should."
    return ""


def variants(stats: Mapping[str, Mapping[str, int]]) -> list[dict[str, Any]]:
    """As ``variants`` of the report, the most clicked first."""
    rows = [{"subject": name, **{kind: row.get(kind, 0) for kind in KINDS}} for name, row in stats.items()]
    return sorted(rows, key=lambda one: (-one["clicked"] / max(1, one["sent"]), one["subject"]))
