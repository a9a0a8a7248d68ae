"""/search: messages by their words."""

from pydantic import Field

from bot.contracts.commands import Args, CommandContext, Reply, Rest, command, link_to
from bot.contracts.markdown import bullets, code, plain
from bot.contracts.unit import Role
from bot.services.search import FoundMessage

MOST = 10


class WordsArgs(Args):
    """What to look for."""

    words: Rest = Field(description='Words, "phrases", from:NAME in:CHANNEL has:file before:2026-01-31')


@command("search", "Find messages", role=Role.GUEST)
async def search(context: CommandContext, args: WordsArgs) -> Reply:
    """The newest ten that one may read, each with a link to it."""
    found = await context.services.search.find(context.unit, args.words.strip(), limit=MOST)
    if not found:
        return Reply(f"No message that you can read has {code(args.words.strip())}.")
    return Reply(f"**Found**\n\n{bullets([_line(context, one) for one in found])}")


def _line(context: CommandContext, one: FoundMessage) -> str:
    said = one.message
    where = link_to(context, one.channel_id, said.id, said.thread_id)
    when = f"{said.created_at:%Y-%m-%d %H:%M} in {plain(one.channel_name)}"
    return f"[{when}]({where}) {plain(said.sender_name)}: {plain(one.snippet_text)}"
