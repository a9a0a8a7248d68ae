"""004: watches a shop's orders and its figures."""
