"""Send-only e-mail (``IONFLUX_SMTP_URL``); the smallest complete adapter, the one to read first."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from adapters.mail import reaching
from adapters.mail.render import address, message_id, render
from bot.contracts.adapters import Capabilities, Sent
from bot.contracts.messages import OutboundMessage, Place
from bot.contracts.platforms import PlatformHost
from config.clock import now
from config.errors import ExternalError, InvalidInput, Rejected, Unreachable
from config.logs import hide, mask

SERVICE = "mail"
_PORTS = {"smtp": 587, "smtps": 465}
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class MailSettings(BaseSettings):
    """What turns e-mail on, and who it comes from."""

    model_config = SettingsConfigDict(frozen=True, env_prefix="IONFLUX_SMTP_", extra="ignore")

    url: SecretStr = Field(
        SecretStr(""),
        description="smtp://user:password@host:587, smtps://…:465, or file:folder; empty: no e-mail",
    )
    sender: str = Field("", description="The address that mails come from; empty: the user's, if it is one")
    seconds: float = Field(30.0, gt=0, description="A mail must be handed over within this time")

    @field_validator("url")
    @classmethod
    def _is_an_address(cls, value: SecretStr) -> SecretStr:
        text = value.get_secret_value()
        if not text or text.startswith("file:"):
            return value
        parts = urlsplit(text)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError("it begins with smtp://, smtps:// or file:")
        try:
            parts.port  # noqa: B018 - reading it tells whether it is one
        except ValueError:
            raise ValueError("its port is no number up to 65535") from None
        return value

    @field_validator("sender")
    @classmethod
    def _is_a_sender(cls, value: str) -> str:
        if value:
            try:
                address(value)
            except Rejected:
                raise ValueError("it is one address like ionflux@shop.example") from None
        return value

    @property
    def is_on(self) -> bool:
        """Whether mail leaves this installation."""
        return bool(self.url.get_secret_value())


class MailAdapter:
    """One mail to one person, over a connection of its own."""

    name = "mail"
    Settings = MailSettings
    turned_on_by = "IONFLUX_SMTP_URL"
    does = "e-mail: notifications stay in the inbox"
    capabilities = Capabilities(
        max_text=100_000,
        text_unit="characters",
        max_title=300,
        max_fields=50,
        max_buttons=0,
        max_file_bytes=0,
        threads=False,
        edits=False,
        deletes=False,
        reactions=False,
        files=False,
        forms=False,
        private_replies=False,
        shows_author=False,
        is_idempotent=True,
        ack_within=None,
        reply_within=None,
        place_pace=(),
        account_pace=None,
    )

    def __init__(self, settings: MailSettings, _: PlatformHost | None = None) -> None:
        """Send as the settings say."""
        self._settings = settings
        self._trusted: tuple[str, int] | None = None
        self._parts = urlsplit(settings.url.get_secret_value())
        user = unquote(self._parts.username or "")
        self._sender = settings.sender or (
            user if "@" in user else f"ionflux@{self._parts.hostname or 'localhost'}"
        )

    def through(self, url: SecretStr) -> "MailAdapter":
        """The same by the server that a workspace names. It is reached in the open internet alone, or where
        the installation's own is.

        Raises:
            InvalidInput: it is no address of a mail server.
        """
        try:
            other = MailAdapter(MailSettings(url=url, sender="", seconds=self._settings.seconds))
        except ValidationError:
            other = None
        if other is None or other._parts.scheme not in _PORTS:
            # Nothing of it is told: it may hold a password.
            raise InvalidInput("The secret that names a mail server is like smtps://user:password@host:465.")
        other._trusted = self._place
        hide(unquote(other._parts.password or ""))
        return other

    @property
    def _place(self) -> tuple[str, int]:
        return self._parts.hostname or "", self._parts.port or _PORTS.get(self._parts.scheme, 0)

    async def send(self, to: Place, message: OutboundMessage, *, is_repeat: bool = False) -> Sent:
        """Hand the mail over; the Message-ID comes of the message's key, so that a repeat is known.

        Raises:
            Rejected: the server refused it for good (5xx), or it cannot be a mail.
            Unreachable: the server is away, slow, or says later (4xx).
        """
        del is_repeat
        mail = render(message, sender=self._sender, recipient=to.channel, at=now())
        sent = Sent(external_id=message_id(message, self._sender))
        if self._parts.scheme == "file":
            await asyncio.to_thread(self._keep, mail, message)
            return sent
        with _in_our_words():
            async with asyncio.timeout(self._settings.seconds):
                async with self._connected() as client:
                    await client.send_message(mail, sender=self._sender, recipients=[to.channel])
        return sent

    async def check(self) -> str:
        """Sign in and leave.

        Raises:
            ExternalError: the server is away, or refuses.
        """
        if self._parts.scheme == "file":
            return f"written to {self._folder}"
        with _in_our_words():
            async with asyncio.timeout(self._settings.seconds):
                async with self._connected():
                    pass
        return f"SMTP at {self._parts.hostname}"

    async def close(self) -> None:
        """Nothing is kept open."""

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[Any]:
        # Imported where it is used: roles that send nothing start without it.
        from aiosmtplib import SMTP, SMTPException

        password = self._parts.password
        is_wrapped = self._parts.scheme == "smtps"
        host, port = self._place
        reached = None
        if self._trusted not in (None, self._place):
            reached = await reaching.reached(host, port, service=SERVICE)
        # STARTTLS where the server offers it; a password leaves this machine over TLS alone.
        needs_tls = True if password and host not in _LOCAL else None
        client = SMTP(
            hostname=host,
            port=port if reached is None else None,
            sock=reached,
            username=unquote(self._parts.username) if password and self._parts.username else None,
            password=unquote(password) if password else None,
            use_tls=is_wrapped,
            start_tls=False if is_wrapped else needs_tls,
            timeout=self._settings.seconds,
        )
        try:
            await client.connect()
            yield client
            # A server that has taken the mail need not answer to a goodbye.
            with suppress(SMTPException, OSError, TimeoutError):
                await client.quit(timeout=2)
        finally:
            client.close()

    @property
    def _folder(self) -> Path:
        return Path(unquote(self._settings.url.get_secret_value().removeprefix("file:").removeprefix("//")))

    def _keep(self, mail: EmailMessage, message: OutboundMessage) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{message.key}.eml").write_bytes(mail.as_bytes())
        except OSError as cannot:
            raise Unreachable(
                f"The mail could not be written: {cannot.strerror}.", service=SERVICE
            ) from cannot


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Tell the library's failures as what they mean: for good, or later."""
    from aiosmtplib import SMTPException, SMTPNotSupported, SMTPRecipientsRefused, SMTPResponseException

    try:
        yield
    except SMTPRecipientsRefused as refused:
        raise _answer(refused.recipients[0].code, refused.recipients[0].message) from refused
    except SMTPResponseException as answered:
        raise _answer(answered.code, answered.message) from answered
    except SMTPNotSupported as cannot:
        raise Rejected(f"The mail server cannot take it: {_plain(cannot)}.", service=SERVICE) from cannot
    except TimeoutError as slow:
        raise Unreachable("The mail server did not answer in time.", service=SERVICE) from slow
    except (SMTPException, OSError) as away:
        raise Unreachable(f"The mail server cannot be reached: {_plain(away)}.", service=SERVICE) from away


def _answer(code: int, told: str) -> ExternalError:
    words = mask(" ".join(told.split()))[:300]
    # A code that is none is a server that broke off.
    if code >= 500:
        return Rejected(f"The mail server refused it: {code} {words}", service=SERVICE)
    return Unreachable(f"The mail server says later: {code} {words}", service=SERVICE)


def _plain(failed: Exception) -> str:
    return mask(" ".join(str(failed).split())).rstrip(".") or type(failed).__name__


ADAPTER = MailAdapter
