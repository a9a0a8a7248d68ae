"""A form as one question that is answered by a reply. Pure.

The question says in a link that nobody sees which form it is, so that any process can take the answer: what a
reply answers to is told by Telegram with the reply.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from adapters.telegram.markup import text_of
from bot.contracts.platforms import Form, FormField

_HERE = "https://ionflux.invalid/form/"
_LINE = re.compile(r"^\s*([\w.-]{1,64})\s*[:=]\s*(.*?)\s*$")


def question(form: Form) -> str:
    """The form as HTML: what is asked, and how it is answered."""
    names = "+".join(one.name for one in form.fields)
    hidden = f'<a href="{escape(f"{_HERE}{form.token}?{names}")}">\u200b</a>'
    lines = [f"{hidden}<b>{text_of(form.title)}</b>", *(_line(one) for one in form.fields)]
    if len(form.fields) == 1:
        lines.append("Reply to this message with it.")
    else:
        lines.append("Reply to this message with a line for each, such as:")
        lines.append(f"<pre>{text_of(chr(10).join(_example(one) for one in form.fields))}</pre>")
    return "\n".join(lines)


def answered(parent: Mapping[str, Any], text: str) -> tuple[str, dict[str, str]] | None:
    """The form's token and values of a reply to such a question; None: it was none."""
    urls = [str(one.get("url")) for one in parent.get("entities") or () if one.get("type") == "text_link"]
    found = next((one.removeprefix(_HERE) for one in urls if one.startswith(_HERE)), None)
    if found is None:
        return None
    token, _, names = found.partition("?")
    return token, _values(names.split("+"), text)


def _values(names: list[str], text: str) -> dict[str, str]:
    values: dict[str, str] = {}
    last = ""
    for line in text.splitlines():
        if (read := _LINE.match(line)) is not None and read[1] in names:
            last = read[1]
            values[last] = read[2]
        elif last:
            values[last] += f"\n{line}"
    return values or ({names[0]: text.strip()} if len(names) == 1 else {})


def _line(one: FormField) -> str:
    hint = f" ({', '.join(one.choices)})" if one.choices else "" if one.is_required else " (may be left out)"
    now = f" – now <code>{text_of(one.value)}</code>" if one.value else ""
    return f"• <b>{text_of(one.name)}</b>: {text_of(one.label)}{text_of(hint)}{now}"


def _example(one: FormField) -> str:
    return f"{one.name} = {one.value or (one.choices[0] if one.choices else '…')}"
