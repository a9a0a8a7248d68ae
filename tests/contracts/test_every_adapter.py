"""What holds for every adapter there is; and the guide's own, made out of its page."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

import adapters
from bot.app import App
from bot.contracts.adapters import Capabilities
from bot.gates import make_gates
from bot.runtime.discovery import find_commands, find_senders
from bot.senders import make_host, make_senders, turned_on
from config.settings import Settings, load_own
from tests.platforms.ground import Ground

GUIDE = Path(__file__).parents[2] / "docs" / "platforms" / "adding.md"
SENDERS = sorted(find_senders())
CHATS = [name for name in SENDERS if name != "mail"]


@pytest.mark.parametrize("name", SENDERS)
def test_an_adapter_says_what_turns_it_on_and_what_is_missing_without_it(name: str) -> None:
    one = find_senders()[name]
    assert one.turned_on_by.startswith("IONFLUX_")
    assert one.does
    assert not load_own(one.Settings).is_on
    assert isinstance(one.capabilities, Capabilities)


@pytest.mark.parametrize("name", CHATS)
def test_a_chat_platforms_adapter_has_every_ability_that_the_mirror_uses(name: str) -> None:
    one = find_senders()[name]
    for ability in ("send", "edit", "delete", "react", "fetch", "listen", "manifest", "examine", "routes"):
        assert hasattr(one, ability), ability


@pytest.mark.parametrize("name", CHATS)
def test_every_command_can_be_declared_on_every_platform(name: str, settings: Settings) -> None:
    one = find_senders()[name]
    manifest = one(load_own(one.Settings), make_host(settings)).manifest().replace("-", "_")
    # Where a platform has a command of that name itself, ours is given after our own name.
    others = "/ionflux" in manifest
    for command in find_commands().listed():
        assert command.name.partition(" ")[0].replace("-", "_") in manifest or others


@pytest.mark.parametrize("name", SENDERS)
def test_an_adapter_that_is_off_costs_no_library(name: str) -> None:
    heavy = ("slack_bolt", "slack_sdk", "discord", "telegram", "httpx", "aiosmtplib")
    look = f"import sys, adapters.{name}.adapter; print([one for one in {heavy} if one in sys.modules])"
    told = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@pytest.fixture
def guides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder that the guide tells one to write."""
    text = GUIDE.read_text("utf-8")
    for name, code in re.findall(r"```python\n# (adapters/shout/\w+\.py)\n(.*?)```", text, re.S):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, "utf-8")
    (tmp_path / "adapters" / "shout" / "__init__.py").write_text('"""Shouts."""\n')
    before = set(sys.modules)
    monkeypatch.setattr(adapters, "__path__", [str(tmp_path / "adapters"), *adapters.__path__])
    yield tmp_path
    for name in set(sys.modules) - before:
        if name.startswith("adapters."):
            del sys.modules[name]


async def test_the_adapter_of_the_guide_is_found_listed_and_used_and_nothing_else_is_touched(
    guides: Path, monkeypatch: pytest.MonkeyPatch, app: App, tmp_path: Path
) -> None:
    assert "shout" in find_senders()
    assert turned_on()["shout"] == (False, "IONFLUX_SHOUT_URL")
    posted: list[dict[str, Any]] = []

    async def take(request: web.Request) -> web.Response:
        posted.append(await request.json())
        return web.json_response({"id": len(posted)})

    application = web.Application()
    application.router.add_post("/", take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    monkeypatch.setenv("IONFLUX_SHOUT_URL", f"http://127.0.0.1:{runner.addresses[0][1]}/")
    ground = Ground(app, make_gates(app), tmp_path / "files", ("shout",))
    ground.adapters |= make_senders(ground.host)
    await ground.begin()
    await ground.link("shout", "the-hill")
    await ground.says("Hear, hear")
    await ground.settle()
    await runner.cleanup()
    assert [(one["author"], one["text"], one["place"]) for one in posted] == [
        ("Olive Owner", "Hear, hear", "the-hill")
    ]
