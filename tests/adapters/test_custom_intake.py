"""POST /webhooks/custom/{key}/{suffix}: a sender of the workspace's own."""

import base64
import hmac
import io

import pytest

from config.clock import now
from storage.models.events import OutboxEvent
from storage.models.users import IdempotencyKey
from tests.adapters.conftest import Web

BODY = b'{"campaign_brief_id": "b-1"}'


async def test_the_secret_is_kept_nowhere_and_a_repeat_of_the_request_lacks_it(web: Web) -> None:
    ada = await web.person()
    path, body = f"/api/v1/workspaces/{ada.workspace_id}/connections", {"provider": "custom"}
    named = {"Idempotency-Key": "once"}
    first = await ada.call("POST", path, body, **named)
    again = await ada.call("POST", path, body, **named)
    assert first.body["webhook_secret"].startswith("whsec_")
    assert again.body == first.body | {"webhook_secret": None}
    (kept,) = await IdempotencyKey.all()
    assert first.body["webhook_secret"] not in str(kept.body_text)


@pytest.mark.parametrize("secret", ["no base64 at all", "whsec_c2hvcnQ="])
async def test_a_secret_that_nobody_could_sign_with_is_refused(web: Web, secret: str) -> None:
    ada = await web.person()
    made = await ada.made(f"/api/v1/workspaces/{ada.workspace_id}/connections", {"provider": "custom"})
    answer = await ada.call("PATCH", f"/api/v1/connections/{made['id']}", {"webhook_secret": secret})
    assert (answer.status, answer.body["error"]["details"][0]["field"]) == (422, "webhook_secret")


async def test_a_sender_signs_with_the_secret_that_is_shown_once(web: Web) -> None:
    ada = await web.person()
    made = await ada.made(f"/api/v1/workspaces/{ada.workspace_id}/connections", {"provider": "custom"})
    shown = await ada.call("GET", f"/api/v1/connections/{made['id']}")
    assert shown.body["webhook_secret"] is None
    key = base64.b64decode(made["webhook_secret"].removeprefix("whsec_"))
    sent = str(int(now().timestamp()))
    signature = base64.b64encode(hmac.digest(key, f"m-1.{sent}.".encode() + BODY, "sha256")).decode()
    headers = {"webhook-id": "m-1", "webhook-timestamp": sent, "webhook-signature": f"v1,{signature}"}
    path = "/webhooks/custom/" + made["webhook_url"].rsplit("/", 1)[1] + "/campaigns/start"
    for _ in range(2):
        async with ada.http.post(path, data=io.BytesIO(BODY), headers=headers) as answer:
            assert (answer.status, await answer.json()) == (200, {"status": "stored"})
    async with ada.http.post(path, data=io.BytesIO(BODY + b" "), headers=headers) as answer:
        assert answer.status == 401
    assert await OutboxEvent.filter(topic="ionflux.custom").count() == 1
