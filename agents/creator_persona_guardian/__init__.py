"""008: scores a text against a voice, mends it without touching its facts, and watches the voice."""
