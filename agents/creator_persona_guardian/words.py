"""Words: a text as sentences, words and emoji, in English and German."""

import re
import unicodedata

_END = re.compile(r"(?<=[.!?…])[\"'”)]*\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+", re.IGNORECASE)
STOP_WORDS = frozenset(
    """
    a about after again all also am an and any are as at be because been before being but by can could did do
    does doing don done down each few for from get go had has have having he her here him his how i if in into
    is it its just let like ll made make me more most much my no nor not now of off on once one only or other
    our out over own re s same she should so some such t than that the their them then there these they this
    those through to too under until up us ve very was we were what when where which while who whom why will
    with would you your aber als am an auch auf aus bei bin bis bist da damit dann das dass dein dem den der
    des dich die dies dir doch du durch ein eine einem einen einer eines er es euch euer für hab habe haben
    hat ich ihr im in ist ja jetzt kann kein mal man mehr mein mich mir mit nach nicht noch nun nur ob oder
    ohne sich sie sind so über um und uns unser unter vom von vor war was weil wenn wer wie wir wird zu zum
    zur
    """.split()  # noqa: SIM905 - one word a line would be two hundred lines
)


def plain(text: str) -> str:
    """The text in one form of its letters, without addresses."""
    return _ADDRESS.sub(" ", unicodedata.normalize("NFKC", text))


def sentences(text: str) -> list[str]:
    """What ends with a full stop or a line; only what holds a word."""
    return [part.strip() for part in _END.split(plain(text)) if _WORD.search(part)]


def words(text: str) -> list[str]:
    """In lower case, in their order."""
    return [one.lower().replace("’", "'") for one in _WORD.findall(plain(text))]


def telling(text: str) -> list[str]:
    """The words that say something of who speaks."""
    return [one for one in words(text) if len(one) > 2 and one not in STOP_WORDS]


def emoji(text: str) -> list[str]:
    """Pictures among the letters."""
    return [one for one in text if unicodedata.category(one) == "So" or "\U0001f000" <= one <= "\U0001faff"]
