"""Text into vectors without a model, a key or a network: the words and the parts of words that a text has.

Texts are near that share words, or forms of one word; what means the same in other words is not. It is no
language model, and its name says so.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

NAME, SIZE = "hashing", 512
OF_PARTS = 0.35
"""What a part of a word counts beside a word."""

_WORD = re.compile(r"\w+")


def vector(text: str) -> list[float]:
    """The text's vector, of length 1; always the same."""
    values = [0.0] * SIZE
    for (feature, weight), count in Counter(_features(text)).items():
        place, sign = _place(feature)
        # The tenth time that a word comes says less than the first.
        values[place] += sign * weight * (1.0 + math.log(count))
    length = math.sqrt(sum(value * value for value in values))
    if length == 0.0:
        # Nothing is near to nothing; but there is no vector of length 0.
        values[0] = length = 1.0
    return [value / length for value in values]


def _features(text: str) -> Iterator[tuple[str, float]]:
    for word in _WORD.findall(text.casefold()):
        yield word, 1.0
        padded = f"<{word}>"
        for start in range(len(padded) - 3):
            yield padded[start : start + 4], OF_PARTS


@lru_cache(maxsize=50_000)
def _place(feature: str) -> tuple[int, float]:
    number = int.from_bytes(blake2b(feature.encode(), digest_size=8).digest(), "big")
    # Half of what falls on one place by chance is taken away again.
    return (number >> 1) % SIZE, 1.0 if number & 1 else -1.0
