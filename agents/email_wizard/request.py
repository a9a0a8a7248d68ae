"""Request: what a run is to do, from what somebody said, what came, or nothing: then what waits is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from agents.email_wizard.contacts import line, lines, number
from bot.contracts.agents import AgentContext
from bot.contracts.templates import LONGEST_TEMPLATE

SEND, DRAFT = "send", "draft"
CAMPAIGN, QUEUE, FEEDBACK, CONTACT = "campaign", "queue", "feedback", "contact"
SENDING, REPORT = "sending", "report"
_SHOPIFY = "ionflux.shopify."


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """``kind`` is what is to be done; ``given`` what came with it, for the audience; ``campaign_id`` is that
    of a draft that is to be sent, or of what is asked about.
    """

    kind: str
    campaign_id: str = ""
    goal: str = ""
    segment: str = ""
    offer: str = ""
    deadline: str = ""
    link: str = ""
    products: list[str] = field(default_factory=list)
    brand: str = ""
    prompt: str = ""
    mode: str = DRAFT
    least: float = 0.02
    by_margin: bool = False
    given: dict[str, Any] = field(default_factory=dict)

    @property
    def is_send(self) -> bool:
        """Whether it is to leave, once people have approved it."""
        return self.mode == SEND


def read(context: AgentContext) -> Request:
    """The request of the run at hand; what came with an event goes before what is configured."""
    event, inputs = context.event, context.inputs
    if event is not None and event.event_type.startswith(_SHOPIFY):
        return Request(kind=CONTACT, given=dict(event.payload_json))
    payload = {**_mapping(inputs.get("manual_payload")), **(dict(event.payload_json) if event else {})}
    payload = {**_mapping(payload.get("manual_payload")), **payload}
    if isinstance(payload.get("mail_events"), list):
        return Request(kind=FEEDBACK, given=payload)
    for kind, name in ((SENDING, "send_campaign_id"), (REPORT, "report_campaign_id")):
        if campaign_id := line(payload.get(name), 80):
            return Request(kind=kind, campaign_id=campaign_id, mode=SEND, least=_least(inputs))
    shop_event = _mapping(inputs.get("shopify_event")) or _mapping(payload.get("shopify_event"))
    asked = line(inputs.get("prompt"), 300)
    if not payload and not shop_event and not asked:
        return Request(kind=QUEUE, link=_link(inputs.get("shop_url")), least=_least(inputs))
    return Request(
        kind=CAMPAIGN,
        goal=line(payload.get("email_goal") or payload.get("goal"), 120) or asked or "engagement",
        segment=line(payload.get("customer_segment") or payload.get("segment"), 120),
        offer=line(payload.get("offer"), 200),
        deadline=line(payload.get("deadline"), 80),
        link=_link(payload.get("link")) or _link(inputs.get("shop_url")),
        products=lines(payload.get("products")) or _products(shop_event),
        brand=line(payload.get("brand_id") or inputs.get("brand_id"), 200),
        prompt=line(payload.get("prompt_name"), 200),
        mode=SEND if (payload.get("campaign_mode") or inputs.get("campaign_mode")) == SEND else DRAFT,
        least=_least(inputs),
        by_margin=inputs.get("margin_hint") is True,
        given=payload,
    )


def _products(event: Mapping[str, Any]) -> list[str]:
    """The names of what is in an order, a cart or a product of a shop's event."""
    inner = _mapping(event.get("order")) or _mapping(event.get("product")) or event
    items = inner.get("line_items")
    named = [one.get("title") for one in items if isinstance(one, Mapping)] if isinstance(items, list) else []
    return lines([*named, inner.get("title")])[:5]


def _mapping(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def _link(value: Any) -> str:
    text = value.strip() if isinstance(value, str) else ""
    is_one = (
        text.startswith("https://") and len(text) < LONGEST_TEMPLATE // 100 and not set(text) & set(' "<>{}')
    )
    return text if is_one and text.isprintable() else ""


def _least(inputs: Mapping[str, Any]) -> float:
    return min(1.0, number(inputs.get("min_engagement_probability", 0.02)))
