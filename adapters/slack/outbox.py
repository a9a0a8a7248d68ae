"""What we say, change, take back and put under messages, by the Web API."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from adapters.slack.calls import Accounts, Calls
from adapters.slack.emoji import name_of, unicode_of
from adapters.slack.history import History
from adapters.slack.mrkdwn import entities
from adapters.slack.render import byline, metadata, render, render_edit, shown_author
from bot.contracts.adapters import Sent
from bot.contracts.messages import Attachment, OutboundMessage, Place
from config.errors import ExternalError, RateLimited, Rejected, Unreachable
from config.logs import logger

Upload = Callable[[str, Attachment], Awaitable[None]]

_NO_JOIN = ("channel_not_found", "method_not_supported_for_channel_type", "missing_scope", "is_archived")
_NO_REACTION = ("already_reacted", "invalid_name", "too_many_emoji", "too_many_reactions", "no_reaction")
_LOOKS_FOR_SHARES = (0.0, 0.2, 0.5, 1.0, 2.0)

_log = logger(__name__)


class Outbox:
    """Sends. What Slack refuses and can be put right is put right once."""

    def __init__(self, call: Calls, accounts: Accounts, history: History, upload: Upload) -> None:
        """Keep the parts; ``upload`` brings a file's bytes to an address."""
        self._call, self._accounts, self._history, self._upload = call, accounts, history, upload

    async def send(self, to: Place, message: OutboundMessage, *, is_repeat: bool) -> Sent:
        """Post it, and its file; see Adapter."""
        thread = to.thread or message.replies_to
        if message.file is not None and not message.is_card:
            return Sent(external_id=await self._filed(to, message, thread, is_repeat=is_repeat))
        found: str | None = None
        if is_repeat:
            with _perhaps_there():
                found = await self._history.sent(to, thread, str(message.key))
        ts = found or await self._posted(to, message, thread)
        if message.file is not None:
            # A card cannot hold a file: it stands in the card's thread.
            with _perhaps_there():
                await self._filed(to, _file_alone(message), thread or ts, is_repeat=found is not None)
        return Sent(external_id=ts)

    async def edit(self, to: Place, external_id: str, message: OutboundMessage) -> None:
        """Show it otherwise; see Edits."""
        # Its author stays as it was posted: as the sender, or in the text.
        is_named = await self._names(to) and (message.file is None or message.is_card)
        told = render_edit(message, names_author=not is_named)
        await self._call(to.account, "chat.update", channel=to.channel, ts=external_id, **told)

    async def delete(self, to: Place, external_id: str) -> None:
        """Take it away; see Deletes."""
        gone = ("message_not_found",)
        await self._call(to.account, "chat.delete", but=gone, channel=to.channel, ts=external_id)

    async def react(self, to: Place, external_id: str, emojis: Sequence[str]) -> Sequence[str]:
        """Have just these of ours under it; see Reacts."""
        where = {"channel": to.channel, "timestamp": external_id}
        bot = await self._accounts.bot(to.account, self._call)
        told = await self._call(to.account, "reactions.get", **where)
        standing = (told.get("message") or {}).get("reactions") or ()
        ours = [str(one["name"]) for one in standing if bot.user_id in (one.get("users") or ())]
        wanted = {name: emoji for emoji in emojis if (name := name_of(emoji)) is not None}
        for name in ours:
            if name not in wanted and unicode_of(name) not in emojis:
                await self._call(to.account, "reactions.remove", but=_NO_REACTION, name=name, **where)
        shown = []
        for name, emoji in wanted.items():
            if name not in ours:
                done = await self._call(to.account, "reactions.add", but=_NO_REACTION, name=name, **where)
                if not done.get("ok") and done.get("error") != "already_reacted":
                    continue
            shown.append(emoji)
        return shown

    async def _names(self, to: Place) -> bool:
        """Whether Slack lets us post there in others' names."""
        return (await self._accounts.bot(to.account, self._call)).shows_names

    async def _posted(self, to: Place, message: OutboundMessage, thread: str | None) -> str:
        args: dict[str, Any] = {
            "channel": to.channel,
            "metadata": metadata(message),
            "unfurl_links": False,
            "unfurl_media": False,
        }
        args |= await self._said(to, message) | ({"thread_ts": thread} if thread else {})
        cures = self._cures(to, message)
        while True:
            told = await self._call(to.account, "chat.postMessage", but=tuple(cures), **args)
            if told.get("ok"):
                return str(told["ts"])
            await cures.pop(str(told.get("error")))(args)

    async def _said(self, to: Place, message: OutboundMessage) -> dict[str, Any]:
        """The message, with whose it is."""
        if message.author is None or await self._names(to):
            return render(message) | shown_author(message.author)
        return render(message, names_author=True)

    def _cures(
        self, to: Place, message: OutboundMessage
    ) -> dict[str, Callable[[dict[str, Any]], Awaitable[None]]]:
        """What is done about an error before it is tried once more; each once."""

        async def unnamed(args: dict[str, Any]) -> None:
            for name in ("username", "icon_url", "icon_emoji"):
                args.pop(name, None)
            args |= render(message, names_author=True)
            self._accounts.forget(to.account)

        async def joined(_: dict[str, Any]) -> None:
            await self._call(to.account, "conversations.join", but=_NO_JOIN, channel=to.channel)

        async def unthreaded(args: dict[str, Any]) -> None:
            args.pop("thread_ts", None)

        async def plain(args: dict[str, Any]) -> None:
            words = "\n\n".join(filter(None, (message.title_text, message.body_text)))
            args |= {"blocks": [], "text": entities(words) or "…", "mrkdwn": False}

        cures = {"not_in_channel": joined, "thread_not_found": unthreaded, "invalid_blocks": plain}
        return cures | ({"missing_scope": unnamed} if message.author is not None else {})

    async def _filed(
        self, to: Place, message: OutboundMessage, thread: str | None, *, is_repeat: bool
    ) -> str:
        """Upload the file and share it with the words beside it."""
        file = message.file
        if file is None:
            raise Rejected("There is no file.", service="slack")

        def is_it(there: Mapping[str, Any]) -> bool:
            return there.get("name") == file.name and there.get("size") == file.size

        if is_repeat:
            with _perhaps_there():
                found = await self._history.shared(to, thread, is_it)
            if found is not None:
                return found
        begun = await self._call(
            to.account, "files.getUploadURLExternal", filename=file.name, length=file.size
        )
        await self._upload(str(begun["upload_url"]), file)
        file_id = str(begun["file_id"])
        shared: dict[str, Any] = {"files": [{"id": file_id, "title": file.name}], "channel_id": to.channel}
        comment = _comment(message)
        shared |= {name: said for name, said in (("thread_ts", thread), ("initial_comment", comment)) if said}
        await self._call(to.account, "files.completeUploadExternal", **shared)
        try:
            return await self._shared_ts(to, thread, file_id) or file_id
        except ExternalError as unknown:
            # It is there, whatever it is called.
            _log.warning("slack_share_not_found", why=unknown.message, file_id=file_id)
            return file_id

    async def _shared_ts(self, to: Place, thread: str | None, file_id: str) -> str | None:
        """The message in which Slack has put the file: it does so a little later than it answers."""
        for wait in _LOOKS_FOR_SHARES:
            await asyncio.sleep(wait)
            told = await self._call(to.account, "files.info", but=("file_not_found",), file=file_id)
            for shares in ((told.get("file") or {}).get("shares") or {}).values():
                if shares.get(to.channel):
                    return str(shares[to.channel][0]["ts"])
        return await self._history.shared(to, thread, lambda there: there.get("id") == file_id)


@contextmanager
def _perhaps_there() -> Iterator[None]:
    """Told to wait here, it may be there already: it is no message that was never taken."""
    try:
        yield
    except RateLimited as limited:
        raise Unreachable(limited.message, service="slack", retry_after=limited.retry_after) from limited


def _file_alone(message: OutboundMessage) -> OutboundMessage:
    return OutboundMessage(key=message.key, file=message.file)


def _comment(message: OutboundMessage) -> str:
    """What stands with a file: Slack shows no other name than the bot's there."""
    text = render(message)["text"] if message.body_text or message.links or message.foot_text else ""
    return "\n".join(filter(None, (byline(message.author) if message.author else "", text)))
