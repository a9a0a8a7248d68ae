"""What turns Slack on, from the environment."""

from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class SlackSettings(BaseSettings):
    """What turns Slack on, and how it is reached."""

    model_config = SettingsConfigDict(frozen=True, env_prefix="IONFLUX_SLACK_", extra="ignore")

    bot_token: SecretStr = Field(
        SecretStr(""), description="The bot's token (xoxb-…) of the team in which the app is installed"
    )
    app_token: SecretStr = Field(
        SecretStr(""), description="The app's token (xapp-…): Socket Mode; empty: over HTTP"
    )
    signing_secret: SecretStr = Field(
        SecretStr(""), description="What requests over HTTP are signed with (Basic Information)"
    )
    client_id: str = Field("", description="With the secret: the app can be installed into further teams")
    client_secret: SecretStr = Field(SecretStr(""), description="The app's client secret")
    api_url: str = Field("https://slack.com/api/", description="Where Slack's Web API is")

    @field_validator("api_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("it begins with https:// or http://")
        return value if value.endswith("/") else f"{value}/"

    @property
    def is_on(self) -> bool:
        """Whether Slack is served."""
        return bool(self.bot_token.get_secret_value()) or self.is_installable

    @property
    def is_installable(self) -> bool:
        """Whether the app can be installed into teams from here."""
        return bool(self.client_id and self.client_secret.get_secret_value())
