"""What an agent may remember, as passages: a conversation, a document, what is written of a brand or creator.

Each passage has one key, so that taking it in again doubles nothing, and says what it is of, so that it goes
with it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from bot.contracts.agents import ThreadMessage
from bot.contracts.memory import Passage

_WRITTEN = (
    "description_text",
    "target_audience_description_text",
    "brand_voice_guidelines_text",
    "bio_text",
)


def of_thread(thread: Sequence[ThreadMessage], *, source: str) -> list[Passage]:
    """What people and agents said there, each message with its link; it is forgotten with the message."""
    return [
        Passage(
            key=f"message/{one.id}",
            text=f"{one.author_name}: {one.text}",
            source=source,
            at=one.at,
            link=one.link,
            tags={"message_id": str(one.id), "user_id": str(one.author_id)},
        )
        for one in thread
        if one.author_type != "system" and one.text.strip()
    ]


def of_document(document_id: str, text: str, *, at: datetime, link: str = "") -> list[Passage]:
    """A document of any length; recalled is the part that is nearest."""
    source = f"document/{document_id}"
    return [
        Passage(key=source, text=text, source=source, at=at, link=link, tags={"document_id": document_id})
    ]


def of_profile(
    kind: Literal["brand", "creator"], profile: Mapping[str, Any], *, at: datetime
) -> list[Passage]:
    """What the workspace wrote of a brand or creator, as the tools ``get_brand`` and ``get_creator`` give it:
    a passage for each text.
    """
    source = f"{kind}/{profile['id']}"
    return [
        Passage(
            key=f"{source}/{name}",
            text=profile[name],
            source=source,
            at=at,
            tags={f"{kind}_id": str(profile["id"]), "field": name},
        )
        for name in _WRITTEN
        if isinstance(profile.get(name), str)
    ]
