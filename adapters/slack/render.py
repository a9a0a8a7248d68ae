"""OutboundMessage → what chat.postMessage takes: pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.slack.emoji import with_emoji
from adapters.slack.mrkdwn import before_entity, cut, entities, escaped, link, mrkdwn
from bot.contracts.messages import Author, Button, OutboundMessage

Block = Mapping[str, Any]

LONGEST_TEXT, LONGEST_SECTION, LONGEST_HEADER, LONGEST_FIELD = 38_000, 2_900, 150, 1_900
LONGEST_LABEL, LONGEST_USERNAME, LONGEST_SUMMARY, LONGEST_EDIT = 75, 80, 300, 4_000
FIELDS_AT_ONCE, MOST_BLOCKS = 10, 50
EVENT_TYPE, ACTION = "ionflux_message", "ionflux."
_LEVELS = {"info": "🔵", "warning": "🟠", "critical": "🔴"}
_STYLES = {"primary": "primary", "danger": "danger"}


def render(message: OutboundMessage, *, names_author: bool = False) -> dict[str, Any]:
    """The text and the blocks. ``names_author``: whose it is is said in it, where it cannot be shown so."""
    told = _card(message) if message.is_card else {"text": _said(message) or "…", "blocks": []}
    if names_author and message.author is not None:
        return _with_author(told, message.author)
    return told


def render_edit(message: OutboundMessage, *, names_author: bool = False) -> dict[str, Any]:
    """The same for chat.update, whose text holds less than a post's: what is longer stands in blocks."""
    told = render(message, names_author=names_author)
    if len(told["text"]) <= LONGEST_EDIT:
        return told
    parts = _pieces(told["text"], LONGEST_SECTION)
    blocks = told["blocks"] or [{"type": "section", "text": _marked(part)} for part in parts]
    return {"text": cut(told["text"], LONGEST_SUMMARY), "blocks": blocks[:MOST_BLOCKS]}


def shown_author(author: Author | None) -> dict[str, str]:
    """As whom the bot posts it."""
    if author is None:
        return {}
    username = {"username": cut(" ".join(author.name.split()), LONGEST_USERNAME) or "?"}
    if author.avatar_url and author.avatar_url.startswith("https://"):
        return username | {"icon_url": author.avatar_url}
    return username | ({"icon_emoji": ":robot_face:"} if author.is_agent else {})


def metadata(message: OutboundMessage) -> dict[str, Any]:
    """By which the message is found again."""
    return {"event_type": EVENT_TYPE, "event_payload": {"key": str(message.key)}}


def byline(author: Author) -> str:
    """Whose it is, as a line before the text."""
    mark = "🤖 " if author.is_agent else ""
    return f"*{mark}{escaped(' '.join(author.name.split()))}*"


def is_ours(action_id: str) -> bool:
    """Whether a button of that name is one that is made here."""
    return action_id.startswith(ACTION)


def _said(message: OutboundMessage) -> str:
    foot = f"_{escaped(message.foot_text)}_" if message.foot_text else ""
    return cut("\n".join(filter(None, (mrkdwn(message.body_text), _links(message), foot))), LONGEST_TEXT)


def _links(message: OutboundMessage) -> str:
    return " · ".join(link(one.label, one.url) for one in message.links)


def _with_author(told: dict[str, Any], author: Author) -> dict[str, Any]:
    line = byline(author)
    named = {"text": f"{line}\n{told['text']}", "blocks": told["blocks"]}
    if told["blocks"]:
        named["blocks"] = [_small(line), *told["blocks"]][:MOST_BLOCKS]
    return named


def _card(message: OutboundMessage) -> dict[str, Any]:
    title = _title(message)
    summary = " · ".join(filter(None, (entities(title), cut(mrkdwn(message.body_text), LONGEST_SUMMARY))))
    return {"text": summary or "…", "blocks": list(_fitting(_blocks(message, title)))}


def _fitting(blocks: Iterator[Block]) -> list[Block]:
    """At most as many as Slack takes; what can be pressed stays."""
    all_ = list(blocks)
    if len(all_) > MOST_BLOCKS:
        last = [one for one in all_ if one["type"] == "actions"]
        all_ = [*all_[: MOST_BLOCKS - len(last)], *last]
    return all_


def _title(message: OutboundMessage) -> str:
    mark = _LEVELS[message.level] if message.level else ""
    return " ".join(filter(None, (mark, *message.title_text.split())))


def _blocks(message: OutboundMessage, title: str) -> Iterator[Block]:
    if title:
        yield {"type": "header", "text": _plain(cut(title, LONGEST_HEADER))}
    for part in _pieces(mrkdwn(message.body_text), LONGEST_SECTION):
        yield {"type": "section", "text": _marked(part)}
    fields = [_marked(_field(one.label, one.value)) for one in message.fields]
    for at in range(0, len(fields), FIELDS_AT_ONCE):
        yield {"type": "section", "fields": fields[at : at + FIELDS_AT_ONCE]}
    if links := _links(message):
        yield {"type": "section", "text": _marked(cut(links, LONGEST_SECTION))}
    if message.foot_text:
        yield _small(escaped(message.foot_text))
    if message.buttons:
        yield {"type": "actions", "elements": [_button(one) for one in message.buttons]}


def _field(label: str, value: str) -> str:
    return cut(f"*{escaped(label)}*\n{escaped(value) or '–'}", LONGEST_FIELD)


def _button(button: Button) -> dict[str, Any]:
    style = _STYLES.get(button.style or "")
    shown = {
        "type": "button",
        "text": _plain(cut(button.label, LONGEST_LABEL) or "?"),
        "action_id": f"{ACTION}{button.token}",
        "value": button.token,
    }
    return shown | ({"style": style} if style else {})


def _small(text: str) -> Block:
    return {"type": "context", "elements": [_marked(cut(text, LONGEST_FIELD))]}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": with_emoji(text), "emoji": True}


def _marked(text: str) -> dict[str, Any]:
    # Verbatim: Slack makes no mention and no link of what is not marked as one.
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _pieces(text: str, most: int) -> Sequence[str]:
    """The text in parts that each fit, broken where a line ends if one does."""
    pieces: list[str] = []
    while len(text) > most:
        at = text.rfind("\n", most // 2, most)
        at = at if at > 0 else before_entity(text, most)
        pieces.append(text[:at])
        text = text[at:].lstrip("\n")
    return [*pieces, text] if text else pieces
