"""The test kit: local Slack, Discord and Telegram that the real client libraries talk to."""
