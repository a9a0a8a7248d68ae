"""The one envelope of every error, the same over REST and the socket."""

import math
from typing import Any
from uuid import UUID

from config.errors import IonfluxError


def envelope(error: IonfluxError, request_id: UUID | None = None) -> dict[str, Any]:
    """The error as an object; the same over REST and the socket."""
    return {
        "error": {
            "code": error.code,
            "message": error.message,
            "request_id": str(request_id) if request_id else None,
            "details": [
                {"field": fault.field, "code": fault.code, "message": fault.message}
                for fault in error.details
            ],
            "retry_after_s": None
            if error.retry_after is None
            else math.ceil(error.retry_after.total_seconds()),
        }
    }
