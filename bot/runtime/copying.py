"""What one delivery comes to at one link: which calls of the adapter, with what. Read here, performed without
a transaction.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from bot.contracts.adapters import Adapter, Deletes, Edits, Reacts
from bot.contracts.messages import Author, OutboundMessage, Place
from bot.contracts.unit import SYSTEM
from bot.runtime.ahead import Ahead
from bot.runtime.fitting import Fitted, fit
from bot.runtime.units import new_unit
from bot.services import copies, drains, mirrors
from bot.services.drains import Copied, Outcome
from bot.services.files import Attachments
from config.clock import now
from storage.bulk import Steps
from storage.models.chat import Message, Reaction
from storage.models.mirrors import ChannelLink, Delivery, MessageLink

GONE = "…"

Turn = Callable[[], Awaitable[None]]
Keep = Callable[[Steps[None]], Awaitable[None]]


@dataclass(slots=True, kw_only=True)
class Work:
    """One delivery with all that is needed to bring it out."""

    link: ChannelLink
    delivery: Delivery
    place: Place
    there: Sequence[MessageLink] = ()
    fitted: Fitted = field(default_factory=lambda: Fitted(()))
    shown_digest: str | None = None
    root: MessageLink | None = None
    emojis: Sequence[str] = ()

    async def perform(self, adapter: Adapter, turn: Turn, keep: Keep, *, is_repeat: bool) -> Outcome:
        """Do it; ``turn`` before each call, ``keep`` after each part of several. Raises as the adapter
        does.
        """
        if self.delivery.kind == "message_deleted":
            return await self._delete(adapter, turn)
        if self.delivery.kind == "reaction_changed":
            return await self._react(adapter, turn)
        return await self._show(adapter, turn, keep, is_repeat=is_repeat)

    async def _show(self, adapter: Adapter, turn: Turn, keep: Keep, *, is_repeat: bool) -> Outcome:
        """Send the parts that are not there yet, change those that are, take away what is too many."""
        made: list[Copied] = []
        root_thread: tuple[Any, str] | None = None
        have = {row.part: row for row in self.there}
        for number, part in enumerate(self.fitted.parts):
            await turn()
            if (row := have.get(number)) is not None:
                await cast("Edits", adapter).edit(self.place, row.external_id, part)
                continue
            to = replace(self.place, thread=self.place.thread or (root_thread[1] if root_thread else None))
            sent = await adapter.send(to, part, is_repeat=is_repeat and not made)
            if self.root is not None and sent.thread is not None and not self.root.thread_external_id:
                root_thread = (self.root.message_id, sent.thread)
            own_thread = sent.thread if self.root is None else None
            copy = Copied(part=number, external_id=sent.external_id, thread=own_thread)
            made.append(copy)
            if is_repeat and _can_mend(adapter, part):
                # It may be the copy of the first time, which shows what was said then.
                await turn()
                where = replace(to, thread=to.thread or (sent.thread if self.root is not None else None))
                await cast("Edits", adapter).edit(where, sent.external_id, part)
            if len(self.fitted.parts) > 1:
                await keep(drains.copied(self.link, self.delivery.message_id, copy, now()))
        for row in self.there[len(self.fitted.parts) :]:
            await turn()
            await cast("Deletes", adapter).delete(self.place, row.external_id)
        return Outcome(
            delivery=self.delivery, link=self.link, state="sent", changes=self.fitted.changes,
            copies=made, shown_digest=self.shown_digest, root_thread=root_thread,
            parts_left=len(self.fitted.parts),
        )  # fmt: skip

    async def _delete(self, adapter: Adapter, turn: Turn) -> Outcome:
        for row in self.there:
            await turn()
            await cast("Deletes", adapter).delete(self.place, row.external_id)
        return Outcome(delivery=self.delivery, link=self.link, state="sent")

    async def _react(self, adapter: Adapter, turn: Turn) -> Outcome:
        await turn()
        shown = await cast("Reacts", adapter).react(self.place, self.there[0].external_id, self.emojis)
        left = [one for one in self.emojis if one not in shown]
        changes = [f"not shown: {' '.join(left)}"] if left else []
        return Outcome(
            delivery=self.delivery, link=self.link, state="sent", changes=changes, reactions=list(shown)
        )


def _found_again(adapter: Adapter, work: Work) -> Work | None:
    """What makes a copy known that may have arrived before its message was taken back: what comes next takes
    it away. None: there is none, or it cannot be found.
    """
    able, one = adapter.capabilities, work.delivery
    if not (one.kind == "new_message" and one.is_begun and able.is_idempotent and able.deletes):
        return None
    root = work.root.external_id if work.root is not None else None
    work.fitted = fit(OutboundMessage(key=one.message_id, body_text=GONE, replies_to=root), able)
    return work


def _can_mend(adapter: Adapter, part: OutboundMessage) -> bool:
    able = adapter.capabilities
    return able.is_idempotent and able.edits and bool(part.body_text or part.title_text)


class Copier:
    """Reads what a delivery is about."""

    def __init__(self, attachments: Attachments, public_url: str) -> None:
        """Take files from ``attachments``; lead people to ``public_url``."""
        self._attachments = attachments
        self._public_url = public_url

    async def prepared(
        self, adapter: Adapter, link: ChannelLink, one: Delivery, ahead: Ahead
    ) -> Work | Outcome:
        """The work, or why there is none; ``ahead`` has read for the delivery."""
        there = await ahead.copies(one.message_id)
        row = ahead.message(one.message_id)
        if row is None:
            return _skipped(link, one, "The message is gone.")
        work = Work(link=link, delivery=one, place=mirrors.place_of(link), there=there)
        if row.thread_id is not None and (root := await ahead.copies(row.thread_id)):
            work.root = root[0]
            work.place = replace(work.place, thread=root[0].thread_external_id)
        if one.kind == "message_deleted":
            return self._deleted(adapter, work)
        if row.deleted_at is not None:
            return _found_again(adapter, work) or _skipped(link, one, "The message was taken back.")
        if one.kind == "reaction_changed":
            return await self._reacted(adapter, work)
        if one.kind == "message_updated" and not there:
            return _skipped(link, one, "The message does not stand there.")
        return await self._shown(adapter, work, row, ahead.face(row))

    def _deleted(self, adapter: Adapter, work: Work) -> Work | Outcome:
        if not work.there:
            return _skipped(work.link, work.delivery, "The message does not stand there.")
        if not adapter.capabilities.deletes:
            return _skipped(work.link, work.delivery, "Nothing can be taken back there.")
        return work

    async def _reacted(self, adapter: Adapter, work: Work) -> Work | Outcome:
        link, one = work.link, work.delivery
        if not work.there or not adapter.capabilities.reactions:
            return _skipped(link, one, "It cannot be shown there.")
        given = Reaction.of(link.workspace_id).filter(message_id=one.message_id).order_by("id")
        rows = [row for row in await given if row.link_id != link.id]
        work.emojis = list(dict.fromkeys(row.emoji for row in rows))
        if not one.is_begun and set(work.emojis) == set(work.there[0].reactions_array or ()):
            return _skipped(link, one, "It shows already.")
        return work

    async def _shown(
        self, adapter: Adapter, work: Work, row: Message, author: Author | None
    ) -> Work | Outcome:
        link, one = work.link, work.delivery
        message = copies.shown(row, author, self._public_url)
        if (details := (row.content_json or {}).get("file_details_json")) is not None:
            unit = new_unit(SYSTEM, link.workspace_id)
            message = replace(message, file=await self._attachments.attachment(unit, details))
        work.shown_digest = copies.digest(message)
        if one.kind == "message_updated":
            # What was begun and not noted may show already what has been taken back since.
            if not one.is_begun and any(there.shown_digest == work.shown_digest for there in work.there):
                return _skipped(link, one, "It shows already.")
            if not all(there.is_ours for there in work.there):
                return _skipped(
                    link, one, "It is somebody's own message there, which nobody else can change."
                )
            if not adapter.capabilities.edits:
                return _skipped(link, one, "Nothing can be changed there.")
        elif any(not there.is_ours for there in work.there):
            return _skipped(link, one, "It came from there.")
        if work.root is not None:
            message = replace(message, replies_to=work.root.external_id)
        work.fitted = fit(message, adapter.capabilities)
        return work


def _skipped(link: ChannelLink, one: Delivery, why: str) -> Outcome:
    return Outcome(delivery=one, link=link, state="skipped", error_text=why)
