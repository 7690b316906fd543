"""The numbering styles as the weights know them: their numbers, and those that are counted in a text."""

from __future__ import annotations

from pathlib import Path

FILE = Path(__file__).with_name("styles.txt")


def known_styles() -> tuple[dict[str, int], tuple[str, ...]]:
    """The number of each style, from 1; and the names of the counted ones, in the order of their columns; articles first."""
    numbers: dict[str, int] = {}
    counted: dict[int, str] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, _, place = line.partition("\t")
        numbers[name] = len(numbers) + 1
        if place:
            counted[int(place)] = name
    return numbers, tuple(counted[place] for place in sorted(counted))
