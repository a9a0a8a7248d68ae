"""Spam scan: what filters and laws hold against a mail, before it leaves. 0 is nothing, 10 the worst."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_BYTES, WORST, PASSES = 102 * 1024, 10.0, 5.0
_PHRASES = (
    "act now", "free money", "risk free", "risk-free", "100% free", "no obligation", "winner", "cash bonus",
    "click here", "limited time only", "guaranteed", "miracle", "buy now", "order now", "urgent",
    "lowest price",
)  # fmt: skip
_LEAVE = re.compile(r"https://\S+|mailto:\S+@\S+", re.IGNORECASE)
_HIDDEN = re.compile(
    r"""display\s*:\s*none[^>]*>[^<]*unsubscribe|unsubscribe[^<]*font-size\s*:\s*0""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What was found; ``faults`` fail outright, ``remarks`` count."""

    score: float
    faults: list[str]
    remarks: list[str]

    @property
    def passed(self) -> bool:
        """Whether it may be sent."""
        return not self.faults and self.score <= PASSES

    def output(self) -> dict[str, Any]:
        """As the output ``spam_scan``."""
        return {"score": self.score, "pass": self.passed, "reasons": [*self.faults, *self.remarks]}


def scan(mail: Mapping[str, Any], *, leave: str, postal_address: str) -> Scan:
    """Of a mail as one person would get it."""
    text, markup, subject = str(mail["text"]), str(mail.get("html") or ""), str(mail["subject"])
    faults = _faults(text, markup, leave=leave, postal_address=postal_address)
    if "{{" in text + subject or "}}" in text + subject:
        faults.append("a variable is not filled in")
    words, points = f"{subject} {text}".split(), 0.0
    remarks: list[str] = []
    said = f"{subject} {text}".casefold()
    for phrase in _PHRASES:
        if phrase in said:
            points, remarks = points + 1.5, [*remarks, f"it says “{phrase}”"]
    loud = [one for one in words if len(one) > 3 and one.isupper()]
    if len(loud) > max(1, len(words) // 20):
        points, remarks = points + 2, [*remarks, f"{len(loud)} words are in capitals"]
    if (marks := said.count("!")) > 3:
        points, remarks = points + min(3, marks / 3), [*remarks, f"{marks} exclamation marks"]
    links = len(_LEAVE.findall(text))
    if links > 3 and links * 12 > len(words):
        points, remarks = points + 2, [*remarks, f"{links} links in {len(words)} words"]
    if not subject.strip() or len(subject) > 120:
        points, remarks = points + 2, [*remarks, "the subject is empty or very long"]
    return Scan(score=round(min(WORST, points), 1), faults=faults, remarks=remarks)


def _faults(text: str, markup: str, *, leave: str, postal_address: str) -> list[str]:
    found = []
    if not _LEAVE.fullmatch(leave) or leave not in text:
        found.append("there is no link to unsubscribe")
    elif markup and _HIDDEN.search(markup):
        found.append("the link to unsubscribe is hidden")
    if len(postal_address.strip()) < 10 or postal_address not in text:
        found.append("there is no postal address")
    if len(text.encode()) + len(markup.encode()) > MOST_BYTES:
        found.append("it is larger than 102 kB")
    if "<script" in markup.casefold() or "javascript:" in markup.casefold():
        found.append("it holds a script")
    return found
