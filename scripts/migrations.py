"""``make migrations``: writes the next migration of both dialects from the models."""

import asyncio
import sys

from storage.migrate import write_migrations


async def main(name: str) -> None:
    """Write both, and say what was written."""
    for is_sqlite in (True, False):
        written = await write_migrations(name, is_sqlite=is_sqlite)
        sys.stdout.write(f"{'sqlite' if is_sqlite else 'postgres'}: {written or 'nothing changed'}\n")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else "update"))
