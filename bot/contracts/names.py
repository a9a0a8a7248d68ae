"""What a name that somebody typed means, among those there are: the longest that fits, else the closest."""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from heapq import nsmallest

from bot.contracts.commands import Named
from bot.contracts.mentions import slug_of
from config.errors import InvalidInput, NotFound

LONGEST_NAME, MOST_CLOSE = 160, 3
MOST_COMPARED, MOST_LIKELY, MOST_WORDS = 40, 20, 6
SHORTEST_PART = 4
# How much must agree: of a word or of a whole name, and of each word of a name that is near as a whole.
ALIKE, AKIN = 0.7, 0.6
_WORDS = re.compile(r"[^\W_]+")
_MARKS: Mapping[str, str] = {"agent": "@", "person": "@", "channel": "#"}


def closest(word: str, names: Iterable[str]) -> Sequence[str]:
    """The three names most like it, as a whole or word by word; none that is not much like it."""
    spelled = {name.casefold(): name for name in names}
    wanted = word.casefold()[:LONGEST_NAME]
    inside = [name for name in spelled if _is_inside(wanted, name)]
    begun = {name[:MOST_COMPARED]: name for name in spelled}
    typed = wanted[:MOST_COMPARED]
    near = {name: _likeness(typed, name) for name in _likely(wanted, begun)}
    ranked = sorted((one for one in near if near[one]), key=lambda name: -near[name])
    found = [*inside[:MOST_CLOSE], *(begun[one] for one in ranked)]
    return [spelled[one] for one in dict.fromkeys(found)][:MOST_CLOSE]


def _is_inside(wanted: str, name: str) -> bool:
    """Whether one is a part of the other that nobody types by chance."""
    is_begun = len(wanted) > 1 and f" {wanted}" in f" {name}"
    return is_begun or (len(wanted) >= SHORTEST_PART and wanted in name) or f" {name} " in f" {wanted} "


def _likeness(typed: str, name: str) -> float:
    """How much they are alike; nothing where not all words of one have their like in the other."""
    whole = _ratio(typed, name)
    ours, theirs = _WORDS.findall(typed)[:MOST_WORDS], _WORDS.findall(name)[:MOST_WORDS]
    if ours and all(any(_ratio(one, other) >= ALIKE for other in theirs) for one in ours):
        return whole
    is_pairwise = len(ours) != len(theirs) or all(map(_is_akin, ours, theirs))
    return whole if whole >= ALIKE and is_pairwise else 0


def _is_akin(one: str, other: str) -> bool:
    return _ratio(one, other) >= AKIN


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _likely(wanted: str, names: Iterable[str]) -> Sequence[str]:
    """Those that share the most letters with it: to compare two texts closely takes time in proportion to the
    square of their length, and people and agents may be many.
    """
    letters = set(wanted[:MOST_COMPARED])
    return nsmallest(MOST_LIKELY, names, key=lambda name: len(letters.symmetric_difference(name)))


class Names:
    """The agents, channels, people or runs that somebody can name."""

    def __init__(self, noun: str, known: Sequence[Named], also: Sequence[Named] = ()) -> None:
        """Know those, each of which is a ``noun``. ``also``: further names of some, good when written out."""
        self._noun, self._mark = noun, _MARKS.get(noun, "")
        self._known = known
        self._exact: dict[str, list[Named]] = {}
        self._alike: dict[str, list[Named]] = {}
        for one in (*known, *also):
            self._exact.setdefault(one.name, []).append(one)
            for key in {str(one.id), _folded(one.name), slug_of(one.name)}:
                self._alike.setdefault(key, []).append(one)

    def get(self, text: str) -> Named:
        """The one of that id or name, or whose name alone begins so.

        Raises:
            NotFound: there is none; with the closest names.
            InvalidInput: there are several; with all of them.
        """
        found = self._called(text) or self._begun(text)
        if not found:
            raise self._unknown(text)
        return self._only(text, found)

    def longest(self, words: Sequence[str]) -> tuple[Named, int]:
        """The one that as many of the first words as possible name, and how many these are.

        Raises:
            NotFound, InvalidInput: as ``get``.
        """
        texts, length = [], 0
        for count in range(1, len(words) + 1):
            length += len(words[count - 1]) + 1
            if length > LONGEST_NAME:
                break
            texts.append(" ".join(words[:count]))
        for look in (self._called, self._begun):
            for text in reversed(texts):
                if found := look(text):
                    return self._only(text, found), texts.index(text) + 1
        raise self._unknown(" ".join(words))

    def _called(self, text: str) -> Sequence[Named]:
        given = text.strip()
        plain = given.removeprefix(self._mark) if self._mark else given
        for name in (given, plain):
            if found := self._exact.get(name):
                return found
        return self._alike.get(_folded(plain)) or self._alike.get(slug_of(plain)) or ()

    def _begun(self, text: str) -> Sequence[Named]:
        wanted = _folded(text.strip().removeprefix(self._mark))[:LONGEST_NAME]
        if not wanted:
            return ()
        return [one for one in self._known if _folded(one.name).startswith(wanted)]

    def _only(self, text: str, found: Sequence[Named]) -> Named:
        if len(found) == 1:
            return found[0]
        names = ", ".join(f"'{one.name}'" for one in found[:10])
        told = f"'{text[:80]}' can be any of {names}. Say which one."
        raise InvalidInput(told, code="command_invalid")

    def _unknown(self, text: str) -> NotFound:
        near = closest(text.strip().removeprefix(self._mark), [one.name for one in self._known])
        hint = f" Did you mean {_any_of(near)}?" if near else ""
        return NotFound(f"There is no {self._noun} '{text.strip()[:80]}' here.{hint}")


def _any_of(names: Sequence[str]) -> str:
    quoted = [f"'{name}'" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
