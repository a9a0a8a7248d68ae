"""A lively afternoon in a channel: people, a picture, a question to decide, an agent that is asked."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

from config.clock import now
from tests.browser import people
from tests.browser.people import Person
from tests.flows.stack import Stack, order

BUTLER = {"agent_definition_id": "agent_007", "name": "Brief Butler", "yaml_config_text": "inputs: {}\n"}
PROMPT: dict[str, Any] = {
    "name": "Back in stock",
    "prompt_text": "Dear {{ customer.name }},\n\n{{ product }} is here again, from {{ price }} dollars.\n",
    "tags_array": ["mail", "shop"],
    "variables_schema_json_array": [
        {"name": "customer", "type": "json_object", "is_required": True},
        {"name": "product", "type": "text", "description_text": "As the shop calls it", "is_required": True},
        {"name": "price", "type": "number", "default_value": 189},
    ],
}
BRAND = {
    "name": "Harbor & Pine",
    "industry": "Furniture",
    "description_text": "Tables and chairs of oak and ash, made to be handed on.",
    "target_audience_description_text": "People who furnish a first home of their own.",
    "brand_voice_guidelines_text": "Plain and warm. Never *luxury*, never an exclamation mark.",
    "visual_identity_assets_json": {"primary": "#2f4a3a"},
}
PLAN = """Where we stand:

- **Photos** are with the printer, all but page nine
- Carrier: *four days*, or two for `$9.80` more
- [The price list](https://harbor-and-pine.example/prices) is final

> One cover, one typeface, no more than 32 pages."""


@dataclass(kw_only=True)
class Scene:
    """What was said, by what it is: messages as they were stored."""

    channel_id: str
    picture: dict[str, Any]
    thread: dict[str, Any]
    asked: dict[str, Any]
    plan: dict[str, Any]
    proposal: dict[str, Any]
    mention: dict[str, Any]


@dataclass(kw_only=True)
class Lively:
    """A workspace in which all of it happens."""

    workspace_id: str
    ida: Person
    general_id: str
    alerts_id: str
    empty_id: str
    dm_id: str
    run_id: str
    agent_id: str
    prompt_id: str
    brand_id: str
    invitation: str
    scene: Scene


async def made(stack: Stack) -> Lively:
    """Make one, with an alert, a direct message, and an invitation that nobody has taken up."""
    await stack.make_workspace()
    ida, space = await people.owner(stack), f"/api/v1/workspaces/{stack.workspace_id}"
    ben, nora = [await people.join(ida, stack.workspace_id, name) for name in ("Ben Adler", "Nora Lind")]
    await stack.call("POST", f"{space}/agent-configurations", **BUTLER)
    await stack.deliver(order("#1001", "404.95"))
    channels = (await stack.call("GET", f"{space}/channels"))["items"]
    general_id = next(one["id"] for one in channels if one["name"] == "general")
    scene = await play(general_id, ida, ben, nora)
    dm = await stack.call("POST", f"{space}/channels", type="dm", member_user_ids_array=[ben.id])
    await ben.say(dm["id"], "Shall I order samples?")
    empty = await stack.call("POST", f"{space}/channels", type="public", name="winter-launch")
    invited = await stack.call("POST", f"{space}/invitations", email="mia@shop.example", role="member")
    prompt, brand = await library(ida, space)
    runs = (await stack.call("GET", f"{space}/agent-runs"))["items"]
    return Lively(
        workspace_id=stack.workspace_id, ida=ida, general_id=general_id, alerts_id=stack.alerts_id,
        empty_id=empty["id"], dm_id=dm["id"], run_id=runs[0]["run_id"],
        agent_id=stack.configuration_id, prompt_id=prompt["id"], brand_id=brand["id"],
        invitation="/invite/" + invited["accept_url"].rsplit("/", 1)[-1], scene=scene,
    )  # fmt: skip


async def library(person: Person, space: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A prompt with two versions, and a brand."""
    shelf = await person.call("POST", f"{space}/prompt-libraries", name="Shop mails")
    prompt = await person.call("POST", f"{space}/prompts", library_id=shelf["id"], **PROMPT)
    words = PROMPT["prompt_text"].replace("Dear", "Hello")
    await person.call("PATCH", f"/api/v1/prompts/{prompt['id']}", prompt_text=words)
    return prompt, await person.call("POST", f"{space}/brands", **BRAND)


async def play(channel_id: str, ana: Person, ben: Person, nora: Person) -> Scene:
    """Have them talk in a channel of a workspace that has a Brief Butler; returns when it has answered."""
    thread = await ben.say(channel_id, "Which price do we print for the oak side table?")
    await nora.say(channel_id, "Let's go with $189, as in the shop.", thread_id=thread["id"])
    await ben.say(channel_id, "I'll change page four by tomorrow.", thread_id=thread["id"])
    asked = await ana.say(channel_id, '@"Brief Butler" what did we decide?', thread_id=thread["id"])
    await _answered(ana, channel_id, asked)
    plan = await ben.say(channel_id, PLAN, content_type="markdown", content_json={"text_body": PLAN})
    await ana.call("PUT", f"/api/v1/messages/{plan['id']}/pin")
    picture = await nora.show(channel_id, "oak-table.png", cover(), "The cover, as it goes to the printer.")
    await ana.react(picture, "😍")
    await ben.react(picture, "😍")
    await ben.react(picture, "🚀")
    mention = await nora.say(channel_id, f'@"{ana.name}" can you look at the printer\'s offer today?')
    await ana.react(mention, "👍")
    late = await ben.say(channel_id, "They hold it till six.")
    words = {"text_body": "They hold the price until six."}
    await ben.call("PATCH", f"/api/v1/messages/{late['id']}", content_json=words)
    proposal = await ben.call("POST", f"/api/v1/channels/{channel_id}/proposals", **_order())
    return Scene(
        channel_id=channel_id, picture=picture, thread=thread, asked=asked, plan=plan,
        proposal=proposal, mention=mention,
    )  # fmt: skip


async def _answered(person: Person, channel_id: str, asked: dict[str, Any]) -> None:
    """Wait until the thread has the answer below the status line."""
    path = f"/api/v1/channels/{channel_id}/messages?thread_id={asked['thread_id']}"
    async with asyncio.timeout(20):
        while True:
            items = (await person.call("GET", path))["items"]
            status = [one["content_json"].get("status_update_json") for one in items]
            if any(one and one["status"] == "success" for one in status):
                return


def _order() -> dict[str, Any]:
    return {
        "title_text": "Order 2,000 catalogues from Larsen Print",
        "description_text": "Larsen is the cheaper of the two that deliver before the fair.",
        "data_json": {
            "offers": [
                {"printer": "Larsen Print", "paper": "Uncoated, 120 g", "days": 4, "price": "$2,340.00"},
                {"printer": "North Press", "paper": "Uncoated, 130 g", "days": 3, "price": "$2,790.00"},
            ],
            "copies": 2000,
            "pages": 32,
            "cost": "$2,340.00",
        },
        "actions_array": [
            {"label": "Approve and order", "action_id": "approve", "style": "primary"},
            {"label": "Reject", "action_id": "reject"},
        ],
        "risk": "high",
        "required_role": "admin",
        "expires_at": (now() + timedelta(hours=3, minutes=12, seconds=40)).isoformat(),
        "default_action_id": "reject",
        "editable_schema_json": {
            "type": "object",
            "properties": {
                "copies": {"type": "integer", "minimum": 500, "maximum": 5000, "title": "Copies"},
                "pages": {"type": "integer", "minimum": 16, "maximum": 48, "title": "Pages"},
            },
        },
    }


def cover() -> bytes:
    """A picture of an oak table by a window, as PNG."""
    wall = Image.linear_gradient("L").resize((1200, 800)).point(lambda shade: 255 - shade // 5)
    warm = Image.merge("RGB", [wall.point(lambda shade, by=by: int(shade * by)) for by in (0.96, 0.91, 0.83)])
    drawn = ImageDraw.Draw(warm)
    drawn.rectangle((0, 610, 1200, 800), fill=(188, 172, 150))
    drawn.rectangle((120, 70, 430, 470), fill=(214, 226, 226), outline=(250, 248, 242), width=14)
    drawn.line((275, 76, 275, 464), fill=(250, 248, 242), width=10)
    shade = Image.new("L", warm.size)
    ImageDraw.Draw(shade).ellipse((430, 650, 1080, 735), fill=110)
    warm.paste((96, 78, 58), mask=shade.filter(ImageFilter.GaussianBlur(22)))
    for left in (520, 690, 820, 965):
        drawn.polygon([(left, 432), (left + 30, 432), (left + 22, 690), (left + 8, 690)], fill=(146, 101, 58))
    drawn.rounded_rectangle((470, 396, 1040, 436), 12, fill=(178, 128, 78))
    drawn.rounded_rectangle((470, 396, 1040, 410), 7, fill=(201, 152, 100))
    drawn.ellipse((690, 262, 800, 400), fill=(86, 112, 106))
    drawn.rectangle((718, 232, 772, 284), fill=(86, 112, 106))
    for at, top in ((724, 120), (748, 84), (770, 132)):
        drawn.line((745, 240, at, top), fill=(92, 104, 72), width=5)
        drawn.ellipse((at - 24, top - 22, at + 24, top + 22), fill=(208, 138, 92))
    for at in range(3):
        box = (860, 366 - at * 26, 990, 394 - at * 26)
        drawn.rounded_rectangle(box, 6, fill=((236, 229, 214), (176, 92, 66), (70, 92, 110))[at])
    kept = BytesIO()
    warm.save(kept, "PNG", optimize=True)
    return kept.getvalue()
