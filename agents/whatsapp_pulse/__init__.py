"""002: one-to-one WhatsApp conversations with those who agreed to them."""
