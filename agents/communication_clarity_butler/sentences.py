"""What was said, as sentences in plain words, each with the message it stands in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agents.communication_clarity_butler.stop_words import STOP_WORDS
from bot.contracts.agents import ThreadMessage

LONGEST, LONGEST_MESSAGE, MOST_SENTENCES = 240, 4_000, 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of the message at that place. ``low`` is its text in lower case with straight quotes, for
    rules to look at; ``words`` say what it is about.
    """

    text: str
    low: str
    words: frozenset[str]
    message: ThreadMessage
    place: int

    @property
    def is_question(self) -> bool:
        """Whether it ends as one."""
        return self.text.rstrip(" \"'”)").endswith("?")


def talk(thread: Sequence[ThreadMessage]) -> list[ThreadMessage]:
    """What people said to one another: not what agents said, what was said to agents, or commands."""
    return [
        one
        for one in thread
        if one.author_type == "user"
        and not any(named.get("type") == "agent" for named in one.mentions)
        and one.text.strip()
        and not one.text.lstrip().startswith("/")
    ]


def sentences(messages: Sequence[ThreadMessage]) -> list[Sentence]:
    """The sentences of all messages in order; code and what is quoted of others is left out.

    Of very much that was said it is the last, and of a very long message the beginning.
    """
    found = []
    for place, message in enumerate(messages):
        for whole in _split(_plain(message)):
            text = cut(whole)
            low = text.lower().replace("’", "'")
            found.append(Sentence(text=text, low=low, words=words_of(text), message=message, place=place))
    return found[-MOST_SENTENCES:]


def cut(text: str) -> str:
    """The text, as far as it is short enough to quote."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def words_of(text: str) -> frozenset[str]:
    """The words that carry meaning, in lower case and without their commonest endings."""
    return frozenset(
        _stem(word)
        for word in _WORD.findall(text.lower().replace("’", "'"))
        if word not in STOP_WORDS and (len(word) > 2 or word.isdigit())
    )


def _stem(word: str) -> str:
    for ending in ("ing", "ers", "es", "en", "er", "ed", "s", "e", "n"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _plain(message: ThreadMessage) -> str:
    text = _FENCED.sub("\n", message.text[:LONGEST_MESSAGE])
    text = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(">"))
    text = _LINK.sub(r"\1", text)
    for named in sorted(message.mentions, key=_longest_first):
        text = text.replace(str(named.get("text")), str(named.get("name")))
    return _MARKS.sub("", _HEADS.sub("", text))


def _longest_first(named: Mapping[str, object]) -> int:
    return -len(str(named.get("text")))


def _split(text: str) -> list[str]:
    parts, begun = [], 0
    for end in _END.finditer(text):
        before = text[begun : end.start() + len(end[1] or "")]
        last = before.split()[-1].lower() if before.split() else ""
        if end[1] and (last in _ABBREVIATIONS or _ORDINAL.fullmatch(last)):
            continue
        parts.append(before)
        begun = end.end()
    parts.append(text[begun:])
    return [" ".join(part.split()) for part in parts if part.strip(" \n\t.!?…-")]


_FENCED = re.compile(r"(`{3,}|~{3,}).*?(?:\1|\Z)", re.DOTALL)
_LINK = re.compile(r"!?\[([^\]\n]{0,200})\]\([^)\n]{0,500}+\)")
_HEADS = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|[-*+•][ \t]+|\d{1,2}[.)][ \t]+)", re.MULTILINE)
_MARKS = re.compile(r"\*{1,3}|~~|`|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)")
_END = re.compile(r"([.!?…]+[\"'”)]*)\s+|()\s*\n\s*")
_ORDINAL = re.compile(r"\d{1,2}\.")
_ABBREVIATIONS = frozenset(
    ("e.g.", "i.e.", "z.b.", "d.h.", "u.a.", "bzw.", "ca.", "nr.", "dr.", "mr.", "ms.", "mrs.", "vs.", "etc.",
     "usw.", "ggf.", "evtl.", "approx.", "resp.")
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
