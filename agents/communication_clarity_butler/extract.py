"""Decisions, actions and open questions of a conversation, by fixed rules; each stands on one message."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from agents.communication_clarity_butler import cues
from agents.communication_clarity_butler.due import Due, due_in
from agents.communication_clarity_butler.sentences import Sentence, words_of
from bot.contracts.agents import ThreadMessage

MOST_QUESTIONS, SOON = 200, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who wrote here or was named; ``id`` as clients know them."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A decision, an action or a question, in the words it was said in."""

    text: str
    source: ThreadMessage
    people: tuple[Person, ...] = ()
    due: Due | None = None

    @property
    def words(self) -> frozenset[str]:
        """What it is about."""
        return words_of(self.text)


@dataclass(slots=True)
class Extract:
    """What was found, in the order it was said."""

    decisions: list[Item] = field(default_factory=list)
    actions: list[Item] = field(default_factory=list)
    questions: list[Item] = field(default_factory=list)


def extract(said: Sequence[Sentence]) -> Extract:
    """What the sentences hold. A decision that is withdrawn later is none, a question answered later is not
    open.
    """
    known = people_of(said)
    found = Extract()
    asked: list[Sentence] = []
    for place, one in enumerate(said):
        before = _before(said, place)
        if (action := _action(one, known)) is not None:
            found.actions.append(action)
        elif one.is_question:
            asked.append(one)
        elif cues.WITHDRAWN.search(one.low):
            _withdraw(found.decisions, one)
        elif cues.BARE_YES.fullmatch(one.low):
            _agree(found.decisions, one, before)
        elif _is_decision(one):
            found.decisions.append(Item(text=one.text, source=one.message, people=(_author(one),)))
    found.questions = [_question(one) for one in asked[-MOST_QUESTIONS:] if _is_open(one, said)]
    return found


def people_of(said: Sequence[Sentence]) -> Mapping[str, Person]:
    """By full name and, where it is one person's alone, by first name, in lower case."""
    people: dict[str, Person] = {}
    for message in {one.message.id: one.message for one in said}.values():
        people[message.author_name.lower()] = Person(id=str(message.author_id), name=message.author_name)
        for named in message.mentions:
            if named.get("type") == "user":
                name = str(named["name"])
                people[name.lower()] = Person(id=str(named["id"]), name=name)
    people = {name: person for name, person in people.items() if name.strip()}
    first: dict[str, list[Person]] = {}
    for name, person in people.items():
        first.setdefault(name.split()[0], []).append(person)
    return {name: some[0] for name, some in first.items() if len({one.id for one in some}) == 1} | people


def _before(said: Sequence[Sentence], place: int) -> Sentence | None:
    """The last thing that somebody else said before it."""
    author = said[place].message.author_id
    return next((one for one in reversed(said[:place]) if one.message.author_id != author), None)


def _agree(decisions: list[Item], one: Sentence, before: Sentence | None) -> None:
    """Somebody says yes to what was said before them: to a decision, or to what becomes one by that."""
    if before is None:
        return
    who = _author(one)
    if decisions and decisions[-1].source.id == before.message.id:
        last = decisions[-1]
        decisions[-1] = replace(last, people=_each_once([*last.people, who]))
        return
    agreed = _each_once([_author(before), who])
    decisions.append(Item(text=f"{before.text} – {who.name}: {one.text}", source=one.message, people=agreed))


def _is_decision(one: Sentence) -> bool:
    cue = cues.DECIDED.search(one.low)
    if cue is None or cues.NO_DECISION_IN.search(one.low):
        return False
    return not cues.NO_DECISION_BEFORE.search(_clause(one.low, cue))


def _clause(text: str, cue: re.Match[str]) -> str:
    """What stands before the cue's last word in its own part of the sentence."""
    until = cue.start() + cue[0].rfind(" ") if " " in cue[0] else cue.start()
    return re.split(r"[,;:–—]|\bbut\b|\baber\b|\bsondern\b", text[:until])[-1].strip()


def _withdraw(decisions: list[Item], one: Sentence) -> None:
    """Take back the decision that the sentence speaks of: the one it shares words with, else the last."""
    if not decisions:
        return
    shared = [(len(item.words & one.words), place) for place, item in enumerate(decisions)]
    most, place = max(shared)
    rest = one.words - words_of(
        "scratch forget cancel mind minds changed second thought let take back revert undo"
    )
    if most or not rest:
        del decisions[place if most else -1]


def _action(one: Sentence, known: Mapping[str, Person]) -> Item | None:
    due = due_in(one.text, one.message.at.date())
    if listed := cues.LISTED.match(one.low):
        what = one.text[listed.start("what") :]
        return Item(text=what, source=one.message, people=_named_first(what, known), due=due)
    if not one.is_question and cues.PROMISED.search(one.low):
        return Item(text=one.text, source=one.message, people=(_author(one),), due=due)
    if cues.ASKED.search(one.low) and ((named := _addressed(one, known)) or not one.is_question):
        return Item(text=one.text, source=one.message, people=named, due=due)
    if one.is_question:
        return None
    if to_do := _to_do(one, known):
        return Item(text=one.text, source=one.message, people=to_do, due=due)
    if (needed := cues.NEEDED.search(one.low)) and not cues.NOT_NEEDED.search(one.low[: needed.end() + 5]):
        return Item(text=one.text, source=one.message, due=due)
    return None


def _addressed(one: Sentence, known: Mapping[str, Person]) -> tuple[Person, ...]:
    """Those whom a request is put to: mentioned in the sentence, or named at its beginning or end."""
    low = one.low
    mentioned = [
        Person(id=str(named["id"]), name=str(named["name"]))
        for named in one.message.mentions
        if named.get("type") == "user" and str(named["name"]).lower() in low
    ]
    called = [
        person
        for name, person in known.items()
        if re.match(rf"(?:hey |hi |hallo )?{re.escape(name)}\b ?[,:–-]? ", low)
        or re.search(rf", ?{re.escape(name)}[.!?]*$", low)
    ]
    return _each_once([*mentioned, *called])


def _named_first(text: str, known: Mapping[str, Person]) -> tuple[Person, ...]:
    low = text.lower()
    return _each_once([one for name, one in known.items() if re.match(rf"@?{re.escape(name)}\b", low)])


def _to_do(one: Sentence, known: Mapping[str, Person]) -> tuple[Person, ...]:
    low = one.low
    return _each_once(
        [person for name, person in known.items() if re.match(rf"{re.escape(name)}{cues.TO_DO}", low)]
    )


def _each_once(people: Sequence[Person]) -> tuple[Person, ...]:
    return tuple({one.id: one for one in people}.values())


def _question(one: Sentence) -> Item:
    return Item(text=one.text, source=one.message, people=(_author(one),))


def _is_open(one: Sentence, said: Sequence[Sentence]) -> bool:
    """Whether nobody else seems to have answered: at once with yes, no or a promise, soon with a decision on
    something in it, or later with its words.
    """
    if not one.words:
        return False
    later = list(_later_of_others(one, said))
    if later and later[0].place == one.place + 1 and not later[0].is_question:
        first = later[0].low
        if any(cue.fullmatch(first) for cue in (cues.ANSWER, cues.BARE_YES)) or cues.PROMISED.search(first):
            return False
    enough = min(2, len(one.words))
    return not (
        any(len(one.words & other.words) >= enough and not other.is_question for other in later)
        or any(one.words & other.words and _is_decision(other) for other in _soon_after(one, said))
    )


def _soon_after(one: Sentence, said: Sequence[Sentence]) -> Iterator[Sentence]:
    for other in said:
        if one.place < other.place <= one.place + SOON and not other.is_question:
            yield other


def _later_of_others(one: Sentence, said: Sequence[Sentence]) -> Iterator[Sentence]:
    for other in said:
        if other.place > one.place and other.message.author_id != one.message.author_id:
            yield other


def _author(one: Sentence) -> Person:
    return Person(id=str(one.message.author_id), name=one.message.author_name)
