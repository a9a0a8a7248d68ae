"""Connections of a workspace over REST, and secrets that nobody reads."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import orjson
import pytest

from bot.services.connections import Connections
from config.clock import now
from config.errors import NotFound
from storage.models.events import OutboxEvent
from storage.models.vault import Secret
from tests.adapters.asking import API, space
from tests.adapters.conftest import Web

# Workspaces


async def test_a_connected_shop_has_an_address_and_a_secret_nobody_reads(web: Web) -> None:
    ada = await web.person()
    brand = await ada.made(space(ada, "brands"), {"name": "Fernweh"})
    shop = {"provider": "shopify", "shop_domain": "fern.myshopify.com", "webhook_secret": "not to be read"}
    made = await ada.made(space(ada, "connections"), shop | {"brand_id": brand["id"]})
    assert len(made["webhook_url"].rsplit("/webhooks/shopify/")[1]) == 43
    seen = str([await ada.read(space(ada, "connections")), await ada.read(f"{API}/connections/{made['id']}")])
    assert "not to be read" not in seen
    assert "secret" not in seen.replace("'webhook_secret': None", "")
    assert all(b"not to be read" not in bytes(row.sealed) for row in await Secret.all())
    details = (await ada.read(f"{API}/brands/{brand['id']}"))["shopify_integration_details_json"]
    assert details["store_url"] == "https://fern.myshopify.com"
    again = await ada.call("POST", space(ada, "connections"), shop)
    assert (again.status, again.code) == (409, "name_taken")
    told = orjson.loads((await OutboxEvent.get(topic="ionflux.workspace")).envelope)
    assert told["event_type"] == "ionflux.workspace.connection.created"
    assert told["payload_json"] == {
        "connection_id": made["id"], "provider": "shopify", "user_id": told["user_id"]
    }  # fmt: skip
    assert told["user_id"] is not None


async def test_a_new_secret_leaves_the_old_one_good_for_a_day(web: Web) -> None:
    ada = await web.person()
    shop = {"provider": "shopify", "shop_domain": "fern.myshopify.com", "webhook_secret": "first secret"}
    made = await ada.made(space(ada, "connections"), shop)
    path, key = f"{API}/connections/{made['id']}", made["webhook_url"].rsplit("/", 1)[1]
    for secret in ("second secret", "third secret"):
        assert (await ada.call("PATCH", path, {"webhook_secret": secret})).status == 200
    connections: Connections = web.adapter._parts.connections
    found = await connections.endpoint("shopify", key, now())
    assert (str(found.workspace_id), found.secrets) == (ada.workspace_id, (b"third secret", b"second secret"))
    later = await connections.endpoint("shopify", key, now() + timedelta(hours=25))
    assert later.secrets == (b"third secret",)
    assert (await ada.call("DELETE", path)).status == 204
    with pytest.raises(NotFound):
        await connections.endpoint("shopify", key, now())
    assert await Secret.all().count() == 0
    await ada.made(space(ada, "connections"), shop)


@pytest.mark.parametrize(
    "change",
    [
        {"shop_domain": "fern.example.com"},
        {"shop_domain": "-fern.myshopify.com"},
        {"shop_domain": "fern.myshopify.com\n"},
        {"shop_domain": "Fern.myshopify.com"},
        {"shop_domain": "fern.myshopify.com.evil.example"},
        {"webhook_secret": "short"},
        {"webhook_secret": "x" * 1025},
        {"provider": "myspace"},
        {"brand_id": str(uuid4())},
    ],
)
async def test_what_is_no_shop_is_not_connected(web: Web, change: dict[str, Any]) -> None:
    ada = await web.person()
    shop = {"provider": "shopify", "shop_domain": "fern.myshopify.com", "webhook_secret": "long enough"}
    assert (await ada.call("POST", space(ada, "connections"), shop | change)).status == 422


async def test_connections_are_for_admins(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    shop = {"provider": "shopify", "shop_domain": "fern.myshopify.com", "webhook_secret": "long enough"}
    assert (await bob.call("POST", space(ada, "connections"), shop)).status == 403
    assert (await bob.call("GET", space(ada, "connections"))).status == 403
