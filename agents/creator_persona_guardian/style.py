"""Style: how long, how loud, how formal and how hard to read sentences are."""

import math
import re
from collections.abc import Mapping, Sequence

from agents.creator_persona_guardian.words import emoji, sentences, words

SCALES: Mapping[str, float] = {
    "sentence_length": 15.0,
    "punctuation": 1.5,
    "formality": 0.5,
    "readability": 60.0,
}
"""What counts as wholly unlike, in each feature."""

_LOUD = re.compile(r"[!?…]|\.\.\.")
_VOWELS = re.compile(r"[aeiouyäöü]+")
_FORMAL = frozenset(
    """
    accordingly additionally assist commence consequently consider demonstrate ensure facilitate furthermore
    hence however ideal kindly moreover nevertheless numerous obtain optimal please prior procedure regarding
    require subsequently sufficient therefore thus utilise utilize whereas daher darüber dennoch folglich
    gegebenenfalls hiermit ihnen jedoch sowie somit ferner zudem
    """.split()  # noqa: SIM905 - one word a line would be fifty lines
)
_CASUAL = frozenset(
    """
    ain't awesome babe btw buddy cool crazy dude epic folks gonna gotta guys haha hey hi kinda lmao lol nah
    omg oops ouch super wanna whoa wow yay yeah yep yo y'all yum boah ey geil hallo hammer krass leute lecker
    moin na ne nö tja
    """.split()  # noqa: SIM905 - the same
)


def features(text: str) -> dict[str, float]:
    """Words a sentence, signs of excitement a sentence, formality from 0 to 1, and reading ease (Flesch) from
    0 to 100. Empty where there is no word.
    """
    said, count = words(text), len(sentences(text))
    if not said or not count:
        return {}
    length = len(said) / count
    syllables = sum(max(1, len(_VOWELS.findall(one))) for one in said) / len(said)
    casual = sum(one in _CASUAL or "'" in one for one in said) + len(emoji(text))
    formal = sum(one in _FORMAL for one in said)
    long = sum(len(one) > 8 for one in said) / len(said)
    tilt = 0.4 + long + 4 * (formal - casual) / len(said)
    return {
        "sentence_length": round(length, 3),
        "punctuation": round((len(_LOUD.findall(text)) + len(emoji(text))) / count, 3),
        "formality": round(min(1.0, max(0.0, tilt)), 3),
        "readability": round(min(100.0, max(0.0, 206.835 - 1.015 * length - 84.6 * syllables)), 3),
    }


def mean(pieces: Sequence[str]) -> dict[str, float]:
    """The features of several texts together."""
    found = [one for one in map(features, pieces) if one]
    return {name: round(math.fsum(one[name] for one in found) / len(found), 3) for name in SCALES if found}


def score(text: str, rules: Mapping[str, float]) -> float | None:
    """1 − the distance from the rules, on average over what they name. None: they name nothing, or there is
    nothing to read.
    """
    of_text = features(text)
    gaps = [
        min(1.0, abs(of_text[name] - rules[name]) / SCALES[name])
        for name in SCALES
        if name in rules and of_text
    ]
    return 1 - math.fsum(gaps) / len(gaps) if gaps else None


def written(rules: Mapping[str, float]) -> str:
    """The rules as YAML, one a line."""
    return "".join(f"{name}: {rules[name]:g}\n" for name in SCALES if name in rules)


def read(text: str) -> dict[str, float]:
    """The rules in such YAML; what is no rule is left out."""
    found = {}
    for line in text.splitlines()[:100]:
        name, _, value = line.partition(":")
        try:
            number = float(value)
        except ValueError:
            continue
        if name.strip() in SCALES and math.isfinite(number):
            found[name.strip()] = number
    return found
