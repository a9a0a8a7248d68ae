"""Creator."""

from typing import Any

from tortoise import fields

from storage.record import WorkspaceRecord


class Creator(WorkspaceRecord):
    """Somebody who makes content for brands. Their TikTok details are read from their connections."""

    name = fields.CharField(max_length=200)
    niche_tags_array: Any = fields.JSONField(default=list)
    bio_text = fields.TextField(default="")
    portfolio_links_array: Any = fields.JSONField(default=list)
    audience_demographics_json: Any = fields.JSONField(null=True)
    persona_guardian_namespace_id = fields.CharField(max_length=200, null=True)
    status = fields.CharField(max_length=20, default="active")

    class Meta:
        """Table."""

        table = "creators"
        unique_together = (("workspace_id", "name"),)
