"""Whether a process lives and can work."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from redis.asyncio import Redis

from bot.runtime.health import ROLES, Heartbeat, complaints, live_roles
from config.clock import new_id, now
from config.settings import Settings
from storage.models.events import OutboxEvent
from storage.models.mirrors import ChannelLink, Delivery
from tests.client import Client
from tests.factories import make_workspace


async def _beating(redis: Any, *roles: str) -> list["asyncio.Task[None]"]:
    tasks = [asyncio.ensure_future(Heartbeat(redis, role).run()) for role in roles]
    async with asyncio.timeout(5):
        while await live_roles(redis) < set(roles):
            pass
    return tasks


async def _ended(tasks: list["asyncio.Task[None]"]) -> None:
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_a_process_that_answers_is_alive(client: Client) -> None:
    assert (await client.get("/healthz")).body == {"status": "ok"}


async def test_it_is_ready_when_all_roles_are_seen(client: Client, redis: "Redis[bytes]") -> None:
    first = (await client.get("/readyz")).body
    assert first["status"] == "degraded"
    tasks = await _beating(redis, *ROLES)
    assert (await client.get("/readyz")).body == {"status": "ready", "reasons": []}
    await _ended(tasks)


async def test_an_event_that_waits_too_long_makes_it_degraded(client: Client, redis: "Redis[bytes]") -> None:
    tasks = await _beating(redis, *ROLES)
    await OutboxEvent.create(
        event_id=new_id(), topic="t", key="k", envelope="{}", correlation_id=new_id(), attempts=0,
        created_at=now() - timedelta(seconds=90),
    )  # fmt: skip
    answer = await client.get("/readyz")
    assert (answer.status, answer.body["status"]) == (200, "degraded")
    assert answer.body["reasons"][0].startswith("outbox")
    await _ended(tasks)


async def test_metrics_are_prometheus_text(client: Client) -> None:
    await client.get("/api/v1/me")
    text = (await client.get("/metrics")).raw.decode()
    assert 'ionflux_http_requests_total{method="GET",route="/api/v1/me",status="401"}' in text
    for name in ("ionflux_outbox_rows", "ionflux_jobs", "ionflux_dead_letters", "ionflux_open_sockets"):
        assert f"\n{name} " in text


async def test_a_process_that_has_something_to_complain_of_makes_it_degraded(
    client: Client, redis: "Redis[bytes]"
) -> None:
    tasks = await _beating(redis, *ROLES)
    held = asyncio.ensure_future(Heartbeat(redis, "worker", complaint=lambda: "The folder is open.").run())
    async with asyncio.timeout(5):
        while not await complaints(redis):
            pass
    answer = await client.get("/readyz")
    assert (answer.status, answer.body["status"]) == (200, "degraded")
    assert answer.body["reasons"] == ["worker: The folder is open."]
    await _ended([*tasks, held])


class TestMemoryElsewhere:
    """With a Qdrant server."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"qdrant_url": "http://127.0.0.1:9"})

    async def test_a_server_that_is_away_makes_it_degraded(
        self, client: Client, redis: "Redis[bytes]"
    ) -> None:
        tasks = await _beating(redis, *ROLES)
        answer = await client.get("/readyz")
        assert (answer.status, answer.body["reasons"]) == (200, ["memory: Qdrant does not answer"])
        await _ended(tasks)


class TestUp:
    """Under 'ionflux up'."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"up": True})

    async def test_it_is_not_ready_before_all_four_roles_run(
        self, client: Client, redis: "Redis[bytes]"
    ) -> None:
        tasks = await _beating(redis, "web", "gateway", "events")
        answer = await client.get("/readyz")
        assert (answer.status, answer.body["reasons"]) == (503, ["not running yet: worker"])
        tasks += await _beating(redis, "worker")
        assert (await client.get("/readyz")).status == 200
        await _ended(tasks)


async def test_what_waits_for_a_platform_and_what_is_cut_off_is_told_by_platform(
    client: Client,
) -> None:
    workspace_id, _ = await make_workspace()
    links = [
        await ChannelLink.create(
            id=new_id(), workspace_id=workspace_id, channel_id=new_id(), adapter=adapter,
            external_channel_id=str(new_id()), status=status,
        )
        for adapter, status in (("alpha", "active"), ("beta", "broken"))
    ]  # fmt: skip
    await Delivery.create(
        id=new_id(), workspace_id=workspace_id, link_id=links[0].id, channel_id=new_id(), message_id=new_id(),
        seq=1, kind="new_message",
    )  # fmt: skip
    await Delivery.of(workspace_id).update(created_at=now() - timedelta(minutes=6))
    reasons = (await client.get("/readyz")).body["reasons"]
    assert any(one.startswith("alpha: the oldest message waits 36") for one in reasons)
    assert "beta: 1 broken links" in reasons
    told = (await client.get("/metrics")).raw.decode()
    assert 'ionflux_mirror_deliveries{adapter="alpha"} 1.0' in told
    assert 'ionflux_mirror_broken_links{adapter="beta"} 1.0' in told
