"""What every call to the web process passes through, as a client sees it."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest

from bot.app import App
from bot.runtime import headers
from config.settings import Limits, Settings
from storage.models.audit import AuditEntry
from storage.models.brands import Brand
from storage.models.users import IdempotencyKey
from storage.models.workspaces import Membership, Workspace
from tests.client import Answered, Client

_ERROR = {"code", "message", "request_id", "details", "retry_after_s"}


async def raw(client: Client, request: bytes) -> bytes:
    """What the server says to these bytes."""
    host, port = client.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(request)
    await writer.drain()
    answer = await reader.read(65536)
    writer.close()
    await writer.wait_closed()
    return answer


def is_refusal(answer: Answered, status: int, code: str) -> None:
    assert (answer.status, answer.code) == (status, code)
    assert set(answer.body["error"]) == _ERROR
    assert answer.headers["X-Request-Id"] == answer.body["error"]["request_id"]
    assert answer.headers["Content-Type"].startswith("application/json")
    for name in headers.HEADERS:
        assert name in answer.headers


@pytest.fixture
async def ada(client: Client) -> AsyncIterator[Client]:
    return await client.registered()


async def test_an_unknown_address_is_404_whatever_the_method(client: Client) -> None:
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        is_refusal(await client.call(method, "/api/v1/nothing"), 404, "not_found")


async def test_a_wrong_method_is_405_and_says_which_are_right(client: Client) -> None:
    answer = await client.get("/api/v1/auth/login")
    is_refusal(answer, 405, "method_not_allowed")
    assert answer.headers["Allow"] == "POST"


async def test_whoever_is_not_signed_in_gets_the_same_401_for_every_cause(
    client: Client, ada: Client
) -> None:
    said = set()
    for given in (
        "Bearer nonsense",
        "Bearer",
        "Basic YTpi",
        f"Bearer {ada.token}x",
        "Bearer a.b.c",
        "Bearer é",
    ):
        answer = await client.get("/api/v1/me", headers={"Authorization": given})
        is_refusal(answer, 401, "token_invalid")
        said.add(answer.headers["WWW-Authenticate"])
    is_refusal(await client.get("/api/v1/me", cookies={"ionflux_session": "nonsense"}), 401, "token_invalid")
    assert said == {"Bearer"}


async def test_what_no_client_of_ours_sends_is_refused_all_the_same(client: Client) -> None:
    cookie = b"Connection: close\r\nCookie: ionflux_session=\xff\xfe\r\n\r\n"
    answered = await raw(client, b"GET /api/v1/me HTTP/1.1\r\nHost: x\r\n" + cookie)
    assert answered.startswith(b"HTTP/1.1 401 ")
    for origin in ("http://[::", "http://[", "null", "//", "http://"):
        answer = await client.post("/api/v1/auth/login", {}, headers={"Origin": origin})
        is_refusal(answer, 403, "csrf_failed")
        assert (await client.get("/healthz", headers={"Origin": origin})).status == 200
    for path in (f"/assets/{'x' * 300}", f"/{'a.' * 200}", f"/assets/{'%00'}"):
        is_refusal(await client.get(path), 404, "not_found")
    answer = await client.post(f"/webhooks/shopify/{'k' * 7000}", data=b"{}")
    assert (answer.status, answer.code) == (404, "not_found")


@pytest.mark.parametrize(
    ("data", "sent", "status", "code"),
    [
        (b"", {}, 400, "malformed_json"),
        (b"{", {}, 400, "malformed_json"),
        (b"{}", {"Content-Type": "text/plain"}, 415, "unsupported_media_type"),
        (b"{}", {"Content-Type": "application/json; charset=utf-16"}, 415, "unsupported_media_type"),
        (b"{}", {"Content-Type": ";;;"}, 415, "unsupported_media_type"),
        (b"{}", {"Content-Encoding": "gzip"}, 415, "unsupported_media_type"),
        (b"{}", {}, 422, "validation_failed"),
        (b'{"email": "a@b.example", "password": "x", "z": 1}', {}, 422, "unknown_field"),
        (b'"' + b"x" * (1 << 20) + b'"', {}, 413, "payload_too_large"),
        (b'{"email": "\xff"}', {}, 400, "malformed_json"),
    ],
)
async def test_a_body_that_will_not_do_is_refused_in_words(
    client: Client, data: bytes, sent: dict[str, str], status: int, code: str
) -> None:
    is_refusal(await client.post("/api/v1/auth/login", data=data, headers=sent), status, code)


async def test_a_body_without_a_length_is_cut_off_at_the_limit(client: Client) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 65536

    is_refusal(await client.post("/api/v1/auth/login", data=endless()), 413, "payload_too_large")


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"NONSENSE\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /api/v1/me HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
        b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 40_000 + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01",
    ],
)
async def test_what_is_no_http_is_answered_in_our_envelope(client: Client, request_bytes: bytes) -> None:
    answer = await raw(client, request_bytes)
    assert answer.split(b" ")[1] == b"400"
    assert b'"code":"malformed_request"' in answer


async def test_broken_chunks_are_a_malformed_body(client: Client) -> None:
    head = b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    answer = await raw(client, head + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")
    assert answer.split(b" ")[1] == b"400"


async def test_a_long_address_and_large_headers_have_their_own_codes(client: Client) -> None:
    is_refusal(await client.get("/api/v1/me?x=" + "a" * 9000), 414, "uri_too_long")
    many = {f"X-{number}": "a" * 1000 for number in range(17)}
    is_refusal(await client.get("/api/v1/me", headers=many), 431, "headers_too_large")


@pytest.mark.parametrize(
    "path", ["%00", "%FF", "%ED%A0%80", "..%2f..%2fetc", "a" * 3000, "\u2603", "%", "{}", "🐘"]
)
async def test_strange_ids_are_just_unknown(ada: Client, path: str) -> None:
    for address in (
        f"/api/v1/channels/{path}",
        f"/api/v1/workspaces/{path}",
        f"/api/v1/agent-definitions/{path}",
    ):
        assert (await ada.get(address)).status == 404


async def test_an_id_in_another_spelling_is_unknown(ada: Client) -> None:
    own = ada.workspace["id"]
    assert (await ada.get(f"/api/v1/workspaces/{own}")).status == 200
    for other in (own.upper(), own.replace("-", ""), f"{{{own}}}", f" {own}", f"urn:uuid:{own}"):
        assert (await ada.get(f"/api/v1/workspaces/{other}")).status == 404


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=201", "limit=x", "limit=", "cursor=x", "cursor=%00", "limt=5"]
)
async def test_a_page_that_cannot_be_is_422(ada: Client, query: str) -> None:
    answer = await ada.get(f"/api/v1/workspaces/{ada.workspace['id']}/audit-log?{query}")
    assert answer.status == 422


async def test_a_foreign_workspace_is_as_unknown_as_none(client: Client, ada: Client) -> None:
    eve = await client.registered("Eve", email="eve@example.com")
    foreign = await eve.get(f"/api/v1/workspaces/{ada.workspace['id']}")
    unknown = await eve.get(f"/api/v1/workspaces/{uuid4()}")
    for answer in (foreign, unknown):
        answer.body["error"].pop("request_id")
    assert (foreign.status, foreign.body) == (unknown.status, unknown.body)
    assert foreign.status == 404


async def test_a_refused_act_stands_in_the_audit_log(client: Client, ada: Client) -> None:
    eve = await client.registered("Eve", email="eve@example.com")
    space = UUID(ada.workspace["id"])
    await Membership.create(workspace_id=space, user_id=UUID(eve.user["id"]), role="guest")
    is_refusal(await eve.call("PATCH", f"/api/v1/workspaces/{space}", {"name": "Mine"}), 403, "forbidden")
    entry = await AuditEntry.of(space).order_by("-position").first()
    assert entry is not None
    assert (entry.action, str(entry.actor_id)) == ("access.refused", eve.user["id"])
    assert (await Workspace.get(id=space)).name != "Mine"


class TestCookies:
    """Browsers."""

    async def _cookie(self, client: Client) -> dict[str, str]:
        await client.registered()
        signed = await client.post(
            "/api/v1/auth/login", {"email": "ada@example.com", "password": "correct horse battery"}
        )
        morsel = signed.cookies["ionflux_session"]
        assert (morsel["httponly"], morsel["samesite"], morsel["path"], morsel["secure"]) == (
            True,
            "Lax",
            "/",
            "",
        )
        return {"ionflux_session": morsel.value}

    async def test_a_cookie_signs_in(self, client: Client) -> None:
        assert (await client.get("/api/v1/me", cookies=await self._cookie(client))).status == 200

    async def test_a_change_by_cookie_needs_the_header(self, client: Client) -> None:
        cookie = await self._cookie(client)
        is_refusal(
            await client.call("PATCH", "/api/v1/me", {"name": "A"}, cookies=cookie), 403, "csrf_failed"
        )
        sent = {"X-IONFLUX-CSRF": "1"}
        changed = await client.call("PATCH", "/api/v1/me", {"name": "A"}, cookies=cookie, headers=sent)
        assert (changed.status, changed.body["name"]) == (200, "A")

    async def test_a_change_from_another_site_is_refused(self, client: Client) -> None:
        cookie, sent = await self._cookie(client), {"X-IONFLUX-CSRF": "1"}
        for origin in ("https://evil.example", "null", "http://127.0.0.1:1", "not an origin"):
            answer = await client.call(
                "PATCH", "/api/v1/me", {"name": "B"}, cookies=cookie, headers=sent | {"Origin": origin}
            )
            is_refusal(answer, 403, "csrf_failed")
        own = await client.call(
            "PATCH", "/api/v1/me", {"name": "B"}, cookies=cookie, headers=sent | {"Origin": client.url}
        )
        assert own.status == 200

    async def test_signing_out_takes_the_cookie_back(self, client: Client) -> None:
        cookie = await self._cookie(client)
        out = await client.post("/api/v1/auth/logout", cookies=cookie, headers={"X-IONFLUX-CSRF": "1"})
        assert (out.status, out.cookies["ionflux_session"]["max-age"]) == (204, "0")
        assert (await client.get("/api/v1/me", cookies=cookie)).status == 401


async def test_only_our_own_pages_are_told_that_they_may_call(client: Client) -> None:
    asked = {"Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "content-type"}
    ours = await client.call("OPTIONS", "/api/v1/me", headers=asked | {"Origin": client.url})
    assert (ours.status, ours.headers["Access-Control-Allow-Origin"]) == (204, client.url)
    theirs = await client.call("OPTIONS", "/api/v1/me", headers=asked | {"Origin": "https://evil.example"})
    assert "Access-Control-Allow-Origin" not in theirs.headers


class TestIdempotency:
    """A repeated change has its effect once."""

    async def test_a_repeat_gets_the_first_answer(self, ada: Client) -> None:
        path, sent = f"/api/v1/workspaces/{ada.workspace['id']}/brands", {"Idempotency-Key": "one"}
        first = await ada.post(path, {"name": "Fernweh"}, headers=sent)
        again = await ada.post(path, {"name": "Fernweh"}, headers=sent)
        assert (first.status, first.raw) == (again.status, again.raw)
        assert first.status == 201
        assert again.headers["Idempotency-Replayed"] == "true"
        assert await Brand.all().count() == 1

    async def test_another_request_under_the_same_key_is_a_conflict(self, ada: Client) -> None:
        path, sent = f"/api/v1/workspaces/{ada.workspace['id']}/brands", {"Idempotency-Key": "one"}
        await ada.post(path, {"name": "Fernweh"}, headers=sent)
        is_refusal(await ada.post(path, {"name": "Other"}, headers=sent), 409, "idempotency_mismatch")

    async def test_many_at_once_have_one_effect(self, ada: Client) -> None:
        path, sent = f"/api/v1/workspaces/{ada.workspace['id']}/brands", {"Idempotency-Key": "one"}
        answers = await asyncio.gather(*(ada.post(path, {"name": "Fernweh"}, headers=sent) for _ in range(8)))
        assert {one.status for one in answers} <= {201, 409}
        assert {one.code for one in answers if one.status == 409} <= {"idempotency_in_progress"}
        assert await Brand.all().count() == 1

    async def test_a_refusal_of_the_input_is_kept_and_a_refusal_of_the_person_is_not(
        self, ada: Client
    ) -> None:
        space = ada.workspace["id"]
        path, sent = f"/api/v1/workspaces/{space}/brands", {"Idempotency-Key": "two"}
        await ada.post(path, {"name": "Fernweh"})
        assert (await ada.post(path, {"name": "Fernweh"}, headers=sent)).status == 409
        await Brand.all().delete()
        assert (await ada.post(path, {"name": "Fernweh"}, headers=sent)).status == 409
        third = {"Idempotency-Key": "three"}
        await Membership.of(UUID(space)).update(role="guest")
        assert (await ada.post(path, {"name": "Fernweh"}, headers=third)).status == 403
        await Membership.of(UUID(space)).update(role="owner")
        assert (await ada.post(path, {"name": "Fernweh"}, headers=third)).status == 201

    async def test_the_answer_is_stored_with_the_effect_or_not_at_all(self, ada: Client) -> None:
        path = f"/api/v1/workspaces/{ada.workspace['id']}/brands"
        await ada.post(path, {"name": "Fernweh"}, headers={"Idempotency-Key": "four"})
        row = await IdempotencyKey.get(key="four")
        assert (row.status, row.locked_until) == (201, None)

    @pytest.mark.parametrize("key", ["", " ", "é", "a" * 201])
    async def test_a_key_that_is_none_is_422(self, ada: Client, key: str) -> None:
        path = f"/api/v1/workspaces/{ada.workspace['id']}/brands"
        answer = await ada.post(path, {"name": "Fernweh"}, headers={"Idempotency-Key": key})
        assert answer.status == 422


class TestLimits:
    """Too often."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"limits": Limits(rest_per_minute=8, login_per_account=3)})

    async def test_one_call_too_many_in_a_minute_is_429_and_says_when_again(self, ada: Client) -> None:
        for _ in range(8):
            assert (await ada.get("/api/v1/me")).status == 200
        answer = await ada.get("/api/v1/me")
        is_refusal(answer, 429, "rate_limited")
        assert 1 <= int(answer.headers["Retry-After"]) <= 60
        assert answer.body["error"]["retry_after_s"] == int(answer.headers["Retry-After"])

    async def test_a_wrong_password_too_often_is_429_even_for_the_right_one(self, client: Client) -> None:
        await client.registered()
        wrong, right = (
            {"email": "ada@example.com", "password": one} for one in ("x" * 9, "correct horse battery")
        )
        assert (await client.post("/api/v1/auth/login", right)).status == 200
        for _ in range(3):
            is_refusal(await client.post("/api/v1/auth/login", wrong), 401, "token_invalid")
        is_refusal(await client.post("/api/v1/auth/login", right), 429, "rate_limited")

    async def test_unknown_accounts_are_limited_alike(self, client: Client) -> None:
        body = {"email": "nobody@example.com", "password": "x" * 9}
        codes = [(await client.post("/api/v1/auth/login", body)).status for _ in range(4)]
        assert codes == [401, 401, 401, 429]


async def test_an_exception_is_500_without_a_detail(client: Client, app: App) -> None:
    ada = await client.registered()
    await app.database.close()
    answer = await ada.get("/api/v1/me")
    assert answer.status in (500, 503)
    assert "Traceback" not in str(answer.raw)
    assert "sqlite" not in str(answer.raw).lower()


async def test_pages_are_served_for_every_view_and_for_head(client: Client) -> None:
    for path in ("/", "/channels/general", "/api/docs"):
        page = await client.get(path)
        assert (page.status, page.headers["Content-Type"].split(";")[0]) == (200, "text/html")
        assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert (await client.call("HEAD", "/")).status == 200
    assert (await client.get("/assets/none.js")).status == 404
    assert (await client.get("/assets/..%2f..%2fadapter.py")).status == 404


class TestSlowBodies:
    """A body that does not come."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"limits": Limits(body_seconds=0.05)})

    async def test_a_body_that_does_not_arrive_in_time_is_408(self, client: Client) -> None:
        head = b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        answer = await raw(client, head + b"Content-Length: 10\r\nConnection: close\r\n\r\n{")
        assert answer.split(b" ")[1] == b"408"
        assert b'"code":"request_timeout"' in answer


class TestHttps:
    """Behind a public address with TLS."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"public_url": "https://chat.example.com"})

    async def test_the_cookie_is_bound_to_the_host_and_to_tls(self, client: Client) -> None:
        await client.registered()
        login = {"email": "ada@example.com", "password": "correct horse battery"}
        signed = await client.post("/api/v1/auth/login", login)
        morsel = signed.cookies["__Host-ionflux_session"]
        assert (morsel["secure"], morsel["path"], morsel["domain"]) == (True, "/", "")
        assert signed.headers["Strict-Transport-Security"].startswith("max-age=")
        plain = {"ionflux_session": morsel.value}
        assert (await client.get("/api/v1/me", cookies=plain)).status == 401
        right = {"__Host-ionflux_session": morsel.value}
        origin = {"X-IONFLUX-CSRF": "1", "Origin": "https://chat.example.com"}
        changed = await client.call("PATCH", "/api/v1/me", {"name": "A"}, cookies=right, headers=origin)
        assert (changed.status, changed.headers["Access-Control-Allow-Origin"]) == (200, origin["Origin"])
