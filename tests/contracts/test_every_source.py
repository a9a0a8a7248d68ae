"""The contract of webhook sources, over every folder found: its samples give their events."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
import yaml

import webhooks
from bot.contracts.sources import WebhookRequest, WebhookSource
from bot.runtime.discovery import find_sources
from config.clock import now
from config.errors import BadSignature, InvalidInput

SOURCES = find_sources()
SAMPLES = sorted(Path(webhooks.__path__[0]).glob("*/samples/*.yaml"))
KEPT_ID = 200


def _sample(path: Path) -> tuple[WebhookSource, WebhookRequest, Mapping[str, Any]]:
    sample = yaml.safe_load(path.read_text())
    request = WebhookRequest(
        headers=sample["headers"],
        body=sample["body"].encode(),
        secrets=[secret.encode() for secret in sample["secrets"]],
        suffix=sample.get("suffix", ""),
        received_at=sample.get("received_at", now()),
    )
    return SOURCES[path.parent.parent.name], request, sample["expect"]


def _named(path: Path) -> str:
    return f"{path.parent.parent.name}-{path.stem}"


def _wanted(fact: Mapping[str, Any], body: bytes) -> tuple[str, Mapping[str, Any]]:
    payload = dict(fact["payload"])
    if noun := fact.get("body_under"):
        payload[noun] = orjson.loads(body)
    return fact["event_type"], payload


ACCEPTED = [path for path in SAMPLES if "is_refused" not in path.read_text()]


@pytest.mark.parametrize("path", SAMPLES, ids=_named)
def test_each_sample_gives_what_it_declares(path: Path) -> None:
    source, request, expect = _sample(path)
    if expect.get("is_refused"):
        with pytest.raises(BadSignature):
            source.verify(request)
        return
    source.verify(request)
    if expect.get("is_unreadable"):
        with pytest.raises(InvalidInput):
            source.events(request)
        return
    assert [(fact.event_type, fact.payload) for fact in source.events(request)] == [
        _wanted(fact, request.body) for fact in expect["events"]
    ]
    assert source.delivery_id(request) == expect["delivery_id"]


@pytest.mark.parametrize("path", ACCEPTED, ids=_named)
def test_one_altered_byte_is_refused(path: Path) -> None:
    source, request, _ = _sample(path)
    body = request.body or b" "
    for at in {0, len(body) // 2, len(body) - 1}:
        altered = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
        with pytest.raises(BadSignature):
            source.verify(replace(request, body=altered))


@pytest.mark.parametrize("path", ACCEPTED, ids=_named)
def test_without_headers_or_secrets_all_is_refused(path: Path) -> None:
    source, request, _ = _sample(path)
    with pytest.raises(BadSignature):
        source.verify(replace(request, headers={}))
    with pytest.raises(BadSignature):
        source.verify(replace(request, secrets=[]))
    with pytest.raises(BadSignature):
        source.verify(replace(request, secrets=[b"", b"another"]))


@pytest.mark.parametrize("path", ACCEPTED, ids=_named)
def test_the_id_and_the_topic_of_a_delivery_can_be_stored(path: Path) -> None:
    source, request, _ = _sample(path)
    for headers in (request.headers, {}, dict.fromkeys(request.headers, "\ud83c\x00" * 5000)):
        asked = replace(request, headers=headers)
        for text in (source.delivery_id(asked), source.topic(asked)):
            assert len(text.encode()) <= KEPT_ID
            assert "\x00" not in text
        assert source.delivery_id(asked)


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_every_source_has_samples_of_what_it_takes_ignores_and_refuses(name: str) -> None:
    expectations = [
        yaml.safe_load(path.read_text())["expect"] for path in SAMPLES if path.parent.parent.name == name
    ]
    assert any(expect.get("events") for expect in expectations)
    assert any(expect.get("events") == [] for expect in expectations)
    assert any(expect.get("is_refused") for expect in expectations)
    assert any(expect.get("is_unreadable") for expect in expectations)
