"""Slack: mirrored channels, slash commands, buttons and files."""
