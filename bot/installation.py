"""What 'ionflux up' keeps in its data directory, so that other commands find it: keys, addresses, the demo
shop.
"""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pydantic import SecretStr

from config.errors import SetupError
from config.settings import Settings, load

_KEY, _RUNNING, _DEMO, _LOCK = "secret.key", "up.json", "demo.json", "up.lock"


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

    @contextmanager
    def held(self) -> Iterator[None]:
        """Be the one 'ionflux up' of this directory while the block runs, or until this process is killed.

        Raises:
            SetupError: another one is.
        """
        with (self.data_dir / _LOCK).open("w") as lock:
            if not _locked(lock):
                raise SetupError(
                    f"'ionflux up' runs on {self.data_dir} already. Stop it first, or choose another"
                    " --data-dir."
                )
            # What one that was killed said of itself holds no more.
            (self.data_dir / _RUNNING).unlink(missing_ok=True)
            try:
                yield
            finally:
                (self.data_dir / _RUNNING).unlink(missing_ok=True)

    def running(self) -> Mapping[str, Any] | None:
        """What the 'ionflux up' of this directory said of itself, if it still runs."""
        told = self._read(_RUNNING)
        if told is None:
            return None
        # Not by its process id: after a kill, or in a new container, another process may have that.
        with (self.data_dir / _LOCK).open("a") as lock:
            return None if _locked(lock) else told

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

    def demo(self) -> Mapping[str, Any] | None:
        """The demo workspace: how to sign in, and its shop's address and secret; None before it is whole."""
        known = self._read(_DEMO)
        return known if known and "webhook_url" in known else None

    def begun_demo(self) -> Mapping[str, Any] | None:
        """What is known of a demo workspace that may not be whole: a seeding goes on with it after a kill."""
        return self._read(_DEMO)

    def keep_demo(self, facts: Mapping[str, Any]) -> None:
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


def _locked(lock: IO[str]) -> bool:
    """Hold the file's lock for as long as it is open; False when another process does."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
