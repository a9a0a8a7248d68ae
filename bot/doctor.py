"""``ionflux doctor``: every dependency and setting, with the fix for each fault."""

import shutil
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
from rich.console import Console

from bot.contracts.adapters import Finding
from bot.installation import Installation
from bot.runtime.discovery import find_senders
from bot.senders import make_host, make_senders
from config.errors import ExternalError, IonfluxError, SetupError
from config.settings import Settings, load

_ROOM_MIB = 500
console = Console(highlight=False, soft_wrap=True)


async def report(*, as_json: bool) -> int:
    """Print what was found; 0 when all is well, 1 when not, 78 when the configuration itself is wrong."""
    try:
        settings = Installation(load().data_dir).settings()
    except SetupError as wrong:
        _print(
            [Finding("settings", False, wrong.message, "Correct the variable and try again.")],
            as_json=as_json,
        )
        return 78
    found = [_python(), _room(settings), _client(), _keys(settings), *_plugins()]
    for look in (_database, _queue, _log, _memory):
        found.append(await _looked(look, settings))
    found += await _senders(settings)
    _print(found, as_json=as_json)
    return 0 if all(one.is_well for one in found) else 1


async def _looked(look: Callable[[Settings], Awaitable[Finding]], settings: Settings) -> Finding:
    try:
        return await look(settings)
    except IonfluxError as wrong:
        return Finding(look.__name__.lstrip("_"), False, wrong.message, "Put it right as the sentence says.")


def _python() -> Finding:
    import sys

    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("python", sys.version_info >= (3, 11), version, "Use Python 3.11 or newer.")


def _room(settings: Settings) -> Finding:
    place = settings.data_dir if settings.data_dir.exists() else Path()
    free = shutil.disk_usage(place).free >> 20
    return Finding("disk", free > _ROOM_MIB, f"{free:,} MiB free", f"Make at least {_ROOM_MIB} MiB of room.")


def _client() -> Finding:
    built = Path(__file__).parent.parent / "adapters" / "web" / "ui" / "dist" / "index.html"
    told = "built" if built.exists() else "not built"
    return Finding("web client", built.exists(), told, "Run 'make install'.")


def _keys(settings: Settings) -> Finding:
    count = len(settings.secret_keys)
    fix = "Set IONFLUX_SECRET_KEY to at least 32 random bytes; 'ionflux up' makes one by itself."
    return Finding("secret key", count > 0, f"{count} set", fix)


def _plugins() -> list[Finding]:
    from bot.runtime.discovery import find_adapters, find_agents, find_sources

    findings = []
    for name, find in (("agents", find_agents), ("webhooks", find_sources), ("adapters", find_adapters)):
        try:
            findings.append(Finding(name, True, ", ".join(find())))
        except SetupError as wrong:
            findings.append(Finding(name, False, wrong.message, "Mend that file."))
    return findings


async def _database(settings: Settings) -> Finding:
    from storage.db import Database

    database = await Database.connect(settings)
    await database.close()
    return Finding("database", True, "SQLite" if settings.is_sqlite else "PostgreSQL")


async def _queue(settings: Settings) -> Finding:
    from redis.exceptions import RedisError

    from bot.app import connect_redis

    if not settings.redis_url:
        return Finding("queue", True, "embedded; runs with 'ionflux up'")
    client = connect_redis(settings)
    try:
        info = await client.info("server")
        return Finding("queue", True, f"{info.get('server_name', 'redis')} {info.get('redis_version', '')}")
    except (RedisError, OSError) as away:
        return Finding("queue", False, str(away), "Start the server that REDIS_URL names, or correct it.")
    finally:
        await client.aclose()


async def _log(settings: Settings) -> Finding:
    if not settings.kafka_bootstrap_servers:
        return Finding("event log", True, "a table of the database")
    from bot.ports.kafka import ensure_topics

    await ensure_topics(settings.kafka_bootstrap_servers, {"ionflux.agent"})
    return Finding("event log", True, "Apache Kafka")


async def _memory(settings: Settings) -> Finding:
    from bot.llm.embeddings import model_of
    from storage.vectors import Vectors

    vectors = Vectors(settings)
    try:
        return Finding(
            "memory", True, f"{await vectors.check()}; texts become vectors by {model_of(settings.llm)}"
        )
    except ExternalError as away:
        fix = "Start the server that QDRANT_URL names, or correct it or IONFLUX_QDRANT_API_KEY."
        return Finding("memory", False, away.message, fix)
    finally:
        await vectors.close()


async def _senders(settings: Settings) -> list[Finding]:
    """Adapters that send: off, or all that they know of how they stand."""
    findings = []
    for name, one in find_senders().items():
        try:
            adapter = make_senders(make_host(settings)).get(name)
        except SetupError as wrong:
            findings.append(Finding(name, False, wrong.message, "Correct the variable and try again."))
            continue
        if adapter is None:
            findings.append(Finding(name, True, f"off ({one.turned_on_by})"))
            continue
        findings += await _examined(name, adapter, one.turned_on_by)
        await adapter.close()
    return findings


async def _examined(name: str, adapter: Any, turned_on_by: str) -> list[Finding]:
    if hasattr(adapter, "examine"):
        return [replace(one, name=f"{name}: {one.name}") for one in await adapter.examine()]
    try:
        return [Finding(name, True, await adapter.check())]
    except IonfluxError as wrong:
        return [Finding(name, False, wrong.message, f"Correct {turned_on_by}, or its server.")]


def _print(found: list[Finding], *, as_json: bool) -> None:
    if as_json:
        told = [
            {"name": one.name, "ok": one.is_well, "told": one.told, "fix": one.fix or None} for one in found
        ]
        console.out(orjson.dumps(told).decode())
        return
    for one in found:
        mark = "[green]✓[/green]" if one.is_well else "[red]✗[/red]"
        console.print(f" {mark} {one.name:22} {one.told}")
        if not one.is_well:
            console.print(f"   {'':22} [yellow]{one.fix}[/yellow]")
