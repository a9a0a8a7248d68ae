"""Which part of what was found a person asks for, and the answer to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agents.communication_clarity_butler import cues, overview, wording
from agents.communication_clarity_butler.extract import Extract, Item
from agents.communication_clarity_butler.sentences import Sentence, words_of
from agents.communication_clarity_butler.wording import Sources

_PARTS = {"decisions": "decisions", "actions": "actions", "action_items": "actions", "questions": "questions",
          "open_questions": "questions"}  # fmt: skip
# Words of a question that say which part it wants, not what about.
_ABOUT_PARTS = words_of(
    "decide decided decision decisions agree agreed agreement approve approved action actions task tasks"
    " todo todos due deadline deadlines assigned question questions open unanswered summary summarize"
    " summarise recap brief about thread channel conversation far list show tell give find next step steps"
    " people everyone everybody anyone entschieden entscheidung entscheidungen beschlossen geeinigt"
    " aufgabe aufgaben frage fragen offen offene offenen zusammenfassung zusammenfassen faden kanal"
    " gespräch zeig zeige liste nenne"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is wanted: a part (None: everything, or nothing known) and the words that it is to be about."""

    text: str
    part: str | None
    is_about_all: bool
    words: frozenset[str]


def asked(inputs: Mapping[str, Any]) -> Asked:
    """What the inputs ask for; nothing at all is asked for everything."""
    text = str(inputs.get("prompt") or "").strip()
    low = text.lower().replace("’", "'")
    request = inputs.get("summary_request_details")
    part = _PARTS.get(str(request.get("type"))) if isinstance(request, Mapping) else None
    for name, cue in (
        ("questions", cues.OF_QUESTIONS),
        ("actions", cues.OF_ACTIONS),
        ("decisions", cues.OF_DECISIONS),
    ):
        if cue.search(low):
            part = name
    words = words_of(text) - _ABOUT_PARTS
    is_about_all = part is None and (not words_of(text) or bool(cues.OF_ALL.search(low)))
    return Asked(text=text, part=part, is_about_all=is_about_all, words=words)


def answer(wanted: Asked, said: Sequence[Sentence], found: Extract) -> str:
    """The answer in Markdown, without how it came to be."""
    sources = Sources()
    if wanted.part is not None:
        return _part(wanted, said, found, sources)
    if wanted.is_about_all:
        return _everything(said, found, sources)
    if fitting := overview.matching(wanted.text, said):
        items = _fitting(found.decisions, wanted.words)
        parts = [wording.decisions(items, sources)] if items else []
        return "\n\n".join([*parts, wording.matches(fitting, sources)])
    nothing = "No message here has the words of your question. This is what I found in all of them:"
    return f"{nothing}\n\n{_everything(said, found, sources)}"


def listed(wanted: Asked, found: Extract) -> str:
    """What was found, of the part that is wanted, in Markdown: for an answer that stands above it."""
    sources = Sources()
    # What was decided is told with what somebody does for it.
    names = {"decisions": ("decisions", "actions")}.get(wanted.part or "", (wanted.part,))
    kinds = [one for one in _parts(found) if wanted.part is None or one[0] in names]
    return "\n\n".join(write(items, sources) for _, items, write, _ in kinds if items)


def _everything(said: Sequence[Sentence], found: Extract, sources: Sources) -> str:
    parts = [wording.overview(overview.topics(said), overview.central(said), sources)]
    parts += [write(items, sources) for _, items, write, _ in _parts(found) if items]
    if missing := [name for _, items, _, name in _parts(found) if not items]:
        parts.append(f"I found no {_listed(missing)}.")
    return "\n\n".join(filter(None, parts))


def _part(wanted: Asked, said: Sequence[Sentence], found: Extract, sources: Sources) -> str:
    text = _alone(wanted, said, found, sources)
    follows = found.actions if wanted.part == "decisions" and found.decisions else ()
    if wanted.words:
        follows = _fitting(follows, wanted.words)
    return f"{text}\n\n{wording.actions(follows, sources)}" if follows else text


def _alone(wanted: Asked, said: Sequence[Sentence], found: Extract, sources: Sources) -> str:
    _, items, write, name = next(one for one in _parts(found) if one[0] == wanted.part)
    fitting = _fitting(items, wanted.words)
    if fitting or not wanted.words:
        return write(fitting or items, sources) if items else f"I found no {name} here."
    about = f"I found no {name} with the words of your question."
    if items:
        return f"{about} These are all:\n\n{write(items, sources)}"
    matches = overview.matching(wanted.text, said)
    return f"{about}\n\n{wording.matches(matches, sources)}" if matches else f"I found no {name} here."


def _fitting(items: Sequence[Item], words: frozenset[str]) -> list[Item]:
    """Those that share a word with what is asked, by what they say or by whom they concern."""
    return [
        one for one in items if words & (one.words | words_of(" ".join(person.name for person in one.people)))
    ]


_Write = Callable[[Sequence[Item], Sources], str]


def _parts(found: Extract) -> Sequence[tuple[str, Sequence[Item], _Write, str]]:
    return (
        ("decisions", found.decisions, wording.decisions, "decisions"),
        ("actions", found.actions, wording.actions, "actions"),
        ("questions", found.questions, wording.questions, "open questions"),
    )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
