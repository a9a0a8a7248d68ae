"""What is not one's own does not exist: every call and every act on a socket, made with ids of another
workspace or of a channel one is not in, is answered exactly as it is with ids of nothing.
"""

import io
import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from PIL import Image

from bot.app import App
from bot.contracts.adapters import Route
from bot.gates import make_gates
from bot.services import access
from bot.web import make_web
from config.clock import new_id, now
from config.settings import Limits, Settings
from storage.models.chat import Channel
from storage.models.events import DeadLetter
from storage.models.mirrors import ChannelLink, Delivery
from storage.models.notifications import Notification, NotificationDelivery
from storage.models.users import Identity
from tests.adapters.asking import agent, post, space, text
from tests.adapters.conftest import Answer, Person, Web

NOBODY = str(uuid4())
CHANNEL_THINGS = {"channel_id", "message_id", "file_id", "emoji"}
# A valid body of every model that some route with an id takes: a refusal must not come from the body.
BODIES: dict[str, Any] = {
    "Acceptance": {},
    "BrandChange": {"name": "Mine"},
    "ChannelChange": {"name": "mine"},
    "ChannelPreferences": {"level": "all"},
    "ConfigurationChange": {"name": "Mine"},
    "ConnectionChange": {"webhook_secret": "a new secret of mine"},
    "CreatorChange": {"name": "Mine"},
    "MessageChange": {"content_json": {"text_body": "Mine"}},
    "NewBrand": {"name": "Mine"},
    "NewChannel": {"name": "mine"},
    "NewChannelMember": {"user_id": NOBODY},
    "NewLink": {"platform": "slack", "external_channel_id": "C1"},
    "NewCreator": {"name": "Mine"},
    "NewConfiguration": agent("Mine"),
    "NewConnection": {
        "provider": "shopify", "shop_domain": "mine.myshopify.com", "webhook_secret": "a secret of mine",
    },
    "NewInvitation": {"email": "mine@example.com", "role": "member"},
    "NewMessage": text("Mine"),
    "NewPrompt": {"name": "Mine", "prompt_text": "Mine"},
    "NewPromptLibrary": {"name": "Mine"},
    "NewPromptOfLibrary": {"name": "Mine", "prompt_text": "Mine", "library_id": NOBODY},
    "NewProposal": {
        "title_text": "Mine?", "description_text": "", "data_json": {},
        "actions_array": [{"label": "Yes", "action_id": "yes"}, {"label": "No", "action_id": "no"}],
    },
    "NewSecret": {"value": "a secret of mine"},
    "NotificationChange": {"is_done": True},
    "OwnAgent": {"name": "Mine", "instructions_text": "Be mine."},
    "OwnAgentChange": {"name": "Mine", "instructions_text": "Be mine.", "version": "1.0.0"},
    "Preferences": {"level": "all", "email": "nothing", "quiet_hours": None},
    "Press": {"action_id": "yes"},
    "PromptChange": {"prompt_text": "Mine"},
    "PromptLibraryChange": {"name": "Mine"},
    "Read": {"seq": 1},
    "Rendering": {"variables": {}},
    "Restoring": {"version": 1},
    "RoleChange": {"role": "admin"},
    "RunRequest": {"runtime_params": {}},
    "WholeTab": {"tab": "needs_you"},
    "WorkspaceChange": {"name": "Mine"},
}  # fmt: skip


@pytest.fixture
def settings(settings: Settings) -> Settings:
    limits = Limits(
        rest_per_minute=100_000, uploads_per_minute=1000, runs_per_minute=1000, commands_per_minute=1000
    )
    return settings.model_copy(update={"limits": limits})


@pytest.fixture
async def routes(app: App) -> list[Route]:
    found = list(make_web(app, make_gates(app))[1].routes())
    return [route for route in found if "{" in route.path and route.path.startswith("/api/")]


async def things_of(owner: Person, channel_id: str) -> dict[str, str]:
    """One of everything in the owner's workspace; what belongs to a channel is in that one."""
    kept = io.BytesIO()
    Image.new("RGB", (900, 900)).save(kept, "PNG")
    kept.seek(0)
    path = f"/api/v1/channels/{channel_id}/files?name=plan.png"
    async with owner.http.post(path, data=kept, headers=owner.headers) as answer:
        file = await answer.json()
    message = await owner.made(f"/api/v1/channels/{channel_id}/proposals", BODIES["NewProposal"])
    configuration = await owner.made(space(owner, "agent-configurations"), agent())
    started = await owner.call(
        "POST", f"/api/v1/agent-configurations/{configuration['id']}/run", {"runtime_params": {}}
    )
    connection = {
        "provider": "shopify",
        "shop_domain": "theirs.myshopify.com",
        "webhook_secret": "a secret of theirs",
    }
    sessions = await owner.read("/api/v1/me/sessions")
    secret = space(owner, "secrets/our_key")
    assert (await owner.call("PUT", secret, {"value": "a secret of theirs"})).status == 200
    library = await owner.made(space(owner, "prompt-libraries"), {"name": "Theirs"})
    prompts = f"/api/v1/prompt-libraries/{library['id']}/prompts"
    return {
        "workspace_id": owner.workspace_id,
        "channel_id": channel_id,
        "message_id": message["id"],
        "emoji": "👍",
        "file_id": file["id"],
        "brand_id": (await owner.made(space(owner, "brands"), {"name": "Theirs"}))["id"],
        "creator_id": (await owner.made(space(owner, "creators"), {"name": "Theirs"}))["id"],
        "library_id": library["id"],
        "prompt_id": (await owner.made(prompts, BODIES["NewPrompt"]))["id"],
        "configuration_id": configuration["id"],
        "definition_id": "agent_004_refactored",
        "agent_id": (await owner.made(space(owner, "agent-definitions"), BODIES["OwnAgent"]))["id"],
        "platform": "slack",
        "run_id": started.body["run_id"],
        "key_name": "report",
        "secret_name": "our_key",
        "connection_id": (await owner.made(space(owner, "connections"), connection))["id"],
        "invitation": (await owner.made(space(owner, "invitations"), BODIES["NewInvitation"]))["id"],
        "user_id": owner.id,
        "session_id": sessions["items"][0]["id"],
    } | await rows_of(owner)


async def rows_of(owner: Person) -> dict[str, str]:
    workspace_id, user_id = UUID(owner.workspace_id), UUID(owner.id)
    notification = await Notification.create(
        id=new_id(),
        workspace_id=workspace_id,
        user_id=user_id,
        kind="mention",
        tab="needs_you",
        title_text="x",
        source_key="x",
    )
    delivery = await NotificationDelivery.create(
        id=new_id(),
        workspace_id=workspace_id,
        notification_id=notification.id,
        user_id=user_id,
        adapter="mail",
        address="x@example.com",
        next_at=now(),
        state="failed",
    )
    errors = dict.fromkeys(("reason", "key", "first_error", "last_error", "topic"), "x")
    letter = await DeadLetter.create(
        id=new_id(),
        workspace_id=workspace_id,
        consumer="runs",
        event_id=new_id(),
        envelope="{}",
        attempts=1,
        **errors,
    )
    rows = {"notification_id": notification, "delivery_id": delivery, "dead_letter_id": letter}
    return {name: str(row.id) for name, row in (rows | await mirrors_of(workspace_id, user_id)).items()}


async def mirrors_of(workspace_id: UUID, user_id: UUID) -> dict[str, Any]:
    channel = await Channel.of(workspace_id).get(name="general")
    link = await ChannelLink.create(
        id=new_id(),
        workspace_id=workspace_id,
        channel_id=channel.id,
        adapter="platform",
        external_channel_id=str(new_id()),
    )
    sending = await Delivery.create(
        id=new_id(),
        workspace_id=workspace_id,
        link_id=link.id,
        channel_id=channel.id,
        message_id=new_id(),
        seq=1,
        kind="new_message",
        state="failed",
    )
    identity = await Identity.create(
        id=new_id(),
        platform="platform",
        external_user_id=str(new_id()),
        user_id=user_id,
        name="Theirs",
        linked_at=now(),
    )
    return {"link_id": link, "message_delivery_id": sending, "identity_id": identity}


async def asked(person: Person, route: Route, ids: dict[str, str]) -> tuple[int, Any]:
    path = re.sub(r"{(\w+)(?::[^{}]*)?}", lambda found: ids[found[1]], route.path)
    if route.takes_file:
        async with person.http.post(f"{path}?name=x.txt", data=b"mine", headers=person.headers) as answer:
            return answer.status, said(Answer(answer.status, await answer.json(), answer.headers))
    body = BODIES[route.body.__name__] if route.body else None
    answer = await person.call(route.method, path, body, **{"If_Match": "1"})
    return answer.status, said(answer)


def said(answer: Answer) -> Any:
    """The answer without what is another every time."""
    if isinstance(answer.body, dict) and "error" in answer.body:
        return answer.body["error"] | {"request_id": None}
    return answer.body


async def differing(person: Person, routes: list[Route], theirs: dict[str, str]) -> list[Any]:
    """Calls whose answer tells that something is there."""
    nothing = {
        name: value if name in ("emoji", "definition_id", "platform") else NOBODY
        for name, value in theirs.items()
    }
    found = []
    for route in routes:
        there, nowhere = await asked(person, route, theirs), await asked(person, route, nothing)
        if there != nowhere or there[0] != 404:
            found.append((route.method, route.path, there, nowhere))
    return found


def names_in(route: Route) -> set[str]:
    return set(re.findall(r"{(\w+)", route.path))


@pytest.mark.timeout(60)
async def test_another_workspaces_things_are_answered_as_if_they_did_not_exist(
    web: Web, routes: list[Route]
) -> None:
    ada, eve = await web.person(), await web.person("Eve")
    theirs = await things_of(ada, await ada.channel())
    everywhere = {"/api/v1/agent-definitions/{definition_id}"}
    tried = [route for route in routes if route.path not in everywhere and route.permission != access.PUBLIC]
    assert {name for route in tried for name in names_in(route)} <= theirs.keys()
    assert await differing(eve, tried, theirs) == []


@pytest.mark.timeout(60)
async def test_a_private_channel_is_answered_as_if_it_did_not_exist(web: Web, routes: list[Route]) -> None:
    ada = await web.person()
    outside = [await web.joined(ada, f"Ben-{role}", role) for role in ("admin", "member", "guest")]
    den = await ada.made(space(ada, "channels"), {"name": "den", "type": "private"})
    theirs = await things_of(ada, den["id"])
    tried = [route for route in routes if names_in(route) <= CHANNEL_THINGS]
    assert len(tried) > 25
    assert [await differing(ben, tried, theirs) for ben in outside] == [[], [], []]


async def test_ids_in_bodies_are_looked_for_at_home_too(web: Web) -> None:
    ada, eve = await web.person(), await web.person("Eve")
    theirs = await things_of(ada, await ada.channel())
    channel = f"/api/v1/channels/{await eve.channel()}"
    file = {"content_type": "file_attachment", "content_json": {"file_details_json": {"file_id": "{}"}}}
    shown = {**text("x"), "thread_id": "{}"}
    dm = {"type": "dm", "member_user_ids_array": ["{}"]}
    bound = {"type": "agent_dedicated", "name": "bot", "bound_agent_configuration_id": "{}"}
    decider = BODIES["NewProposal"] | {"decider_user_ids_array": ["{}"]}
    origin = {
        "workspace_id": eve.workspace_id,
        "command_name": "help",
        "origin_details": {"type": "chat", "channel_id": "{}"},
    }
    for path, body, name in (
        (f"{channel}/messages", shown, "message_id"),
        (f"{channel}/messages", file, "file_id"),
        (f"{channel}/members", {"user_id": "{}"}, "user_id"),
        (f"{channel}/proposals", decider, "user_id"),
        (space(eve, "channels"), dm, "user_id"),
        (space(eve, "channels"), bound, "configuration_id"),
        ("/api/v1/agent-commands/invoke", origin, "channel_id"),
        ("/api/v1/ws-tickets", {"workspace_id": "{}"}, "workspace_id"),
        (space(eve, "prompts"), BODIES["NewPrompt"] | {"library_id": "{}"}, "library_id"),
    ):
        there = await eve.call("POST", path, filled(body, theirs[name]))
        nowhere = await eve.call("POST", path, filled(body, NOBODY))
        assert (there.status, said(there)) == (nowhere.status, said(nowhere)), (path, body)
        assert there.status in (404, 422), (path, body, there)
        assert there.code in ("not_found", "validation_failed"), (path, there)
    run = {
        "workspace_id": eve.workspace_id,
        "command_name": "agent run",
        "agent_identifier": theirs["configuration_id"],
    }
    assert (await eve.call("POST", "/api/v1/agent-commands/invoke", run)).status in (404, 422)


def filled(body: Any, value: str) -> Any:
    if isinstance(body, dict):
        return {name: filled(one, value) for name, one in body.items()}
    if isinstance(body, list):
        return [filled(one, value) for one in body]
    return value if body == "{}" else body


SOCKET_ACTS: dict[str, dict[str, Any]] = {
    "subscribe": {"channel_id": "channel_id"},
    "subscribe_all": {"channel_ids": ["channel_id"]},
    "send_message": {"channel_id": "channel_id", **text("Mine"), "client_message_id": "1"},
    "typing": {"channel_id": "channel_id"},
    "mark_read": {"channel_id": "channel_id", "seq": 1},
    "proposal_action": {"message_id": "message_id", "action_id": "yes"},
    "editing_proposal": {"message_id": "message_id"},
}


def _named(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_named(one, ids) for one in value]
    return ids.get(value, value) if isinstance(value, str) else value


async def test_acts_on_a_socket_find_nothing_of_another_workspace(web: Web) -> None:
    ada, eve = await web.person(), await web.person("Eve")
    theirs = await things_of(ada, await ada.channel())
    socket = await web.socket(eve)
    acts = next(iter(web.adapter.sockets._rooms.values())).clients
    known = set(next(iter(acts))._do)
    assert known == SOCKET_ACTS.keys() | {"unsubscribe", "presence"}
    for action, payload in SOCKET_ACTS.items():
        told = []
        for ids in (theirs, dict.fromkeys(theirs, NOBODY)):
            await socket.say(
                action,
                ref="x",
                **{name: _named(value, ids) for name, value in payload.items()},
            )
            while (frame := await socket.next())["action"] == "presence":
                continue
            assert frame["action"] == "error", (action, frame)
            told.append(
                {
                    name: value
                    for name, value in frame["payload"].items()
                    if name not in ("request_id", "error")
                }
            )
        assert told[0] == told[1], action
        assert told[0]["code"] == "not_found", action


async def test_nothing_of_a_channel_reaches_a_socket_that_may_not_read_it(web: Web) -> None:
    ada = await web.person()
    ben = await web.joined(ada, "Ben")
    den = await ada.made(space(ada, "channels"), {"name": "den", "type": "private"})
    socket = await web.socket(ben)
    await socket.subscribe(await ben.channel())
    await post(ada, den["id"], "secret")
    await post(ada, await ada.channel(), "open")
    frames = []
    while (frame := await socket.next())["action"] != "new_message":
        frames.append(frame)
    assert frame["payload"]["content_json"] == {"text_body": "open"}
    assert den["id"] not in str(frames)
