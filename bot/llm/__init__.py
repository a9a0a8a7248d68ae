"""LLM orchestration: which model answers, within which budget, and what answers where there is none."""
