"""A local Slack: its Web API, its deliveries, and the people who use it."""
