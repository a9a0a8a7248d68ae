"""Discord: a bot in guilds and direct messages."""
