"""What the next deliveries of a link are about, read together: by itself each of them takes five queries."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from bot.contracts.messages import Author
from bot.services import copies
from config.clock import monotonic
from storage.models.chat import Message
from storage.models.mirrors import ChannelLink, Delivery, MessageLink

MOST = 20
FRESH_SECONDS = 0.5
"""What is shown is what holds now: where messages wait for their turn little is read ahead."""


class Ahead:
    """For whoever holds the link, and changes its copies."""

    def __init__(self, link: ChannelLink) -> None:
        """Nothing is read yet."""
        self._link = link
        self._messages: Mapping[UUID, Message] = {}
        self._copies: dict[UUID, Sequence[MessageLink]] = {}
        self._faces: Mapping[UUID, Author] = {}
        self._until = 0.0

    async def read(self, deliveries: Sequence[Delivery]) -> None:
        """Be ready for the first of them, and for what comes after it."""
        if deliveries[0].message_id in self._messages and monotonic() < self._until:
            return
        asked = {one.message_id for one in deliveries[:MOST]}
        rows = await Message.of(self._link.workspace_id).filter(id__in=list(asked))
        roots = {row.thread_id for row in rows if row.thread_id is not None}
        self._messages = {row.id: row for row in rows}
        self._copies = await copies.of_messages(self._link, asked | roots)
        self._faces = await copies.faces(self._link.workspace_id, rows)
        self._until = monotonic() + FRESH_SECONDS

    def message(self, message_id: UUID) -> Message | None:
        """One of those that were read for."""
        return self._messages.get(message_id)

    async def copies(self, message_id: UUID) -> Sequence[MessageLink]:
        """The copies of one of them, or of what it answers, by part."""
        if message_id not in self._copies:
            self._copies |= await copies.of_messages(self._link, {message_id})
        return self._copies[message_id]

    def face(self, row: Message) -> Author | None:
        """Who says it; nobody for what the system says."""
        return self._faces.get(row.sender_id) if row.sender_type != "system" else None

    def forget(self, *message_ids: UUID) -> None:
        """Their copies are others now."""
        for one in message_ids:
            self._copies.pop(one, None)
