"""Creators over REST, as a client sees them."""

from typing import Any
from uuid import UUID

import pytest

from config.clock import new_id
from storage.models.connections import Connection
from tests.adapters.asking import API, space
from tests.adapters.conftest import Web

WHOLE = {
    "name": "Mara",
    "niche_tags_array": ["ceramics", "slow living"],
    "bio_text": "Makes bowls. Tone: calm.",
    "portfolio_links_array": ["https://example.com/mara"],
    "audience_demographics_json": {"countries": ["BR"]},
    "persona_guardian_namespace_id": "mara",
}


async def test_a_creator_is_entered_changed_put_away_and_brought_back(web: Web) -> None:
    ada = await web.person()
    made = await ada.made(space(ada, "creators"), WHOLE)
    assert made.items() >= {**WHOLE, "workspace_id": ada.workspace_id, "status": "active"}.items()
    assert made["tiktok_integration_details_json"] is None
    path = f"{API}/creators/{made['id']}"
    change = {"niche_tags_array": ["glass"], "audience_demographics_json": None}
    changed = await ada.call("PATCH", path, change)
    assert (changed.status, changed.body.items() >= change.items()) == (200, True)
    assert changed.body["bio_text"] == WHOLE["bio_text"]
    assert (await ada.call("DELETE", path)).status == 204
    assert (await ada.read(space(ada, "creators")))["items"] == []
    assert (await ada.read(path))["status"] == "archived"
    assert (await ada.call("PATCH", path, {"status": "active"})).body["status"] == "active"
    told = [one["action"] for one in (await ada.read(space(ada, "audit-log")))["items"]]
    assert [one for one in told if one.startswith("creator.")] == [
        "creator.changed", "creator.archived", "creator.changed", "creator.created",
    ]  # fmt: skip


async def test_two_creators_have_two_names(web: Web) -> None:
    ada = await web.person()
    await ada.made(space(ada, "creators"), {"name": "Mara"})
    other = await ada.made(space(ada, "creators"), {"name": "Other"})
    for answer in (
        await ada.call("POST", space(ada, "creators"), {"name": "Mara"}),
        await ada.call("PATCH", f"{API}/creators/{other['id']}", {"name": "Mara"}),
    ):
        assert (answer.status, answer.code) == (409, "name_taken")
    eve = await web.person("Eve")
    await eve.made(space(eve, "creators"), {"name": "Mara"})


async def test_members_put_away_only_whom_they_entered(web: Web) -> None:
    ada = await web.person()
    bob, gus = await web.joined(ada, "Bob"), await web.joined(ada, "Gus", "guest")
    hers, his = [await one.made(space(ada, "creators"), {"name": one.id}) for one in (ada, bob)]
    assert (await bob.call("DELETE", f"{API}/creators/{hers['id']}")).status == 403
    assert (await bob.call("PATCH", f"{API}/creators/{hers['id']}", {"status": "archived"})).status == 403
    assert (await bob.call("PATCH", f"{API}/creators/{hers['id']}", {"bio_text": "x"})).status == 200
    assert (await bob.call("DELETE", f"{API}/creators/{his['id']}")).status == 204
    for method, path, body in (
        ("GET", space(ada, "creators"), None),
        ("POST", space(ada, "creators"), {"name": "x"}),
        ("GET", f"{API}/creators/{hers['id']}", None),
        ("DELETE", f"{API}/creators/{hers['id']}", None),
    ):
        assert (await gus.call(method, path, body)).status == 403


async def test_creators_come_in_pages(web: Web) -> None:
    ada = await web.person()
    for number in range(3):
        await ada.made(space(ada, "creators"), {"name": f"Creator {number}"})
    first = await ada.read(space(ada, "creators?limit=2"))
    second = await ada.read(space(ada, f"creators?limit=2&cursor={first['next_cursor']}"))
    assert [one["name"] for one in [*first["items"], *second["items"]]] == [
        "Creator 0", "Creator 1", "Creator 2",
    ]  # fmt: skip
    assert second["next_cursor"] is None
    assert (await ada.call("GET", space(ada, "creators?cursor=x"))).status == 422


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "validation_failed"),
        ({"name": ""}, "validation_failed"),
        ({"name": None}, "validation_failed"),
        ({"name": 5}, "validation_failed"),
        ({"name": "x" * 201}, "validation_failed"),
        ({"name": "x", "workspace_id": "x"}, "unknown_field"),
        ({"name": "x", "status": "archived"}, "unknown_field"),
        ({"name": "x", "tiktok_integration_details_json": {}}, "unknown_field"),
        ({"name": "x", "niche_tags_array": "glass"}, "validation_failed"),
        ({"name": "x", "niche_tags_array": [""]}, "validation_failed"),
        ({"name": "x", "bio_text": None}, "validation_failed"),
        ({"name": "x", "portfolio_links_array": ["javascript:alert(1)"]}, "validation_failed"),
        ({"name": "x", "audience_demographics_json": []}, "validation_failed"),
    ],
)
async def test_what_is_no_creator_is_refused(web: Web, body: dict[str, Any], code: str) -> None:
    ada = await web.person()
    answer = await ada.call("POST", space(ada, "creators"), body)
    assert (answer.status, answer.code) == (422, code)
    assert (await ada.read(space(ada, "creators")))["items"] == []


async def test_a_creators_tiktok_is_that_of_their_connection(web: Web) -> None:
    ada = await web.person()
    made = await ada.made(space(ada, "creators"), {"name": "Mara"})
    await Connection.create(
        id=new_id(),
        workspace_id=UUID(ada.workspace_id),
        provider="tiktok",
        creator_id=UUID(made["id"]),
        profile_url="https://www.tiktok.com/@mara.bowls?lang=en",
        access_token_secret_ref="tiktok:mara",
    )
    assert (await ada.read(f"{API}/creators/{made['id']}"))["tiktok_integration_details_json"] == {
        "handle": "@mara.bowls", "access_token_secret_ref": "tiktok:mara",
    }  # fmt: skip
