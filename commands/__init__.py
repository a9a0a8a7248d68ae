"""One file per top-level slash command; each declares what it takes, and all else follows from that."""
