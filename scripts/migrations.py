"""``make migrations``: writes the next migration of both dialects from the models."""

import asyncio
import subprocess
import sys

from storage.migrate import write_migrations

DIALECTS = ("sqlite", "postgres")


def main(name: str, *dialects: str) -> None:
    """Write the migration of that dialect, or of both, and say what was written."""
    if dialects:
        written = asyncio.run(write_migrations(name, is_sqlite=dialects[0] == "sqlite"))
        sys.stdout.write(f"{dialects[0]}: {written or 'nothing changed'}\n")
        return
    for dialect in DIALECTS:
        # A process for each: aerich keeps what it wrote in its classes, and would write it again.
        subprocess.run([sys.executable, "-m", "scripts.migrations", name, dialect], check=True)


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["update"]))
