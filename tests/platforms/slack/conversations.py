"""conversations.*, users.*, team.*, bots.*, auth.* and apps.*: who and what there is."""

import asyncio
from typing import TYPE_CHECKING, Any

from tests.platforms.slack.calls import Body, No, channel_of, described, method, need
from tests.platforms.slack.state import Call, between

if TYPE_CHECKING:
    from tests.platforms.slack.server import SlackServer

_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")


def _number(call: Call, name: str, otherwise: int, most: int) -> int:
    try:
        return max(1, min(most, int(call.args.get(name) or otherwise)))
    except ValueError:
        raise No("invalid_arguments") from None


def _page(server: "SlackServer", call: Call, chosen: list[str], *, most: int) -> tuple[list[str], Body]:
    """A page of what was chosen; the cursor names its place."""
    cursor = str(call.args.get("cursor") or "")
    if cursor and not cursor.startswith("next_ts:"):
        raise No("invalid_cursor")
    begin = int(cursor.removeprefix("next_ts:")) if cursor else 0
    end = begin + _number(call, "limit", 100, min(most, server.history_limit))
    following = f"next_ts:{end}" if end < len(chosen) else ""
    return chosen[begin:end], {"has_more": bool(following), "response_metadata": {"next_cursor": following}}


def _bounds(call: Call) -> tuple[str, str, bool]:
    latest = str(call.args.get("latest") or "")
    inclusive = str(call.args.get("inclusive") or "").lower() in ("1", "true")
    return str(call.args.get("oldest") or "").removeprefix("0") or "", latest, inclusive


@method("conversations.history", *_HISTORY)
async def history(server: "SlackServer", call: Call) -> Body:
    channel = channel_of(call)
    oldest, latest, inclusive = _bounds(call)
    chosen = between(channel.shown, oldest, latest, inclusive=inclusive)[::-1]
    page, more = _page(server, call, chosen, most=999)
    with_metadata = str(call.args.get("include_all_metadata") or "").lower() in ("1", "true")
    found = [described(server, call.team, channel.messages[ts], metadata=with_metadata) for ts in page]
    return {"messages": found} | more


@method("conversations.replies", *_HISTORY)
async def replies(server: "SlackServer", call: Call) -> Body:
    need(call, "ts")
    channel, root = channel_of(call), str(call.args["ts"])
    if root not in channel.messages and root not in channel.replies:
        raise No("thread_not_found")
    oldest, latest, inclusive = _bounds(call)
    chosen = between(channel.replies.get(root, []), oldest, latest, inclusive=inclusive)
    page, more = _page(server, call, chosen, most=1000)
    with_metadata = str(call.args.get("include_all_metadata") or "").lower() in ("1", "true")
    # Slack puts the root before each page's replies.
    all_ = ([root] if root in channel.messages else []) + page
    found = [described(server, call.team, channel.messages[ts], metadata=with_metadata) for ts in all_]
    return {"messages": found} | more


@method("conversations.info", "channels:read", "groups:read", "im:read")
async def info(_: "SlackServer", call: Call) -> Body:
    channel = channel_of(call, member=False)
    return {"channel": channel.described() | {"is_member": call.team.bot.id in channel.members}}


@method("conversations.list", "channels:read", "groups:read", "im:read")
async def list_(server: "SlackServer", call: Call) -> Body:
    kinds = str(call.args.get("types") or "public_channel")
    wanted = {"channel": "public_channel", "group": "private_channel", "im": "im"}
    bot = call.team.bot.id
    seen = [
        one.id
        for one in call.team.channels.values()
        if wanted[one.kind] in kinds and (one.kind == "channel" or bot in one.members)
    ]
    page, more = _page(server, call, seen, most=1000)
    more.pop("has_more")
    channels = [call.team.channels[one] for one in page]
    return {"channels": [one.described() | {"is_member": bot in one.members} for one in channels]} | more


@method("conversations.members", "channels:read", "groups:read", "im:read")
async def members(server: "SlackServer", call: Call) -> Body:
    page, more = _page(server, call, sorted(channel_of(call, member=False).members), most=1000)
    more.pop("has_more")
    return {"members": page} | more


@method("conversations.join", "channels:join")
async def join(server: "SlackServer", call: Call) -> Body:
    channel = channel_of(call, member=False)
    if channel.is_archived:
        raise No("is_archived")
    server.joins(call.team, channel, call.team.bot)
    return {"channel": channel.described()}


@method("conversations.open", "im:write")
async def open_(server: "SlackServer", call: Call) -> Body:
    user = call.team.users.get(str(call.args.get("users") or ""))
    if user is None:
        raise No("user_not_found")
    return {"channel": {"id": server.direct(call.team, user).id}}


@method("users.info", "users:read")
async def user(_: "SlackServer", call: Call) -> Body:
    found = call.team.users.get(str(call.args.get("user") or ""))
    if found is None:
        raise No("user_not_found")
    return {"user": found.described()}


@method("team.info", "team:read")
async def team(_: "SlackServer", call: Call) -> Body:
    return {"team": {"id": call.team.id, "name": call.team.name, "domain": call.team.id.lower()}}


@method("bots.info", "users:read")
async def bot(server: "SlackServer", call: Call) -> Body:
    if call.args.get("bot") != call.team.bot.bot_id:
        raise No("bot_not_found")
    held = call.team.bot
    return {
        "bot": {
            "id": held.bot_id,
            "app_id": server.app_id,
            "user_id": held.id,
            "name": held.name,
            "deleted": False,
        }
    }


@method("auth.test")
async def test(_: "SlackServer", call: Call) -> Body:
    held = call.team
    return {
        "url": f"https://{held.id.lower()}.slack.example/",
        "team": held.name,
        "team_id": held.id,
        "user": held.bot.handle,
        "user_id": held.bot.id,
        "bot_id": held.bot.bot_id,
        "is_enterprise_install": False,
    }


@method("auth.revoke")
async def revoke(server: "SlackServer", call: Call) -> Body:
    server.revoke(call.team)
    return {"revoked": True}


@method("apps.connections.open", token="app")
async def connect(server: "SlackServer", _: Call) -> Body:
    return {"url": server.sockets.ticket()}


@method("oauth.v2.access", token="none")
async def access(server: "SlackServer", call: Call) -> Body:
    args: dict[str, Any] = call.args
    if args.get("client_id") != server.client_id:
        raise No("invalid_client_id")
    if args.get("client_secret") != server.client_secret:
        raise No("bad_client_secret")
    granted = server.codes.pop(str(args.get("code") or ""), None)
    if granted is None:
        raise No("invalid_code")
    if granted.redirect_uri and granted.redirect_uri != args.get("redirect_uri"):
        raise No("bad_redirect_uri")
    held = granted.team
    held.scopes, held.is_revoked = set(granted.scopes), False
    await asyncio.sleep(0)
    return {
        "access_token": held.token,
        "token_type": "bot",
        "scope": ",".join(sorted(granted.scopes)),
        "bot_user_id": held.bot.id,
        "app_id": server.app_id,
        "team": {"id": held.id, "name": held.name},
        "enterprise": None,
        "authed_user": {"id": granted.user},
        "is_enterprise_install": False,
    }
