"""A real mail server of a test's own: it keeps what it is given, and answers as the test says."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class PostBox:
    """Its handler. ``at_recipient`` and ``at_data`` are what it says next, in order; else yes."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.was_encrypted: list[bool] = []
        self.signed_in: list[str] = []
        self.connections = 0
        self.at_recipient: list[str] = []
        self.at_data: list[str] = []
        self.is_stuck = False
        self.hangs_up = False
        self.port = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_RCPT(  # noqa: N802 - the server looks for that name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.at_recipient:
            return self.at_recipient.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the same
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.is_stuck:
            await asyncio.Event().wait()
        if self.at_data:
            return self.at_data.pop(0)
        assert isinstance(envelope.content, bytes)
        read = message_from_bytes(envelope.content, policy=default)
        assert isinstance(read, EmailMessage)
        self.mails.append(read)
        self.recipients.append(list(envelope.rcpt_tos))
        self.was_encrypted.append(session.ssl is not None)
        if self.hangs_up:
            # It has the mail, and nobody hears that.
            server.transport.abort()
        return "250 OK"

    def sign_in(
        self, _: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any
    ) -> AuthResult:
        assert isinstance(given, LoginPassword)
        self.signed_in.append(given.login.decode())
        return AuthResult(success=given.password == b"s3cret:@/", handled=False)


@asynccontextmanager
async def post_box(*, tls: ssl.SSLContext | None = None, asks: bool = False) -> AsyncIterator[PostBox]:
    """A server on a port of its own; with ``tls`` it offers STARTTLS, ``asks``: for a name and password."""
    box = PostBox()

    def session() -> SMTP:
        box.connections += 1
        return SMTP(
            box, hostname="post.test", tls_context=tls, auth_required=asks, authenticator=box.sign_in,
            auth_require_tls=tls is not None, enable_SMTPUTF8=True,
        )  # fmt: skip

    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", 0)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()
