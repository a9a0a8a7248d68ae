"""What 'ionflux up' keeps in its data directory, so that other commands find it: keys, addresses, the demo
shop.
"""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from config.errors import SetupError
from config.settings import Settings, load

_KEY, _RUNNING, _DEMO = "secret.key", "up.json", "demo.json"


@dataclass(frozen=True, slots=True)
class Installation:
    """One data directory."""

    data_dir: Path

    def prepare(self) -> None:
        """Make the directory, for its owner alone, and its key."""
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as cannot:
            raise SetupError(f"--data-dir {self.data_dir} cannot be made: {cannot.strerror}.") from cannot
        if not (self.data_dir / _KEY).exists():
            self._write(_KEY, secrets.token_urlsafe(48))

    def settings(self) -> Settings:
        """The environment's settings, with what this directory knows filled in."""
        given = load()
        filled: dict[str, Any] = {"data_dir": self.data_dir.absolute()}
        if not given.secret_keys and (self.data_dir / _KEY).exists():
            filled["secret_key"] = SecretStr((self.data_dir / _KEY).read_text().strip())
        if not given.redis_url and (running := self.running()):
            filled["redis_url"] = running["redis_url"]
        return given.model_copy(update=filled)

    def running(self) -> Mapping[str, Any] | None:
        """What the 'ionflux up' of this directory said of itself, if it still runs."""
        told = self._read(_RUNNING)
        if told is None:
            return None
        try:
            os.kill(int(told["pid"]), 0)
        except (OSError, ValueError):
            return None
        return told

    def require_running(self) -> Mapping[str, Any]:
        """The same.

        Raises:
            SetupError: nothing runs on this directory.
        """
        if (told := self.running()) is None:
            raise SetupError(
                f"Nothing runs on {self.data_dir}. Start 'ionflux up' first, in another terminal."
            )
        return told

    def tell_running(self, **facts: Any) -> None:
        """Say what runs."""
        self._write(_RUNNING, json.dumps(facts))

    def tell_stopped(self) -> None:
        """Say that nothing runs any more."""
        (self.data_dir / _RUNNING).unlink(missing_ok=True)

    def demo(self) -> Mapping[str, Any] | None:
        """The demo workspace: how to sign in, and its shop's address and secret."""
        return self._read(_DEMO)

    def keep_demo(self, **facts: Any) -> None:
        """Remember the demo workspace."""
        self._write(_DEMO, json.dumps(facts))

    def _read(self, name: str) -> Mapping[str, Any] | None:
        try:
            read: Mapping[str, Any] = json.loads((self.data_dir / name).read_text())
        except (OSError, ValueError):
            return None
        return read

    def _write(self, name: str, text: str) -> None:
        beside = self.data_dir / f".{name}.new"
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)
        beside.replace(self.data_dir / name)
