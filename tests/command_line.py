"""The ``ionflux`` command as its users have it: arguments, an environment, words and a code."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Started:
    """A command that runs."""

    process: "subprocess.Popen[str]"

    def told(self) -> tuple[int, str, str]:
        """Its code, what it said and what it complained of, when it has ended."""
        out, wrong = self.process.communicate()
        return self.process.returncode, out, wrong


def started(*arguments: str, cwd: Path = ROOT, **environment: str) -> Started:
    """Start it with that environment and none of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return Started(
        subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments], cwd=cwd, text=True, stdin=subprocess.DEVNULL,
            env={**kept, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "200", **environment},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
    )  # fmt: skip
