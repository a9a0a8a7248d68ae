"""Accounts over REST: register, sign in, refresh, sign out, sessions."""

from tests.client import Client
from tests.factories import PASSWORD


async def test_a_registration_gives_an_account_and_a_workspace_with_its_first_channels(
    client: Client,
) -> None:
    ada = await client.registered()
    assert ada.user["email"] == "ada@example.com"
    channels = await ada.get(f"/api/v1/workspaces/{ada.workspace['id']}/channels")
    assert {one["name"] for one in channels.body["items"]} == {"general", "alerts"}
    me = await ada.get("/api/v1/me")
    assert me.status == 200
    assert (await client.get("/api/v1/me")).code == "token_invalid"
    again = await client.post(
        "/api/v1/auth/register", {"email": "ADA@example.com", "password": PASSWORD, "name": "Ada"}
    )
    assert (again.status, again.code) == (409, "name_taken")
