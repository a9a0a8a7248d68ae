""".env.example, written from the settings themselves."""

from collections.abc import Iterator

from pydantic import BaseModel, SecretStr
from pydantic_settings import BaseSettings

from bot.runtime.discovery import find_senders
from config.settings import Settings, own_variable_name, variable_name

_HIDDEN = frozenset({"up", "test", "failpoints"})


def example() -> str:
    """The whole file: every variable with its meaning and default."""
    lines = ["# Written by 'ionflux env'. Every line is a default: uncomment what should be otherwise.", ""]
    for text in _described(Settings, ()):
        lines += [text]
    for name, one in find_senders().items():
        lines += [f"# --- {name}", *_of_adapter(one.Settings)]
    return "\n".join(lines).rstrip() + "\n"


def _of_adapter(settings: type[BaseSettings]) -> Iterator[str]:
    for name, field in settings.model_fields.items():
        shown = "" if isinstance(field.default, SecretStr) else field.default
        yield f"# {field.description}"
        yield f"#{own_variable_name(settings, name)}={shown}"


def _described(model: type[BaseModel], path: tuple[str, ...]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if name in _HIDDEN:
            continue
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield f"# --- {name}"
            yield from _described(field.annotation, (*path, name))
            continue
        default = field.default
        shown = "" if default is None or isinstance(default, SecretStr) else default
        if isinstance(shown, tuple):
            shown = "[" + ",".join(map(str, shown)) + "]"
        yield f"# {field.description}"
        yield f"#{variable_name((*path, name))}={shown}"
        if not path:
            yield ""
