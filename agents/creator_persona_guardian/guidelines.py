"""Guidelines: what a brand wrote of its own voice, as far as rules can read it. They describe a voice and are
not written in it, so only what they name counts: words in quotes, emoji, lists, examples, and a few plain
hints.
"""

import re
from dataclasses import dataclass, field

from agents.creator_persona_guardian.words import emoji, words

LONGEST = 20_000
_LINE = re.compile(
    r"\W*(?P<what>avoid|never|don't say|we never say|vermeiden|examples?|beispiele?|words?|lexicon|we say|"
    r"nie|say|use|wörter|wir sagen)\s*[:–—]\s*(?P<rest>\S.*)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„”«»]([^\"“„”«»\n]{2,200})[\"“„”«»]")
_HINTS: tuple[tuple[str, str, float], ...] = (
    (r"\b(formal|professional|serious|sachlich|seriös)\b", "formality", 0.7),
    (r"\b(informal|casual|playful|chaotic|humou?r\w*|funny|witty|cheeky)\b", "formality", 0.15),
    (r"\b(friendly|locker|witzig|frech)\b", "formality", 0.15),
    (r"\b(short|punchy|kurze?)\b[^.\n]{0,20}\b(sentences|sätze)\b", "sentence_length", 8.0),
    (r"\b(long|flowing|lange?)\b[^.\n]{0,20}\b(sentences|sätze)\b", "sentence_length", 22.0),
    (r"\bno exclamation|\bkeine ausrufe", "punctuation", 0.0),
    (r"\b(exclamation|ausrufezeichen|energetic|excited|loud)\b", "punctuation", 1.0),
    (r"\b(simple|plain|easy|einfach\w*)\b", "readability", 80.0),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """Words to say and to avoid, example texts, and style rules."""

    said: list[str] = field(default_factory=list)
    avoid: list[str] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    style: dict[str, float] = field(default_factory=dict)


def read(text: str) -> Guidance:
    """What the guidelines name."""
    said, avoid, examples, prose = [], [], [], []
    for line in text[:LONGEST].splitlines():
        found = _LINE.match(line)
        what = found["what"].lower() if found else ""
        if found is None:
            prose.append(line)
        elif what.startswith(("avoid", "never", "don't", "we never", "nie", "vermeiden")):
            avoid += words(found["rest"])
        elif what.startswith(("example", "beispiel")):
            examples.append(found["rest"].strip(' "“”„'))
        else:
            said += [*words(found["rest"]), *emoji(found["rest"])]
    told = "\n".join(prose)
    for quoted in _QUOTED.findall(told):
        # A few words are an expression; a sentence is an example.
        if len(words(quoted)) > 4:
            examples.append(quoted)
        else:
            said += words(quoted)
    said += emoji(told)
    style: dict[str, float] = {}
    for pattern, name, value in _HINTS:
        if re.search(pattern, told, re.IGNORECASE):
            style.setdefault(name, value)
    return Guidance(
        said=[one for one in said if one not in avoid], avoid=avoid, examples=examples, style=style
    )
