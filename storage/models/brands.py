"""Brand."""

from typing import Any

from tortoise import fields

from storage.record import WorkspaceRecord


class Brand(WorkspaceRecord):
    """A brand of the workspace. Its Shopify and TikTok details are read from its connections."""

    name = fields.CharField(max_length=200)
    description_text = fields.TextField(null=True)
    industry = fields.CharField(max_length=200, null=True)
    target_audience_description_text = fields.TextField(null=True)
    brand_voice_guidelines_text = fields.TextField(null=True)
    visual_identity_assets_json: Any = fields.JSONField(default=dict)
    mood_board_urls_array: Any = fields.JSONField(default=list)
    persona_guardian_namespace_id = fields.CharField(max_length=200, null=True)
    status = fields.CharField(max_length=20, default="active")

    class Meta:
        """Table."""

        table = "brands"
        unique_together = (("workspace_id", "name"),)
