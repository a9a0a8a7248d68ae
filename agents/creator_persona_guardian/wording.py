"""What the Guardian says, in Markdown. What others wrote stands in it as text."""

import re
from collections.abc import Sequence

from agents.creator_persona_guardian.drift import ALARM_LINE, LIMIT, Movement
from agents.creator_persona_guardian.persona import Persona
from agents.creator_persona_guardian.repair import Repair
from agents.creator_persona_guardian.scoring import WEIGHTS, Resonance, Score
from bot.contracts.messages import Alert

MOST_SHOWN = 6_000
_MARK = re.compile(r"[\\`*_\[\]<>|~#@]")
_LIST = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))")
_PARTS = {"embedding": "meaning", "lexicon": "words", "style": "style"}
RULES_ONLY = "No language model is connected: these are hints by fixed rules, and nothing was rewritten."


def escaped(text: str) -> str:
    """The text as Markdown that shows it as it is, on one line."""
    return _LIST.sub(r"\1\\\2", _MARK.sub(r"\\\g<0>", " ".join(text.split())))


def quoted(text: str) -> str:
    """The text as a quotation of several lines."""
    shown = text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1].rstrip() + "…"
    return "\n".join(f"> {escaped(line)}".rstrip() for line in shown.splitlines())


def undefined(name: str) -> str:
    """That there is nothing to compare with."""
    return (
        f"The persona “{name}” is undefined: give a corpus, or write the brand's voice guidelines. No score."
    )


def preview(persona: Persona, score: Score, threshold: float, best: Repair | None) -> str:
    """In one line."""
    told = f"{persona.name}: authenticity {_share(score.authenticity)}"
    if score.authenticity is not None and score.authenticity >= threshold:
        told += f", at or above {_share(threshold)}"
    else:
        told += f", below {_share(threshold)}"
        if best is not None:
            told += f"; a repair reaches {_share(best.authenticity)}"
    return f"{told}{' (partial)' if score.is_partial else ''}."


def answer(persona: Persona, score: Score, expected: Resonance) -> str:
    """The score, and what it is made of."""
    made = ", ".join(f"{_PARTS[name]} {_share(value)}" for name, value in score.parts.items())
    lines = [
        f"**{escaped(persona.name)}** — authenticity **{_share(score.authenticity)}** ({made});"
        f" expected resonance {_share(expected.score)}, confidence {expected.confidence}."
    ]
    if score.is_partial:
        missing = " and ".join(_PARTS[name] for name in WEIGHTS if name not in score.parts)
        lines.append(f"_Partial: {missing} could not be compared, and the rest counts for it._")
    return "\n\n".join(lines)


def suggestion(best: Repair) -> str:
    """The repair, as something to take or leave."""
    told = f"**Suggestion** by {escaped(best.model)}, authenticity {_share(best.authenticity)}:"
    return (
        f"{told}\n\n{quoted(best.text)}\n\n_Every number, name and link is as it was; yours is not changed._"
    )


def advice(hints: Sequence[str], why: str) -> str:
    """What rules found, and why there is no more."""
    listed = "\n".join(f"- {escaped(one)}" for one in hints)
    return f"**Hints**\n\n{listed}\n\n_{why}_" if hints else f"_{why}_"


def described(persona: Persona) -> str:
    """A persona as people are asked to confirm it."""
    strongest = persona.lexicon.strongest(20)
    lines = [
        f"Learned from {len(persona.pieces)} {'piece' if len(persona.pieces) == 1 else 'pieces'}.",
        f"Words and emoji: {', '.join(strongest) if strongest else 'none known'}.",
    ]
    if persona.lexicon.avoid:
        lines.append(f"Never said: {', '.join(persona.lexicon.avoid[:20])}.")
    if persona.style:
        told = ", ".join(f"{name.replace('_', ' ')} {value:.3g}" for name, value in persona.style.items())
        lines.append(f"Style: {told}.")
    return "\n".join(escaped(line) for line in lines)


def report(movements: Sequence[Movement]) -> str:
    """The weekly report."""
    if not movements:
        return "**Voices this week**\n\nNo persona is defined yet."
    return "\n".join(["**Voices this week**", "", *map(_line, movements)])


def alarm(movements: Sequence[Movement]) -> Alert | None:
    """Where what was said in a week was not in its voice."""
    low = [one for one in movements if is_low(one)]
    if not low:
        return None
    names = ", ".join(one.name for one in low)
    told = (
        f"The mean authenticity of a week is below {ALARM_LINE}. A realignment workshop would help: {names}."
    )
    return Alert(title="Content is leaving its voice", text=told, level="warning")


def is_low(movement: Movement) -> bool:
    """Whether its week was below the line."""
    return movement.mean_authenticity is not None and movement.mean_authenticity < ALARM_LINE


def _line(one: Movement) -> str:
    if one.drift is None:
        told = "too little was said to tell a drift"
    else:
        told = f"drift {_share(one.drift)} ({one.direction}; drifted above {LIMIT})"
    mean = "" if one.mean_authenticity is None else f", mean authenticity {_share(one.mean_authenticity)}"
    return f"- **{escaped(one.name)}**: {told}{mean}{', partial' if one.is_partial else ''}"


def _share(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.2f}"
