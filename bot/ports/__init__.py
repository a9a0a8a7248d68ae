"""Infrastructure behind protocols."""
