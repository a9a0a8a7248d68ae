"""What is said to somebody who is away reaches them by mail, whatever dies on the way."""

import signal
from pathlib import Path

import pytest

from config.settings import Settings
from tests.flows.stack import Stack

MAIL_KILLS = ["ad.out.after_claim", "ad.out.after_call"]


async def _said_to_somebody(stack: Stack) -> str:
    """A direct message of the stack's user to a second member; the member's address."""
    space = f"/api/v1/workspaces/{stack.workspace_id}"
    email, owner = "bea@shop.example", stack.http.headers["Authorization"]
    made = await stack.call("POST", f"{space}/invitations", email=email, role="member")
    other = await stack.call(
        "POST", "/api/v1/auth/register", email=email, password="harbour light 9", name="Bea"
    )
    stack.http.headers["Authorization"] = f"Bearer {other['access_token']}"
    accept = f"/api/v1/invitations/{made['accept_url'].rsplit('/', 1)[1]}/accept"
    async with stack.http.post(accept, json={}) as joined:
        assert joined.status == 200
    stack.http.headers["Authorization"] = owner
    dm = await stack.call("POST", f"{space}/channels", type="dm", member_user_ids_array=[other["user"]["id"]])
    await stack.call(
        "POST", f"/api/v1/channels/{dm['id']}/messages", content_type="text",
        content_json={"text_body": "The lorry is here"},
    )  # fmt: skip
    return email


@pytest.mark.parametrize("failpoint", MAIL_KILLS)
async def test_a_worker_killed_while_it_mails_sends_it_all_the_same(
    flow_settings: Settings, tmp_path: Path, failpoint: str
) -> None:
    mails = tmp_path / "mails"
    environment = {"IONFLUX_SMTP_URL": f"file:{mails}"}
    async with Stack.running(
        flow_settings, failpoints={"worker": failpoint}, environment=environment
    ) as stack:
        email = await _said_to_somebody(stack)
        assert await stack.roles["worker"].died() == -signal.SIGKILL
        await stack.restart("worker")
        await stack.roles["worker"].logged('"outcome": "sent"')
        (sent,) = (await stack.call("GET", f"/api/v1/workspaces/{stack.workspace_id}/deliveries"))["items"]
        assert (sent["state"], sent["address"], sent["attempts"]) == ("sent", email, 2)
    (mail,) = mails.iterdir()
    assert mail.stem == sent["id"]
    text = mail.read_text()
    assert "Subject: Ida Holm wrote to you" in text
    assert "The lorry is here" in text
