"""A local Telegram: the Bot API, people who write to the bot, and what they see."""
