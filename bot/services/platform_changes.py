"""What a platform last told of a message. It sends again what it thinks was not taken, and that comes after
what was said of it meanwhile: a change before its message, an old change after a newer one.
"""

from dataclasses import replace

from bot.contracts.platforms import Altered, Heard
from config.clock import new_id
from storage.models.mirrors import ChannelLink, PlatformChange


async def note(link: ChannelLink, altered: Altered) -> bool:
    """Keep it as the message's last change; False: a later one is known. Nothing is later than being taken
    back.
    """
    row = await PlatformChange.of(link.workspace_id).get_or_none(
        link_id=link.id, external_id=altered.external_id
    )
    if row is None:
        await PlatformChange.create(
            id=new_id(),
            workspace_id=link.workspace_id,
            link_id=link.id,
            external_id=altered.external_id,
            text=altered.text,
            changed_at=altered.changed_at,
        )
        return True
    if altered.text is not None and (row.text is None or _is_earlier(altered, row)):
        return False
    await (
        PlatformChange.of(link.workspace_id)
        .filter(id=row.id)
        .update(text=altered.text, changed_at=altered.changed_at)
    )
    return True


def _is_earlier(altered: Altered, row: PlatformChange) -> bool:
    at, known = altered.changed_at, row.changed_at
    return at is not None and known is not None and at < known


async def applied(link: ChannelLink, heard: Heard) -> Heard | None:
    """The message as it is by now; None: it was taken back before it came."""
    row = await PlatformChange.of(link.workspace_id).get_or_none(
        link_id=link.id, external_id=heard.external_id
    )
    if row is None:
        return heard
    return replace(heard, text=row.text) if row.text is not None else None
