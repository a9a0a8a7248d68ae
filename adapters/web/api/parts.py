"""What the resources are given, and what several of them need: paging and strict ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Protocol
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from adapters.web.attendance import Presence
from adapters.web.signin import WebSignIn
from bot.contracts.adapters import Gate, Request
from bot.contracts.addresses import LONGEST_ADDRESS, email
from bot.contracts.commands import CommandList
from bot.services import access
from bot.services.connections import Connections
from bot.services.definitions import Catalogue
from bot.services.files import Attachments
from bot.services.grants import Grants
from bot.services.search import Search
from bot.services.users import Tokens
from bot.services.workspace_secrets import Secrets
from config.errors import InvalidInput, NotFound


class Limit(Protocol):
    """Counts what callers ask for."""

    async def spend(self, limit: Any, *who: str, strict_limit: Any = None) -> int:
        """Count one; how many that makes. Raises LimitReached where it is one too many."""

    async def give_back(self, limit: Any, *who: str) -> None:
        """Take one count back."""

    async def forget(self, limit: Any, *who: str) -> None:
        """Begin anew for them."""


class Tickets(Protocol):
    """One-use tickets for sockets."""

    async def issue(self, value: bytes, seconds: int) -> str:
        """A ticket good for so long."""

    async def redeem(self, ticket: str) -> bytes | None:
        """What it was issued for, the first time; None else."""


class Allowances(Protocol):
    """How much is too much; ``login_alone`` holds where counts are not shared."""

    login_account: Any
    login_address: Any
    login_alone: Any
    runs: Any
    uploads: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Everything a resource may use."""

    gate: Gate
    sign_in: WebSignIn
    tokens: Tokens
    catalogue: Catalogue
    commands: CommandList
    connections: Connections
    grants: Grants
    limit: Limit
    limits: Allowances
    tickets: Tickets
    public_url: str
    presence: Presence
    attachments: Attachments
    search: Search
    secrets: Secrets


def _canonical(value: Any) -> Any:
    """The id as it was written, if it was written as we write ids; any other spelling is nothing of ours."""
    if isinstance(value, str):
        try:
            return value if str(UUID(value)) == value else NOBODY
        except ValueError:
            return value
    return value


NOBODY = UUID(int=0)
Id = Annotated[UUID, BeforeValidator(_canonical)]


def _secret(value: str) -> str:
    if not 8 <= len(value.encode()) <= 1024:
        raise ValueError("a password has 8 to 1,024 bytes")
    return value


def _shows(value: str) -> str:
    if not any(one.isprintable() and not one.isspace() for one in value):
        raise ValueError("a name holds something that shows")
    return value


PersonName = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_shows)]
Email = Annotated[str, Field(max_length=LONGEST_ADDRESS), AfterValidator(email)]
Password = Annotated[str, Field(description="8 to 1,024 bytes"), AfterValidator(_secret)]


class Body(BaseModel):
    """A request body: unknown fields are refused, types are what they say."""

    model_config = ConfigDict(extra="forbid", strict=False, str_strip_whitespace=False)


class Page(BaseModel):
    """The query of every list."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(50, ge=1, le=200, description="At most so many items")
    cursor: str | None = Field(None, max_length=100, description="next_cursor of the page before")


def changes_in(request: Request) -> dict[str, Any]:
    """The fields that the body names; null is a value of those that may have none.

    Raises:
        InvalidInput: it names none.
    """
    changes: dict[str, Any] = request.body.model_dump(exclude_unset=True)
    if not changes:
        raise InvalidInput("There is nothing to change.")
    return changes


def uuid_in(request: Request, name: str) -> UUID:
    """The path's id; any spelling but canonical lower case is nothing of ours.

    Raises:
        NotFound: it is no id.
    """
    text = request.params[name]
    try:
        read = UUID(text)
    except ValueError:
        raise NotFound("This does not exist.") from None
    if str(read) != text:
        raise NotFound("This does not exist.")
    return read


async def home_in(request: Request, kind: str) -> UUID:
    """The workspace of what the path names by ``{kind}_id``, among the caller's own.

    Raises:
        NotFound: unknown, or of a workspace the caller is no member of: no difference.
    """
    return await access.home_of(request.actor, kind, uuid_in(request, f"{kind}_id"))


def uuid_cursor(page: Page) -> UUID | None:
    """The cursor as the id of the last item seen.

    Raises:
        InvalidInput: it is no cursor of ours.
    """
    if page.cursor is None:
        return None
    try:
        return UUID(page.cursor)
    except ValueError:
        raise InvalidInput("cursor: this is not a next_cursor of ours.") from None


def int_cursor(page: Page) -> int | None:
    """The cursor as the number of the last item seen.

    Raises:
        InvalidInput: it is no cursor of ours.
    """
    if page.cursor is None:
        return None
    if not (page.cursor.isascii() and page.cursor.isdigit() and len(page.cursor) <= 18):
        raise InvalidInput("cursor: this is not a next_cursor of ours.")
    return int(page.cursor)


def page_of(items: Sequence[Any], page: Page, *, field: str = "id") -> dict[str, Any]:
    """The page of a list that is short enough to be read whole; the cursor names the last item seen.

    Raises:
        InvalidInput: no item has that name: it is no cursor of ours, or the item is gone.
    """
    start = 0
    if page.cursor is not None:
        names = [str(getattr(one, field)) for one in items]
        if page.cursor not in names:
            raise InvalidInput("cursor: this is not a next_cursor of ours, or no longer one.")
        start = names.index(page.cursor) + 1
    found = items[start : start + page.limit]
    has_more = len(items) > start + page.limit
    return {"items": list(found), "next_cursor": str(getattr(found[-1], field)) if has_more else None}


def listing(items: Any, *, page: Page | None = None, field: str = "id") -> dict[str, Any]:
    """``{items, next_cursor}``; a full page has a cursor."""
    is_full = page is not None and len(items) == page.limit
    return {"items": list(items), "next_cursor": str(getattr(items[-1], field)) if is_full else None}
