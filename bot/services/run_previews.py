"""Previews: runs that read, think and spend as any other, and let nothing leave. What a preview would have
done stands in its log, and counts nowhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import orjson

from bot.contracts.agents import AgentResult, RecordWrite
from bot.contracts.messages import Alert, Post
from bot.services.run_places import HERE

MOST_ACTS, LARGEST_ACT, LONGEST_TEXT = 500, 16 * 1024, 300
"""Acts that are kept of one preview, bytes of what one act carries, characters of what is said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that a preview would have done: what kind, in words for people, and with what."""

    kind: str
    text: str
    data: Mapping[str, Any] = field(default_factory=dict)

    def stored(self) -> dict[str, Any]:
        """As an item of ``would_do_json_array``; what it carries is left out where that is too much."""
        plain = orjson.dumps(dict(self.data), default=str, option=orjson.OPT_NON_STR_KEYS)
        data = orjson.loads(plain) if len(plain) <= LARGEST_ACT else None
        return {"kind": self.kind, "text": self.text[:LONGEST_TEXT], "data_json": data}


def stored(acts: Sequence[Act], result: AgentResult | None) -> list[dict[str, Any]]:
    """As ``would_do_json_array``: what came up on the way, and then what the result would have brought; of
    very much the first, and how much more there was.
    """
    every = [*acts, *(brought(result) if result else ())]
    kept = [one.stored() for one in every[:MOST_ACTS]]
    if more := len(every) - len(kept):
        kept.append(Act(kind="more", text=f"And {more:,} more like these").stored())
    return kept


def written(record: RecordWrite) -> Act:
    """A row of the agent's own data that would have been written."""
    return Act(
        kind="record",
        text=f"Note in {record.collection}: {record.key}",
        data={"collection": record.collection, "key": record.key, "at": record.at, "value": record.value},
    )


def brought(result: AgentResult, *, is_asked: bool = False) -> Iterator[Act]:
    """What a result would have brought; ``is_asked``: by another agent, which it answers by its outputs."""
    yield from (_posted(one) for one in result.posts if not (is_asked and one.channel in HERE))
    for fact in result.events:
        yield Act(kind="event", text=f"Tell other agents: {fact.event_type}", data=fact.payload)
    yield from map(written, result.records)


def _posted(post: Post) -> Act:
    where = post.channel or "the place where it is asked"
    if isinstance(post.content, Alert):
        text, said = f"{post.content.title}: {post.content.text}", asdict(post.content)
    else:
        text, said = post.content, {"text_body": post.content}
    return Act(kind="post", text=f"Post in {where}: {text}", data={"channel": post.channel} | said)
