"""A preview that is damaged a little more is read as before: line ends of Windows, characters lost, a torn end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from services.outline.model import Gap, Heading, Outline, Point
from services.segmenter.segment import segment

SPEECH = (Path(__file__).parents[2] / "samples/speech.txt").read_text(encoding="utf-8")
PLACE = SPEECH.index("全县干部群众")


def skeleton(outline: Outline) -> list[tuple[int, str, str]]:
    """Headings, points and gaps with their depths: what must not move."""
    return [
        (depth, type(item).__name__, str(item.pages) if isinstance(item, Gap) else str(item.text)[:12])
        for depth, item in outline.walk()
        if isinstance(item, Heading | Point | Gap)
    ]


DAMAGE: dict[str, Callable[[str], bytes]] = {
    "line ends of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "three NULs": lambda text: (text[:PLACE] + "\0\0\0" + text[PLACE:]).encode(),
    "a lone surrogate": lambda text: text[:PLACE].encode() + b"\xed\xa0\x80" + text[PLACE:].encode(),
    "four characters lost": lambda text: (text[:PLACE] + text[PLACE + 4 :]).encode(),
    "the last three characters lost": lambda text: text.rstrip()[:-3].encode(),
    "the last four bytes lost": lambda text: text.rstrip().encode()[:-4],
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_little_damage_moves_nothing(damage: str) -> None:
    whole, damaged = segment(SPEECH.encode()), segment(DAMAGE[damage](SPEECH))
    assert skeleton(damaged) == skeleton(whole)
    assert damaged.metadata.title and whole.metadata.title
    assert damaged.metadata.title.value == whole.metadata.title.value
    assert damaged.metadata.speaker == whole.metadata.speaker


def test_a_preview_that_ends_before_its_second_folio_keeps_the_first_out_of_the_text() -> None:
    first = SPEECH[: SPEECH.index("-1") + 60]
    assert all("-1" not in text for _, _, text in skeleton(segment(first.encode())))
    assert [piece.number for piece in segment(first.encode()).furniture if piece.kind == "folio"] == [1]
