"""Tables, the scope of queries, secrets."""
