"""Processes die, servers go away, input is poison: no order is lost, none makes a second alert."""

import asyncio
import io
import os
import signal
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID, uuid4

import aiohttp
import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.up import embedded_server
from config.failpoints import FAILPOINTS
from config.settings import Settings
from storage.db import Database
from storage.models.agents import AgentConfiguration
from storage.models.events import DeadLetter, OutboxEvent
from storage.models.proposals import Decision, Proposal
from tests.flows.stack import Stack, order
from tests.flows.test_mail import MAIL_KILLS
from tests.flows.test_mentions import MODEL_KILLS
from tests.flows.test_slack import IN_KILLS
from tests.services.house import AGENT_KILLS
from tests.services.test_schedules import SCHEDULE_KILLS
from tests.services.test_waiting_runs import RUN_KILLS

KAFKA_CONTROL = os.environ.get("TEST_KAFKA_CONTROL", "")

KILLS = [
    ("web", "wh.before_commit"),
    ("web", "wh.after_commit"),
    ("events", "cons.mid_tx"),
    ("events", "cons.before_commit"),
    ("events", "run.before_enqueue"),
    ("worker", "run.after_claim"),
    ("worker", "node.before"),
    ("worker", "node.after"),
    ("worker", "run.before_final"),
    ("worker", "run.after_final_msg"),
    ("worker", "msg.before_fanout"),
]
# Where the table is the log, the relay has nothing to send.
RELAY_KILLS = [("events", "relay.before_send"), ("events", "relay.after_ack")]
DECISION_KILLS = ["prop.before_commit", "prop.after_commit", "prop.before_enqueue"]
MESSAGE_KILLS = ["msg.before_commit", "msg.after_commit", "msg.before_fanout"]


def test_every_failpoint_has_a_test_that_kills_there() -> None:
    killed = {failpoint for _, failpoint in KILLS + RELAY_KILLS} | {*MESSAGE_KILLS, *DECISION_KILLS}
    killed |= {at.partition(":")[0] for at in RUN_KILLS} | {*MODEL_KILLS, *SCHEDULE_KILLS, *AGENT_KILLS}
    assert killed | {*MAIL_KILLS, *IN_KILLS} | {"migrate.mid", "upload.mid"} == set(FAILPOINTS)


@pytest.mark.parametrize(("role", "failpoint"), KILLS + (RELAY_KILLS if KAFKA_CONTROL else []))
async def test_a_process_killed_at_any_step_loses_no_order_and_makes_no_second_alert(
    flow_settings: Settings, role: str, failpoint: str
) -> None:
    async with Stack.running(flow_settings, failpoints={role: failpoint}) as stack:
        delivery = str(uuid4())
        first = asyncio.ensure_future(_persistent(stack, "#1001", delivery))
        assert await stack.roles[role].died() == -signal.SIGKILL
        await stack.restart(role)
        await first
        await stack.deliver(order("#1002"))
        assert sorted(await stack.see_alerts(2)) == ["Order #1001", "Order #1002"]
        # A third order goes all the way: whatever a repeat would have done is done by then.
        await stack.deliver(order("#1003"))
        assert sorted(await stack.see_alerts(3)) == ["Order #1001", "Order #1002", "Order #1003"]
        assert len(await stack.alerts()) == 3


async def _persistent(stack: Stack, name: str, delivery: str) -> None:
    """Deliver as the shop does: the same delivery again until it is acknowledged."""
    while True:
        try:
            status, _ = await stack.deliver(order(name), delivery_id=delivery)
        except aiohttp.ClientError:
            # The web role is down; the shop tries again when it can be reached.
            if "web" in stack.roles:
                await stack.roles["web"].died()
            while "web" not in stack.roles or stack.roles["web"].process.returncode is not None:
                await asyncio.wait([asyncio.ensure_future(_a_turn())])
            await stack.roles["web"].logged("serving")
            continue
        assert status == 200
        return


async def _a_turn() -> None:
    """One turn of the loop."""


@pytest.mark.parametrize("failpoint", MESSAGE_KILLS)
async def test_a_message_that_is_sent_again_after_a_kill_is_there_once_and_everybody_sees_it(
    flow_settings: Settings, failpoint: str
) -> None:
    async with Stack.running(flow_settings, failpoints={"web": failpoint}) as stack:
        path = f"/api/v1/channels/{stack.alerts_id}/messages"
        said = {"content_type": "text", "content_json": {"text_body": "Hello"}, "client_message_id": "one"}
        sent = asyncio.ensure_future(stack.call("POST", path, **said))
        assert await stack.roles["web"].died() == -signal.SIGKILL
        await asyncio.wait([sent])
        if failpoint != "msg.before_fanout":
            assert isinstance(sent.exception(), aiohttp.ClientError), "nobody was told that it is stored"
        await stack.restart("web")
        message = await stack.call("POST", path, **said)
        found = (await stack.call("GET", path))["items"]
        assert [one["id"] for one in found] == [message["id"]]
        async with stack.watching() as watch:
            assert (await watch.message())["id"] == message["id"]
            assert watch.seqs == [1]


async def test_an_upload_that_a_kill_breaks_off_is_no_file_and_can_be_made_again(
    flow_settings: Settings,
) -> None:
    body = b"a line of text\n" * 200_000
    async with Stack.running(flow_settings, failpoints={"web": "upload.mid"}) as stack:
        path = f"/api/v1/channels/{stack.alerts_id}/files?name=notes.txt"
        with pytest.raises(aiohttp.ClientError):
            async with stack.http.post(path, data=io.BytesIO(body)):
                pass
        assert await stack.roles["web"].died() == -signal.SIGKILL
        await stack.restart("web")
        async with stack.http.post(path, data=io.BytesIO(body)) as answer:
            made = await answer.json()
        async with stack.http.get(f"/api/v1/files/{made['id']}") as answer:
            assert await answer.read() == body


@pytest.mark.parametrize("failpoint", DECISION_KILLS)
async def test_a_decision_that_is_pressed_again_after_a_kill_is_made_once_or_not_at_all(
    flow_settings: Settings, database: Database, failpoint: str
) -> None:
    async with Stack.running(flow_settings, failpoints={"web": failpoint}) as stack:
        buttons = [{"label": "Approve", "action_id": "approve"}, {"label": "Reject", "action_id": "reject"}]
        asked = await stack.call(
            "POST",
            f"/api/v1/channels/{stack.alerts_id}/proposals",
            title_text="Refund?",
            actions_array=buttons,
        )
        await Proposal.filter(message_id=asked["id"]).update(run_id=uuid4())
        path = f"/api/v1/messages/{asked['id']}"
        first = asyncio.ensure_future(stack.call("POST", f"{path}/actions", action_id="approve"))
        assert await stack.roles["web"].died() == -signal.SIGKILL
        await asyncio.wait([first])
        assert isinstance(first.exception(), aiohttp.ClientError), "nobody was told that it is decided"
        await stack.restart("web")
        is_stored = failpoint != "prop.before_commit"
        assert (await stack.call("GET", f"{path}/proposal"))["state"] == ("decided" if is_stored else "open")
        async with stack.http.post(f"{path}/actions", json={"action_id": "reject"}) as again:
            assert again.status == (409 if is_stored else 200)
        decided = await stack.call("GET", f"{path}/proposal")
        assert decided["decision"]["action_id"] == ("approve" if is_stored else "reject")
        log = (await stack.call("GET", f"/api/v1/workspaces/{stack.workspace_id}/audit-log"))["items"]
        assert len([one for one in log if "decided" in one["action"]]) == 1
        facts = await OutboxEvent.filter(envelope__contains="ionflux.chat.proposal.decided")
        assert len(facts) == 1
        assert await Decision.of(UUID(stack.workspace_id)).count() == 1


async def test_every_role_killed_at_once_and_started_again_goes_on_where_it_was(stack: Stack) -> None:
    await stack.kill("events")
    for number in range(1001, 1011):
        await stack.deliver(order(f"#{number}"))
    await stack.kill("worker")
    await stack.kill("web")
    for role in ("web", "worker", "events"):
        await stack.start(role)
    assert sorted(await stack.see_alerts(10)) == [f"Order #{number}" for number in range(1001, 1011)]


async def test_a_role_that_is_told_to_stop_finishes_and_ends_well(stack: Stack) -> None:
    async with stack.watching() as watch:
        await stack.deliver(order("#1001"))
        await watch.title()
    for role in ("worker", "events", "web"):
        assert await stack.stop(role) == 0


async def test_a_queue_that_is_killed_emptied_and_started_again_loses_no_order(
    flow_settings: Settings, tmp_path: Path
) -> None:
    async with _own_queue(tmp_path) as queue:
        settings = flow_settings.model_copy(update={"redis_url": queue.url})
        async with Stack.running(settings) as stack:
            await stack.deliver(order("#1001"))
            await stack.see_alerts(1)
            queue.kill()
            for number in (1002, 1003):
                assert (await stack.deliver(order(f"#{number}")))[0] == 200
            await queue.start()
            await queue.empty()
            assert sorted(await stack.see_alerts(3)) == ["Order #1001", "Order #1002", "Order #1003"]
            await stack.deliver(order("#1004"))
            assert len(await stack.see_alerts(4)) == 4


class _Queue:
    """A Valkey of the test's own, to be broken."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.command, self.url = embedded_server(folder)
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(self.command, stdout=log, stderr=log)  # noqa: ASYNC220
        async with Redis.from_url(self.url) as client:
            while True:
                try:
                    await client.ping()
                    return
                except RedisError:
                    assert self._process.poll() is None

    async def empty(self) -> None:
        async with Redis.from_url(self.url) as client:
            await client.flushall()

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()


@asynccontextmanager
async def _own_queue(folder: Path) -> AsyncIterator[_Queue]:
    queue = _Queue(folder)
    await queue.start()
    try:
        yield queue
    finally:
        queue.kill()


async def _kafka(wish: str) -> None:
    """Stop or start the broker; returns when its process is gone, or there."""
    await asyncio.to_thread(_told, Path(KAFKA_CONTROL), wish)


def _told(control: Path, wish: str) -> None:
    control.write_text(wish)
    while control.read_text() == wish:
        pass


@pytest.mark.skipif(not KAFKA_CONTROL, reason="needs an Apache Kafka that may be stopped")
@pytest.mark.timeout(240)
async def test_kafka_down_for_a_minute_loses_no_order(stack: Stack) -> None:
    await stack.deliver(order("#1001"))
    await stack.see_alerts(1)
    await _kafka("stop")
    try:
        for number in range(1002, 1012):
            assert (await stack.deliver(order(f"#{number}")))[0] == 200
        with pytest.raises(TimeoutError):
            await stack.see_alerts(2, seconds=60)
    finally:
        await _kafka("start")
    assert sorted(await stack.see_alerts(11, seconds=90)) == [
        f"Order #{number}" for number in range(1001, 1012)
    ]


async def test_an_event_that_no_consumer_can_read_is_parked_at_once_and_others_go_on(
    stack: Stack, database: Database
) -> None:
    event = await _broken_event(stack)
    await stack.deliver(order("#1001"))
    assert await stack.see_alerts(1) == ["Order #1001"]
    letter = await DeadLetter.get(event_id=event.event_id, consumer="runs")
    assert letter.reason == "event_malformed"
    path = f"/api/v1/workspaces/{stack.workspace_id}/dead-letters"
    listed = (await stack.call("GET", path))["items"]
    assert {one["reason"] for one in listed} == {"event_malformed"}


async def _broken_event(stack: Stack) -> OutboxEvent:
    from config.clock import new_id, now

    return await OutboxEvent.create(
        event_id=new_id(), workspace_id=UUID(stack.workspace_id), topic="ionflux.shopify",
        key=stack.workspace_id,        envelope='{"event_type": ', correlation_id=new_id(), created_at=now(),
    )  # fmt: skip


async def test_a_poison_event_is_tried_parked_and_replayed_after_the_fix(
    stack: Stack, database: Database
) -> None:
    row = await AgentConfiguration.get(id=stack.configuration_id)
    sound = row.effective_config_cache_json
    await AgentConfiguration.filter(id=row.id).update(effective_config_cache_json={"broken": True})
    await stack.restart("events")
    await stack.deliver(order("#1001"))
    await stack.roles["events"].logged("event_parked")
    assert await stack.alerts() == []
    path = f"/api/v1/workspaces/{stack.workspace_id}/dead-letters"
    (letter,) = (await stack.call("GET", path))["items"]
    assert letter["attempts"] == 4
    assert "KeyError" in letter["last_error"]
    await AgentConfiguration.filter(id=row.id).update(effective_config_cache_json=sound)
    await stack.restart("events")
    await stack.call("POST", f"/api/v1/dead-letters/{letter['id']}/replay")
    assert await stack.see_alerts(1) == ["Order #1001"]
    async with stack.http.post(f"/api/v1/dead-letters/{letter['id']}/replay") as again:
        assert again.status == 404
    await stack.deliver(order("#1002"))
    assert await stack.see_alerts(2) == ["Order #1001", "Order #1002"]
    assert (await stack.call("GET", path))["items"] == []
