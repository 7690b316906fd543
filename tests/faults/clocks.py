"""Clocks that are wrong, and jump while a process runs: libfaketime, where the machine has it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

from services.gateway.stack.local_stack import Program

SHIFTS = ("+0", "-60", "+60", "-3600", "+3600", "-90000")  # seconds


def library() -> str:
    """What LD_PRELOAD must be: libfaketime for programs with threads; empty: the machine has none.

    The loader reads "$LIB" in it, so it is no path that could be looked for.
    """
    if shutil.which("faketime") is None:
        return ""
    command = ["faketime", "-f", "+0s", "printenv", "LD_PRELOAD"]
    found = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return found.replace("libfaketime.so", "libfaketimeMT.so")


def with_clock(program: Program, folder: Path) -> Program:
    """The program with a clock that `set_clock` sets; what counts seconds goes on as it does on a real machine."""
    preload = library()
    if not preload:
        return program
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / program.name
    file.write_text("+0")
    shifted = {
        "LD_PRELOAD": preload,
        "FAKETIME_TIMESTAMP_FILE": str(file),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
    }
    return replace(program, environment={**program.environment, **shifted})


def set_clock(folder: Path, name: str, shift: str) -> bool:
    """Set the clock of a program off by `shift` seconds; False where it has none to set."""
    file = folder / name
    if not file.exists():
        return False
    file.write_text(shift)
    return True
