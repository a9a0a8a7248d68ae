"""The commands of this installation: found by their first word and then their verb, never by a scan."""

from collections.abc import Iterable, Sequence

from bot.contracts.commands import Command
from bot.contracts.grammar import head
from bot.contracts.names import closest
from bot.contracts.unit import Role
from config.errors import InvalidInput

UNKNOWN = "command_unknown"


class Commands:
    """All commands, by name and alias; names are in lower case and had once (see ``discovery``)."""

    def __init__(self, declared: Iterable[Command]) -> None:
        """Keep them."""
        self._all = tuple(sorted(declared, key=lambda one: one.name))
        self._alone: dict[str, Command] = {}
        self._verbs: dict[str, dict[str, Command]] = {}
        for one in self._all:
            for name in (one.name, *one.aliases):
                first, _, verb = name.partition(" ")
                if verb:
                    self._verbs.setdefault(first, {})[verb] = one
                else:
                    self._alone[first] = one

    def found(self, text: str) -> tuple[Command, str]:
        """The command that a line begins with, and what follows its name as it was typed.

        Raises:
            InvalidInput: code ``command_unknown``, with the closest names.
        """
        first, rest = head(text[1:])
        verb, after = "", ""
        if (verbs := self._verbs.get(first)) is not None:
            verb, after = head(rest) if rest else ("", "")
            if (one := verbs.get(verb)) is not None:
                return one, after
        if (one := self._alone.get(first)) is not None:
            return one, rest
        if verbs is None:
            raise self._unknown(first, then=head(rest)[0])
        raise self._unknown(f"{first} {verb}".strip())

    def named(self, name: str) -> Command:
        """The command of that name or alias, with or without the slash.

        Raises:
            InvalidInput: code ``command_unknown``, with the closest names.
        """
        line = f"/{name.strip().removeprefix('/')}"
        one, rest = self.found(line) if len(line) > 1 else (None, "")
        if one is None or rest:
            raise self._unknown(line[1:])
        return one

    def listed(self, role: Role | None = None) -> Sequence[Command]:
        """Those that a role may use, by name; without a role all."""
        return self._all if role is None else [one for one in self._all if one.is_for(role)]

    def under(self, word: str) -> Sequence[Command]:
        """The commands whose first word that is, by name."""
        return [one for one in self._all if one.name.partition(" ")[0] == word]

    def _unknown(self, name: str, then: str = "") -> InvalidInput:
        """``then``: the word after a name of one word; whether it was meant as a verb nobody knows."""
        first, _, verb = name.partition(" ")
        verbs = self._verbs.get(first, {})
        names = [f"{first} {one}" for one in verbs] if verbs else self._names()
        pairs = [one for one in names if " " in one] if then else ()
        near = closest(f"{name} {then}", pairs) or closest(name, names) if verb or not verbs else names
        hint = f" Did you mean {_listed(near)}?" if near else " /help lists them all."
        told = f"There is no command '/{name[:60]}'." if verb or not verbs else f"What of /{first}?"
        escape = " Text that begins with a slash is posted when it begins with two."
        return InvalidInput(f"{told}{hint}{escape}", code=UNKNOWN)

    def _names(self) -> Sequence[str]:
        return [name for one in self._all for name in (one.name, *one.aliases)]


def _listed(names: Sequence[str]) -> str:
    shown = [f"/{name}" for name in names]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"
