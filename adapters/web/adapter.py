"""The native chat: mounts the API, the socket and the browser client. The Message row is its copy of a
message.
"""

import importlib
import mimetypes
import pkgutil
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from aiohttp import web

import adapters.web.api
from adapters.web import sockets
from adapters.web.api.parts import Parts
from adapters.web.signin import WebSignIn
from bot.contracts.adapters import Handler, Host, Request, Route
from bot.services import access
from config.errors import NotFound

DIST = Path(__file__).parent / "ui" / "dist"
# What is not a view of the client: an unknown address below these is unknown, for every method.
_VIEW = r"/{page:(?!(?:api|ws|webhooks|assets|metrics|healthz|readyz)(?:/|$)).+}"
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,150}")
_UNBUILT = (
    "<!doctype html><html lang=en><title>IONFLUX</title><h1>The web client is not built</h1>"
    "<p>Run <code>make install</code>, then start again. The API works: see /api/v1/openapi.json.</p></html>"
)
_DOCS_CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)


class WebAdapter:
    """REST, the socket and the pages."""

    name = "web"

    def __init__(self, host: Host) -> None:
        """Live in that host."""
        self.sign_in = WebSignIn(host.tokens, origins=host.origins, is_https=host.is_https)
        self._parts = Parts(
            gate=host.gate,
            sign_in=self.sign_in,
            tokens=host.tokens,
            catalogue=host.catalogue,
            commands=host.commands,
            connections=host.connections,
            grants=host.grants,
            limit=host.limit,
            limits=host.limits,
            tickets=host.tickets,
            public_url=host.public_url,
            presence=host.presence,
            attachments=host.attachments,
            search=host.search,
            secrets=host.secrets,
        )
        self.sockets = sockets.Sockets(self._parts)

    def routes(self) -> Iterable[Route]:
        """Everything the web role answers, health and webhooks aside; pages last, since they match the
        rest.
        """
        for found in sorted(pkgutil.iter_modules(adapters.web.api.__path__), key=lambda one: one.name):
            module = importlib.import_module(f"adapters.web.api.{found.name}")
            if hasattr(module, "routes"):
                yield from module.routes(self._parts)
        yield from sockets.routes(self.sockets)
        yield from self._pages()

    async def close(self) -> None:
        """Ask open clients to come back."""
        await self.sockets.stop()

    def _pages(self) -> Sequence[Route]:
        def page(path: str, handler: Handler, summary: str) -> Route:
            return Route(
                method="GET",
                path=path,
                permission=access.PUBLIC,
                handler=handler,
                summary=summary,
                is_raw=True,
            )

        return (
            page("/api/docs", _docs, "This API to read and try"),
            page("/assets/{file}", _asset, "The web client's files"),
            page("/", _client, "The web client"),
            page(_VIEW, _client, "The web client, at one of its views"),
        )


async def _docs(_: Request) -> web.StreamResponse:
    return _file(DIST / "docs.html", {"Cache-Control": "no-cache", "Content-Security-Policy": _DOCS_CSP})


async def _asset(call: Request) -> web.StreamResponse:
    if (path := _built("assets", call.params["file"])) is None:
        raise NotFound("There is nothing at this address.")
    return _file(path, {"Cache-Control": "public, max-age=31536000, immutable"})


async def _client(call: Request) -> web.StreamResponse:
    asked = call.params.get("page", "")
    if (beside := _built("", asked)) is not None:
        return _file(beside, {"Cache-Control": "no-cache"})
    if "/" not in asked and "." in asked:
        raise NotFound("There is nothing at this address.")
    return _file(DIST / "index.html", {"Cache-Control": "no-cache"})


def _built(folder: str, name: str) -> Path | None:
    """The file of the built client of that name; what is no name never reaches the file system."""
    path = DIST / folder / name
    return path if _FILE.fullmatch(name) and path.is_file() else None


def _file(path: Path, headers: dict[str, str]) -> web.StreamResponse:
    if not path.is_file():
        return web.Response(text=_UNBUILT, content_type="text/html", headers=headers)
    content_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return web.FileResponse(path, headers=headers | {"Content-Type": content_type})


ADAPTER = WebAdapter
