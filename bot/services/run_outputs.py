"""Outputs that are too large for a run's row: kept as files, in the form that their type asks for."""

import hashlib
from collections.abc import AsyncIterator, Generator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

import orjson

from bot.contracts.agents import AgentDefinition
from bot.services.definitions import Catalogue
from bot.services.runs import Claimed
from config.clock import new_id, now
from config.errors import AgentError
from storage.bulk import Call, Found, insert
from storage.files import FileStore, Stored
from storage.models.files import RunOutput

LARGEST_INLINE, LARGEST = 64 * 1024, 25 << 20
"""Bytes that an output may have in a run's row, and in a file."""

LONGEST_KEY = 120

MARKDOWN, JSON, TEXT = "text/markdown", "application/json", "text/plain"
_SUFFIXES: Mapping[str, str] = {MARKDOWN: ".md", JSON: ".json", TEXT: ".txt"}
_TYPES: Mapping[str, str] = {"markdown": MARKDOWN, "string": TEXT, "url": TEXT}
_IN_ORDER = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS
_INSERT = insert(
    RunOutput,
    "id workspace_id run_id key_name size content_type digest stored_name created_at updated_at",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An output whose bytes lie in a file."""

    key_name: str
    content_type: str
    stored: Stored

    def item(self, run_id: UUID) -> dict[str, Any]:
        """As an item of ``outputs_array``."""
        where = f"/api/v1/agent-runs/{run_id}/outputs/{quote(self.key_name, safe='')}"
        about = {"content_type": self.content_type, "size": self.stored.size}
        return {"key_name": self.key_name, "value": None, "storage_ref_url": where} | about


class LargeOutputs:
    """Puts outputs away."""

    def __init__(self, store: FileStore, catalogue: Catalogue) -> None:
        """Keep their bytes in that store; what no row comes to name is swept from it."""
        self._store = store
        self._catalogue = catalogue

    async def put_away(self, run: Claimed, outputs: Mapping[str, Any]) -> Mapping[str, Kept]:
        """Those that are too large for a row, by their keys; their bytes are on the disk.

        Raises:
            AgentError: code ``output_too_large``; one is larger than any file may be.
            StorageFull: there is no room.
        """
        kept: dict[str, Kept] = {}
        if not outputs:
            return kept
        definition = await self._catalogue.ran(run.workspace_id, run.agent_definition_id_version)
        for name, value in outputs.items():
            content_type = type_of(definition, name, value)
            plain = encoded(value, content_type)
            if len(plain) <= LARGEST_INLINE or len(name) > LONGEST_KEY:
                continue
            if len(plain) > LARGEST:
                told = f"The output '{name}' has {len(plain):,} bytes; an output has at most {LARGEST:,}."
                raise AgentError(told, code="output_too_large")
            stored = await self._store.receive(_once(plain))
            kept[name] = Kept(key_name=name, content_type=content_type, stored=stored)
        return kept


def type_of(definition: AgentDefinition, name: str, value: Any) -> str:
    """The content type of an output as a file: by what is declared, and JSON whatever is no text."""
    declared = next((one.data_type for one in definition.outputs if one.key_name == name), "string")
    return _TYPES.get(declared, JSON) if isinstance(value, str) else JSON


def encoded(value: Any, content_type: str) -> bytes:
    """The bytes of an output as a file: the same for the same value."""
    if content_type != JSON:
        return str(value).encode()
    return orjson.dumps(value, default=str, option=_IN_ORDER)


def is_same(value: Any, kept: RunOutput) -> bool:
    """Whether a value is what lies in the file, byte for byte."""
    return hashlib.sha256(encoded(value, kept.content_type)).hexdigest() == kept.digest


def file_name(kept: RunOutput) -> str:
    """What the file is called where it is saved."""
    return kept.key_name + _SUFFIXES.get(kept.content_type, ".txt")


def storing(run: Claimed, kept: Mapping[str, Kept]) -> Generator[Call, Found, None]:
    """Steps that have the run name its files, with its end."""
    at = now()
    for one in kept.values():
        told = (one.key_name, one.stored.size, one.content_type, one.stored.digest, one.stored.name)
        yield Call(_INSERT, (new_id(), run.workspace_id, run.run_id, *told, at, at))


async def of_run(workspace_id: UUID, run_id: UUID) -> Mapping[str, RunOutput]:
    """Those of a run, by their keys."""
    return {one.key_name: one for one in await RunOutput.of(workspace_id).filter(run_id=run_id)}


async def _once(plain: bytes) -> AsyncIterator[bytes]:
    yield plain
