"""The grammar of slash commands, pure: what is a command, its words, and its values by name.

    command = "/" name [ verb ] [ target ] [ params ]
    target  = "quoted" / uuid / bare          a bare one goes up to the first "{" or key=value
    params  = object / 1*( key "=" value )    an object is strict JSON, else lenient

Whatever the text, each character is looked at a bounded number of times, and all that is ever raised is
InvalidInput.
"""

import json
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from bot.contracts.commands import Typed, Word
from bot.contracts.lenient_json import Lenient
from bot.contracts.strict_json import LARGEST_INTEGER, parse
from config.errors import InvalidInput, Malformed
from config.logs import MASK, mask

LONGEST = 16_000
WRONG = "command_invalid"

_PART = re.compile(
    r"""\s*+(?:
        (?P<key>[A-Za-z_][\w.-]{0,63}+)=
      | "(?P<quoted>(?:[^"\\]|\\.)*+)"
      | [“”](?P<typed>[^“”]*+)[“”]
      | (?P<bare>[^\s{"“”][^\s{]*+)
      | (?P<object>\{)
      | (?P<end>\Z)
    )""",
    re.DOTALL | re.VERBOSE,
)
_KEY = re.compile(r"([A-Za-z_][\w.-]{0,63})=")
_SPACE = re.compile(r"\s*+")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_WHOLE = re.compile(r"\S*+")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,15})(\.[0-9]{1,17})?(?:[eE][+-]?[0-9]{1,2})?")
_CONSTANTS = {"true": True, "false": False, "null": None}
_PLAIN = re.compile(r"[^\s{\"“”=\\#@][^\s{\"“”=\\]*")


def is_command(text: str) -> bool:
    """Whether a message of that text is a command: it begins with one slash, and a word follows at once."""
    return len(text) > 1 and text[0] == "/" and text[1] != "/" and not text[1].isspace()


def unescaped(text: str) -> str:
    """The text that a message begun with two slashes means: it begins with one."""
    return text[1:] if text.startswith("//") else text


def head(text: str) -> tuple[str, str]:
    """The first word in lower case, and what follows it."""
    parts = [*text.split(None, 1), "", ""]
    return parts[0].casefold(), parts[1].strip()


def read(text: str) -> Typed:
    """The words and values of what follows a command's name.

    Raises:
        InvalidInput: code ``command_invalid``, with the rule that it breaks.
    """
    if len(text) > LONGEST:
        raise wrong(f"A command is at most {LONGEST} characters long.")
    return _Reader(text).read()


def written(name: str, words: Sequence[str] = (), values: Mapping[str, Any] | None = None) -> str:
    """The command line that says this: ``read`` gives the words and values back."""
    parts = [f"/{name}", *(word(one) for one in words)]
    if values is not None:
        parts.append(json.dumps(dict(values), ensure_ascii=False))
    return " ".join(parts)


def word(text: str) -> str:
    """The text as one word of a command line: in quotation marks where it would not be one."""
    if _PLAIN.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def masked(text: str) -> str:
    """The text as it may be kept: values whose names say that they are secret, and what looks like a token,
    are replaced.
    """
    if _SECRET_WORD.search(text):
        for start, end in reversed(_secret_spans(text)):
            text = text[:start] + MASK + text[end:]
        text = _NAMED.sub(_hidden, text)
    return mask(text)


def wrong(told: str) -> InvalidInput:
    """The error of a command that is known and not rightly said."""
    return InvalidInput(told, code=WRONG)


class _Reader:
    """One text, read from left to right."""

    def __init__(self, text: str, *, is_lenient: bool = False) -> None:
        self._text = text
        self._at = 0
        self._words: list[Word] = []
        self._is_lenient = is_lenient
        self.spans: list[tuple[str, int, int]] = []
        """Of values by name: the name and where the value stands."""

    def read(self) -> Typed:
        text, words = self._text, self._words
        while self._at < len(text):
            found = _PART.match(text, self._at)
            if found is None:
                raise wrong("A quotation mark is not closed.")
            kind = found.lastgroup
            if kind == "object" or kind == "key":
                self._at = found.start(kind)
                values = self._object() if kind == "object" else self._pairs()
                return Typed(text=text, words=tuple(words), values=values)
            if kind == "bare":
                words.append(Word(found["bare"], False))
            elif kind == "quoted" or kind == "typed":
                words.append(Word(_plain(found["quoted"]) if kind == "quoted" else found["typed"], True))
            self._at = found.end()
        return Typed(text=text, words=tuple(words))

    def _is_over(self) -> bool:
        self._at = _end(_SPACE, self._text, self._at)
        return self._at >= len(self._text)

    def _next(self, pattern: re.Pattern[str]) -> str:
        begun, self._at = self._at, _end(pattern, self._text, self._at)
        return self._text[begun : self._at]

    def _object(self) -> Mapping[str, Any]:
        begun, self._at = self._at, len(self._text)
        if not self._is_lenient:
            try:
                read: dict[str, Any] = parse(self._text[begun:].encode("utf-8", "surrogatepass"))
            except Malformed as malformed:
                if malformed.code != "malformed_json":
                    raise wrong(malformed.message) from malformed
            else:
                return read
        lenient = Lenient(self._text, begun)
        found = lenient.value()
        self.spans += lenient.members
        if _end(_SPACE, self._text, lenient.at) < len(self._text):
            raise wrong("Nothing may follow the closing brace.")
        return dict(found)

    def _pairs(self) -> Mapping[str, Any]:
        values: dict[str, Any] = {}
        while not self._is_over():
            found = _KEY.match(self._text, self._at)
            if found is None:
                raise wrong(
                    "After the first key=value come only more of these. Put quotation marks around text."
                )
            if found[1] in values:
                raise wrong(f"'{found[1]}' stands here twice.")
            begun = self._at = found.end()
            values[found[1]] = self._value()
            self.spans.append((found[1], begun, self._at))
        return values

    def _value(self) -> Any:
        first = self._text[self._at : self._at + 1]
        if first and first in "{['\"“”‘’":
            lenient = Lenient(self._text, self._at)
            value = lenient.value()
            self._at = lenient.at
            self.spans += lenient.members
            if _end(_WHOLE, self._text, self._at) > self._at:
                raise wrong("Put a space between one key=value and the next.")
            return value
        return _scalar(self._next(_WHOLE))


def _plain(quoted: str) -> str:
    return _ESCAPED.sub(r"\1", quoted) if "\\" in quoted else quoted


def _scalar(text: str) -> Any:
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    found = _NUMBER.fullmatch(text)
    if found is None:
        return text
    if "." in text or "e" in text.lower():
        return float(text)
    number = int(text)
    return number if abs(number) <= LARGEST_INTEGER else text


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


_SECRET_WORDS = {"token", "secret", "password", "passwd", "passphrase", "pwd", "apikey", "authorization"}
_SECRET_WORDS |= {"cookie", "signature", "credential", "credentials", "bearer"}
_SECRET_PAIRS = {"api", "access", "private", "secret", "signing", "encryption", "client"}
_SECRET_WORD = re.compile("|".join([*sorted(_SECRET_WORDS), "key"]), re.IGNORECASE)
_PARTS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")
# A name of bounded length, so that a long word is not read again from each of its letters.
_NAMED = re.compile(
    r"(?<![\w.-])([A-Za-z_][\w.-]{0,63}+)([\"'’”]?\s{0,8}+[:=]\s{0,8}+)"
    r"(\"(?:[^\"\\]|\\.)*+\"?|'(?:[^'\\]|\\.)*+'?|[^\s,}\"'{\[]++)"
)


def is_secret(name: str) -> bool:
    """Whether a value of that name is nobody's to read later."""
    parts = [part.lower() for part in _PARTS.findall(name)]
    if _SECRET_WORDS.intersection(parts):
        return True
    return any(last == "key" and before in _SECRET_PAIRS for before, last in pairwise(parts))


def _secret_spans(text: str) -> Sequence[tuple[int, int]]:
    """Where the outermost secret values stand, in order."""
    reader = _Reader(text, is_lenient=True)
    try:
        reader.read()
    except InvalidInput:
        return ()
    spans: list[tuple[int, int]] = []
    for name, start, end in sorted(reader.spans, key=lambda span: (span[1], -span[2])):
        if is_secret(name) and (not spans or start >= spans[-1][1]):
            spans.append((start, end))
    return spans


def _hidden(found: re.Match[str]) -> str:
    return found[1] + found[2] + MASK if is_secret(found[1]) else found[0]
