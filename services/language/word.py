"""A word of a table, and a table as a part of a regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple


class Word(NamedTuple):
    """A word and an example of a text that has it where it means this."""

    text: str
    example: str


def alternatives(words: Iterable[str]) -> str:
    """The inside of a group that matches any of the words, the longer one where two begin alike."""
    return "|".join(re.escape(word) for word in sorted(dict.fromkeys(words), key=lambda word: (-len(word), word)))
