"""Lexicon: the words and emoji that a persona is known by, and how near a text comes to them."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from agents.creator_persona_guardian.facts import names
from agents.creator_persona_guardian.words import emoji, telling

MOST_TERMS, REFERENCE_TERMS = 60, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """``words`` and ``emoji`` with their share of all; ``avoid`` is never said."""

    words: Mapping[str, float] = field(default_factory=dict)
    emoji: Mapping[str, float] = field(default_factory=dict)
    avoid: list[str] = field(default_factory=list)

    @property
    def shares(self) -> dict[str, float]:
        """Words and emoji as one distribution."""
        return {**self.words, **self.emoji}

    def strongest(self, most: int) -> list[str]:
        """The terms said most often."""
        shares = self.shares
        return sorted(shares, key=lambda one: (-shares[one], one))[:most]


def learned(pieces: Sequence[str], *, said: Sequence[str] = (), avoid: Sequence[str] = ()) -> Lexicon:
    """The lexicon of these pieces and of the words that guidelines name. What names somebody is no word of
    it: a voice is how one speaks, not of whom.
    """
    counts: Counter[str] = Counter()
    for piece in pieces:
        called = {part for name in names(piece) for part in telling(name)}
        counts.update(one for one in telling(piece) if one not in called)
        counts.update(emoji(piece))
    counts.update({one: max(1, len(pieces)) for one in said})
    avoided = {one.lower() for one in avoid}
    kept = [one for one in _by_count(counts) if one not in avoided][:MOST_TERMS]
    total = sum(counts[one] for one in kept)
    shares = {one: round(counts[one] / total, 5) for one in kept}
    pictures = {one for one in kept if not one[0].isalpha()}
    return Lexicon(
        words={one: share for one, share in shares.items() if one not in pictures},
        emoji={one: share for one, share in shares.items() if one in pictures},
        avoid=sorted(avoided),
    )


def likeness(text: str, lexicon: Lexicon) -> float:
    """1 − the Jensen-Shannon divergence between what the text says of the lexicon and the lexicon itself; 0
    where it says nothing of it.
    """
    known = lexicon.shares
    said = Counter(one for one in [*telling(text), *emoji(text)] if one in known)
    return _likeness({one: count / said.total() for one, count in said.items()}, known) if said else 0.0


def score(text: str, lexicon: Lexicon, pieces: Sequence[str]) -> float | None:
    """The likeness, where 1 is what the persona's own pieces reach, since a short text cannot say all of a
    lexicon; without pieces, what its strongest words would. None: there is no lexicon.
    """
    known = lexicon.shares
    if not known:
        return None
    own = [likeness(piece, lexicon) for piece in pieces]
    top = lexicon.strongest(REFERENCE_TERMS)
    whole = sum(known[one] for one in top)
    usual = sum(own) / len(own) if own else _likeness({one: known[one] / whole for one in top}, known)
    return min(1.0, likeness(text, lexicon) / usual) if usual > 0 else None


def _likeness(said: Mapping[str, float], known: Mapping[str, float]) -> float:
    divergence = 0.0
    # In one order always, so that the last digit is the same in every process.
    for one in sorted({*said, *known}):
        p, q = said.get(one, 0.0), known.get(one, 0.0)
        middle = (p + q) / 2
        divergence += sum(part * math.log2(part / middle) / 2 for part in (p, q) if part)
    return min(1.0, max(0.0, 1 - divergence))


def _by_count(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda one: (-counts[one], one))
