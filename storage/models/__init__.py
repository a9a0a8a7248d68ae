"""One file per domain, discovered by storage.db."""
