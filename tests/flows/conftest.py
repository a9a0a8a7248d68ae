"""Flows start processes: they have a minute each and the real clock."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from config.settings import Settings
from tests.flows.stack import Stack

KAFKA = os.environ.get("TEST_KAFKA_BOOTSTRAP_SERVERS", "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.flow)
            item.add_marker(pytest.mark.servers)
            if item.get_closest_marker("timeout") is None:
                item.add_marker(pytest.mark.timeout(60))


@pytest.fixture
def flow_settings(settings: Settings) -> Settings:
    """The settings of a test's own installation; with Kafka where there is one."""
    return settings.model_copy(update={"kafka_bootstrap_servers": KAFKA})


@pytest.fixture
async def stack(flow_settings: Settings) -> AsyncIterator[Stack]:
    """All roles, and a workspace with a shop and a Sentinel."""
    async with Stack.running(flow_settings) as running:
        yield running
