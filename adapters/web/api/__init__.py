"""REST, one file per resource: parse, call a service, return its view. Each file has ``routes(parts)``."""
