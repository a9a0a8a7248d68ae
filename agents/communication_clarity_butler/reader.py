"""What a language model finds in a conversation, and says of it; what it cannot point at does not count."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, Field

from agents.communication_clarity_butler.due import due_in
from agents.communication_clarity_butler.extract import Extract, Item, Person, people_of
from agents.communication_clarity_butler.sentences import Sentence, words_of
from bot.contracts.agents import ThreadMessage
from bot.contracts.llm import LLM, Outside, Prompt

PURPOSE = "summary"
MOST_CHARACTERS, LONGEST_ANSWER = 60_000, 1_500
_EXTRACT = (
    "List what this conversation decided, who does what until when, and which questions nobody answered. Take"
    " each from one message and give its number. A decision that is taken back later, or only proposed, is"
    " none. Keep the words of the message. Give people by the names that stand there, a due date as it was"
    " said."
)
_ANSWER = (
    "Answer this from the conversation alone, in at most five sentences and in its language. If it does not"
    " say, say so. Do not list what was decided or who does what: that stands below your answer.\n\n"
    "Asked: {asked}"
)


class Read(BaseModel):
    """Something that stands in the message of that number."""

    text: str = Field(max_length=500)
    message: int
    people: list[str] = Field(default_factory=list, max_length=10)
    due: str | None = Field(None, max_length=100)


class Reading(BaseModel):
    """What a model found."""

    decisions: list[Read] = Field(default_factory=list, max_length=100)
    actions: list[Read] = Field(default_factory=list, max_length=100)
    questions: list[Read] = Field(default_factory=list, max_length=100)


async def read(llm: LLM, messages: Sequence[ThreadMessage], said: Sequence[Sentence]) -> Extract:
    """What the conversation holds; each item is known to stand on a message, and names people of it.

    Raises:
        OutputInvalid, ExternalError: the model gave nothing usable.
    """
    prompt = Prompt(
        purpose=PURPOSE, text=_EXTRACT, outside=(_talk(messages),), max_tokens=2_000, temperature=0
    )
    found = await llm.extract(prompt, Reading)
    known = people_of(said)
    return Extract(
        decisions=_items(found.decisions, messages, known),
        actions=_items(found.actions, messages, known),
        questions=_items(found.questions, messages, known),
    )


async def answer(llm: LLM, messages: Sequence[ThreadMessage], asked: str) -> tuple[str, str]:
    """A few sentences in the model's own words, and which model it was; people may read along.

    Raises:
        ExternalError: no model answered.
    """
    text = _ANSWER.format(asked=asked or "What is this about, and where does it stand?")
    prompt = Prompt(purpose=PURPOSE, text=text, outside=(_talk(messages),), max_tokens=500)
    said = await llm.write(prompt, is_shown=True)
    return said.text.strip()[:LONGEST_ANSWER], said.model


def _talk(messages: Sequence[ThreadMessage]) -> Outside:
    """The conversation with numbers; of a very long one the end."""
    lines = [
        f"[{number}] {one.author_name}, {one.at:%Y-%m-%d %H:%M}: {one.text}"
        for number, one in enumerate(messages, 1)
    ]
    return Outside(label="conversation", text="\n".join(lines)[-MOST_CHARACTERS:])


def _items(
    read: Sequence[Read], messages: Sequence[ThreadMessage], known: Mapping[str, Person]
) -> list[Item]:
    found = []
    for one in read:
        if not 1 <= one.message <= len(messages):
            continue
        source = messages[one.message - 1]
        # What shares no word with its message was made up.
        if not words_of(one.text) & words_of(source.text):
            continue
        people = tuple(known[name.lower()] for name in one.people if name.lower() in known)
        due = due_in(f"by {one.due}", source.at.date()) if one.due else None
        found.append(Item(text=one.text, source=source, people=people, due=due))
    return found
