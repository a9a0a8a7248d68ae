"""Forms as Slack's dialogues: pure. All that is needed to take the answers stands in the dialogue itself."""

import json
from collections.abc import Mapping
from typing import Any

from adapters.slack.mrkdwn import mrkdwn
from adapters.slack.parse import Payload, interacting, place_of, team_of
from bot.contracts.messages import Place
from bot.contracts.platforms import Answered, Form, FormField

CALLBACK = "ionflux.form"
LONGEST_TITLE, LONGEST_LABEL, LONGEST_VALUE, LONGEST_CHOICE, MOST_CHOICES = 24, 150, 3_000, 75, 100
_YES = ("yes", "no")


def modal(form: Form, place: Place) -> dict[str, Any]:
    """The dialogue. A title that Slack has no room for stands above the fields."""
    blocks = [_input(one, number) for number, one in enumerate(form.fields)]
    if len(form.title) > LONGEST_TITLE:
        blocks.insert(0, _words(form.title))
    kept = {"token": form.token, "channel": place.channel, "thread": place.thread}
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": _plain(form.title, LONGEST_TITLE),
        "submit": _plain(form.submit, LONGEST_TITLE),
        "close": _plain("Cancel", LONGEST_TITLE),
        "private_metadata": json.dumps(kept),
        "blocks": blocks,
    }


def notice(text: str) -> dict[str, Any]:
    """A dialogue that only says something."""
    blocks = [_words(text)]
    return {"type": "modal", "title": _plain("IONFLUX", 24), "close": _plain("Close", 24), "blocks": blocks}


def answered(payload: Payload, names: Mapping[str, str]) -> Answered | None:
    """The answers; None: it is no dialogue of ours."""
    view = payload.get("view") or {}
    if view.get("callback_id") != CALLBACK:
        return None
    try:
        kept = json.loads(view.get("private_metadata") or "")
        token, channel, thread = str(kept["token"]), str(kept["channel"]), kept.get("thread")
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return Answered(
        place=place_of(team_of(payload), channel, thread),
        person=interacting(payload, names),
        token=token,
        call_id=str(payload.get("trigger_id") or f"{view.get('id')}.{view.get('hash')}"),
        values=_values(view),
    )


def first_field(payload: Payload) -> str | None:
    """The block where a mistake is shown."""
    blocks = (payload.get("view") or {}).get("blocks") or []
    return next((str(one["block_id"]) for one in blocks if one.get("type") == "input"), None)


def _values(view: Payload) -> dict[str, str]:
    values: dict[str, str] = {}
    for held in ((view.get("state") or {}).get("values") or {}).values():
        for name, state in held.items():
            chosen = (state.get("selected_option") or {}).get("value")
            values[name] = str(chosen if chosen is not None else state.get("value") or "")
    return values


def _input(field: FormField, number: int) -> dict[str, Any]:
    shown = {
        "type": "input",
        "block_id": f"f{number}",
        "label": _plain(field.label or field.name, LONGEST_LABEL),
        "optional": not field.is_required,
        "element": _element(field),
    }
    return shown | ({"hint": _plain("A number", LONGEST_LABEL)} if field.kind == "number" else {})


def _element(field: FormField) -> dict[str, Any]:
    choices = _YES if field.kind == "boolean" else field.choices if field.kind == "choice" else ()
    if 0 < len(choices) <= MOST_CHOICES and all(0 < len(one) <= LONGEST_CHOICE for one in choices):
        options = {one: {"text": _plain(one, LONGEST_CHOICE), "value": one} for one in choices}
        select = {"type": "static_select", "action_id": field.name, "options": list(options.values())}
        return select | ({"initial_option": options[field.value]} if field.value in options else {})
    return {
        "type": "plain_text_input",
        "action_id": field.name,
        "multiline": field.kind == "long_text" or len(field.value) > LONGEST_LABEL,
    } | ({"initial_value": field.value[:LONGEST_VALUE]} if field.value else {})


def _words(text: str) -> dict[str, Any]:
    return {
        "type": "section",
        "text": {"type": "mrkdwn", "text": mrkdwn(text)[:2_900] or "…", "verbatim": True},
    }


def _plain(text: str, most: int) -> dict[str, Any]:
    line = " ".join(text.split()) or "…"
    return {"type": "plain_text", "text": line if len(line) <= most else f"{line[: most - 1].rstrip()}…"}
