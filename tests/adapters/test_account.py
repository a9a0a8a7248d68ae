"""Accounts over REST: register, sign in, refresh, sign out, sessions."""

from uuid import UUID

import jwt
import pytest

from bot.app import App
from bot.services.users import Tokens
from config.clock import now
from tests.client import Client
from tests.factories import PASSWORD

AUTH = "/api/v1/auth"


async def test_a_registration_gives_an_account_and_a_workspace_with_its_first_channels(
    client: Client,
) -> None:
    ada = await client.registered()
    assert ada.user["email"] == "ada@example.com"
    assert "password_hash" not in ada.user
    channels = await ada.get(f"/api/v1/workspaces/{ada.workspace['id']}/channels")
    assert {one["name"] for one in channels.body["items"]} == {"general", "alerts"}


async def test_an_address_registers_once_however_it_is_written(client: Client) -> None:
    await client.registered()
    again = await client.post(
        f"{AUTH}/register", {"email": "ADA@example.com", "password": PASSWORD, "name": "Ada"}
    )
    assert (again.status, again.code) == (409, "name_taken")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "ada"),
        ("email", "a" * 320 + "@example.com"),
        ("email", "a@" + "İ" * 240 + ".example"),
        ("email", 5),
        ("password", "short"),
        ("password", "é" * 513),
        ("password", "password1"),
        ("name", ""),
        ("name", " \u200b "),
        ("name", "x" * 201),
    ],
)
async def test_a_registration_that_will_not_do_names_the_field(
    client: Client, field: str, value: object
) -> None:
    body = {"email": "ada@example.com", "password": PASSWORD, "name": "Ada"} | {field: value}
    answer = await client.post(f"{AUTH}/register", body)
    assert (answer.status, [one["field"] for one in answer.body["error"]["details"]]) == (422, [field])


async def test_signing_in_gives_working_credentials_of_three_kinds(client: Client) -> None:
    await client.registered()
    signed = await client.post(f"{AUTH}/login", {"email": "Ada@Example.com", "password": PASSWORD})
    assert signed.status == 200
    by_token = {"Authorization": f"Bearer {signed.body['access_token']}"}
    assert (await client.get("/api/v1/me", headers=by_token)).status == 200
    by_cookie = {"ionflux_session": signed.cookies["ionflux_session"].value}
    assert (await client.get("/api/v1/me", cookies=by_cookie)).status == 200
    renewed = await client.post(f"{AUTH}/refresh", {"refresh_token": signed.body["refresh_token"]})
    assert renewed.status == 200
    assert renewed.body["refresh_token"] != signed.body["refresh_token"]


async def test_a_wrong_pair_says_the_same_for_known_and_unknown_addresses(client: Client) -> None:
    await client.registered()
    said = []
    for email in ("ada@example.com", "nobody@example.com", f"{'é' * 400}@example.com"):
        answer = await client.post(f"{AUTH}/login", {"email": email, "password": "not this one"})
        answer.body["error"].pop("request_id")
        said.append((answer.status, answer.body))
    assert said[0] == said[1] == said[2]
    assert said[0][0] == 401


async def test_a_refresh_token_used_twice_signs_the_whole_family_out(client: Client) -> None:
    ada = await client.registered()
    first = {"refresh_token": ada.refresh_token}
    renewed = await client.post(f"{AUTH}/refresh", first)
    assert (await client.post(f"{AUTH}/refresh", first)).status == 401
    token = {"Authorization": f"Bearer {renewed.body['access_token']}"}
    assert (await client.get("/api/v1/me", headers=token)).status == 401
    again = await client.post(f"{AUTH}/refresh", {"refresh_token": renewed.body["refresh_token"]})
    assert (again.status, again.code) == (401, "token_invalid")


async def test_signing_out_counts_at_once_and_for_this_session_alone(client: Client) -> None:
    ada = await client.registered()
    other = await client.post(f"{AUTH}/login", {"email": "ada@example.com", "password": PASSWORD})
    assert (await ada.get("/api/v1/me")).status == 200
    assert (await ada.post(f"{AUTH}/logout")).status == 204
    assert (await ada.get("/api/v1/me")).status == 401
    token = {"Authorization": f"Bearer {other.body['access_token']}"}
    assert (await client.get("/api/v1/me", headers=token)).status == 200


async def test_one_sees_ones_sessions_and_ends_them(client: Client) -> None:
    ada = await client.registered()
    tokens = []
    for _ in range(2):
        signed = await client.post(f"{AUTH}/login", {"email": "ada@example.com", "password": PASSWORD})
        tokens.append({"Authorization": f"Bearer {signed.body['access_token']}"})
    listed = (await ada.get("/api/v1/me/sessions")).body["items"]
    assert [one["is_current"] for one in listed] == [False, False, True]
    assert (await ada.call("DELETE", f"/api/v1/me/sessions/{listed[0]['id']}")).status == 204
    assert (await client.get("/api/v1/me", headers=tokens[1])).status == 401
    assert (await client.get("/api/v1/me", headers=tokens[0])).status == 200
    assert (await ada.call("DELETE", "/api/v1/me/sessions")).status == 204
    assert (await client.get("/api/v1/me", headers=tokens[0])).status == 401
    assert (await ada.get("/api/v1/me")).status == 200


async def test_nobody_ends_the_session_of_somebody_else(client: Client) -> None:
    ada, eve = await client.registered(), await client.registered("Eve", email="eve@example.com")
    session = (await ada.get("/api/v1/me/sessions")).body["items"][0]["id"]
    assert (await eve.call("DELETE", f"/api/v1/me/sessions/{session}")).status == 404
    assert (await ada.get("/api/v1/me")).status == 200


async def test_name_and_profile_can_be_changed_and_nothing_else(client: Client) -> None:
    ada = await client.registered()
    changed = await ada.call("PATCH", "/api/v1/me", {"name": "Ada L.", "profile_info": {"bio": "Engines"}})
    assert (changed.body["name"], changed.body["profile_info"]["bio"]) == ("Ada L.", "Engines")
    refused = await ada.call("PATCH", "/api/v1/me", {"email": "eve@example.com"})
    assert (refused.status, refused.code) == (422, "unknown_field")


async def test_one_persons_session_opens_nothing_as_somebody_else(client: Client, app: App) -> None:
    ada = await client.registered()
    bob = await client.registered("Bob", email="bob@example.com")
    tokens = Tokens(app.settings.secret_keys)
    claims = jwt.decode(str(bob.token), options={"verify_signature": False})
    forged = tokens.make(UUID(ada.user["id"]), UUID(claims["sid"]), now())
    for token in (bob.token, forged, bob.token):
        answer = await client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
        if token == forged:
            assert (answer.status, answer.code) == (401, "token_invalid")
        else:
            assert answer.body["id"] == bob.user["id"]


async def test_a_new_password_signs_out_everywhere_else_and_the_old_one_is_worth_nothing(
    client: Client,
) -> None:
    here = await client.registered()
    signed = {"email": here.user["email"], "password": PASSWORD}
    there = (await client.post("/api/v1/auth/login", signed)).body
    change = {"current_password": PASSWORD, "new_password": "a better horse 9"}
    wrong = await here.call("PUT", "/api/v1/me/password", {**change, "current_password": "not it at all"})
    assert (wrong.status, wrong.body["error"]["details"][0]["field"]) == (422, "current_password")
    for weak in ("short", "password123", here.user["email"]):
        refused = await here.call("PUT", "/api/v1/me/password", {**change, "new_password": weak})
        assert (refused.status, refused.body["error"]["details"][0]["field"]) == (422, "new_password")
    assert (await here.call("PUT", "/api/v1/me/password", change)).status == 204
    assert (await here.get("/api/v1/me")).status == 200
    elsewhere = {"Authorization": f"Bearer {there['access_token']}"}
    assert (await client.get("/api/v1/me", headers=elsewhere)).status == 401
    assert (await client.post("/api/v1/auth/login", signed)).status == 401
    assert (await client.post("/api/v1/auth/login", {**signed, "password": "a better horse 9"})).status == 200


async def test_guessing_a_password_by_changing_it_is_counted_with_signing_in(client: Client) -> None:
    here = await client.registered()
    guess = {"current_password": "wrong again", "new_password": "a better horse 9"}
    for _ in range(3):
        assert (await here.call("PUT", "/api/v1/me/password", guess)).status == 422
    wrong = {"email": here.user["email"], "password": "wrong again"}
    for _ in range(2):
        assert (await client.post("/api/v1/auth/login", wrong)).status == 401
    right = {**guess, "current_password": PASSWORD}
    assert (await here.call("PUT", "/api/v1/me/password", right)).status == 429
