"""The API keeps to its own description, whatever the description allows one to send."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import checks

from tests.conftest import SECRET_KEY, SERVERS_DATABASE

ROOT = Path(__file__).parents[2]
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
EXAMPLES = int(os.environ.get("IONFLUX_FUZZ_EXAMPLES", "5"))


@dataclass(frozen=True)
class Served:
    """A web role, and somebody signed in to it."""

    url: str
    headers: dict[str, str]
    description: dict[str, Any]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, redis_server: str, migrated: str) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("described")
    if not SERVERS_DATABASE:
        shutil.copy(migrated, folder / "ionflux.db")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "IONFLUX_DATA_DIR": str(folder),
        "DATABASE_URL": SERVERS_DATABASE and migrated,
        "REDIS_URL": redis_server,
        "IONFLUX_SECRET_KEY": SECRET_KEY,
        "IONFLUX_LIMITS": '{"rest_per_minute": 1000000, "runs_per_minute": 1000000}',
        "PORT": str(port),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "web"], env=environment, cwd=ROOT, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "serving" in line:
                break
        # What it says from here on is of no use, but it must not wait to be read.
        threading.Thread(target=process.stderr.read, daemon=True).start()
        url = f"http://127.0.0.1:{port}"
        try:
            yield _entered(url)
        finally:
            process.kill()


def _entered(url: str) -> Served:
    # On a database that others have used, an address of its own.
    email = f"{uuid4().hex[:10]}@example.com"
    person = {"email": email, "password": "correct horse battery", "name": "Ada"}
    made = requests.post(f"{url}/api/v1/auth/register", json=person, timeout=5).json()
    described = requests.get(f"{url}/api/v1/openapi.json", timeout=5).json()
    return Served(url, {"Authorization": f"Bearer {made['access_token']}"}, described)


@pytest.mark.timeout(180)
def test_every_call_keeps_to_its_description(served: Served) -> None:
    broken = []
    for found in schemathesis.openapi.from_dict(served.description).get_all_operations():
        operation = found.ok()
        if operation.path.endswith(("/auth/logout", "/me/sessions")) and operation.method != "get":
            # They would end the session that asks.
            continue
        try:
            _tried(operation, served)
        except BaseException as failed:  # noqa: BLE001 - all of them are told together
            broken.append(f"{operation.method.upper()} {operation.path}: {_words(failed)}")
    assert not broken, "\n\n".join(broken)


def _tried(operation: Any, served: Served) -> None:
    @given(case=operation.as_strategy())
    @settings(
        max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True,
        phases=(Phase.explicit, Phase.generate), database=None,
    )  # fmt: skip
    def ask(case: Any) -> None:
        case.call_and_validate(base_url=served.url, headers=served.headers, checks=CHECKS)

    ask()


def _words(failed: BaseException) -> str:
    while isinstance(failed, BaseExceptionGroup):
        failed = failed.exceptions[0]
    return str(failed)[:1500]
