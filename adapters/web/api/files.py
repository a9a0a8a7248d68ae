"""REST: files of a channel."""

from collections.abc import Iterable
from urllib.parse import quote

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, field_validator

from adapters.web.api.parts import Parts, uuid_in
from bot.contracts.adapters import Request, Route
from bot.services import access, files

_CSP = "sandbox; default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self'"


class Name(BaseModel):
    """What the file is called."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=255, description="Its name; a folder before it is left out")

    @field_validator("name")
    @classmethod
    def _is_a_name(cls, value: str) -> str:
        last = value.replace("\\", "/").rpartition("/")[2].strip()
        if last in ("", ".", "..") or any(ord(one) < 32 or ord(one) == 127 for one in last):
            raise ValueError("this is no name for a file")
        return last


class Files:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._parts = parts
        self._gate = parts.gate

    async def upload(self, call: Request) -> files.FileView:
        """Take a file in, as it comes: it is never held in memory as a whole."""
        home = await access.home_of(call.actor, "channel", channel_id := uuid_in(call, "channel_id"))
        async with self._gate.reading(call.actor, home) as unit:
            most = await files.allowance(unit, channel_id)
        await self._parts.limit.spend(self._parts.limits.uploads, "uploads", str(call.actor.id))
        received = await self._parts.attachments.receive(call.body(most), call.query.name)
        try:
            async with self._gate.unit(call.actor, home) as unit:
                return await files.create(unit, channel_id, received)
        except BaseException:
            await self._parts.attachments.forget(received)
            raise

    async def download(self, call: Request) -> web.StreamResponse:
        """The file itself."""
        return await self._sent(call, is_thumbnail=False)

    async def thumbnail(self, call: Request) -> web.StreamResponse:
        """A small copy of a picture."""
        return await self._sent(call, is_thumbnail=True)

    async def _sent(self, call: Request, *, is_thumbnail: bool) -> web.StreamResponse:
        home = await access.home_of(call.actor, "file", file_id := uuid_in(call, "file_id"))
        async with self._gate.reading(call.actor, home) as unit:
            found = await self._parts.attachments.download(unit, file_id, is_thumbnail=is_thumbnail)
        return sent(found)


def sent(found: files.Download) -> web.FileResponse:
    """A file as it goes to a browser: nothing in it is ever active."""
    how = "inline" if found.is_shown else "attachment"
    headers = {
        "Content-Type": found.sent_as,
        "Content-Disposition": f"{how}; filename*=UTF-8''{quote(found.name)}",
        "Content-Security-Policy": _CSP,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=3600, immutable",
    }
    return web.FileResponse(found.path, headers=headers)


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, one = Files(parts), "/api/v1/files/{file_id}"
    yield Route(method="POST", path="/api/v1/channels/{channel_id}/files", permission="files.upload",
                handler=do.upload, query=Name, takes_file=True, status=201, answer=files.FileView,
                summary="Upload a file to a channel; the body is the file")  # fmt: skip
    yield Route(method="GET", path=one, permission="files.read", handler=do.download, gives_file=True,
                summary="The file itself")  # fmt: skip
    yield Route(method="GET", path=f"{one}/thumbnail", permission="files.read", handler=do.thumbnail,
                gives_file=True, summary="A small copy of a picture")  # fmt: skip
