"""E-mail addresses, as far as their form tells."""

import re

LONGEST_ADDRESS = 320
_FORM = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f]{1,250}\.[^@\s.\x00-\x1f]{1,60}")


def email(text: str) -> str:
    """The text, if it can be an e-mail address.

    Raises:
        ValueError: it is none.
    """
    # Some letters become two in lower case, in which an address is kept.
    if max(len(text), len(text.lower())) > LONGEST_ADDRESS or not _FORM.fullmatch(text):
        raise ValueError("this is not an e-mail address")
    return text
