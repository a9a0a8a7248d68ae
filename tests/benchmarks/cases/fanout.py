"""Fan-out: what one process tells a thousand sockets, beside frames that are only written to transports."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import orjson

from bot.app import App, open_app
from bot.contracts.messages import InboundMessage
from bot.contracts.unit import Actor, ActorType, Role
from bot.services import chat
from tests.benchmarks.crowd import Crowd, Heard, listen
from tests.benchmarks.ground import Ground
from tests.benchmarks.processes import anchor, free_port
from tests.benchmarks.product import Product, installed, running
from tests.benchmarks.report import Goal, Result, compared, quantile

TEXT = "x" * 300


async def run(ground: Ground) -> Sequence[Result]:
    """Bursts of messages to all sockets; then the same with one in a hundred that does not read."""
    settings = await installed(ground.made("fanout"), ground.redis(12))
    settings = settings.model_copy(
        update={"limits": settings.limits.model_copy(update={"rest_per_minute": 1_000_000})}
    )
    port, sockets = free_port(), ground.of(1000, 100)
    async with (
        running(settings, ["web"]) as product,
        anchor("fanout", str(port)),
        open_app(settings, "gateway") as app,
    ):
        floor = Crowd(
            port=port,
            paths=["/ws"] * sockets,
            subscribe=b'{"action":"subscribe"}',
            messages=ground.of(100, 20),
            stalled=0,
            ready="",
            said_by=b"POST /say?count=%d HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
            % ground.of(100, 20),
        )
        ours, theirs, plain, stalled = [], [], [], []
        for _ in range(ground.of(7, 2)):
            ours.append(await _told(ground, (product, app), floor, 0))
            theirs.append(await ground.driven(listen, floor))
        for _ in range(ground.of(5, 2)):
            plain.append(await _told(ground, (product, app), floor, 0))
            stalled.append(await _told(ground, (product, app), floor, max(1, sockets // 100)))
    return [
        compared(
            f"fan-out to {sockets} sockets",
            [one.deliveries / one.seconds for one in ours],
            [one.deliveries / one.seconds for one in theirs],
            unit="/s",
            goal=Goal(0.7, at_least=True),
        ),
        compared(
            "fan-out, the others' p99 with 1 % stalled",
            [quantile(one.waits_ms, 0.99) for one in stalled],
            [quantile(one.waits_ms, 0.99) for one in plain],
            unit="ms",
            goal=Goal(1.2),
            note="the baseline is the product itself with nobody stalled",
        ),
    ]


async def _told(ground: Ground, ours: tuple[Product, App], floor: Crowd, stalled: int) -> Heard:
    product, app = ours
    tickets = [
        await product.call("POST", "/api/v1/ws-tickets", workspace_id=product.workspace_id)
        for _ in floor.paths
    ]
    ready = ground.place(f"ready-{len(list(ground.folder.glob('ready-*')))}")
    subscribe = {"action": "subscribe", "payload": {"channel_id": product.alerts_id}}
    plan = replace(
        floor,
        port=product.port,
        paths=[f"/ws?ticket={one['ticket']}" for one in tickets],
        subscribe=orjson.dumps(subscribe),
        stalled=stalled,
        ready=str(ready),
        said_by=b"",
    )
    heard, _ = await asyncio.gather(ground.driven(listen, plan), _say(product, app, plan.messages, ready))
    return heard


async def _say(product: Product, app: App, count: int, ready: Path) -> None:
    """Post the messages at once, from another process of the installation, when the crowd is ready."""
    actor = Actor(type=ActorType.USER, id=UUID(product.user_id), role=Role.OWNER)
    said = InboundMessage(
        channel_id=UUID(product.alerts_id), content_type="text", content_json={"text_body": TEXT}
    )

    async def one() -> None:
        async with app.units.grouped_unit(actor, UUID(product.workspace_id)) as unit:
            await chat.post(unit, said)

    # The crowd is in another process.
    while not ready.exists():  # noqa: ASYNC110, ASYNC240
        await asyncio.sleep(0.001)
    await asyncio.gather(*(one() for _ in range(count)))
