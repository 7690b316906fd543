"""Japanese dumps and the outlines that they should give."""

from pathlib import Path

import pytest

from services.outline.model import Severity
from services.segmenter.japanese import captioned, captions_follow
from services.segmenter.numbering import enumerator_at
from services.segmenter.segment import segment
from tests.segmenter.drawn import drawn

CASES = Path(__file__).parent.parent / "cases" / "japanese"


@pytest.mark.parametrize("dump", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_japanese_dump_gives_its_outline(dump: Path) -> None:
    outline = segment(dump.read_bytes())
    assert drawn(outline) == dump.with_suffix(".tree").read_text(encoding="utf-8")
    assert not [finding for finding in outline.findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "style", "ordinal"),
    [
        ("第十条の二　市長は、…", "article", (10, 2)),
        ("第百三十一条の二の三（検査）", "article", (131, 2, 3)),
        ("六の二　灯火を備えること。", "kanji_space", (6, 2)),
        ("２　前項の許可は、…", "wide_digit", (2,)),
        ("ロ　大きい荷車", "iroha", (2,)),
        ("ア　一便目", "aiueo", (1,)),
    ],
)
def test_japanese_enumerators_are_read(text: str, style: str, ordinal: tuple[int, ...]) -> None:
    found = enumerator_at(text, 0, len(text))
    assert found is not None
    assert (found.style, found.ordinal) == (style, ordinal)


def test_an_article_that_is_cited_with_its_paragraph_is_no_enumerator() -> None:
    text = "第三十八条第一項の規定に違反した者"
    assert enumerator_at(text, 0, len(text)) is None


def test_a_caption_is_a_bracket_and_no_more() -> None:
    assert captioned("（通行（荷車に限る。）の許可）") is False  # a stop is inside: a sentence
    assert captioned("（通行の許可）")
    assert captioned("から第十四条まで")
    assert not captioned("（通行の許可）市長は、")


def test_captions_stand_behind_their_articles_or_above_them() -> None:
    assert captions_follow("第一条（目的） この条例は、…。 第二条（定義） この条例で…")
    assert not captions_follow("（目的） 第一条 この条例は、…。 （定義） 第二条 この条例で…")
