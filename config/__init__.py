"""What every other package may rely on: settings, errors, logs, the clock, failpoints."""
