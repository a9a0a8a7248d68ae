"""Installs beside, in .venv/kits, what our local platforms are compared with: ``make compare-kits``.

Their versions are pinned here: the suite tells of these.
"""

import os
import subprocess
import sys

from scripts.install import ROOT, VENV, node_folder, npm

KITS = VENV / "kits"
EMULATE = "emulate@0.12.2"
SIMCORD = "simcord==3.2.1"


def main() -> None:
    """Install both; each without what it would bring along that is here already, or would run by itself."""
    node = node_folder()
    environment = os.environ | {"PATH": f"{node}{os.pathsep}{os.environ['PATH']}"}
    quiet = ("--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error")
    KITS.mkdir(exist_ok=True)
    subprocess.run(
        [*npm(node), "install", "--prefix", str(KITS), *quiet, EMULATE], env=environment, check=True
    )
    uv = [str(VENV / "bin" / "uv"), "pip", "install", "--quiet", "--python", sys.executable]
    subprocess.run(
        [*uv, "--no-deps", "--upgrade", "--target", str(KITS / "python"), SIMCORD], cwd=ROOT, check=True
    )


if __name__ == "__main__":
    main()
