"""PromptLibrary, Prompt, PromptVersion."""

from typing import Any

from tortoise import fields

from storage.record import WorkspaceRecord


class PromptLibrary(WorkspaceRecord):
    """A shelf of prompts. What stands on one that is archived is found by its id alone."""

    name = fields.CharField(max_length=200)
    description_text = fields.TextField(null=True)
    status = fields.CharField(max_length=20, default="active")

    class Meta:
        """Table."""

        table = "prompt_libraries"
        unique_together = (("workspace_id", "name"),)


class Prompt(WorkspaceRecord):
    """A prompt as its newest version says it."""

    library_id = fields.UUIDField()
    name = fields.CharField(max_length=200)
    prompt_text = fields.TextField()
    variables_schema_json_array: Any = fields.JSONField(default=list)
    tags_array: Any = fields.JSONField(default=list)
    created_by_user_id = fields.UUIDField(null=True)
    version = fields.IntField(default=1)

    class Meta:
        """Table."""

        table = "prompts"
        unique_together = (("library_id", "name"),)


class PromptVersion(WorkspaceRecord):
    """What a prompt said in one version, the newest among them; never changed."""

    prompt_id = fields.UUIDField()
    version = fields.IntField()
    prompt_text = fields.TextField()
    variables_schema_json_array: Any = fields.JSONField(default=list)
    created_by_user_id = fields.UUIDField(null=True)

    class Meta:
        """Table."""

        table = "prompt_versions"
        unique_together = (("prompt_id", "version"),)
