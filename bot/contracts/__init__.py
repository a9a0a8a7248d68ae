"""The language plug-ins speak: pure data and protocols. No database, no network."""
