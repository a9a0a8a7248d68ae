"""Prompts: kept in libraries, each text with its variables as a version that stays; filled in on demand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from bot.contracts import templates
from bot.contracts.templates import Escape, Variable
from bot.contracts.unit import Role, Unit
from bot.services import access, audit, prompt_libraries
from config.clock import new_id
from config.errors import Conflict, NotAllowed, NotFound
from storage.models.prompts import Prompt, PromptLibrary, PromptVersion

_VERSIONED = ("prompt_text", "variables_schema_json_array")


class PromptView(BaseModel):
    """A prompt as its newest version says it."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    workspace_id: UUID
    library_id: UUID
    name: str
    prompt_text: str
    variables_schema_json_array: Sequence[Variable]
    tags_array: Sequence[str]
    created_by_user_id: UUID | None
    created_at: datetime
    updated_at: datetime
    version: int


class PromptVersionView(BaseModel):
    """What a prompt said in one version, and who made it say so."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    prompt_id: UUID
    version: int
    prompt_text: str
    variables_schema_json_array: Sequence[Variable]
    created_by_user_id: UUID | None
    created_at: datetime


class RenderedPrompt(BaseModel):
    """A version of a prompt with its places filled in."""

    model_config = ConfigDict(frozen=True)

    prompt_id: UUID
    version: int
    text: str


class Label(NamedTuple):
    """What people call a prompt: its name, which is the whole one where several are called the same; its
    whole name, ``library/name``; and what its variables are called.
    """

    id: UUID
    name: str
    whole_name: str
    variables: Sequence[str]


async def create(unit: Unit, library_id: UUID, values: Mapping[str, Any]) -> PromptView:
    """A new prompt in that library; its first version.

    Raises:
        InvalidInput: code ``template_…``: the text and its variables do not go together; all faults.
        NotFound: no such library.
        Conflict: code ``name_taken``.
    """
    access.require(unit, "prompts.write")
    await prompt_libraries.get(unit, library_id)
    await _keep_name_free(unit, library_id, values["name"])
    template = _template(values)
    row = Prompt(id=new_id(), workspace_id=unit.scope, library_id=library_id)
    row.update_from_dict({**values, **template, "created_by_user_id": unit.actor.id})
    try:
        await row.save(force_create=True)
    except IntegrityError as taken:
        raise _taken(values["name"]) from taken
    await _keep_version(unit, row.id, row.version, template)
    await audit.append(unit, "prompt.created", ("prompt", row.id))
    return PromptView.model_validate(row)


async def listed(
    unit: Unit,
    *,
    limit: int,
    after: UUID | None = None,
    library_id: UUID | None = None,
    tag: str | None = None,
    q: str | None = None,
) -> Sequence[PromptView]:
    """Prompts, oldest first: of one library, else of all that are not archived; with that tag; with ``q`` in
    their name or text.
    """
    access.require(unit, "prompts.read")
    query = _on_shelf(unit) if library_id is None else Prompt.of(unit.scope).filter(library_id=library_id)
    if after is not None:
        query = query.filter(id__gt=after)
    if q:
        query = query.filter(Q(name__icontains=q) | Q(prompt_text__icontains=q))
    query = query.order_by("id")
    if tag is not None:
        tagged = [one for one, tags in await query.values_list("id", "tags_array") if tag in tags]
        query = query.filter(id__in=tagged[:limit])
    return [PromptView.model_validate(row) for row in await query.limit(limit)]


async def labels(unit: Unit) -> Sequence[Label]:
    """The prompts that are not archived, by name."""
    access.require(unit, "prompts.read")
    libraries = dict(await PromptLibrary.of(unit.scope).values_list("id", "name"))
    wanted = ("id", "name", "library_id", "variables_schema_json_array")
    rows = await _on_shelf(unit).order_by("name", "id").only(*wanted)
    count = Counter(row.name for row in rows)
    found = []
    for row in rows:
        whole = f"{libraries[row.library_id]}/{row.name}"
        variables = [one["name"] for one in row.variables_schema_json_array]
        found.append(Label(row.id, row.name if count[row.name] == 1 else whole, whole, variables))
    return found


async def get(unit: Unit, prompt_id: UUID) -> PromptView:
    """One prompt.

    Raises:
        NotFound: the workspace has no such prompt.
    """
    access.require(unit, "prompts.read")
    return PromptView.model_validate(await _row(Prompt.of(unit.scope), prompt_id))


async def update(unit: Unit, prompt_id: UUID, changes: Mapping[str, Any]) -> PromptView:
    """Change some of its fields; another text or other variables are a new version, and ``library_id`` moves
    it.

    Raises:
        InvalidInput: code ``template_…``, as ``create``.
        NotFound: no such prompt or library.
        NotAllowed: a member, and another's prompt.
        Conflict: code ``name_taken``.
    """
    row = await _held(unit, prompt_id)
    await _keep_place_free(unit, row, changes)
    before = {name: getattr(row, name) for name in _VERSIONED}
    template = _template(before | dict(changes))
    version = row.version if template == before else row.version + 1
    if version != row.version:
        await _keep_version(unit, row.id, version, template)
    wanted = {**changes, **template, "version": version, "updated_at": unit.now}
    try:
        await Prompt.of(unit.scope).filter(id=row.id).update(**wanted)
    except IntegrityError as taken:
        raise _taken(changes.get("name", row.name)) from taken
    told = {"fields": sorted(changes), "version": version}
    await audit.append(unit, "prompt.changed", ("prompt", row.id), told)
    return await get(unit, prompt_id)


async def restore(unit: Unit, prompt_id: UUID, version: int) -> PromptView:
    """Let it say again what it said in that version, which is a new version unless it says so now.

    Raises:
        NotFound: no such version.
        NotAllowed: a member, and another's prompt.
    """
    access.require(unit, "prompts.write")
    old = await _version(unit, prompt_id, version)
    return await update(unit, prompt_id, {name: getattr(old, name) for name in _VERSIONED})


async def delete(unit: Unit, prompt_id: UUID) -> None:
    """Forget it and all its versions.

    Raises:
        NotAllowed: a member, and another's prompt.
    """
    row = await _held(unit, prompt_id)
    await PromptVersion.of(unit.scope).filter(prompt_id=row.id).delete()
    await row.delete()
    await audit.append(unit, "prompt.deleted", ("prompt", row.id), {"name": row.name})


async def versions(
    unit: Unit, prompt_id: UUID, *, limit: int, before: int | None = None
) -> Sequence[PromptVersionView]:
    """Its versions, newest first; ``before`` is the number of the last one seen."""
    access.require(unit, "prompts.read")
    await _row(Prompt.of(unit.scope), prompt_id)
    query = PromptVersion.of(unit.scope).filter(prompt_id=prompt_id).order_by("-version").limit(limit)
    rows = await (query if before is None else query.filter(version__lt=before))
    return [PromptVersionView.model_validate(row) for row in rows]


async def render(
    unit: Unit,
    prompt_id: UUID,
    values: Mapping[str, Any],
    *,
    version: int | None = None,
    escape: Escape = str,
) -> RenderedPrompt:
    """Its newest text, or that of a version, with the values in their places.

    Raises:
        InvalidInput: code ``template_…``: a value is missing, of another type or unknown; all faults.
        NotFound: no such prompt or version.
    """
    found = await get(unit, prompt_id)
    said = found if version is None else await _version(unit, prompt_id, version)
    text = templates.render(said.prompt_text, said.variables_schema_json_array, values, escape=escape)
    return RenderedPrompt(prompt_id=prompt_id, version=said.version, text=text)


def _on_shelf(unit: Unit) -> QuerySet[Prompt]:
    shelves = PromptLibrary.of(unit.scope).filter(status="active").values("id")
    return Prompt.of(unit.scope).filter(library_id__in=Subquery(shelves))


async def _row(query: QuerySet[Prompt], prompt_id: UUID) -> Prompt:
    row = await query.get_or_none(id=prompt_id)
    if row is None:
        raise NotFound("This prompt does not exist.")
    return row


async def _held(unit: Unit, prompt_id: UUID) -> Prompt:
    """The row for one who may change it, kept from others until the unit is stored: versions take turns."""
    access.require(unit, "prompts.write")
    row = await _row(Prompt.of(unit.scope).select_for_update(), prompt_id)
    if unit.actor.role is Role.MEMBER and row.created_by_user_id != unit.actor.id:
        raise NotAllowed("Members change the prompts they made themselves.")
    return row


async def _version(unit: Unit, prompt_id: UUID, version: int) -> PromptVersionView:
    row = await PromptVersion.of(unit.scope).get_or_none(prompt_id=prompt_id, version=version)
    if row is None:
        raise NotFound("This prompt has no such version.")
    return PromptVersionView.model_validate(row)


def _template(values: Mapping[str, Any]) -> dict[str, Any]:
    """The text and its variables as they are stored, once they go together."""
    variables = [Variable.model_validate(one) for one in values.get("variables_schema_json_array", ())]
    templates.check(values["prompt_text"], variables)
    declared = [one.model_dump() for one in variables]
    return {"prompt_text": values["prompt_text"], "variables_schema_json_array": declared}


async def _keep_version(unit: Unit, prompt_id: UUID, version: int, template: Mapping[str, Any]) -> None:
    await PromptVersion.create(
        id=new_id(), workspace_id=unit.scope, prompt_id=prompt_id, version=version,
        created_by_user_id=unit.actor.id, **template,
    )  # fmt: skip


async def _keep_place_free(unit: Unit, row: Prompt, changes: Mapping[str, Any]) -> None:
    library_id, name = changes.get("library_id", row.library_id), changes.get("name", row.name)
    if library_id != row.library_id:
        await prompt_libraries.get(unit, library_id)
    if (library_id, name) != (row.library_id, row.name):
        await _keep_name_free(unit, library_id, name)


def _taken(name: str) -> Conflict:
    return Conflict(f"There is a prompt '{name}' in this library already.", code="name_taken")


async def _keep_name_free(unit: Unit, library_id: UUID, name: str) -> None:
    if await Prompt.of(unit.scope).filter(library_id=library_id, name=name).exists():
        raise _taken(name)
