"""The server's table from error class to HTTP status, and the one envelope of every error."""

import math
from collections.abc import Mapping
from uuid import UUID

import orjson
from aiohttp import web

from bot.contracts.failures import envelope
from config import errors
from config.errors import IonfluxError

_BY_CODE: Mapping[str, int] = {
    "unsupported_media_type": 415,
    "payload_too_large": 413,
    "request_timeout": 408,
    "method_not_allowed": 405,
    "version_required": 428,
    "uri_too_long": 414,
    "headers_too_large": 431,
    "csrf_failed": 403,
}
_BY_CLASS: Mapping[type[IonfluxError], int] = {
    errors.Malformed: 400,
    errors.InvalidInput: 422,
    errors.NotFound: 404,
    errors.NotAllowed: 403,
    errors.NotSignedIn: 401,
    errors.Conflict: 409,
    errors.Gone: 410,
    errors.LimitReached: 429,
    errors.BadSignature: 401,
    errors.StorageError: 503,
    errors.ExternalError: 503,
}


def status_of(error: IonfluxError) -> int:
    """The status that says the error in HTTP; its class and then the class's bases decide."""
    if error.code in _BY_CODE:
        return _BY_CODE[error.code]
    return next((_BY_CLASS[one] for one in type(error).__mro__ if one in _BY_CLASS), 500)


def refusal(error: IonfluxError, request_id: UUID) -> web.Response:
    """The error as an answer."""
    status = status_of(error)
    wait = error.retry_after.total_seconds() if error.retry_after else (2.0 if status in (429, 503) else None)
    headers = {"X-Request-Id": str(request_id)}
    if wait is not None:
        headers["Retry-After"] = str(max(1, math.ceil(wait)))
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return web.Response(
        status=status,
        body=orjson.dumps(envelope(error, request_id)),
        content_type="application/json",
        headers=headers,
    )


def unexpected(request_id: UUID) -> web.Response:
    """What a bug is answered with: nothing of it leaves the process."""
    return refusal(IonfluxError("Something is broken on our side. It has been written down."), request_id)
