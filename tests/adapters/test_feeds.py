"""What a channel's feed tells its followers of changes that came together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from adapters.web.feeds import MOST_TOGETHER, Feed, Follower
from adapters.web.frames import Frame, framed
from bot.contracts.unit import Actor, ActorType, Role


@dataclass(eq=False)
class Ear:
    """A client that keeps what it is told; ``writes`` is how often."""

    heard: list[bytes] = field(default_factory=list)
    writes: int = 0
    actor: Actor = field(default_factory=lambda: Actor(type=ActorType.USER, id=uuid4(), role=Role.MEMBER))

    def push(self, frame: Frame) -> None:
        self.heard.append(frame.text)
        self.writes += 1

    def push_all(self, frames: Sequence[Frame], wire: bytes) -> None:
        assert wire == b"".join(frame.wire for frame in frames)
        self.heard += [frame.text for frame in frames]
        self.writes += 1

    def offer(self, frame: Frame) -> None:
        self.push(frame)

    async def room(self) -> None:
        return None


def changes(first: int, last: int, size: int = 1) -> list[tuple[int, Frame]]:
    return [(seq, framed(str(seq).encode() * size)) for seq in range(first, last + 1)]


def following(feed: Feed, sent: int, *, is_live: bool = True) -> Ear:
    ear = Ear()
    feed.followers.add(Follower(ear, sent=sent, is_live=is_live))
    return ear


def test_each_is_told_what_it_has_not_and_who_has_nothing_of_it_all_at_once() -> None:
    feed = Feed(uuid4(), position=4)
    behind, midway, level, early = (
        following(feed, 4), following(feed, 6), following(feed, 8), following(feed, 0, is_live=False)
    )  # fmt: skip
    feed.tell(changes(5, 8))
    assert (behind.heard, behind.writes) == ([b"5", b"6", b"7", b"8"], 1)
    assert midway.heard == [b"7", b"8"]
    assert level.heard == early.heard == []
    assert feed.position == 8
    assert {one.sent for one in feed.followers if one.is_live} == {8}


def test_what_is_too_much_at_once_goes_one_by_one() -> None:
    feed = Feed(uuid4(), position=0)
    ear = following(feed, 0)
    feed.tell(changes(1, 3, MOST_TOGETHER // 2))
    assert (len(ear.heard), ear.writes) == (3, 3)
