"""Pure matching of an event against triggers and filters."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from bot.contracts.agents import Trigger, TriggerType
from bot.contracts.events import Event

# Names the documents give to one workspace's part of a topic, beside those that begin with the topic itself.
_STREAMS = {"orders_raw": "ionflux.shopify", "shopify_orders_prod": "ionflux.shopify"}
SENT_HERE = "ionflux.custom.received"
"""What is sent to an address of the workspace's own."""

_ENVELOPE = frozenset(field.name for field in fields(Event))
_MISSING = object()
# A path is what people wrote: not every text of digits is a number that can be read.
_PLACE = re.compile(r"[0-9]{1,6}")
# What others send may be a megabyte, and all filters of all workspaces are asked in one process.
_MOST_ITEMS, _LONGEST_NUMBER = 1_000, 50


def topic_of(kafka_topic_name: str) -> str:
    """The topic behind a trigger's ``kafka_topic_name``: ``ionflux.shopify`` of
    ``ionflux.shopify.workspace_{{workspace_id}}.events_raw``.
    """
    name = kafka_topic_name.strip()
    return _STREAMS.get(name) or ".".join(re.split(r"\.", name)[:2])


def matches(event: Event, trigger: Trigger) -> bool:
    """Whether this trigger wants this event; the workspace was compared before."""
    config = trigger.default_config_json
    if trigger.type is TriggerType.WEBHOOK:
        return (
            event.event_type == SENT_HERE
            and bool(config.webhook_path_suffix)
            and _path(event.payload_json.get("suffix")) == _path(config.webhook_path_suffix)
            and passes(delivered(event), config.event_filter_json or {})
        )
    if trigger.type is not TriggerType.EVENT_STREAM or config.kafka_topic_name is None:
        return False
    return event.topic == topic_of(config.kafka_topic_name) and passes(event, config.event_filter_json or {})


def delivered(event: Event) -> Event:
    """A webhook delivery as its agent sees it: the payload is the body that was sent."""
    body = event.payload_json.get("body")
    return replace(event, payload_json=body if isinstance(body, dict) else {"body": body})


def _path(text: Any) -> str:
    return str(text or "").strip().strip("/")


def passes(event: Event, conditions: Mapping[str, Any]) -> bool:
    """Whether all conditions hold. A path that begins with no field of the envelope begins in
    ``payload_json``.

    A suffix of the path says how to compare: ``_gt _gte _lt _lte _eq _ne _in _contains _exists``; none is
    ``_eq``. What cannot be compared does not hold.
    """
    return all(_holds(event, path, wanted) for path, wanted in conditions.items())


def _holds(event: Event, path: str, wanted: Any) -> bool:
    for suffix, compare in _OPERATORS.items():
        if path.endswith(suffix) and _find(event, path) is _MISSING:
            return compare(_find(event, path.removesuffix(suffix)), wanted)
    return _equal(_find(event, path), wanted)


def _find(event: Event, path: str) -> Any:
    first, *rest = path.split(".")
    found: Any = getattr(event, first) if first in _ENVELOPE else event.payload_json.get(first, _MISSING)
    for part in rest:
        if isinstance(found, Mapping):
            found = found.get(part, _MISSING)
        elif isinstance(found, list) and _PLACE.fullmatch(part) and int(part) < len(found):
            found = found[int(part)]
        else:
            return _MISSING
    return found


def _equal(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, list):
        return any(_equal(found, one) for one in wanted)
    if isinstance(wanted, bool) or isinstance(found, bool):
        return found is wanted
    left, right = _number(found), _number(wanted)
    if left is not None and right is not None:
        return left == right
    return not (found is _MISSING or isinstance(found, Mapping | list)) and str(found) == str(wanted)


def _number(value: Any) -> float | None:
    # Shops write amounts as text.
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and len(value) > _LONGEST_NUMBER:
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _compared(test: Callable[[float, float], bool]) -> Callable[[Any, Any], bool]:
    def compare(found: Any, wanted: Any) -> bool:
        left, right = _number(found), _number(wanted)
        return left is not None and right is not None and test(left, right)

    return compare


def _contains(found: Any, wanted: Any) -> bool:
    if isinstance(found, str):
        return isinstance(wanted, str) and wanted in found
    return isinstance(found, list) and any(_equal(one, wanted) for one in found[:_MOST_ITEMS])


_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "_gte": _compared(lambda left, right: left >= right),
    "_gt": _compared(lambda left, right: left > right),
    "_lte": _compared(lambda left, right: left <= right),
    "_lt": _compared(lambda left, right: left < right),
    "_eq": _equal,
    "_ne": lambda found, wanted: not _equal(found, wanted),
    "_in": lambda found, wanted: isinstance(wanted, list) and _equal(found, wanted),
    "_contains": _contains,
    "_exists": lambda found, wanted: (found is not _MISSING and found is not None) is bool(wanted),
}
