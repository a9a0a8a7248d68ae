"""One folder per place people talk."""
