"""Agent 009: XP, levels, badges and quests for what people do."""
