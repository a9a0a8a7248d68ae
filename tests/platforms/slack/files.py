"""files.* and views.*: uploads, downloads, and dialogues."""

import mimetypes
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.platforms.slack.blocks import BadBlocks, check_view
from tests.platforms.slack.calls import Body, No, channel_of, method, need
from tests.platforms.slack.state import Call, File, Message, Modal, Team

if TYPE_CHECKING:
    from tests.platforms.slack.server import SlackServer


@method("files.getUploadURLExternal", "files:write")
async def begin(server: "SlackServer", call: Call) -> Body:
    need(call, "filename", "length")
    name = str(call.args["filename"])
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = File(server.names.id("F"), name, call.team.bot.id, kind)
    call.team.files[file.id] = file
    server.uploads[file.id] = (file, int(call.args["length"]))
    return {"upload_url": f"{server.root}/upload/v1/{file.id}", "file_id": file.id}


async def upload(server: "SlackServer", request: web.Request) -> web.Response:
    """Where the bytes go."""
    held = server.uploads.get(request.match_info["file"])
    if held is None:
        return web.Response(status=404)
    file, length = held
    if request.content_type.startswith("multipart/"):
        part = await (await request.multipart()).next()
        content = bytes(await part.read()) if part is not None else b""  # type: ignore[union-attr]
    else:
        content = await request.read()
    if len(content) != length:
        return web.Response(status=400, text="length")
    file.content = content
    return web.Response(text=f"OK - {len(content)}")


@method("files.completeUploadExternal", "files:write")
async def complete(server: "SlackServer", call: Call) -> Body:
    need(call, "files")
    done = []
    for one in call.args["files"]:
        file, _ = server.uploads.pop(str(one.get("id")), (None, 0))
        if file is None:
            raise No("file_not_found")
        file.is_complete = True
        done.append(file)
    if call.args.get("channel_id"):
        _share(server, call, done)
    return {"files": [{"id": one.id, "title": one.name} for one in done]}


def _share(server: "SlackServer", call: Call, files: list[File]) -> None:
    call.args["channel"] = call.args["channel_id"]
    channel = channel_of(call)
    thread = call.args.get("thread_ts")
    message = Message(
        ts=server.names.ts(),
        channel=channel.id,
        text=str(call.args.get("initial_comment") or ""),
        user=call.team.bot.id,
        bot_id=call.team.bot.bot_id,
        thread_ts=str(thread) if thread else None,
        files=[one.id for one in files],
    )
    channel.add(message)
    for one in files:
        one.shares.setdefault(channel.id, []).append(message.ts)
    server.tell_of(call.team, message)


@method("files.info", "files:read")
async def info(server: "SlackServer", call: Call) -> Body:
    file = call.team.files.get(str(call.args.get("file") or ""))
    if file is None:
        raise No("file_not_found")
    body = file.described(server.root, call.team.id)
    if server.faults.share_lag > 0:
        server.faults.share_lag -= 1
        body["shares"] = {}
    return {"file": body}


async def download(server: "SlackServer", request: web.Request) -> web.StreamResponse:
    """``url_private``: to those with the token; others are led to the page where one signs in."""
    team_id, _, file_id = request.match_info["file"].partition("-")
    team = server.teams.get(team_id)
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if team is None or token != team.token or team.is_revoked or "files:read" not in team.scopes:
        raise web.HTTPFound(f"{server.root}/signin?redir={request.path}")
    file = team.files.get(file_id)
    if file is None:
        raise web.HTTPNotFound
    return web.Response(body=file.content, content_type=file.mimetype)


async def sign_in(_: web.Request) -> web.Response:
    return web.Response(text="<html><title>Sign in</title></html>", content_type="text/html")


def _checked(call: Call) -> dict[str, Any]:
    try:
        return check_view(call.args.get("view"))
    except BadBlocks as bad:
        raise No("invalid_arguments", response_metadata={"messages": [f"[ERROR] {bad}"]}) from None


def _named(server: "SlackServer", external_id: Any) -> Modal | None:
    """The open dialogue to which the app has given that name."""
    open_ = (one for one in server.modals.values() if one.is_open and external_id)
    return next((one for one in open_ if one.view.get("external_id") == external_id), None)


@method("views.open")
async def open_(server: "SlackServer", call: Call) -> Body:
    need(call, "trigger_id", "view")
    trigger = server.triggers.get(str(call.args["trigger_id"]))
    if trigger is None:
        raise No("invalid_trigger_id")
    if server.clock() - trigger.at > 3:
        raise No("expired_trigger_id")
    if trigger.is_used:
        raise No("exchanged_trigger_id")
    view = _checked(call)
    if _named(server, view.get("external_id")) is not None:
        raise No("duplicate_external_id")
    trigger.is_used = True
    modal = Modal(server.names.id("V"), dict(view), trigger.user)
    server.modals[modal.id] = modal
    return {"view": described_view(server, call.team, modal)}


@method("views.update")
async def update(server: "SlackServer", call: Call) -> Body:
    view_id, name = str(call.args.get("view_id") or ""), call.args.get("external_id")
    modal = server.modals.get(view_id) or _named(server, name)
    if modal is None or not modal.is_open:
        raise No("not_found")
    if call.args.get("hash") not in (None, modal.hash):
        raise No("hash_conflict")
    modal.view, modal.errors = dict(_checked(call)), {}
    modal.changes += 1
    return {"view": described_view(server, call.team, modal)}


def described_view(server: "SlackServer", team: Team, modal: Modal, values: Body | None = None) -> Body:
    """The view as Slack tells of it."""
    return modal.view | {
        "id": modal.id,
        "team_id": team.id,
        "app_id": server.app_id,
        "bot_id": team.bot.bot_id,
        "root_view_id": modal.id,
        "previous_view_id": None,
        "private_metadata": modal.view.get("private_metadata", ""),
        "callback_id": modal.view.get("callback_id", ""),
        "state": {"values": values or {}},
        "hash": modal.hash,
    }
