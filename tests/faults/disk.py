"""A small file system that a test can fill. Needs root: others test with a store that says it is full."""

from __future__ import annotations

import errno
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILLER = "filler"


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """A file system of `size` bytes, mounted at `folder` (made)."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path) -> None:
    """Write a file until there is no room left, not for a byte."""
    with (disk / FILLER).open("ab", buffering=0) as file:
        for size in (65_536, 1):
            while True:
                try:
                    if not file.write(bytes(size)):
                        break
                except OSError as error:
                    if error.errno != errno.ENOSPC:
                        raise
                    break
