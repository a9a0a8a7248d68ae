"""Facts: the numbers, names and links of a text. A repair keeps every one and adds none."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from agents.creator_persona_guardian.words import STOP_WORDS, emoji

_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[\w-]+\.)+[a-z]{2,}\b(?:/[^\s<>\"]*)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[$€£¥]?(?<![\w.,])[-−]?\d+(?:[.,:/]\d+)*\s?(?:%|[$€£¥])?|\d+|[^\W\d_a-zA-Z]")
_NAME = re.compile(r"[@#][\w.-]*\w|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BREAK = re.compile(r"[.!?…:\n\"“„(*•–—-]\s*$")
# Words that begin a sentence before a name and are none themselves.
_BEFORE_NAMES = frozenset(
    """
    ask bring buy call chef dear discover find folks follow frag grab hello hey hi hallo join kindly let love
    meet miss mix please right say serve shop shout tell thank thanks today tomorrow try visit watch welcome
    whoa with yeah yo bitte danke heute hey kauf liebe lieber morgen trefft triff
    """.split()  # noqa: SIM905 - one word a line would be fifty lines
)
_TRAILING = ".,;:!?)]}'\"”"
# "one" and "a" are said of anything; "ein" too.
_IN_WORDS = {
    word: number
    for number, words in {
        "2": "two zwei twice zweimal", "3": "three drei thrice", "4": "four vier", "5": "five fünf",
        "6": "six sechs", "7": "seven sieben", "8": "eight acht", "9": "nine neun", "10": "ten zehn",
        "11": "eleven elf", "12": "twelve zwölf dozen dutzend", "15": "fifteen fünfzehn",
        "20": "twenty zwanzig", "30": "thirty dreißig", "40": "forty vierzig", "45": "forty-five",
        "50": "fifty fünfzig", "60": "sixty sechzig", "90": "ninety neunzig", "1/2": "half halb halbe",
        "100": "hundred hundert", "1000": "thousand tausend", "1000000": "million millionen",
    }.items()
    for word in words.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """How often each stands in a text; names in lower case."""

    numbers: Counter[str]
    names: Counter[str]
    links: Counter[str]


def facts(text: str) -> Facts:
    """Those of the text."""
    text = unicodedata.normalize("NFKC", text)
    links = Counter(one.rstrip(_TRAILING) for one in _LINK.findall(text))
    bare = _LINK.sub(" ", text)
    numbers = Counter(_plain(one) for one in _NUMBER.findall(bare) if any(sign.isnumeric() for sign in one))
    spelled = (_IN_WORDS.get(one.lower()) for one in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", bare))
    numbers.update(one for one in spelled if one)
    return Facts(numbers=numbers, names=Counter(one.lower() for one in names(text)), links=links)


def names(text: str) -> list[str]:
    """What is called by a capital within a sentence, by capitals throughout, or by ``@`` and ``#``; at the
    beginning of a sentence only what is also called so elsewhere, or has another name behind it.
    """
    bare = _LINK.sub(" ", unicodedata.normalize("NFKC", text))
    found: list[tuple[str, bool]] = []
    for one in _NAME.finditer(bare):
        word = one[0]
        is_sign = word[0] in "@#"
        before = bare[max(0, one.start() - 8) : one.start()]
        is_first = not before.strip() or bool(_BREAK.search(before)) or bool(emoji(before.rstrip()[-1]))
        if is_sign or (word[0].isupper() and word.lower() not in STOP_WORDS and len(word) > 1):
            found.append((word, is_first and not is_sign and not any(sign.isupper() for sign in word[1:])))
        else:
            found.append(("", False))
    sure = {word.lower() for word, is_doubtful in found if word and not is_doubtful}
    return [
        word
        for place, (word, is_doubtful) in enumerate(found)
        if word and (not is_doubtful or word.lower() in sure or _goes_on(found, place))
    ]


def lost_or_added(before: str, after: str, *, known: Collection[str] = ()) -> list[str]:
    """What the second text does not keep of the first, or has beyond it; ``known`` are words of the voice,
    which name nobody however they are written. Empty: every fact is as it was.
    """
    was, now = facts(before), facts(after)
    wrong = [f"number {one}" for one in sorted(_unlike(was.numbers, now.numbers))]
    wrong += [f"link {one}" for one in sorted(_unlike(was.links, now.links))]
    said_before, said_after = _said(before), _said(after)
    wrong += [f"name {one}" for one in sorted(was.names) if one not in said_after]
    wrong += [
        f"name {one}" for one in sorted(now.names) if one not in said_before and one.lstrip("#") not in known
    ]
    return wrong


def _goes_on(found: list[tuple[str, bool]], place: int) -> bool:
    """Whether a name follows, so that this is its first half: Maria Lopez."""
    if place + 1 == len(found) or found[place][0].lower() in _BEFORE_NAMES:
        return False
    following, is_doubtful = found[place + 1]
    return following[:1].isalpha() and not is_doubtful


def _unlike(was: Counter[str], now: Counter[str]) -> set[str]:
    return {one for one in {*was, *now} if was[one] != now[one]}


def _said(text: str) -> set[str]:
    bare = _LINK.sub(" ", unicodedata.normalize("NFKC", text))
    return {one.lower() for one in _NAME.findall(bare)}


def _plain(number: str) -> str:
    return "".join(number.split()).replace("−", "-")
