"""The answer in Markdown: what was found, each with a number that leads to its message."""

import re
from collections.abc import Sequence

from agents.communication_clarity_butler.extract import Extract, Item
from agents.communication_clarity_butler.sentences import Sentence
from bot.contracts.agents import ThreadMessage

MOST_ITEMS, LONGEST_ANSWER = 10, 15_000


class Sources:
    """Numbers the messages that an answer stands on, in the order they are named."""

    def __init__(self) -> None:
        """None so far."""
        self._numbers: dict[str, int] = {}

    def of(self, message: ThreadMessage) -> str:
        """The message's number, as a link to it."""
        number = self._numbers.setdefault(str(message.id), len(self._numbers) + 1)
        return f"[{number}]({message.link})" if message.link else f"[{number}]"


def decisions(found: Sequence[Item], sources: Sources, *, title: str = "Decisions") -> str:
    """What was decided."""
    return _section(title, [f"{_quoted(one)} {sources.of(one.source)}" for one in found], len(found))


def actions(found: Sequence[Item], sources: Sources) -> str:
    """Who does what until when."""
    return _section("Actions", [_action(one, sources) for one in found], len(found))


def questions(found: Sequence[Item], sources: Sources) -> str:
    """What nobody seems to have answered."""
    lines = [f"{_quoted(one)} — {_names(one)} {sources.of(one.source)}" for one in found]
    return _section("Open questions", lines, len(found))


def overview(topics: Sequence[str], central: Sequence[Sentence], sources: Sources) -> str:
    """What the conversation is about."""
    parts = []
    if topics:
        parts.append(f"**About** {', '.join(escaped(one) for one in topics)}.")
    lines = [f"{quote(one)} {sources.of(one.message)}" for one in central]
    if lines:
        parts.append(_section("In their words", lines, len(lines)))
    return "\n\n".join(parts)


def matches(found: Sequence[Sentence], sources: Sources) -> str:
    """The messages that fit a question."""
    lines = [f"{quote(one)} {sources.of(one.message)}" for one in found]
    return _section("The messages that fit best", lines, len(lines))


def quote(one: Sentence) -> str:
    """Who said what."""
    return f"{escaped(one.message.author_name)}: {escaped(one.text)}"


def read_by_rules(messages: Sequence[ThreadMessage], answer: str) -> str:
    """How that answer came to be. Where it names no message, nothing is said of numbers."""
    people = count(len({one.author_id for one in messages}), "person", "people")
    numbers = ": the numbers lead to the messages" if _NUMBER.search(answer) else ""
    return (
        f"_Read {count(len(messages), 'message')} by {people}."
        f" Found by fixed rules, not by a language model{numbers}._"
    )


def read_by_model(messages: Sequence[ThreadMessage], model: str, answer: str) -> str:
    """The same, of a language model."""
    people = count(len({one.author_id for one in messages}), "person", "people")
    numbers = ", and the numbers lead to the messages" if _NUMBER.search(answer) else ""
    return f"_Read {count(len(messages), 'message')} by {people}, by {model}: it may be wrong{numbers}._"


def fitted(text: str) -> str:
    """As many of its lines as a message may have."""
    if len(text) <= LONGEST_ANSWER:
        return text
    return text[:LONGEST_ANSWER].rpartition("\n")[0] + "\n\n…"


def preview(messages: Sequence[ThreadMessage], found: Extract) -> str:
    """One sentence without anything that was said: it is read by more people than the conversation."""
    counts = (
        count(len(found.decisions), "decision"),
        count(len(found.actions), "action"),
        count(len(found.questions), "open question"),
    )
    return f"Read {count(len(messages), 'message')}: {', '.join(counts)}."


def count(number: int, one: str, many: str = "") -> str:
    """So many of them."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def escaped(text: str) -> str:
    """The text as Markdown that shows it as it is; addresses stay whole."""
    words = [one if _ADDRESS.match(one) else _MARK.sub(r"\\\g<0>", one) for one in text.split()]
    return _LIST.sub(r"\1\\\2", " ".join(words))


def _section(title: str, lines: Sequence[str], total: int) -> str:
    shown = [f"- {line}" for line in lines[:MOST_ITEMS]]
    if total > MOST_ITEMS:
        shown.append(f"- and {total - MOST_ITEMS} more")
    return "\n".join([f"**{title}**", "", *shown])


def _quoted(one: Item) -> str:
    return escaped(one.text)


def _names(one: Item) -> str:
    return ", ".join(escaped(person.name) for person in one.people)


def _action(one: Item, sources: Sources) -> str:
    owner = f"**{_names(one)}**" if one.people else "**Nobody named**"
    due = ""
    if one.due is not None:
        day = one.due.day.isoformat() if one.due.day else ""
        shown = f" ({day})" if day and day not in one.due.text else ""
        due = f" — due {escaped(one.due.text)}{shown}"
    return f"{owner}: {_quoted(one)}{due} {sources.of(one.source)}"


_ADDRESS = re.compile(r"https?://[^\s<>\[\]]+$")
# A source as it is named; what people wrote is escaped.
_NUMBER = re.compile(r"(?<!\\)\[\d+\]")
_MARK = re.compile(r"[\\`*_\[\]<>#|~]")
# What would begin a list in the list.
_LIST = re.compile(r"^(\d{0,9})([-+.)])(?= |$)")
