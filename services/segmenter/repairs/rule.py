"""RepairRule: what a file of this folder offers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from services.segmenter.source_map import Edit

FindEdits = Callable[[str, str], Iterator[Edit]]


@dataclass(frozen=True, slots=True)
class RepairRule:
    """One repair: `find(text, language)` yields what it would change, in order and without overlaps.

    `order` says when its turn is: bytes (10 to 19) before characters (20 to 79), characters before words (80 to 99), and
    punctuation last (from 100), when its neighbours are right. `chinese`, `english` and `japanese` say what it did, for the report.
    `example` is text before and after, and its language (BCP 47).
    """

    name: str
    find: FindEdits
    order: int
    chinese: str
    english: str
    japanese: str
    example: tuple[str, str, str]
