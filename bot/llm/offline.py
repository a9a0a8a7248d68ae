"""The model ``offline``: no key and no network. It chooses sentences of what it is given, always the same for
the same, and says plainly that it is no language model.
"""

import re
from collections import Counter

from bot.contracts.llm import Answer, Prompt, Shape
from config.errors import OutputInvalid

NAME = "offline"
SAID = "No language model is connected: these are sentences chosen from what was given, not an answer."
NOTHING = "No language model is connected, and nothing was given to choose sentences from."
MOST_SENTENCES = 5

_SENTENCE = re.compile(r"[^\s.!?\n][^.!?\n]*[.!?]?")
_WORD = re.compile(r"\w{3,}")


def write(prompt: Prompt) -> Answer:
    """The sentences of the outside text that have most in common with the question, in their order."""
    wanted = Counter(_words(prompt.text))
    found: list[tuple[float, int, str]] = []
    for outside in prompt.outside:
        for sentence in _SENTENCE.findall(outside.text):
            words = _words(sentence)
            shared = sum(1.0 for word in set(words) if word in wanted)
            found.append((-shared / (len(words) + 4.0), len(found), sentence.strip()))
    chosen = sorted(sorted(found)[:MOST_SENTENCES], key=lambda one: one[1])
    if not chosen:
        return Answer(text=NOTHING, model=NAME, is_offline=True)
    listed = "\n".join(f"- {sentence[:400]}" for _, _, sentence in chosen)
    return Answer(text=f"{SAID}\n\n{listed}", model=NAME, is_offline=True)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


class OfflineLLM:
    """The LLM of a run that has no other."""

    is_offline = True

    async def write(self, prompt: Prompt, *, is_shown: bool = False) -> Answer:
        """Sentences of what was given."""
        return write(prompt)

    async def extract(self, prompt: Prompt, shape: type[Shape]) -> Shape:
        """Never anything: sentences are no shape."""
        raise OutputInvalid("No language model is connected.", code="llm_bad_output")
