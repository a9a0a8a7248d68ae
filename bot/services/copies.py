"""Copies: which messages of a channel stand where on a platform, and what a message looks like there."""

import hashlib
from collections.abc import Collection, Generator, Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from tortoise.expressions import Q

from bot.contracts import proposals as asked
from bot.contracts.markdown import block, plain
from bot.contracts.messages import Author, Button, ContentType, Detail, Link, OutboundMessage
from bot.contracts.platforms import Heard
from bot.contracts.unit import Unit
from bot.services import authors
from config.clock import new_id
from storage.bulk import Call, Found, insert, statement
from storage.models.chat import Message
from storage.models.mirrors import ChannelLink, MessageLink
from storage.models.users import User

_COLUMNS = (
    "id workspace_id link_id message_id external_id part is_ours thread_external_id shown_digest"
    " created_at updated_at"
)
INSERT = insert(MessageLink, _COLUMNS, ignore_conflicts=True)
_HEARD = statement(
    "UPDATE channel_links SET last_external_id = ?, status = 'active', error_text = NULL"
    " WHERE workspace_id = ? AND id = ?"
)
_THREAD = statement(
    "UPDATE message_links SET thread_external_id = ? WHERE link_id = ? AND message_id = ? AND part = 0"
    " AND thread_external_id IS NULL"
)
_MOST_JSON = 3000
_STATUS_MARKS = {"pending": "⏳", "running": "⏳", "success": "✅", "error": "❌", "cancelled": "⏹"}


def values(link: ChannelLink, message_id: UUID, external_id: str, **more: Any) -> tuple[Any, ...]:
    """The row of a copy, for ``INSERT``."""
    at = more["at"]
    return (
        new_id(), link.workspace_id, link.id, message_id, external_id, more.get("part", 0),
        more["is_ours"], more.get("thread"), more.get("digest"), at, at,
    )  # fmt: skip


def coming(
    unit: Unit, link: ChannelLink, heard: Heard, row: Mapping[str, Any]
) -> Generator[Call, Found, None]:
    """Steps that keep where a message came from, with that message; and what the thread is called that it
    stands in.
    """
    if heard.place.thread is not None and row["thread_id"] is not None:
        yield Call(_THREAD, (heard.place.thread, link.id, row["thread_id"]))
    copy = values(
        link, row["id"], heard.external_id, is_ours=False, thread=heard.opens_thread, at=unit.now
    )  # fmt: skip
    yield Call(INSERT, copy)
    yield from heard_of(link, heard.external_id)


def heard_of(link: ChannelLink, external_id: str) -> Generator[Call, Found, None]:
    """Steps that keep how far the place was heard; a link that is heard from works."""
    yield Call(_HEARD, (external_id, link.workspace_id, link.id))


async def find(link: ChannelLink, external_id: str) -> MessageLink | None:
    """The copy of that name."""
    return await MessageLink.of(link.workspace_id).get_or_none(link_id=link.id, external_id=external_id)


async def all_of(link: ChannelLink, external_id: str) -> Sequence[MessageLink]:
    """All that came with a platform's message: its text, and its files, which have names of their own."""
    rows = MessageLink.of(link.workspace_id).filter(link_id=link.id)
    named = Q(external_id=external_id) | Q(external_id__startswith=f"{external_id}#")
    return await rows.filter(named).order_by("part")


async def root_named(link: ChannelLink, thread: str) -> UUID | None:
    """The message above the thread of that name."""
    return await _root(link, [thread])


async def of_messages(link: ChannelLink, message_ids: Collection[UUID]) -> dict[UUID, Sequence[MessageLink]]:
    """The copies of each of the messages at the link, by part."""
    found: dict[UUID, list[MessageLink]] = {one: [] for one in message_ids}
    rows = MessageLink.of(link.workspace_id).filter(link_id=link.id, message_id__in=list(message_ids))
    for row in await rows.order_by("part"):
        found[row.message_id].append(row)
    return {**found}


async def thread_root(link: ChannelLink, heard: Heard) -> UUID | None:
    """The message above the thread in which something was said; None: in none that is known here."""
    return await _root(link, [one for one in (heard.place.thread, heard.replies_to) if one is not None])


async def _root(link: ChannelLink, names: Sequence[str]) -> UUID | None:
    for name in names:
        here = MessageLink.of(link.workspace_id).filter(link_id=link.id)
        row = (
            await here.filter(thread_external_id=name).first() or await here.filter(external_id=name).first()
        )
        if row is None:
            continue
        message = await Message.of(link.workspace_id).get_or_none(id=row.message_id)
        if message is not None and (message.deleted_at is None or message.reply_count > 0):
            return message.thread_id or message.id
    return None


def shown(row: Message, author: Author | None, public_url: str) -> OutboundMessage:
    """What the message says and who says it, for any platform; its key is the message's id."""
    content: Mapping[str, Any] = row.content_json or {}
    here = f"{public_url}/w/{row.workspace_id}/c/{row.channel_id}?m={row.id}"
    kind = row.content_type
    if kind == ContentType.INTERACTIVE_PROPOSAL:
        return _proposal(row, content.get("json_payload") or {}, author, here)
    if kind == ContentType.JSON_DATA:
        return _data(row, content.get("json_payload"), author)
    if kind == ContentType.AGENT_STATUS_UPDATE:
        said = content.get("status_update_json") or {}
        mark = _STATUS_MARKS.get(str(said.get("status")), "⏳")
        text = f"{mark} {plain(str(said.get('text') or said.get('status') or ''))}"
        return OutboundMessage(key=row.id, body_text=text, author=author)
    text = str(content.get("text_body") or "")
    if kind == ContentType.TEXT and row.sender_type != "user":
        text = plain(text)
    return OutboundMessage(key=row.id, body_text=text, author=author)


def digest(message: OutboundMessage) -> str:
    """The same for messages that look the same."""
    said = (
        message.title_text, message.body_text, message.foot_text, message.level,
        [(one.label, one.value) for one in message.fields], [(one.label, one.url) for one in message.links],
        [(one.label, one.token, one.style) for one in message.buttons],
        message.author.name if message.author else None,
        (message.file.name, message.file.size) if message.file else None,
    )  # fmt: skip
    return hashlib.sha256(orjson.dumps(said)).hexdigest()


async def faces(workspace_id: UUID, rows: Sequence[Message]) -> dict[UUID, Author]:
    """The people and agents who wrote the messages, as platforms show them."""
    wrote = {row.sender_id: row.sender_type for row in rows if row.sender_type != "system"}
    named = await authors.names(workspace_id, [(kind, one) for one, kind in wrote.items()])
    people = [one for one, kind in wrote.items() if kind == "user"]
    infos = dict(await User.filter(id__in=people).values_list("id", "profile_info")) if people else {}
    return {
        one: Author(
            name=authors.called(named, (kind, one)),
            is_agent=kind != "user",
            avatar_url=_web((infos.get(one) or {}).get("avatar_url")),
        )
        for one, kind in wrote.items()
    }


def _web(url: Any) -> str | None:
    return url if isinstance(url, str) and url.startswith("https://") else None


def _data(row: Message, payload: Any, author: Author | None) -> OutboundMessage:
    if not isinstance(payload, dict) or payload.get("kind") != "alert":
        text = orjson.dumps(payload, option=orjson.OPT_INDENT_2).decode()
        cut = text if len(text) <= _MOST_JSON else f"{text[:_MOST_JSON]}\n…"
        return OutboundMessage(key=row.id, body_text=block(cut, "json"), author=author)
    level = payload.get("level")
    lines = [str(payload[name]) for name in ("text", "reason_text") if payload.get(name)]
    amount = payload.get("amount_text")
    return OutboundMessage(
        key=row.id,
        title_text=" · ".join(str(one) for one in (payload.get("title") or "Alert", amount) if one),
        body_text="\n".join(plain(one) for one in dict.fromkeys(lines)),
        foot_text=str(payload["foot_text"]) if payload.get("foot_text") else None,
        author=author,
        level=level if level in ("info", "warning", "critical") else "info",
        fields=tuple(_details(payload.get("fields"))),
        links=tuple(_links(payload.get("links"))),
    )


def _details(found: Any) -> list[Detail]:
    rows = found if isinstance(found, list) else []
    return [
        Detail(label=str(one.get("label")), value=str(one.get("value")))
        for one in rows
        if isinstance(one, dict)
    ]


def _links(found: Any) -> list[Link]:
    rows = found if isinstance(found, list) else []
    named = [
        one
        for one in rows
        if isinstance(one, dict) and str(one.get("url")).startswith(("https://", "http://"))
    ]
    return [Link(label=str(one.get("label") or "Open"), url=str(one["url"])) for one in named]


def _proposal(row: Message, payload: Mapping[str, Any], author: Author | None, here: str) -> OutboundMessage:
    data = payload.get("data_json") or {}
    buttons: list[Button] = []
    actions = [asked.Action(**one) for one in payload.get("actions_array") or ()]
    if is_open := payload.get("state") == "open":
        buttons = [
            Button(label=one.label, token=asked.token("p", row.id, at), style=one.style or _style(one))
            for at, one in enumerate(actions)
        ]
        approving = next((at for at, one in enumerate(actions) if asked.approves(one)), None)
        if payload.get("editable_schema_json") and approving is not None:
            buttons.append(
                Button(label="Edit…", token=asked.token("e", row.id, approving), style="secondary")
            )
    return OutboundMessage(
        key=row.id,
        title_text=str(payload.get("title_text") or "A decision"),
        body_text=plain(str(payload.get("description_text") or "")),
        foot_text=_waits(payload) if is_open else _outcome(payload, actions),
        author=author,
        level="warning" if payload.get("risk") == "high" and is_open else None,
        fields=tuple(Detail(label=str(name), value=_said(value)) for name, value in data.items()),
        links=(Link(label="Open in IONFLUX", url=here),),
        buttons=tuple(buttons),
    )


def _style(action: asked.Action) -> Any:
    return "primary" if asked.approves(action) else "secondary"


def _said(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _waits(payload: Mapping[str, Any]) -> str:
    asker = (payload.get("asked_by") or {}).get("name")
    votes, quorum = payload.get("votes") or (), payload.get("quorum") or 1
    told = [
        f"Asked by {asker}." if asker else "",
        f"{len(votes)} of {quorum} have decided." if quorum > 1 else "",
    ]
    return " ".join(filter(None, told)) or "Waiting for a decision."


def _outcome(payload: Mapping[str, Any], actions: Sequence[asked.Action]) -> str:
    decision = payload.get("decision") or {}
    label = next((one.label for one in actions if one.action_id == decision.get("action_id")), None)
    if payload.get("state") == "expired":
        told = f"Expired: {label} was applied." if label else "Expired: nothing was decided."
    elif label is None:
        told = "Withdrawn."
    else:
        by, platform = decision.get("user_name") or "somebody", str(decision.get("platform") or "web")
        told = f"{label}: decided by {by}" + ("" if platform == "web" else f" on {platform.title()}") + "."
    if decision.get("comment"):
        told += f" “{decision['comment']}”"
    for one in decision.get("changes") or ():
        told += f" {one.get('field')}: {_said(one.get('old'))} → {_said(one.get('new'))}."
    return " ".join(filter(None, (told, str(payload.get("outcome_text") or ""))))
