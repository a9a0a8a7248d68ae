"""JSON as people type it: bare keys, single or typographic quotation marks, a comma too many. Pure."""

import re
from typing import Any

from bot.contracts.strict_json import DEEPEST, LARGEST_INTEGER
from config.errors import InvalidInput

_SPACE = re.compile(r"[\s\u00a0]*+")
_KEY = re.compile(r"[A-Za-z_$][\w$.-]{0,127}")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(\.[0-9]++)?([eE][+-]?[0-9]++)?")
_WORD = re.compile(r"[A-Za-z]++")
_STRINGS = {
    '"': re.compile(r'"((?:[^"\\]|\\.)*+)"', re.DOTALL),
    "'": re.compile(r"'((?:[^'\\]|\\.)*+)'", re.DOTALL),
    "“": re.compile(r"“([^“”]*+)”"),
    "”": re.compile(r"”([^“”]*+)”"),
    "‘": re.compile(r"‘([^‘’]*+)’"),
    "’": re.compile(r"’([^‘’]*+)’"),
}
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_CONSTANTS = {"true": True, "false": False, "null": None}
_LONGEST_NUMBER = 40


class Lenient:
    """Reads one value of a text from a place on; ``at`` is then where it ended. ``members`` are the names of
    the values met on the way, each with where the value stands.
    """

    def __init__(self, text: str, at: int = 0) -> None:
        """Begin there."""
        self.at = at
        self.members: list[tuple[str, int, int]] = []
        self._text = text
        self._depth = 0

    def value(self) -> Any:
        """The value.

        Raises:
            InvalidInput: code ``command_invalid``, with the place and the rule.
        """
        self._space()
        first = self._peek()
        if first == "{":
            return self._nested(self._object)
        if first == "[":
            return self._nested(self._list)
        if first in _STRINGS:
            return self._string(first)
        return self._plain()

    def _nested(self, read: Any) -> Any:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._wrong(f"at most {DEEPEST} levels")
        self.at += 1
        value = read()
        self._depth -= 1
        return value

    def _object(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not self._closes("}"):
            name = self._name()
            self._space()
            if self._peek() != ":":
                raise self._wrong("a ':' and a value must follow a key")
            self.at += 1
            self._space()
            begun = self.at
            value = self.value()
            if name in found:
                raise self._wrong(f"the key '{name[:40]}' stands twice in one object")
            found[name] = value
            self.members.append((name, begun, self.at))
            self._comma("}")
        return found

    def _list(self) -> list[Any]:
        found: list[Any] = []
        while not self._closes("]"):
            found.append(self.value())
            self._comma("]")
        return found

    def _closes(self, mark: str) -> bool:
        self._space()
        if self._peek() != mark:
            return False
        self.at += 1
        return True

    def _comma(self, mark: str) -> None:
        self._space()
        if self._peek() == ",":
            self.at += 1
        elif self._peek() != mark:
            raise self._wrong(f"a ',' or '{mark}' must follow")

    def _name(self) -> str:
        first = self._peek()
        if first in _STRINGS:
            return self._string(first)
        found = _KEY.match(self._text, self.at)
        if found is None:
            raise self._wrong("a key is a word or stands in quotation marks")
        self.at = found.end()
        return found[0]

    def _string(self, mark: str) -> str:
        found = _STRINGS[mark].match(self._text, self.at)
        if found is None:
            raise self._wrong("a quotation mark is not closed")
        try:
            text = found[1]
            if "\\" in text:
                # Halves of one character, each escaped by itself, become whole here.
                text = _ESCAPE.sub(_unescaped, text).encode("utf-16", "surrogatepass").decode("utf-16")
            text.encode()
        except UnicodeError:
            raise self._wrong("a character is not whole") from None
        if "\x00" in text:
            raise self._wrong("a character cannot be stored")
        self.at = found.end()
        return text

    def _plain(self) -> Any:
        if (word := _WORD.match(self._text, self.at)) is not None and word[0] in _CONSTANTS:
            self.at = word.end()
            return _CONSTANTS[word[0]]
        found = _NUMBER.match(self._text, self.at)
        if found is None:
            raise self._wrong("a text stands in quotation marks")
        if len(found[0]) > _LONGEST_NUMBER:
            raise self._wrong("a number is too long")
        is_whole = found[1] is None and found[2] is None
        value = int(found[0]) if is_whole else float(found[0])
        if (is_whole and abs(value) > LARGEST_INTEGER) or value in (float("inf"), float("-inf")):
            raise self._wrong("a number is too large")
        self.at = found.end()
        return value

    def _space(self) -> None:
        if (found := _SPACE.match(self._text, self.at)) is not None:
            self.at = found.end()

    def _peek(self) -> str:
        return self._text[self.at : self.at + 1]

    def _wrong(self, rule: str) -> InvalidInput:
        where = self._text[self.at : self.at + 20] or "the end"
        return InvalidInput(f"At '{where}': {rule}.", code="command_invalid")


def _unescaped(found: "re.Match[str]") -> str:
    mark = found[1]
    if mark[0] == "u" and len(mark) == 5:
        return chr(int(mark[1:], 16))
    return _ESCAPES.get(mark, mark)
