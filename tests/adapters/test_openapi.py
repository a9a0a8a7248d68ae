"""The API's own description, and that no route is outside it or outside the policy table."""

import re
from uuid import UUID

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from bot.app import App
from bot.contracts.adapters import Route
from bot.contracts.unit import Role
from bot.gates import make_gates
from bot.runtime.openapi import document
from bot.services import access
from bot.web import make_web
from storage.models.workspaces import Membership
from tests.client import Client


@pytest.fixture
async def routes(app: App) -> list[Route]:
    return list(make_web(app, make_gates(app))[1].routes())


async def test_the_description_is_valid_openapi(client: Client) -> None:
    answer = await client.get("/api/v1/openapi.json")
    assert answer.status == 200
    OpenAPIV31SpecValidator(answer.body).validate()


async def test_every_call_is_described_with_its_parameters(routes: list[Route]) -> None:
    described = document(routes, version="0")
    for route in routes:
        if route.is_raw:
            continue
        operation = described["paths"][re.sub(r":[^{}]*}", "}", route.path)][route.method.lower()]
        named = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
        assert named == set(re.findall(r"{(\w+)", route.path))
        assert str(route.status) in operation["responses"]
        assert (route.body is not None or route.takes_file) == ("requestBody" in operation)


async def test_every_route_has_a_permission_of_the_policy_table(routes: list[Route]) -> None:
    assert [route.path for route in routes if not access.knows(route.permission)] == []


async def test_what_needs_no_sign_in_is_just_this(routes: list[Route]) -> None:
    public = {(route.method, route.path) for route in routes if route.permission == access.PUBLIC}
    calls = {(method, path) for method, path in public if path.startswith("/api/v1/")}
    assert calls == {
        ("POST", "/api/v1/auth/register"),
        ("POST", "/api/v1/auth/login"),
        ("POST", "/api/v1/auth/refresh"),
        ("GET", "/api/v1/invitations/{invitation}"),
    }


async def test_every_call_with_a_workspace_refuses_strangers_and_the_signed_out(
    client: Client, routes: list[Route]
) -> None:
    ada, eve = await client.registered(), await client.registered("Eve", email="eve@example.com")
    assert eve.user["id"] != ada.user["id"]
    for route in routes:
        if route.is_raw or route.permission == access.PUBLIC:
            continue
        path = route.path.replace("{workspace_id}", ada.workspace["id"])
        path = re.sub(r"{(\w+)(:[^{}]*)?}", ada.user["id"], path)
        assert (await client.call(route.method, path)).status == 401, path
        if "{workspace_id}" in route.path and route.body is None:
            assert (await eve.call(route.method, path)).status == 404, path


@pytest.mark.parametrize("role", list(Role))
async def test_what_a_role_may_read_is_what_the_policy_table_says(
    client: Client, routes: list[Route], role: Role
) -> None:
    ada = await client.registered()
    await Membership.of(UUID(ada.workspace["id"])).update(role=role.value)
    checked = 0
    for route in routes:
        if route.method != "GET" or route.path.count("{") != 1 or "{workspace_id}" not in route.path:
            continue
        answer = await ada.get(route.path.replace("{workspace_id}", ada.workspace["id"]))
        assert answer.status == (200 if role in access.POLICY[route.permission] else 403), route.path
        checked += 1
    assert checked > 5
