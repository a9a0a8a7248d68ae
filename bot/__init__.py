"""The kernel: contracts, use-cases and the runtime. It names no chat platform."""
