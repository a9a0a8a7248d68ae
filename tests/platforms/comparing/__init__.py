"""One contract suite over our local platforms and others' packages: where they differ it says why.

Slack is compared with emulate (npm), Discord with simcord (PyPI). For Telegram there is nothing to compare
with: no package serves the Bot API in a way that python-telegram-bot takes. ``make compare-kits`` installs
both beside and runs the suite; without them it holds ours alone to the contract. ``python -m
tests.platforms.comparing`` tells every difference.
"""
