"""The paths of the product beside their baselines: ``python -m tests.benchmarks``. No test asserts a time."""
