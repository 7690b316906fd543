"""RepairRule: what a file of this folder offers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from services.segmenter.source_map import Edit

FindEdits = Callable[[str, str], Iterator[Edit]]


class Doubt(NamedTuple):
    """What looks wrong at code points `start` to `end` and is left: a row of the findings' table and its details."""

    start: int
    end: int
    finding: str
    details: tuple[tuple[str, str], ...]


FindDoubts = Callable[[str, str], Iterator[Doubt]]


@dataclass(frozen=True, slots=True)
class RepairRule:
    """One repair: `find(text, language)` yields what it would change, in order and without overlaps.

    `order` says when its turn is: bytes (10 to 19) before characters (20 to 79), characters before words (80 to 99),
    and
    punctuation last (from 100), when its neighbours are right. `chinese`, `english` and `japanese` say what it did,
    for the report.
    `example` is text before and after, and its language (BCP 47). `doubts(text, language)` yields what looks wrong,
    when
    its turn comes, and is not certain enough to be changed.
    """

    name: str
    find: FindEdits
    order: int
    chinese: str
    english: str
    japanese: str
    example: tuple[str, str, str]
    doubts: FindDoubts | None = None
