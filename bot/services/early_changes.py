"""Changes that a platform tells of before the message: it sends again what it thinks was not taken, and that
comes after what was said of it meanwhile.
"""

from dataclasses import replace

from bot.contracts.platforms import Altered, Heard
from config.clock import new_id
from storage.models.mirrors import ChannelLink, EarlyChange


async def keep(link: ChannelLink, altered: Altered) -> None:
    """Keep a change of a message that is not known, for when it comes. The last one counts, and of what was
    taken back nothing is changed any more.
    """
    row = await EarlyChange.of(link.workspace_id).get_or_none(
        link_id=link.id, external_id=altered.external_id
    )
    if row is None:
        await EarlyChange.create(
            id=new_id(),
            workspace_id=link.workspace_id,
            link_id=link.id,
            external_id=altered.external_id,
            text=altered.text,
        )
    elif row.text is not None:
        await EarlyChange.of(link.workspace_id).filter(id=row.id).update(text=altered.text)


async def applied(link: ChannelLink, heard: Heard) -> Heard | None:
    """The message as it is by now; None: it was taken back before it came."""
    row = await EarlyChange.of(link.workspace_id).get_or_none(link_id=link.id, external_id=heard.external_id)
    if row is None:
        return heard
    return replace(heard, text=row.text) if row.text is not None else None
