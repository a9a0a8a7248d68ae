"""Each of Discord's and Telegram's payloads becomes just the value that stands beside it."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import adapters.discord
import adapters.telegram
from adapters.discord import parse as discord
from adapters.discord.parse import Ours
from adapters.telegram import parse as telegram
from bot.runtime.discovery import find_commands

OURS = Ours("900000000000000002", "900000000000000001")
PARENTS: Mapping[str, str | None] = {
    "600000000000000003": "600000000000000002", "600000000000000002": None, "600000000000000009": None
}  # fmt: skip
BOT = {"id": 123456, "username": "ionflux_bot"}
COMMANDS = find_commands()


def samples(package: Any) -> list[Path]:
    folder = Path(package.__file__).parent / "samples"
    return sorted(path for path in folder.glob("*.json") if not path.name.endswith(".expected.json"))


def plain(value: Any) -> Any:
    """The value as JSON, without what is as it is by default."""
    if is_dataclass(value) and not isinstance(value, type):
        said = {one.name: getattr(value, one.name) for one in fields(value)}
        defaults = {one.name: one.default for one in fields(value)}
        return {
            type(value).__name__: {name: plain(one) for name, one in said.items() if one != defaults[name]}
        }
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def of_discord(payload: dict[str, Any]) -> Any:
    event, body = payload["t"], payload["d"]
    if event == "MESSAGE_CREATE":
        return discord.heard(body, OURS, PARENTS)
    if event == "MESSAGE_UPDATE":
        return discord.changed(body, OURS, PARENTS)
    if event.startswith("MESSAGE_DELETE"):
        return discord.removed(body, PARENTS)
    if event.startswith("MESSAGE_REACTION"):
        return discord.reacted(body, OURS, PARENTS, is_added=event.endswith("ADD"))
    if body["type"] == discord.COMMAND:
        return discord.called(body, COMMANDS, PARENTS)
    acts = {
        discord.COMPONENT: discord.pushed,
        discord.MODAL: discord.answered,
        discord.COMPLETION: discord.asking,
    }
    return acts[body["type"]](body, PARENTS)


@pytest.mark.parametrize("path", samples(adapters.discord), ids=lambda path: path.stem)
def test_a_payload_of_discords_is_read_as_written_beside_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    assert plain(of_discord(json.loads(path.read_text("utf-8")))) == expected


@pytest.mark.parametrize("path", samples(adapters.telegram), ids=lambda path: path.stem)
def test_an_update_of_telegrams_is_read_as_written_beside_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    assert plain(telegram.parse(json.loads(path.read_text("utf-8")), BOT)) == expected
