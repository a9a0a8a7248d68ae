"""The kit as a pytest plugin (entry point ``ionflux.testing``): a fixture for each platform's server.

Each server is imported by its fixture: pytest starts without any of them.
"""
