"""Baselines: each does only the unavoidable work of one path, with the same libraries."""
