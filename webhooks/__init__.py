"""One folder per inbound source."""
