"""OutboundMessage → what Discord takes: content, embeds, components. Pure.

https://discord.com/developers/docs/resources/message#create-message
"""

from collections.abc import Mapping
from typing import Any

from bot.contracts.messages import Button, OutboundMessage
from bot.contracts.platforms import Form, FormField, Told

LONGEST = 2000
EPHEMERAL = 64
NOBODY: Mapping[str, Any] = {"parse": []}
_COLOURS = {"info": 0x5B6CFF, "warning": 0xC98A00, "critical": 0xC8322B}
_STYLES = {"primary": 3, "danger": 4, "secondary": 2}
_QUIET_LINKS = 4


def message(said: OutboundMessage) -> dict[str, Any]:
    """The message: words as content, a card as an embed with its buttons; nobody is called by it."""
    body: dict[str, Any] = {"allowed_mentions": dict(NOBODY), "components": _rows(said)}
    name = _author(said)
    if not said.is_card:
        body["content"] = _cut("\n".join(filter(None, (name, said.body_text))) or "…", LONGEST)
        return body
    body["content"] = name
    body["embeds"] = [_embed(said)]
    return body


def plain(said: OutboundMessage) -> dict[str, Any]:
    """The same in words alone, for what Discord does not take."""
    lines = [_author(said), said.title_text, said.body_text]
    lines += [f"{one.label}: {one.value}" for one in said.fields]
    lines += [f"{one.label}: {one.url}" for one in said.links]
    lines.append(said.foot_text or "")
    content = _cut("\n".join(filter(None, lines)) or "…", LONGEST)
    return {"allowed_mentions": dict(NOBODY), "content": content, "components": _rows(said)}


def told(answer: Told) -> dict[str, Any]:
    """What one person alone is told."""
    text = _cut(answer.text_body or "Done.", LONGEST)
    return {"content": text, "flags": EPHEMERAL | _QUIET_LINKS, "allowed_mentions": dict(NOBODY)}


def modal(form: Form) -> dict[str, Any]:
    """A form as a modal: five fields of text at most."""
    return {
        "custom_id": form.token,
        "title": _cut(form.title, 45),
        "components": [{"type": 1, "components": [_input(one)]} for one in form.fields[:5]],
    }


def thread_name(said: OutboundMessage) -> str:
    """What a thread that is opened for the message is called."""
    words = " ".join((said.title_text or said.body_text or "Thread").split())
    return _cut(words, 80)


def _input(one: FormField) -> dict[str, Any]:
    hint = ", ".join(one.choices) if one.choices else "yes or no" if one.kind == "boolean" else ""
    field: dict[str, Any] = {
        "type": 4, "custom_id": one.name, "label": _cut(one.label, 45), "required": one.is_required,
        "style": 2 if one.kind == "long_text" else 1,
    }  # fmt: skip
    field |= {"value": one.value[:4000]} if one.value else {}
    return field | ({"placeholder": _cut(hint, 100)} if hint else {})


def _author(said: OutboundMessage) -> str:
    if said.author is None:
        return ""
    name = said.author.name.replace("*", "").replace("`", "")
    return f"**{name}** `agent`" if said.author.is_agent else f"**{name}**"


def _embed(said: OutboundMessage) -> dict[str, Any]:
    links = " · ".join(f"[{one.label}]({one.url})" for one in said.links)
    embed: dict[str, Any] = {
        "title": _cut(said.title_text, 256),
        "description": _cut("\n\n".join(filter(None, (said.body_text, links))), 4096),
        "color": _COLOURS.get(said.level or "info", _COLOURS["info"]),
        "fields": [
            {
                "name": _cut(one.label, 256) or "–",
                "value": _cut(one.value, 1024) or "–",
                "inline": len(one.value) < 40,
            }
            for one in said.fields[:25]
        ],
    }  # fmt: skip
    return embed | ({"footer": {"text": _cut(said.foot_text, 2048)}} if said.foot_text else {})


def _rows(said: OutboundMessage) -> list[dict[str, Any]]:
    buttons = [_button(one) for one in said.buttons[:25]]
    return [{"type": 1, "components": buttons[at : at + 5]} for at in range(0, len(buttons), 5)]


def _button(one: Button) -> dict[str, Any]:
    style = _STYLES.get(one.style or "secondary", 2)
    return {"type": 2, "style": style, "label": _cut(one.label, 80), "custom_id": one.token}


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
