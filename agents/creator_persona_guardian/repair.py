"""Repair: a text rewritten in a voice by a model, or, without one, what rules would change in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from agents.creator_persona_guardian import style
from agents.creator_persona_guardian.facts import lost_or_added
from agents.creator_persona_guardian.persona import Persona
from agents.creator_persona_guardian.words import emoji, words
from bot.contracts.llm import LLM, Outside, Prompt

PURPOSE, MOST_LOOPS, LONGEST_REPAIR, MOST_HINTS = "repair", 2, 20_000, 8
_REPAIR = (Path(__file__).parent / "prompts" / "repair.md").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A text that keeps every fact, what it scores, and which model wrote it."""

    text: str
    authenticity: float
    resonance: float
    model: str


async def rewritten(
    llm: LLM, content: str, persona: Persona, *, strength: float, again: str, wrong: Sequence[str]
) -> tuple[str, str]:
    """The model's version of the content, and which model it was; ``again`` says what was wrong with its last
    one, ``wrong`` which facts.

    Raises:
        ExternalError: no model answered.
    """
    prompt = Prompt(
        purpose=PURPOSE,
        text=_REPAIR.format(
            strength=round(strength * 100),
            sentence_length=_told(persona, "sentence_length"),
            formality=_told(persona, "formality"),
            again=again,
        ),
        outside=(
            Outside(label="words of the voice", text=", ".join(persona.lexicon.strongest(25)) or "not known"),
            Outside(label="words that it avoids", text=", ".join(persona.lexicon.avoid[:25]) or "none"),
            *(Outside(label="example of the voice", text=one) for one in persona.pieces[:5]),
            *(Outside(label="fact that was changed", text=one) for one in wrong[:10]),
            Outside(label="content", text=content),
        ),
        max_tokens=min(4_000, 400 + len(content) // 2),
        temperature=0.4,
    )
    answer = await llm.write(prompt)
    return ("" if answer.is_offline else answer.text.strip()[:LONGEST_REPAIR]), answer.model


def faults(content: str, repaired: str, persona: Persona) -> list[str]:
    """Which facts a repair lost or added; empty: none."""
    return lost_or_added(content, repaired, known=set(persona.lexicon.words))


def hints(content: str, persona: Persona) -> list[str]:
    """What rules would change. They point at things and write nothing themselves."""
    said = words(content)
    found = [f"“{one}” is a word this voice avoids." for one in persona.lexicon.avoid if one in said]
    found += _about_style(style.features(content), persona.style)
    heard = {*said, *emoji(content)}
    missing = [one for one in persona.lexicon.strongest(8) if one not in heard]
    if missing:
        found.append(f"None of these is said, and the voice says them often: {', '.join(missing)}.")
    return found[:MOST_HINTS]


def _about_style(now: dict[str, float], rules: dict[str, float]) -> list[str]:
    """Only of what is more than a quarter of its scale away."""
    told = []
    for name, (more, less) in _ADVICE.items():
        if name in rules and name in now and abs(now[name] - rules[name]) > style.SCALES[name] / 4:
            advice = more if now[name] > rules[name] else less
            told.append(advice.format(now=f"{now[name]:.2g}", usual=f"{rules[name]:.2g}"))
    return told


def _told(persona: Persona, name: str) -> str:
    return f"{persona.style[name]:.2g}" if name in persona.style else "not known"


_ADVICE: dict[str, Sequence[str]] = {
    "sentence_length": (
        "Sentences are long: {now} words on average, and {usual} are usual.",
        "Sentences are short: {now} words on average, and {usual} are usual.",
    ),
    "punctuation": (
        "It is louder than usual: fewer exclamation marks, question marks and emoji.",
        "It is quieter than usual: this voice exclaims and asks more.",
    ),
    "formality": (
        "It is more formal than this voice.",
        "It is more casual than this voice.",
    ),
    "readability": (
        "It is easier to read than usual for this voice.",
        "It is harder to read than usual: shorter words would help.",
    ),
}
