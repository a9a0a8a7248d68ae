"""From what was typed after a command's name to its typed arguments."""

import math
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from itertools import takewhile
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.contracts import grammar
from bot.contracts.commands import Args, Argument, Command, Kind, Typed, Word
from bot.contracts.grammar import WRONG
from bot.contracts.names import Names
from bot.contracts.strict_json import LARGEST_INTEGER
from config.errors import Fault, InvalidInput, NotFound

REFERENCES = frozenset(
    {Kind.AGENT, Kind.BRAND, Kind.CHANNEL, Kind.CREATOR, Kind.LIBRARY, Kind.PROMPT, Kind.RUN, Kind.USER}
)
_INTEGER = re.compile(r"[+-]?[0-9]{1,16}")
_BOOLEANS = {
    "true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False,
}  # fmt: skip

T = TypeVar("T")
Look = Callable[[Kind, str], Awaitable[Names]]
"""The names of a kind that the caller may know; the text is what was typed."""


def read(command: Command, rest: str) -> Typed:
    """What was typed, as the command's first argument wants it: one that takes the line gets it as it stands.

    Raises:
        InvalidInput: code ``command_invalid``, with the rule and the usage line.
    """
    if command.arguments and command.arguments[0].is_rest:
        return Typed(text=rest, words=(Word(rest, is_quoted=True),) if rest else ())
    try:
        return grammar.read(rest)
    except InvalidInput as broken:
        raise _refused(command, broken.message) from broken


async def understood(command: Command, typed: Typed, look: Look) -> Args:
    """The command's arguments.

    Raises:
        InvalidInput: code ``command_invalid``, with the rule, the usage line and the argument.
        NotFound: it names what is not there; with the closest names.
    """
    given = _Given(command, typed, look)
    await given.by_place()
    await given.by_name()
    try:
        return command.args.model_validate(given.values)
    except ValidationError as invalid:
        fault = invalid.errors(include_url=False, include_context=False)[0]
        name = str(fault["loc"][0]) if fault["loc"] else ""
        if fault["type"] == "missing":
            one = next(one for one in command.arguments if one.name == name)
            raise _refused(command, f"{one.syntax} is missing: {_begun(one.description)}.", name) from invalid
        raise _refused(command, f"{name}: {fault['msg'].removeprefix('Value error, ')}.", name) from invalid


class _Given:
    """The values of one call, as they are found."""

    def __init__(self, command: Command, typed: Typed, look: Look) -> None:
        self.values: dict[str, Any] = {}
        self._command = command
        self._words = list(typed.words)
        self._named = typed.values
        self._look = look

    async def by_place(self) -> None:
        for number, one in enumerate(self._command.arguments):
            if not self._words:
                return
            if one.kind is Kind.JSON or self._is_passed_over(one, number):
                continue
            if one.kind in REFERENCES:
                self.values[one.name] = await self._referred(one)
            else:
                self.values[one.name] = self._plain(one, self._words.pop(0).text)
        if self._words:
            told = f"'{self._words[0].text[:60]}' is more than it takes."
            raise _refused(self._command, told)

    async def by_name(self) -> None:
        if self._named is None:
            return
        last = self._command.arguments[-1] if self._command.arguments else None
        if last is not None and last.kind is Kind.JSON:
            self.values[last.name] = dict(self._named)
            return
        known = {one.name: one for one in self._command.arguments}
        for name, value in self._named.items():
            if (one := known.get(name)) is None:
                raise _refused(self._command, f"It takes no '{name[:60]}'.", name)
            if name in self.values:
                raise _refused(self._command, f"'{name}' is given twice.", name)
            if one.kind in REFERENCES:
                names = await self._look(one.kind, str(value))
                self.values[name] = self._one(one, partial(names.get, str(value)))
            else:
                self.values[name] = self._plain(one, value)

    def _is_passed_over(self, one: Argument, number: int) -> bool:
        """Whether the word is rather a number for the next argument than a name for this one."""
        if one.is_required or one.kind not in REFERENCES:
            return False
        following = self._command.arguments[number + 1 : number + 2]
        is_next_a_number = bool(following) and following[0].kind is Kind.INTEGER
        return is_next_a_number and _INTEGER.fullmatch(self._words[0].text) is not None

    async def _referred(self, one: Argument) -> Any:
        first = self._words[0]
        names = await self._look(one.kind, first.text)
        if first.is_quoted:
            found, count = self._one(one, partial(names.get, first.text)), 1
        else:
            bare = [word.text for word in takewhile(lambda word: not word.is_quoted, self._words)]
            found, count = self._one(one, partial(names.longest, bare))
        del self._words[:count]
        return found

    def _one(self, one: Argument, find: Callable[[], T]) -> T:
        try:
            return find()
        except InvalidInput as several:
            raise _refused(self._command, several.message, one.name) from several

    def _plain(self, one: Argument, value: Any) -> Any:
        try:
            return _READ[one.kind](one, value)
        except ValueError as unfit:
            raise _refused(self._command, f"{one.name} is {unfit}.", one.name) from unfit


def _string(_: Argument, value: Any) -> str:
    return value if isinstance(value, str) else str(value)


def _integer(_: Argument, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _INTEGER.fullmatch(value) and abs(int(value)) <= LARGEST_INTEGER:
        return int(value)
    raise ValueError("a whole number")


def _number(_: Argument, value: Any) -> float:
    told = "a number"
    if isinstance(value, bool) or not isinstance(value, int | float | str) or len(str(value)) > 40:
        raise ValueError(told)
    try:
        number = float(value)
    except ValueError:
        raise ValueError(told) from None
    if not math.isfinite(number):
        raise ValueError(told)
    return number


def _boolean(_: Argument, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    found = _BOOLEANS.get(str(value).casefold())
    if found is None:
        raise ValueError("true or false")
    return found


def _choice(one: Argument, value: Any) -> str:
    wanted = str(value).casefold()
    found = next((choice for choice in one.choices if choice.casefold() == wanted), None)
    if found is None:
        raise ValueError(f"one of {', '.join(one.choices)}")
    return found


_READ: Mapping[Kind, Callable[[Argument, Any], Any]] = {
    Kind.STRING: _string,
    Kind.INTEGER: _integer,
    Kind.NUMBER: _number,
    Kind.BOOLEAN: _boolean,
    Kind.CHOICE: _choice,
}


def _refused(command: Command, told: str, argument: str = "") -> InvalidInput:
    faults: Sequence[Fault] = (Fault(field=argument, code=WRONG, message=told),) if argument else ()
    return InvalidInput(f"{told} Write it so: {command.syntax}", code=WRONG, details=tuple(faults))


def as_invalid(command: Command, unknown: NotFound) -> InvalidInput:
    """What is not there, as a fault of the command that names it."""
    return _refused(command, unknown.message)


def _begun(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
