"""What a conversation is about, and which of its messages fit a question best: words are counted."""

import math
from collections import Counter
from collections.abc import Sequence

from agents.communication_clarity_butler.sentences import Sentence, words_of

MOST_TOPICS, MOST_CENTRAL, MOST_FOUND = 5, 3, 3


# Of what is said, these say that it is, not what it is about.
_SAYING = words_of(
    "decided agreed approved decision look looks looking tomorrow monday tuesday wednesday thursday friday"
    " morning entschieden beschlossen vereinbart nehmen nehme morgen montag dienstag mittwoch donnerstag"
    " freitag kümmere"
)


def topics(said: Sequence[Sentence]) -> list[str]:
    """The words that most messages share, as they were first written; without the names of those who talk."""
    names = _SAYING | {word for one in said for word in words_of(one.message.author_name)}
    names |= {
        word for one in said for named in one.message.mentions for word in words_of(str(named.get("name")))
    }
    spread: Counter[str] = Counter()
    for words in _by_message(said).values():
        spread.update(words - names)
    shared = [word for word, count in spread.items() if count > 1 and not word.isdigit()]
    first = {word: place for place, one in reversed(list(enumerate(said))) for word in one.words}
    best = sorted(shared, key=lambda word: (-spread[word], first[word], word))[:MOST_TOPICS]
    return [_as_written(word, said) for word in best]


def central(said: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that share most with all others, in the order they were said."""
    spread = Counter(word for one in said for word in one.words)
    scored = [
        (sum(spread[word] - 1 for word in one.words) / (4 + len(one.words)), -place, one)
        for place, one in enumerate(said)
        if len(one.words) >= 3
    ]
    best = sorted(scored, key=lambda one: one[:2], reverse=True)[:MOST_CENTRAL]
    return [one for score, _, one in sorted(best, key=lambda one: -one[1]) if score > 0]


def matching(question: str, said: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that fit the question best, the best first; rare words count more."""
    wanted = words_of(question)
    spread = Counter(word for one in said for word in one.words)
    scored = []
    for place, one in enumerate(said):
        score = sum(math.log(1 + len(said) / spread[word]) for word in sorted(wanted & one.words))
        if score:
            scored.append((score / (1 + 0.02 * len(one.words)), -place, one))
    found: dict[int, Sentence] = {}
    for _, _, one in sorted(scored, key=lambda one: one[:2], reverse=True):
        found.setdefault(one.place, one)
    return list(found.values())[:MOST_FOUND]


def _by_message(said: Sequence[Sentence]) -> dict[int, frozenset[str]]:
    words: dict[int, frozenset[str]] = {}
    for one in said:
        words[one.place] = words.get(one.place, frozenset()) | one.words
    return words


def _as_written(stem: str, said: Sequence[Sentence]) -> str:
    for one in said:
        for word in one.text.split():
            bare = word.strip(".,;:!?\"'()[]“”„…")
            if words_of(bare) == {stem}:
                return bare if not bare.istitle() else bare.lower() if _is_english(one) else bare
    return stem


def _is_english(one: Sentence) -> bool:
    """German nouns keep their capital letter."""
    return not {"der", "die", "das", "wir", "und", "ist", "nicht", "für"} & set(one.low.split())
