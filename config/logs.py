"""JSON logging; binds workspace, correlation and run ids to every line of a unit."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from contextlib import AbstractContextManager
from typing import Any

import structlog

# What looks like a token, a signature or a key never reaches a log, whoever put it there.
_TOKEN = re.compile(
    r"(xox[abeprs]-[\w-]{8,}|sk_(?:live|test)_\w{8,}|shp(?:at|ss|pa|ca)_\w{8,}|whsec_[\w+/=]{8,}"
    r"|Bearer\s+[\w.~+/=-]{12,}|(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}|://[^/\s:@]+:[^/\s@]+@)"
)
MASK = "•••"
MOST_HIDDEN, SHORTEST_HIDDEN = 1_000, 8
"""Values that a process hides by their text, the oldest being let go first; characters of the shortest."""

_hidden: dict[str, None] = {}
_SECRET_KEYS = frozenset({"password", "token", "secret", "authorization", "cookie", "api_key", "signature"})


def mask(text: str) -> str:
    """The same text with token-like parts, and what is hidden, replaced by ``•••``."""
    for value in _hidden:
        if value in text:
            text = text.replace(value, MASK)
    return _TOKEN.sub(MASK, text)


def hide(value: str) -> None:
    """Mask this very text from now on, wherever this process would write it."""
    if len(value) < SHORTEST_HIDDEN:
        return
    _hidden.pop(value, None)
    _hidden[value] = None
    if len(_hidden) > MOST_HIDDEN:
        del _hidden[next(iter(_hidden))]


def _masked(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        # What begins with an underscore is structlog's own, and is gone before the line is written.
        if not key.startswith("_"):
            event[key] = MASK if key in _SECRET_KEYS else _clean(value)
    return event


def _clean(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(key): MASK if key in _SECRET_KEYS else _clean(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(one) for one in value]
    return mask(str(value))


_NOISY = dict.fromkeys(
    # httpx tells of whole addresses, which hold tokens.
    ("arq", "aiokafka", "tortoise", "aiohttp.access", "asyncio", "kafka", "httpx", "httpcore"),
    logging.WARNING,
) | {"discord": logging.ERROR, "slack_bolt": logging.WARNING, "slack_sdk": logging.WARNING}


def configure(*, role: str, level: str = "info") -> None:
    """Send every log line of this process, libraries included, to stderr as one JSON object each."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _masked,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(default=str, ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for noisy, least in _NOISY.items():
        logging.getLogger(noisy).setLevel(least)
    structlog.contextvars.bind_contextvars(role=role)


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger whose lines carry what ``bound`` holds at the time."""
    log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return log


def bound(**ids: object) -> AbstractContextManager[None]:
    """Bind ids to every line logged inside the block, in this task and those it starts."""
    given = {key: str(value) for key, value in ids.items() if value is not None}
    manager: AbstractContextManager[None] = structlog.contextvars.bound_contextvars(**given)
    return manager
