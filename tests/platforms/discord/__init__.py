"""A local Discord: REST, the gateway, signed interactions, people who write there, and what they see."""
