"""What the processes run."""
