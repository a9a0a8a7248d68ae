"""When something is due, as it was said: words, and the day they mean where they mean one."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

_WEEKDAYS: Mapping[str, int] = {
    name: day
    for day, names in enumerate(
        (
            "monday mon montag", "tuesday tue tues dienstag", "wednesday wed mittwoch",
            "thursday thu thurs donnerstag", "friday fri freitag", "saturday sat samstag sonnabend",
            "sunday sun sonntag",
        )
    )
    for name in names.split()
}  # fmt: skip
_MONTHS: Mapping[str, int] = {
    name: month
    for month, names in enumerate(
        (
            "january jan januar", "february feb februar", "march mar märz", "april apr", "may mai",
            "june jun juni", "july jul juli", "august aug", "september sep sept", "october oct oktober okt",
            "november nov", "december dec dezember dez",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Due:
    """A date as it was said; ``day`` is None where the words mean no single day."""

    text: str
    day: date | None


def due_in(sentence: str, said_on: date) -> Due | None:
    """The first date that the sentence names as a time to be done by.

    A day of the week is the next one, counting the day it was said on; a date without a year is the next one.
    """
    for pattern, meaning in _FORMS:
        if found := pattern.search(sentence):
            try:
                return Due(" ".join(found[0].split()), meaning(found, said_on))
            except ValueError:
                continue
    return None


def _weekday(found: re.Match[str], on: date) -> date:
    ahead = (_WEEKDAYS[found["day"].lower()] - on.weekday()) % 7
    is_next = (found["next"] or "").lower().startswith(("next", "nächst", "kommend"))
    return on + timedelta(days=ahead + (7 if is_next and ahead == 0 else 0))


def _iso(found: re.Match[str], _: date) -> date:
    return date.fromisoformat(found["iso"])


def _dotted(found: re.Match[str], on: date) -> date:
    year = found["year"]
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(found["month"]), int(found["day"]))
    return _coming(on, int(found["month"]), int(found["day"]))


def _named(found: re.Match[str], on: date) -> date:
    return _coming(on, _MONTHS[found["name"].lower()], int(found["day"]))


def _coming(on: date, month: int, day: int) -> date:
    this_year = date(on.year, month, day)
    return this_year if this_year >= on else date(on.year + 1, month, day)


def _in_days(days: int) -> Callable[[re.Match[str], date], date]:
    return lambda _, on: on + timedelta(days=days)


def _end_of_week(_: re.Match[str], on: date) -> date:
    return on + timedelta(days=(4 - on.weekday()) % 7)


def _end_of_month(_: re.Match[str], on: date) -> date:
    first = (on.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first - timedelta(days=1)


_BY = (
    r"\b(?:by|until|till|before|due(?: on| by)?|no later than"
    r"|bis(?: spätestens)?(?: zum)?|spätestens(?: am)?|vor)\s+"
)
_ON = r"\b(?:on|this|am|diesen)\s+"
_DAYS, _NAMES = (
    "|".join(sorted(_WEEKDAYS, key=len, reverse=True)),
    "|".join(sorted(_MONTHS, key=len, reverse=True)),
)
_LEAD = rf"(?:{_BY}|{_ON})(?:the\s+|der\s+|dem\s+)?"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), meaning)
    for pattern, meaning in (
        (rf"{_LEAD}(?P<iso>\d{{4}}-\d\d-\d\d)\b", _iso),
        (rf"{_LEAD}(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.(?P<year>\d{{4}}|\d\d)?(?!\d)", _dotted),
        (rf"{_LEAD}(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?:of\s)?(?P<name>{_NAMES})\b", _named),
        (rf"{_LEAD}(?P<name>{_NAMES})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b", _named),
        (rf"(?:{_BY}|{_ON})(?P<next>next |nächsten |kommenden )?(?P<day>{_DAYS})\b", _weekday),
        (rf"\b(?P<next>next|nächsten|kommenden) (?P<day>{_DAYS})\b", _weekday),
        (rf"(?:{_BY})?\b(?:the )?(?:day after tomorrow|übermorgen)\b", _in_days(2)),
        (rf"(?:{_BY})?\btomorrow\b", _in_days(1)),
        (r"\bbis morgen\b|(?<!guten )\bmorgen (?:früh|vormittag|mittag|nachmittag|abend)\b", _in_days(1)),
        (rf"(?:{_BY})?\b(?:end of (?:the )?week|eow|ende der woche)\b", _end_of_week),
        (rf"(?:{_BY})?\b(?:end of (?:the )?month|eom|monatsende|ende des monats)\b", _end_of_month),
        (rf"(?:{_BY})?\b(?:end of (?:the )?day|eod|tonight|today|heute(?: abend)?|bis heute)\b", _in_days(0)),
    )
)  # fmt: skip
