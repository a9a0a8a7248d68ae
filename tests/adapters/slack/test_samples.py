"""Each of Slack's payloads becomes just the value that stands beside it."""

import json
from dataclasses import asdict, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import adapters.slack
from adapters.slack import parse, views
from adapters.slack.emoji import unicode_of

FOLDER = Path(adapters.slack.__file__).parent / "samples"
SAMPLES = sorted(path for path in FOLDER.glob("*.json") if not path.name.endswith(".expected.json"))
NAMES = {"U024BE7LH": "Ana Holm", "U0G9QF9C6": "Ben Ode", "U0LAN0Z89": "IONFLUX"}


def told(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {type(value).__name__: {name: plain(one) for name, one in asdict(value).items()}}
    return value


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def parsed(payload: dict[str, Any]) -> Any:
    if "command" in payload:
        return parse.called(payload, names=NAMES)
    if payload["type"] == "block_actions":
        return parse.pushed(payload, payload["actions"][0], names=NAMES)
    if payload["type"] == "view_submission":
        return views.answered(payload, NAMES)
    return parsed_event(payload["event"], payload)


def parsed_event(event: dict[str, Any], payload: dict[str, Any]) -> Any:
    team = parse.team_of(payload)
    bot = parse.Bot(user_id=payload["authorizations"][0]["user_id"], bot_id="", app_id=payload["api_app_id"])
    if parse.is_said(event):
        return "own" if parse.is_own(event, bot) else parse.heard(event, team, names=NAMES, bot=bot)
    if event["type"] == "message":
        if parse.is_quiet(event):
            return "quiet"
        return parse.altered(event, team, names=NAMES, bot=bot)
    emoji = unicode_of(event["reaction"])
    return parse.reacted(event, team, emoji=emoji or "", names=NAMES)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_payload_becomes_what_stands_beside_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    assert told(parsed(json.loads(path.read_text(encoding="utf-8")))) == expected
