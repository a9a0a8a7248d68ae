"""The command line as its users have it: help, words, exit codes; never a traceback."""

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import typer
from aiohttp import web
from typer.testing import CliRunner

from bot.cli import app as command_line
from bot.contracts.sources import WebhookRequest
from bot.runtime.discovery import find_sources
from bot.services import events
from config.failpoints import FAILPOINTS
from config.settings import Settings
from storage.db import Database
from storage.models.agents import AgentRunLog
from storage.models.events import DeadLetter, InboxEvent, OutboxEvent
from storage.models.users import User
from storage.models.workspaces import Membership
from tests.command_line import ROOT, started
from tests.conftest import SECRET_KEY
from tests.factories import make_entry, make_event, make_outbox_row

COMMAND = typer.main.get_command(command_line)
SURFACE = {
    "up", "web", "gateway", "events", "worker", "demo", "migrate", "doctor", "env", "user create", "trace",
    "agents list", "agents validate", "runs show", "events tail", "events replay", "events dead-letters",
    "failpoints", "webhook send",
}  # fmt: skip


def every_command(command: Any = COMMAND, path: str = "") -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from every_command(inner, f"{path} {name}".strip())


EVERY = dict(every_command())


def test_every_command_that_was_promised_is_there() -> None:
    assert set(EVERY) >= SURFACE


@pytest.mark.parametrize("path", EVERY)
def test_every_command_explains_itself_and_all_it_takes(path: str) -> None:
    for flag in ("--help", "-h"):
        told = CliRunner(env={"COLUMNS": "200", "NO_COLOR": "1"}).invoke(command_line, [*path.split(), flag])
        assert told.exit_code == 0
        assert "Usage: " in told.output
    help_text = EVERY[path].help or ""
    assert re.search(r"[a-z]{3}.*\.", help_text), "a sentence that says what it does"
    for one in EVERY[path].params:
        if one.param_type_name == "option" and one.name != "help":
            assert one.help, f"{path} {one.name}"


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"], ["up", "--port", "eighty"], ["up", "--colour", "red"], ["demo", "--orders", "0"],
        ["trace"],
        ["webhook", "send"], ["user", "create"], ["events", "dance"], ["runs", "show"], ["failpoints", "x"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_2_with_a_sentence(arguments: list[str]) -> None:
    told = CliRunner(env={"COLUMNS": "200", "NO_COLOR": "1"}).invoke(command_line, arguments)
    assert told.exit_code == 2
    assert "Traceback" not in told.output
    assert re.search(r"No such|Invalid value|Missing|unexpected", told.output)


def run(
    *arguments: str, settings: Settings | None = None, cwd: Path = ROOT, **environment: str
) -> tuple[int, str, str]:
    if settings is not None:
        environment = {
            "IONFLUX_DATA_DIR": str(settings.data_dir),
            "DATABASE_URL": settings.database,
            "REDIS_URL": settings.redis_url,
            "IONFLUX_SECRET_KEY": SECRET_KEY,
        } | environment
    return started(*arguments, cwd=cwd, **environment).told()


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("arguments", "environment", "code", "told"),
    [
        (["worker"], {"PORT": "eighty"}, 78, "PORT is not usable: "),
        (["worker"], {"IONFLUX_SECRET_KEY": "short"}, 78, "IONFLUX_SECRET_KEY is not usable: "),
        (["events"], {"IONFLUX_SECRET_KEY": SECRET_KEY}, 78, "REDIS_URL is not set. "),
        (["web"], {}, 78, "IONFLUX_SECRET_KEY is not set. "),
        (["worker"], {"IONFLUX_FAILPOINTS": "node.after"}, 78, "IONFLUX_FAILPOINTS is set without IONFLUX_"),
        (["migrate"], {"IONFLUX_FAILPOINTS": "node.after"}, 78, "IONFLUX_FAILPOINTS is set without IONFLUX_"),
        (["demo"], {}, 78, "Nothing runs on .ionflux. "),
        (["webhook", "send", "shopify/dance"], {}, 78, "There is no sample 'shopify/dance'. There are: "),
        (["webhook", "send", "../../etc/passwd"], {}, 78, "There is no sample '../../etc/passwd'. "),
        (
            ["webhook", "send", "shopify/orders-create", "--url", "http://127.0.0.1:1/", "--secret", "s"],
            {}, 1, "http://127.0.0.1:1/ does not answer: ",
        ),
        (["agents", "validate", "nowhere"], {}, 78, "nowhere has no agent.yaml, "),
        (["trace", "no-id"], {"IONFLUX_SECRET_KEY": SECRET_KEY}, 78, "There is no database at "),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_what_goes_wrong_is_one_sentence_and_a_code(
    tmp_path: Path, arguments: list[str], environment: dict[str, str], code: int, told: str
) -> None:
    ended, out, wrong = run(*arguments, cwd=tmp_path, **environment)
    assert ended == code, (out, wrong)
    assert wrong.startswith(told)
    assert wrong.count("\n") == 1
    assert out == ""


def test_failpoints_and_agents_are_listed() -> None:
    told = CliRunner().invoke(command_line, ["failpoints"]).output.splitlines()
    assert [line.split()[0] for line in told] == list(FAILPOINTS)
    told = CliRunner().invoke(command_line, ["agents", "list"]).output.splitlines()
    assert any(line.startswith("agent_004_refactored/") for line in told)


def test_an_agent_of_ours_is_valid() -> None:
    told = CliRunner().invoke(command_line, ["agents", "validate", "agents/shopify_sales_sentinel"])
    assert told.exit_code == 0
    assert " is valid." in told.output


@pytest.mark.timeout(60)
async def test_a_person_is_made_once_with_a_workspace_to_own(settings: Settings, database: Database) -> None:
    make = ("user", "create", "ida@shop.example", "--password", "harbour light 9")
    code, out, wrong = run(*make, settings=settings)
    assert (code, wrong) == (0, "")
    assert out.startswith("ida@shop.example may sign in now; ")
    user = await User.get(email="ida@shop.example")
    assert (user.name, "harbour" in str(user.password_hash)) == ("ida", False)
    assert (await Membership.get(user_id=user.id)).role == "owner"
    code, out, wrong = run(*make, settings=settings)
    assert (code, out, wrong.count("\n")) == (1, "", 1)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("email", "password", "told"),
    [
        ("ida@shop.example", "short", "A password has 8 to 1,024 bytes."),
        ("ida", "harbour light 9", "'ida' is not an e-mail address."),
    ],
)
def test_a_person_who_will_not_do_is_refused_in_words(
    settings: Settings, email: str, password: str, told: str
) -> None:
    code, _, wrong = run("user", "create", email, "--password", password, settings=settings)
    assert (code, wrong) == (1, f"{told}\n")


async def _parked() -> DeadLetter:
    entry = make_entry(make_event(workspace_id=uuid4()))
    return await DeadLetter.create(
        consumer="runs", event_id=entry.event_id, workspace_id=entry.workspace_id, topic=entry.topic,
        key=entry.key, envelope=entry.wire, reason="handler_failed", first_error="", last_error="",
        attempts=4, correlation_id=uuid4(),
    )  # fmt: skip


async def _unreadable(body: bytes) -> InboxEvent:
    return await InboxEvent.create(
        source="shopify", account="key", delivery_id=str(uuid4()), workspace_id=uuid4(), status="failed",
        topic="orders/create", reason="It is no order.", body=body, correlation_id=uuid4(),
        headers_json={"x-shopify-topic": "orders/create"},
    )  # fmt: skip


@pytest.mark.timeout(60)
async def test_what_failed_is_listed_and_tried_again_once(settings: Settings, database: Database) -> None:
    here = ("--data-dir", str(settings.data_dir))
    letter, readable, broken = await _parked(), await _unreadable(b'{"id": 7}'), await _unreadable(b"{")
    code, out, _ = run("events", "dead-letters", *here, settings=settings)
    assert code == 0
    for thing in (letter, readable, broken):
        assert str(thing.id) in out
    code, out, wrong = run("events", "replay", str(uuid4()), *here, settings=settings)
    assert (code, wrong.count("\n")) == (1, 1)
    code, out, _ = run("events", "replay", *here, settings=settings)
    assert code == 0
    assert "Tried again: 2." in out
    assert f"{broken.id} still cannot be read" in out
    assert {row.correlation_id for row in await OutboxEvent.all()} == {
        letter.correlation_id, readable.correlation_id,
    }  # fmt: skip
    assert [one.id for one in await events.failed_deliveries()] == [broken.id]
    assert "Tried again: 0." in run("events", "replay", *here, settings=settings)[1]
    assert await OutboxEvent.all().count() == 2


@pytest.mark.timeout(60)
async def test_a_trace_shows_the_chain_by_any_id_of_it(settings: Settings, database: Database) -> None:
    here = ("--data-dir", str(settings.data_dir))
    correlation = uuid4()
    entry = make_entry(make_event(workspace_id=uuid4()))
    await make_outbox_row(entry, correlation_id=correlation)
    run_id = uuid4()
    await AgentRunLog.create(
        run_id=run_id, workspace_id=entry.workspace_id, agent_configuration_id=uuid4(), trigger_type="manual",
        agent_definition_id_version="agent_004_refactored/1.0.0", trigger_key="a", correlation_id=correlation,
    )  # fmt: skip
    for thing in (entry.event_id, correlation):
        code, out, _ = run("trace", str(thing), *here, settings=settings)
        assert code == 0
        assert "event ionflux.shopify.order.created" in out
        assert str(run_id) in out
    code, out, wrong = run("trace", str(uuid4()), *here, settings=settings)
    assert (code, out) == (1, "")
    assert wrong.startswith("Nothing has the id ")
    assert run("trace", "7", *here, settings=settings)[::2] == (1, "'7' is no id.\n")
    code, out, _ = run("events", "tail", "--no-follow", *here, settings=settings)
    assert (code, str(entry.event_id) in out) == (0, True)
    code, out, _ = run("runs", "show", str(run_id), *here, settings=settings)
    assert (code, "pending" in out) == (0, True)


@pytest.mark.timeout(60)
async def test_a_sample_delivery_is_signed_as_its_provider_signs(tmp_path: Path) -> None:
    came: list[WebhookRequest] = []

    async def take(request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        came.append(WebhookRequest(headers=headers, body=await request.read(), secrets=[b"a secret"]))
        return web.json_response({"status": "stored"}, status=200 if len(came) == 1 else 401)

    application = web.Application()
    application.router.add_post("/webhooks/shopify/key", take)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhooks/shopify/key"
    send = ("webhook", "send", "shopify/orders-create", "--url", url, "--secret", "a secret")
    ended = [await _in_thread(send, tmp_path) for _ in range(2)]
    await runner.cleanup()
    find_sources()["shopify"].verify(came[0])
    assert [fact.event_type for fact in find_sources()["shopify"].events(came[0])] == [
        "ionflux.shopify.order.created"
    ]
    assert ended[0][0] == 0
    assert ended[1][0] == 1, "a refused delivery is a failure"


async def _in_thread(arguments: Any, cwd: Path) -> tuple[int, str, str]:
    return await asyncio.to_thread(lambda: run(*arguments, cwd=cwd))


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("environment", "ok", "told"),
    [
        (
            {"IONFLUX_LLM__EMBEDDING_MODEL": "hashing"},
            True,
            "embedded, empty; texts become vectors by hashing",
        ),
        ({"QDRANT_URL": "http://127.0.0.1:9"}, False, "The vector store does not answer"),
    ],
    ids=["embedded", "server"],
)
def test_doctor_says_how_memory_stands(
    settings: Settings, environment: dict[str, str], ok: bool, told: str
) -> None:
    _, out, _ = run("doctor", "--json", settings=settings, **environment)
    (found,) = [one for one in json.loads(out) if one["name"] == "memory"]
    assert (found["ok"], found["told"].startswith(told)) == (ok, True), found
    assert not (settings.data_dir / "vectors").exists()
