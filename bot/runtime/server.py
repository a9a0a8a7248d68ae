"""The web process: the aiohttp application; sign-in, limits, error mapping, /webhooks, adapters' routes."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol
from uuid import UUID

import orjson
from aiohttp import web
from prometheus_client import Counter, Histogram
from pydantic import BaseModel

from bot.contracts.adapters import Answer, Request, Route
from bot.contracts.strict_json import validated, validated_text
from bot.contracts.unit import Actor, ActorType
from bot.ports.limits import RateLimit, per_minute
from bot.runtime import bodies, headers
from bot.runtime.answers import refusal, status_of, unexpected
from bot.runtime.gate import Door, Serving
from bot.runtime.health import Health
from bot.runtime.idempotency import Idempotency
from bot.runtime.intake import Intake
from bot.runtime.listener import DIRECT, refuse_oversized
from bot.services import access
from config.clock import monotonic, new_id
from config.errors import (
    Fault,
    InvalidInput,
    IonfluxError,
    Malformed,
    NotAllowed,
    NotFound,
    NotSignedIn,
    SetupError,
)
from config.logs import bound, logger
from config.settings import Limits

REQUESTS = Counter(
    "ionflux_http_requests_total", "Requests by route and status", ["method", "route", "status"]
)
SECONDS = Histogram("ionflux_http_request_seconds", "Time to answer by route", ["route"])

VERSION = "0.1.0"
_log = logger(__name__)


class SignIn(Protocol):
    """Who a request comes from."""

    async def actor(self, request: web.Request) -> Actor | None:
        """The signed-in actor; None for a stranger. Raises NotSignedIn for credentials that are no good."""

    def check_origin(self, request: web.Request) -> None:
        """Return unless the browser sent the request for another site. Raises NotAllowed (csrf_failed)."""

    def allows(self, origin: str, host: str) -> bool:
        """Whether pages of that origin are ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontDoor:
    """What every route passes through: who calls, how often, with what; then the answer, or a refusal."""

    gate: Door
    sign_in: SignIn
    limit: RateLimit
    limits: Limits
    idempotency: Idempotency
    is_https: bool
    is_behind_proxy: bool

    def endpoint(self, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """The web framework's handler of a route.

        Raises:
            SetupError: the policy table does not know the route's permission.
        """
        if not access.knows(route.permission):
            raise SetupError(
                f"{route.method} {route.path} has the permission '{route.permission}', which no policy has."
            )

        async def handle(request: web.Request) -> web.StreamResponse:
            request_id = new_id()
            began = monotonic()
            with bound(correlation_id=request_id):
                answer = await self._answered(route, request, request_id)
                seconds = monotonic() - began
                _log.debug(
                    "request", method=route.method, route=route.path, status=answer.status, seconds=seconds
                )
            SECONDS.labels(route.path).observe(seconds)
            REQUESTS.labels(route.method, route.path, str(answer.status)).inc()
            return answer

        return handle

    async def _answered(self, route: Route, request: web.Request, request_id: UUID) -> web.StreamResponse:
        try:
            call = await self._call(route, request, request_id)
            answer = await self._perform(route, call)
        except IonfluxError as refused:
            if status_of(refused) >= 500:
                _log.error("request_failed", route=route.path, code=refused.code, exc_info=refused)
            answer = refusal(refused, request_id)
        except web.HTTPException:
            raise
        except Exception as bug:  # noqa: BLE001 - the server's table: one of the four places
            _log.error("request_broken", route=route.path, exc_info=bug)
            answer = unexpected(request_id)
        if not answer.prepared:
            answer.headers["X-Request-Id"] = str(request_id)
        return answer

    async def _call(self, route: Route, request: web.Request, request_id: UUID) -> Request:
        actor = await self._actor(route, request)
        query: Any = dict(request.query)
        if route.query is not None:
            query = validated_text(route.query, query)
        elif query and not route.is_raw:
            fault = Fault(field=next(iter(query)), code="unknown_field", message="This is not known here.")
            raise InvalidInput(f"{fault.field}: {fault.message}", code="unknown_field", details=(fault,))
        body: Any = None
        if route.body is not None:
            body = validated(route.body, await bodies.read_json(request, self.limits))
        elif route.takes_file:
            body = partial(bodies.chunks, request, seconds=self.limits.body_seconds)
        return Request(
            actor=actor,
            params=dict(request.match_info),
            query=query,
            body=body,
            headers=request.headers,
            cookies=request.cookies,
            address=self._address(request),
            correlation_id=request_id,
            raw=request,
        )

    async def _actor(self, route: Route, request: web.Request) -> Actor:
        self.sign_in.check_origin(request)
        if route.permission == access.PUBLIC:
            if route.method != "GET":
                await self._count(self._address(request))
            return Actor(type=ActorType.USER)
        actor = await self.sign_in.actor(request)
        if actor is None:
            raise NotSignedIn("Sign in first.")
        await self._count(str(actor.id))
        return actor

    async def _count(self, who: str) -> None:
        await self.limit.spend(per_minute(self.limits.rest_per_minute), "rest", who)

    def _address(self, request: web.Request) -> str:
        """Whom the call comes from. Of what proxies say only the last is of the one we were told to trust."""
        said = request.headers.get("X-Forwarded-For", "") if self.is_behind_proxy else ""
        return said.rpartition(",")[2].strip()[:64] or request.remote or ""

    async def _perform(self, route: Route, call: Request) -> web.StreamResponse:
        if route.is_raw:
            # A socket is no single call: each of its acts is one by itself.
            answer: web.StreamResponse = await route.handler(call)
            return answer
        async with self.gate.serving(call.correlation_id, route.permission) as serving:
            try:
                return await self._performed(route, call, serving)
            except NotAllowed:
                await self.gate.note_refusal(serving, f"{route.method} {route.path}")
                raise

    async def _performed(self, route: Route, call: Request, serving: Serving) -> web.StreamResponse:
        async def perform() -> web.StreamResponse:
            answer = await route.handler(call)
            if isinstance(answer, web.StreamResponse):
                return answer
            return respond(route, answer, is_https=self.is_https)

        key = call.headers.get("Idempotency-Key")
        if key is None or route.method == "GET" or route.takes_file or call.actor.id is None:
            return await perform()
        return await self.idempotency.once(call, route, key=key, serving=serving, perform=perform)


def respond(route: Route, answer: Any, *, is_https: bool) -> web.Response:
    """The handler's answer in HTTP."""
    given = answer if isinstance(answer, Answer) else Answer(body=answer)
    status = given.status or route.status
    response = web.Response(status=status, headers=given.headers)
    if given.body is not None:
        response.body = orjson.dumps(_plain(given.body))
        response.content_type = "application/json"
    for name, value in given.cookies.items():
        full = f"__Host-{name}" if is_https else name
        if value is None:
            response.del_cookie(full, path="/")
        else:
            response.set_cookie(
                full, value, path="/", httponly=True, secure=is_https, samesite="Lax", max_age=30 * 86400
            )
    return response


def _plain(body: Any) -> Any:
    if isinstance(body, BaseModel):
        return body.model_dump(mode="json")
    if isinstance(body, Mapping):
        return {name: _plain(value) for name, value in body.items()}
    if isinstance(body, list | tuple):
        return [_plain(value) for value in body]
    return body


def make_application(
    door: FrontDoor, routes: Iterable[Route], intake: Intake, health: Health
) -> web.Application:
    """The application: webhooks go straight to the intake, everything else through the front door."""
    application = web.Application(middlewares=[_outside], client_max_size=door.limits.webhook_bytes)
    application[DIRECT] = intake.handle

    async def deliver(request: web.Request) -> web.StreamResponse:
        found = request.match_info
        return await intake.handle(request, found["source"], found["key"], suffix=found.get("suffix", ""))

    application.router.add_post("/webhooks/{source}/{key}", deliver)
    application.router.add_post("/webhooks/{source}/{key}/{suffix:.+}", deliver)
    health.mount(application)
    known = list(routes)
    for route in [_description(known), *known]:
        endpoint = door.endpoint(route)
        for method in ("GET", "HEAD") if route.method == "GET" else (route.method,):
            application.router.add_route(method, route.path, endpoint)

    async def prepare(request: web.Request, response: web.StreamResponse) -> None:
        if not request.path.startswith("/webhooks/"):
            headers.put(request, response, allows=door.sign_in.allows, is_https=door.is_https)

    application.on_response_prepare.append(prepare)
    return application


def _description(known: Sequence[Route]) -> Route:
    """The address that describes all the others; written at the first call."""
    written: list[bytes] = []

    async def describe(_: Request) -> web.Response:
        if not written:
            from bot.runtime.openapi import document

            written.append(orjson.dumps(document(known, version=VERSION)))
        return web.Response(body=written[0], content_type="application/json")

    return Route(
        method="GET", path="/api/v1/openapi.json", permission=access.PUBLIC, handler=describe,
        summary="This API, described", is_raw=True,
    )  # fmt: skip


@web.middleware
async def _outside(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Say the framework's own refusals (unknown path, wrong method, too large) in our envelope."""
    try:
        refuse_oversized(request)
        return headers.preflight(request) or await handler(request)
    except IonfluxError as refused:
        return refusal(refused, new_id())
    except web.HTTPException as refused:
        return _ours(refused)


_FRAMEWORKS: Mapping[int, IonfluxError] = {
    404: NotFound("There is nothing at this address."),
    405: InvalidInput("This address does not take that method.", code="method_not_allowed"),
    413: InvalidInput("The body is too large.", code="payload_too_large"),
}


def _ours(refused: web.HTTPException) -> web.StreamResponse:
    error = _FRAMEWORKS.get(refused.status)
    if error is None:
        if refused.status < 400:
            return refused
        error = Malformed("This is not HTTP as it should be.", code="malformed_request")
    answer = refusal(error, new_id())
    if allow := refused.headers.get("Allow"):
        answer.headers["Allow"] = allow
    return answer
