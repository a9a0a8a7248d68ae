"""The packages that our local platforms are compared with: where ``make compare-kits`` puts them, and how
they are started. They lie beside the project's own: nothing of theirs is loaded unless it is asked for.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from scripts.install import node_folder
from scripts.kits import EMULATE, KITS, SIMCORD

HOW = "'make compare-kits' installs it"
# Answers on a port of its own, and says where once it does; ends with its standard input.
_START = """
import { createEmulator } from 'emulate'
const seed = JSON.parse(process.argv[1])
const emulator = await createEmulator({ service: 'slack', port: 0, seed })
console.log(emulator.url)
process.stdin.on('close', () => process.exit(0)).resume()
"""


def has_emulate() -> bool:
    """Whether it is there, in the version that the suite tells of."""
    package = KITS / "node_modules" / "emulate" / "package.json"
    return package.exists() and json.loads(package.read_text())["version"] == EMULATE.partition("@")[2]


def has_simcord() -> bool:
    """The same."""
    return (KITS / "python" / f"{SIMCORD.replace('==', '-')}.dist-info").is_dir()


@contextmanager
def emulate(seed: str) -> Iterator[str]:
    """The address of a Slack of emulate's that begins with ``seed``."""
    command = [str(node_folder() / "node"), "--input-type=module", "--eval", _START, seed]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=KITS, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert url.startswith("http"), "emulate did not start"
        try:
            yield url
        finally:
            process.terminate()


def simcord() -> ModuleType:
    """The package; it stands last on the path, for its needs are among our own packages."""
    if (place := str(KITS / "python")) not in sys.path:
        sys.path.append(place)
    module: Any = import_module("simcord")
    return module  # type: ignore[no-any-return]
