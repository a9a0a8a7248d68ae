"""The log of changes to a shop: what is suspected first when its figures turn."""

from collections.abc import Mapping
from typing import Any

from agents.shopify_sales_sentinel.orders import shown
from bot.contracts.agents import AgentResult, RecordWrite
from bot.contracts.events import Event

CHANGES = "shop_changes"
_SHOPIFY = "ionflux.shopify"
# Event type → kind of change, where the payload names what changed, and how it is said.
# The bodies of the last three hold the owner's address: nothing of them is kept.
_KINDS: Mapping[str, tuple[str, str, str]] = {
    f"{_SHOPIFY}.theme.published": ("theme_published", "theme", "The theme{name} was published."),
    f"{_SHOPIFY}.app.uninstalled": ("app_uninstalled", "", "Our app was removed from the shop."),
    f"{_SHOPIFY}.app.scopes_updated": ("app_scopes_updated", "", "The permissions of our app were changed."),
    f"{_SHOPIFY}.shop.updated": ("settings_updated", "", "The shop's settings were changed."),
}


def is_change(event: Event) -> bool:
    """Whether the event tells of a change to the shop."""
    return event.event_type in _KINDS


def noted(event: Event) -> AgentResult:
    """The change as a row of the log; it alerts nobody."""
    kind, noun, words = _KINDS[event.event_type]
    body: Any = event.payload_json.get(noun)
    name = shown(body.get("name"), 80) if isinstance(body, Mapping) else ""
    row = RecordWrite(
        collection=CHANGES,
        key=str(event.event_id),
        at=event.event_timestamp,
        value={"kind": kind, "name": name or None},
    )
    sentence = words.format(name=f" “{name}”") if name else words.replace("{name}", "")
    return AgentResult(preview=sentence, kpis={"changes_noted": 1.0}, records=(row,))
