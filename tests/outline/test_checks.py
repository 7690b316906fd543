"""A sound outline of two dump pages, then the same outline with one law broken at a time."""

from dataclasses import replace

import pytest

from services.outline.checks import check
from services.outline.messages import MESSAGES
from services.outline.model import (
    Enumerator,
    Fact,
    Furniture,
    FurnitureKind,
    Gap,
    Heading,
    Metadata,
    Outline,
    Paragraph,
    Point,
    Repair,
    Run,
    Section,
    Source,
    Span,
    Text,
)

PAGES = ("1、一、要重视 各单位要抓好臵换工", "2、作。\u0007 第一，早安排。")


def run(page, start, end, text=None):
    return Run(PAGES[page - 1][start:end] if text is None else text, Span(page, start, end))


SOUND = Outline(
    source=Source(page_chars=tuple(map(len, PAGES))),
    metadata=Metadata(title=Fact("要重视", (Span(1, 4, 7),))),
    sections=(
        Section(
            Heading(Text((run(1, 2, 7),)), Enumerator("han", (1,), "一、")),
            (
                Paragraph(Text((run(1, 8, 14), run(1, 14, 16, "置换"), run(1, 16, 17), run(2, 2, 4)))),
                Gap((3,), Span(2, 5, 5)),
                Point(Text((run(2, 6, 13),)), Enumerator("ordinal", (1,), "第一，")),
            ),
        ),
    ),
    furniture=tuple(Furniture(FurnitureKind.DUMP_MARK, f"{n}、", Span(n, 0, 2), n) for n in (1, 2)),
    repairs=(
        Repair("glyph", Span(1, 14, 15), "臵", "置"),
        Repair("control", Span(2, 4, 5), "\u0007", ""),
    ),
)


def with_blocks(*blocks):
    return replace(SOUND, sections=(replace(SOUND.sections[0], blocks=blocks),))


first, gap, last = SOUND.sections[0].blocks
assert isinstance(first, Paragraph) and isinstance(gap, Gap) and isinstance(last, Point)
BROKEN = {
    "text_not_conserved": {
        "a point is left out": with_blocks(first, gap),
        "a dump mark is left out": replace(SOUND, furniture=SOUND.furniture[1:]),
        "a deletion is not told": replace(SOUND, repairs=SOUND.repairs[:1]),
        "a whole page is left out": replace(
            with_blocks(Paragraph(Text(first.text.runs[:3]))), furniture=SOUND.furniture[:1], repairs=SOUND.repairs[:1]
        ),
    },
    "text_doubled": {
        "a point stands twice": with_blocks(first, gap, last, last),
        "a folio is text too": replace(
            SOUND, furniture=(*SOUND.furniture, Furniture(FurnitureKind.FOLIO, "作", Span(2, 2, 3)))
        ),
        "deleted text is text too": replace(SOUND, repairs=(*SOUND.repairs, Repair("noise", Span(2, 6, 7), "第", ""))),
    },
    "text_out_of_order": {
        "points change places": with_blocks(last, gap, first),
        "furniture is not sorted": replace(SOUND, furniture=SOUND.furniture[::-1]),
    },
    "text_changed_silently": {
        "a glyph is changed without a repair": replace(SOUND, repairs=SOUND.repairs[1:]),
        "a word is put in": with_blocks(first, gap, replace(last, text=Text((run(2, 6, 13, "第一，早早安排。"),)))),
    },
    "span_out_of_range": {
        "a run reaches over its page": with_blocks(first, gap, replace(last, text=Text((Run("x", Span(2, 6, 99)),)))),
        "a fact stands on no page": replace(SOUND, metadata=Metadata(title=Fact("x", (Span(3, 0, 1),)))),
        "a gap stands behind the end": with_blocks(first, replace(gap, at=Span(2, 14, 14)), last),
    },
    "pages_miscounted": {"a page more is told": replace(SOUND, source=Source(page_chars=(17, 13, 1)))},
    "enumerator_not_at_head": {
        "the number is another": with_blocks(
            first, gap, replace(last, enumerator=Enumerator("ordinal", (2,), "第二，"))
        )
    },
}


def test_a_sound_outline_breaks_no_law():
    assert check(SOUND, PAGES) == ()


@pytest.mark.parametrize(
    ("rule", "outline"),
    [pytest.param(rule, outline, id=name) for rule, cases in BROKEN.items() for name, outline in cases.items()],
)
def test_a_planted_breach_is_found_and_named(rule, outline):
    found = check(outline, PAGES)
    assert rule in {finding.rule for finding in found}
    assert rule in MESSAGES


def test_blanks_may_go_and_change_without_a_record():
    pages = ("one  two\n", " \u3000")
    text = Text((Run("one two", Span(1, 0, 8)),))
    outline = Outline(source=Source(page_chars=(9, 2)), blocks=(Paragraph(text),))
    assert check(outline, pages) == ()


def test_a_broken_outline_gives_a_bounded_number_of_findings():
    pages = ("字",) * 5000
    assert len(check(Outline(source=Source(page_chars=(1,) * 5000)), pages)) == 50
