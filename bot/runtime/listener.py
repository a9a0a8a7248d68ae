"""The HTTP server under the application: bounds on what it parses, our envelope where it refuses."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import hdrs, web
from aiohttp.web_protocol import RequestHandler

from bot.runtime.answers import refusal
from config.clock import new_id
from config.errors import InvalidInput, IonfluxError, Malformed
from config.logs import logger

_log = logger(__name__)
LONGEST_URL = 8 * 1024
LARGEST_HEADERS = 16 * 1024
# What the parser itself takes: a little more, so that our own refusal, which says more, comes first.
_PARSED_LINE, _PARSED_FIELD, _PARSED_COUNT = LONGEST_URL * 2, LARGEST_HEADERS + 1024, 200


Direct = Callable[[web.BaseRequest, str, str], Awaitable[web.StreamResponse]]
# Where an application keeps what takes deliveries in.
DIRECT: web.AppKey[Direct] = web.AppKey("direct")
_DELIVERY = re.compile(r"/webhooks/([\w.~-]+)/([\w.~-]+)", re.ASCII)


class _Connection(RequestHandler):
    """One client's connection."""

    __slots__ = ()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer what could not be parsed, or what broke outside the application."""
        if request.writer.output_size > 0:
            raise ConnectionError("the answer has begun; the connection can only be closed")
        del message
        error: IonfluxError = Malformed("This is not HTTP as it should be.", code="malformed_request")
        if status >= 500:
            _log.error("connection_broken", path=request.path, exc_info=exc)
            error = IonfluxError("Something is broken on our side. It has been written down.")
        answer = refusal(error, new_id())
        answer.force_close()
        return answer


class _Server(web.Server):
    """Makes the connections."""

    def __call__(self) -> RequestHandler:
        """A connection just accepted."""
        return _Connection(self, loop=self._loop, **self._kwargs)


class Runner(web.AppRunner):
    """Runs an application on that server. Bodies stay as they were sent, and no access log is written."""

    def __init__(self, application: web.Application, *, drain_seconds: float) -> None:
        """``drain_seconds``: how long requests in hand may take once the end has begun."""
        super().__init__(
            application,
            access_log=None,
            shutdown_timeout=drain_seconds,
            auto_decompress=False,
            max_line_size=_PARSED_LINE,
            max_field_size=_PARSED_FIELD,
            max_headers=_PARSED_COUNT,
        )

    async def _make_server(self) -> Any:
        made = await super()._make_server()
        handler = made.request_handler
        if DIRECT in self.app:
            handler = _past_the_application(self.app[DIRECT], handler)
        return _Server(handler, request_factory=made.request_factory, **self._kwargs)


def _past_the_application(direct: Direct, handler: Any) -> Any:
    """Hand plain deliveries to ``direct``: routing, middleware and signals would take as long as all it does.

    Every other request for the same address, in another method or another spelling, is the application's.
    """

    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        if (
            request.method == hdrs.METH_POST
            and (found := _DELIVERY.fullmatch(request.raw_path))
            and hdrs.EXPECT not in request.headers
        ):
            return await direct(request, found[1], found[2])
        answer: web.StreamResponse = await handler(request)
        return answer

    return handle


def refuse_oversized(request: web.BaseRequest) -> None:
    """Return unless address or headers are larger than allowed.

    Raises:
        InvalidInput: code ``uri_too_long`` or ``headers_too_large``.
    """
    if len(request.raw_path) > LONGEST_URL:
        raise InvalidInput(f"The address may have {LONGEST_URL} bytes.", code="uri_too_long")
    fields = request.raw_headers
    if sum([len(name) + len(value) for name, value in fields]) + 4 * len(fields) > LARGEST_HEADERS:
        raise InvalidInput(f"The headers may have {LARGEST_HEADERS} bytes.", code="headers_too_large")
