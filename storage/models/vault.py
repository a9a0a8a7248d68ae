"""Secret: the vault's encrypted rows, with the id of the key that sealed them."""

from tortoise import fields

from storage.record import WorkspaceRecord


class Secret(WorkspaceRecord):
    """A sealed value. ``name`` is what a ``…_secret_ref`` holds."""

    name = fields.CharField(max_length=120)
    key_id = fields.CharField(max_length=16)
    sealed = fields.BinaryField()

    class Meta:
        """Table."""

        table = "secrets"
        unique_together = (("workspace_id", "name"),)
