"""Use-cases, one module per domain. The unit comes first; nothing here commits, sends or asks the time."""
