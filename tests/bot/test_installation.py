"""A data directory, and the one 'ionflux up' that may run on it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.installation import Installation
from config.errors import SetupError

HOLDER = """
import sys, pathlib
from bot.installation import Installation
with Installation(pathlib.Path(sys.argv[1])).held():
    Installation(pathlib.Path(sys.argv[1])).tell_running(url="http://there")
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_directory_is_held_by_one_process_until_that_is_killed(tmp_path: Path) -> None:
    installation = Installation(tmp_path)
    installation.prepare()
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        assert installation.require_running() == {"url": "http://there"}
        with pytest.raises(SetupError, match="already"), installation.held():
            pass
        holder.kill()
    assert (tmp_path / "up.json").exists()
    with pytest.raises(SetupError, match="Start 'ionflux up' first"):
        installation.require_running()
    with installation.held():
        assert installation.running() is None


def test_a_seeding_that_was_killed_is_no_demo_yet(tmp_path: Path) -> None:
    installation = Installation(tmp_path)
    installation.keep_demo({"email": "ana@demo.example", "password": "x"})
    assert installation.demo() is None
    assert installation.begun_demo() is not None
    installation.keep_demo({"email": "ana@demo.example", "password": "x", "webhook_url": "http://here"})
    assert installation.demo() == json.loads((tmp_path / "demo.json").read_text())


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    installation = Installation(tmp_path / "new")
    installation.prepare()
    key = (tmp_path / "new" / "secret.key").read_text()
    installation.prepare()
    assert (tmp_path / "new" / "secret.key").read_text() == key
    assert (tmp_path / "new" / "secret.key").stat().st_mode & 0o077 == 0
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0
