"""The contract of Discord's REST API: interactions, webhooks, commands, direct messages, and limits."""

from typing import Any

import discord

from tests.platforms.comparing.contract import Otherwise
from tests.platforms.comparing.discord_kits import DiscordKit, call, outcome
from tests.platforms.comparing.discord_messages import (
    BAD_FORM,
    DISCORD,
    NOWHERE,
    button,
    history,
    post,
    row,
)

RESPONDING = "interactions/receiving-and-responding"
MESSAGE, DEFERRED, MODAL, EPHEMERAL = 4, 5, 9, 64


async def pressed(kit: DiscordKit) -> tuple[str, str, str]:
    """Of a button that was pressed: the channel, the address for the answer, and that of what follows."""
    channel = await kit.channel()
    made = await post(kit, channel, components=[row(button())])
    await kit.listen()
    name, token = await kit.presses(channel, made["id"], "Approve")
    return channel, f"/interactions/{name}/{token}/callback", f"/webhooks/{kit.application}/{token}"


def modal(title: str = "Edit", label: str = "Limit") -> dict[str, Any]:
    field = {"type": 4, "custom_id": "limit", "label": label, "style": 1}
    return {"type": MODAL, "data": {"custom_id": "edit", "title": title, "components": [row(field)]}}


@DISCORD.promises(
    (True, ["Done", "Hello"], (400, 40060), (404, 10062)),
    doc=f"{RESPONDING}#create-interaction-response",
    simcord=Otherwise(
        (False, ["Done", "Hello"], (400, 40060), (404, 10062)),
        "It answers every callback with the object that is given to who asks for it alone.",
    ),
)
async def an_interaction_is_answered_once(kit: DiscordKit) -> Any:
    channel, answer, _ = await pressed(kit)
    told = await call(kit, "POST", answer, json={"type": MESSAGE, "data": {"content": "Done"}})
    again = await outcome(call(kit, "POST", answer, json={"type": MESSAGE, "data": {"content": "Done"}}))
    unknown = f"/interactions/{NOWHERE}/no-token/callback"
    nothing = await outcome(call(kit, "POST", unknown, json={"type": MESSAGE, "data": {"content": "x"}}))
    return told in (None, ""), await history(kit, channel), again, nothing


@DISCORD.promises((3, True), doc=f"{RESPONDING}#interaction-callback-interaction-callback-object")
async def who_asks_is_told_what_came_of_the_answer(kit: DiscordKit) -> Any:
    _, answer, _ = await pressed(kit)
    body = {"type": MESSAGE, "data": {"content": "Done"}}
    told = await call(kit, "POST", answer, json=body, params={"with_response": "true"})
    return told["interaction"]["type"], told["resource"]["message"]["content"] == "Done"


@DISCORD.promises((BAD_FORM, (0, 0)), doc=f"{RESPONDING}#interaction-response-object")
async def an_answer_that_is_refused_is_none(kit: DiscordKit) -> Any:
    _, answer, _ = await pressed(kit)
    long = await outcome(call(kit, "POST", answer, json={"type": MESSAGE, "data": {"content": "x" * 2_001}}))
    return long, await outcome(call(kit, "POST", answer, json={"type": MESSAGE, "data": {"content": "x"}}))


@DISCORD.promises(
    ("Done", "More", ["Hello"]),
    doc=f"{RESPONDING}#followup-messages",
)
async def what_was_put_off_is_answered_later_and_seen_by_one(kit: DiscordKit) -> Any:
    channel, answer, follow = await pressed(kit)
    await call(kit, "POST", answer, json={"type": DEFERRED, "data": {"flags": EPHEMERAL}})
    done = await call(kit, "PATCH", f"{follow}/messages/@original", json={"content": "Done"})
    more = await call(kit, "POST", follow, json={"content": "More", "flags": EPHEMERAL})
    return done["content"], more["content"], await history(kit, channel)


@DISCORD.promises(
    ((404, 10015), (404, 10015)),
    doc=f"{RESPONDING}#followup-messages",
    simcord=Otherwise(
        ((0, 0), (404, 10008)),
        "Messages follow after the answer, says the page, and not what comes of one that does not: ours knows"
        " no such webhook yet; to simcord only the answer is missing.",
        documented="neither",
    ),
)
async def nothing_follows_before_the_answer(kit: DiscordKit) -> Any:
    _, _, follow = await pressed(kit)
    more = await outcome(call(kit, "POST", follow, json={"content": "More"}))
    return more, await outcome(call(kit, "PATCH", f"{follow}/messages/@original", json={"content": "x"}))


@DISCORD.promises((BAD_FORM, BAD_FORM, (0, 0)), doc="components/using-modal-components")
async def a_dialogue_has_a_short_title_and_short_labels(kit: DiscordKit) -> Any:
    _, answer, _ = await pressed(kit)
    tried = (modal("x" * 46), modal(label="x" * 46), modal("x" * 45, "x" * 45))
    return tuple([await outcome(call(kit, "POST", answer, json=one)) for one in tried])


@DISCORD.promises((["By hook"], "Builds", (404, 10015)), doc="resources/webhook#execute-webhook")
async def a_webhook_posts_by_its_name(kit: DiscordKit) -> Any:
    channel = await kit.channel()
    name, token = await kit.webhook(channel)
    path = f"/webhooks/{name}/{token}"
    made = await call(kit, "POST", path, json={"content": "By hook"}, params={"wait": "true"})
    unknown = f"/webhooks/{NOWHERE}/no-token"
    nothing = await outcome(call(kit, "POST", unknown, json={"content": "x"}))
    return await history(kit, channel), made["author"]["username"], nothing


@DISCORD.promises(
    (["ask"], ["ask"], BAD_FORM, BAD_FORM, BAD_FORM),
    doc="interactions/application-commands#application-command-object-application-command-naming",
    simcord=Otherwise((["ask"], ["ask"], (0, 0), (0, 0), (0, 0)), "It keeps commands and checks none."),
)
async def commands_are_registered_as_a_whole(kit: DiscordKit) -> Any:
    path = f"/applications/{kit.application}/commands"
    ask = {"name": "ask", "type": 1, "description": "Ask an agent"}
    made = await call(kit, "PUT", path, json=[ask])
    read = await call(kit, "GET", path)
    tried = (ask | {"name": "Ask Me"}, ask | {"description": "x" * 101}, ask | {"description": ""})
    refused = [await outcome(call(kit, "PUT", path, json=[one])) for one in tried]
    return [one["name"] for one in made], [one["name"] for one in read], *refused


@DISCORD.promises((1, True, ["Hello"], (404, 10013)), doc="resources/user#create-dm")
async def a_direct_message_is_opened(kit: DiscordKit) -> Any:
    made = await call(kit, "POST", "/users/@me/channels", json={"recipient_id": kit.person})
    again = await call(kit, "POST", "/users/@me/channels", json={"recipient_id": kit.person})
    await post(kit, made["id"])
    nobody = await outcome(call(kit, "POST", "/users/@me/channels", json={"recipient_id": NOWHERE}))
    return made["type"], made["id"] == again["id"], await history(kit, made["id"]), nobody


@DISCORD.promises(
    True,
    doc="topics/rate-limits",
    simcord=Otherwise(False, "It has no wire, so no headers, and limits nobody."),
)
async def who_posts_too_fast_is_told_when_to_come_again(kit: DiscordKit) -> Any:
    channel = await kit.channel()
    kit.limit()
    # The library waits by itself unless it is told not to.
    kit.app.http.max_ratelimit_timeout = 0.001
    try:
        for _ in range(7):
            await post(kit, channel)
    except discord.RateLimited as limited:
        return 0 < limited.retry_after <= 5
    return False
