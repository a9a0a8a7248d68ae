"""What this Slack holds, as plain data."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

BOT_SCOPES = (
    *("app_mentions:read", "channels:history", "channels:join", "channels:read", "chat:write"),
    *("chat:write.customize", "commands", "files:read", "files:write", "groups:history", "groups:read"),
    *("im:history", "im:read", "im:write", "mpim:history", "reactions:read", "reactions:write"),
    *("team:read", "users:read"),
)


@dataclass(slots=True)
class User:
    """An account of a team: a person, or an app's bot."""

    id: str
    name: str
    team_id: str
    is_bot: bool = False
    bot_id: str = ""

    @property
    def handle(self) -> str:
        return self.name.lower().replace(" ", ".")

    def described(self) -> dict[str, Any]:
        image = f"https://avatars.example/{self.id}.png"
        profile = {"real_name": self.name, "display_name": self.name, "image_72": image, "image_192": image}
        if self.is_bot:
            profile |= {"bot_id": self.bot_id}
        return {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.handle,
            "real_name": self.name,
            "deleted": False,
            "is_bot": self.is_bot,
            "profile": profile,
        }


@dataclass(slots=True)
class File:
    """A file that was uploaded; shared once it stands in a message."""

    id: str
    name: str
    owner: str
    mimetype: str
    content: bytes = b""
    is_complete: bool = False
    shares: dict[str, list[str]] = field(default_factory=dict)

    def described(self, server_url: str, team_id: str) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "title": self.name,
            "mimetype": self.mimetype,
            "filetype": self.name.rpartition(".")[2],
            "size": len(self.content),
            "mode": "hosted",
            "is_external": False,
            "user": self.owner,
            "permalink": f"https://{team_id.lower()}.slack.example/files/{self.owner}/{self.id}/{self.name}",
            "url_private": f"{server_url}/files-pri/{team_id}-{self.id}/{self.name}",
            "url_private_download": f"{server_url}/files-pri/{team_id}-{self.id}/download/{self.name}",
            "shares": {
                "public": {channel: [{"ts": ts} for ts in all_] for channel, all_ in self.shares.items()}
            },
        }


@dataclass(slots=True)
class Message:
    """A message as it stands; ``thread_ts`` is its root's ts where it is a reply."""

    ts: str
    channel: str
    text: str
    user: str = ""
    bot_id: str = ""
    username: str = ""
    icons: dict[str, str] = field(default_factory=dict)
    blocks: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str | None = None
    is_broadcast: bool = False
    files: list[str] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    metadata: dict[str, Any] | None = None
    edited_by: str = ""
    edited_ts: str = ""


@dataclass(slots=True)
class Channel:
    """A conversation. Its messages are kept by ts, in order; roots and replies have indexes of their own."""

    id: str
    name: str
    kind: str = "channel"
    members: set[str] = field(default_factory=set)
    is_archived: bool = False
    messages: dict[str, Message] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)
    replies: dict[str, list[str]] = field(default_factory=dict)

    def add(self, message: Message) -> None:
        self.messages[message.ts] = message
        if message.thread_ts is None or message.is_broadcast:
            self.shown.append(message.ts)
        if message.thread_ts is not None:
            self.replies.setdefault(message.thread_ts, []).append(message.ts)

    def remove(self, ts: str) -> Message | None:
        message = self.messages.pop(ts, None)
        if message is not None:
            for index in (self.shown, self.replies.get(message.thread_ts or "", [])):
                place = bisect_left(index, ts)
                if place < len(index) and index[place] == ts:
                    del index[place]
        return message

    def described(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": self.kind == "channel",
            "is_group": self.kind == "group",
            "is_im": self.kind == "im",
            "is_private": self.kind != "channel",
            "is_archived": self.is_archived,
            "num_members": len(self.members),
        }


def between(index: list[str], oldest: str, latest: str, *, inclusive: bool) -> list[str]:
    """The part of an ordered index of ts between two of them; an empty bound is none."""
    begin = 0
    if oldest:
        begin = bisect_left(index, oldest) if inclusive else bisect_right(index, oldest)
    end = len(index)
    if latest:
        end = bisect_right(index, latest) if inclusive else bisect_left(index, latest)
    return index[begin:end]


@dataclass(slots=True)
class Team:
    """A team in which the app is installed."""

    id: str
    name: str
    bot: User
    token: str
    scopes: set[str] = field(default_factory=lambda: set(BOT_SCOPES))
    is_revoked: bool = False
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    named: dict[str, Channel] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)


@dataclass(slots=True)
class Ephemeral:
    """What one person alone was told."""

    channel: str
    user: str
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str | None = None
    ts: str = ""


@dataclass(slots=True)
class Modal:
    """A dialogue that stands open before somebody."""

    id: str
    view: dict[str, Any]
    user: str
    errors: dict[str, str] = field(default_factory=dict)
    is_open: bool = True
    changes: int = 0

    @property
    def hash(self) -> str:
        """By which the app says what it saw last."""
        return f"{self.id}.{self.changes}"


@dataclass(slots=True)
class Call:
    """A call of the Web API, as it came."""

    method: str
    args: dict[str, Any]
    team: Team
    token: str


@dataclass(slots=True)
class Clockwork:
    """Unique, ascending names: for messages by the clock, for all else by counting."""

    clock: Callable[[], float]
    last: int = 0
    counted: int = 0

    def ts(self) -> str:
        self.last = max(self.last + 1, int(self.clock() * 1_000_000))
        return f"{self.last // 1_000_000}.{self.last % 1_000_000:06d}"

    def id(self, letter: str) -> str:
        self.counted += 1
        return f"{letter}0{self.counted:07X}"


@dataclass(slots=True)
class Trigger:
    """What lets the app open a dialogue, once and soon."""

    user: str
    at: float
    is_used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """Where the app may answer for a while: 5 times in 30 minutes."""

    team: Team
    channel: str
    user: str
    at: float
    message_ts: str = ""
    uses: int = 0


@dataclass(frozen=True, slots=True)
class Granted:
    """What somebody allowed on the page where an app is installed."""

    team: Team
    user: str
    scopes: frozenset[str]
    redirect_uri: str
