"""The changes that may have brought an incident about, the likeliest first."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.contracts.agents import RecordView

LOOKS_BACK, HALF_LIFE = timedelta(hours=24), timedelta(hours=3)
MOST_SUSPECTED = 3
_SAID: Mapping[str, str] = {
    "theme_published": "The theme{name} was published",
    "app_uninstalled": "Our app was removed from the shop",
    "app_scopes_updated": "The permissions of our app were changed",
    "settings_updated": "The shop's settings were changed",
}
# How often such a change is to blame, by what it touches: what customers see, before what they do not.
_WEIGHTS: Mapping[str, float] = {"theme_published": 1.0, "settings_updated": 0.6, "app_scopes_updated": 0.4}
_OTHER = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A change with how likely it is to blame, from 0 to 1."""

    id: str
    kind: str
    name: str
    at: str
    score: float
    minutes_before: int

    @property
    def text(self) -> str:
        """The change, and how long before the incident it was."""
        name = f" “{self.name}”" if self.name else ""
        said = _SAID.get(self.kind, "Something was changed{name}").replace("{name}", name)
        return f"{said} {self.minutes_before} minutes before."

    def told(self) -> dict[str, Any]:
        """As an item of ``suspected_changes``."""
        return {
            "id": self.id,
            "kind": self.kind,
            "name": self.name or None,
            "at": self.at,
            "score": self.score,
        }


def suspects(changes: Sequence[RecordView], began: datetime) -> list[Suspect]:
    """Up to three of the changes of the day before; a change after it began is none."""
    found = []
    for row in changes:
        before = began - row.at
        if not timedelta(0) <= before <= LOOKS_BACK:
            continue
        kind = str(row.value.get("kind") or "")
        decay = math.exp(-math.log(2) * (before / HALF_LIFE))
        found.append(
            Suspect(
                id=row.key,
                kind=kind,
                name=str(row.value.get("name") or ""),
                at=row.at.isoformat(),
                score=round(decay * _WEIGHTS.get(kind, _OTHER), 3),
                minutes_before=round(before / timedelta(minutes=1)),
            )
        )
    return sorted(found, key=lambda one: (-one.score, one.id))[:MOST_SUSPECTED]
