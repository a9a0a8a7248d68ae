"""The app's manifest, as Slack's page takes it, and what ``ionflux doctor`` looks at: pure."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from adapters.slack.parse import OWN_COMMAND
from bot.contracts.adapters import Finding
from bot.contracts.commands import Command, CommandList

SCOPES = (
    *("app_mentions:read", "channels:history", "channels:join", "channels:read", "chat:write"),
    *("chat:write.customize", "commands", "files:read", "files:write", "groups:history", "groups:read"),
    *("im:history", "im:read", "im:write", "reactions:read", "reactions:write", "team:read", "users:read"),
)
EVENTS = (
    *("app_mention", "app_uninstalled", "channel_archive", "channel_deleted", "channel_left"),
    *("group_archive", "group_deleted", "group_left", "message.channels", "message.groups", "message.im"),
    *("reaction_added", "reaction_removed", "tokens_revoked"),
)
# Slack answers these itself, and lets no app declare them; after /ionflux they are ours.
TAKEN = frozenset({"dm", "invite", "join", "leave", "mute", "search", "topic", "who", "status", "remind"})
LONGEST_TEXT, LONGEST_HINT = 2_000, 1_000


def manifest(commands: CommandList, public_url: str, *, is_socket: bool) -> str:
    """The manifest, in JSON."""
    url = {} if is_socket else {"request_url": f"{public_url}/slack/events"}
    events = {"bot_events": list(EVENTS)}
    told: dict[str, Any] = {
        "display_information": {
            "name": "IONFLUX",
            "description": "Your shop's business where your team talks: agents, alerts and approvals.",
            "background_color": "#1c1b1a",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "IONFLUX", "always_online": True},
            "slash_commands": list(_slash_commands(commands, public_url, is_socket=is_socket)),
        },
        "oauth_config": {
            "redirect_urls": [f"{public_url}/slack/oauth_redirect"],
            "scopes": {"bot": list(SCOPES)},
        },
        "settings": {
            "event_subscriptions": url | events,
            "interactivity": {"is_enabled": True} | url,
            "org_deploy_enabled": False,
            "socket_mode_enabled": is_socket,
            "token_rotation_enabled": False,
        },
    }
    # Slack takes addresses of the web's alone for its redirects.
    if not public_url.startswith("https://"):
        del told["oauth_config"]["redirect_urls"]
    return json.dumps(told, indent=2, ensure_ascii=False)


def _slash_commands(commands: CommandList, public_url: str, *, is_socket: bool) -> Iterator[dict[str, Any]]:
    url = {} if is_socket else {"url": f"{public_url}/slack/events"}
    for word in _words(commands.listed()):
        named = [one for one in commands.listed() if word in _firsts(one)]
        told = named[0].summary if len(named) == 1 else ", ".join(one.summary for one in named)
        hint = " | ".join(filter(None, (_hint(one, word) for one in named)))
        declared = {"command": f"/{word}", "description": told[:LONGEST_TEXT], "should_escape": False}
        yield declared | ({"usage_hint": hint[:LONGEST_HINT]} if hint else {}) | url
    yield {
        "command": OWN_COMMAND,
        "description": "Any command of IONFLUX",
        "usage_hint": "help | search WORDS | …",
        "should_escape": False,
    } | url


def _words(commands: Iterable[Command]) -> list[str]:
    return [
        one for one in dict.fromkeys(w for command in commands for w in _firsts(command)) if one not in TAKEN
    ]


def _firsts(command: Command) -> list[str]:
    return list(dict.fromkeys(name.partition(" ")[0] for name in (command.name, *command.aliases)))


def _hint(command: Command, word: str) -> str:
    """What may follow the first word."""
    if command.name.partition(" ")[0] == word:
        return command.syntax.removeprefix(f"/{word}").strip()
    return command.syntax.removeprefix(f"/{command.name}").strip()


def scopes_found(granted: str) -> Finding:
    """How the token's scopes stand."""
    missing = [one for one in SCOPES if one not in {given.strip() for given in granted.split(",")}]
    if not missing:
        return Finding("scopes", True, "all there")
    return Finding(
        "scopes",
        False,
        f"missing: {', '.join(missing)}",
        "Paste what `ionflux manifest slack` prints at api.slack.com/apps, and install the app again.",
    )


def refused(name: str, why: str, fix: str) -> Finding:
    """Something that does not work."""
    return Finding(name, False, why, fix)
