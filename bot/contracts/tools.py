"""Tools: what agents, and the models they ask, may do beyond thinking. Each is allowed by name."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

TOOL_NAMES = ("get_brand", "get_creator", "get_prompt", "search_messages", "send_email")
"""The tools there are."""


class Tools(Protocol):
    """The tools of one run: those its configuration allows, with the rights of whom it runs for."""

    @property
    def names(self) -> Sequence[str]:
        """Those that may be called."""

    async def call(self, name: str, arguments: Mapping[str, Any], *, key: str | None = None) -> Any:
        """Do it; its result as plain JSON. ``key`` is an effect's, for tools that reach outside.

        Raises:
            NotAllowed: this run may not.
            InvalidInput: the arguments, by the tool's schema, or something in them that the run's principal
                may not see (as if it did not exist).
            ExternalError: what it reaches did not do it.
        """
