"""006: finds business contacts worth writing to, and writes to them in steps."""
