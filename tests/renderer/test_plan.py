"""What stands on the pages, before anything is DOCX."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.errors import DocumentError
from services.outline.model import (
    Fact,
    Finding,
    Gap,
    Heading,
    Meta,
    Metadata,
    MetaRole,
    Outline,
    Paragraph,
    Repair,
    Run,
    Section,
    Severity,
    Span,
    Text,
)  # fmt: skip
from services.renderer.options import OPTIONS, checked, language
from services.renderer.placed import Contents, FillIn, Grid, Line, Plan
from services.renderer.plan import plan
from services.renderer.profile import profile
from services.segmenter.segment import segment

SPEECH = Path(__file__).parents[2] / "samples/speech.txt"


def text(words: str, page: int = 1, start: int = 0) -> Text:
    return Text((Run(words, Span(page, start, start + len(words))),))


def planned(outline: Outline, name: str, lang: str = "zh", **options: str) -> Plan:
    return plan(outline, profile(name, lang), checked({key.replace("_", "-"): value for key, value in options.items()}))


def lines(made: Plan) -> list[tuple[str, str]]:
    return [(one.style, str(one)) for one in made.placed if isinstance(one, Line)]


TORN = Outline(
    metadata=Metadata(title=Fact("在会上的讲话", (Span(1, 3, 9),)), language="zh-Hans"),
    blocks=(Meta(MetaRole.TITLE, text("5.1在会上的讲话")), Paragraph(text("开头。", start=9))),
    sections=(
        Section(Heading(text("一、起", start=12)), (Gap((2, 3), Span(1, 15, 15)), Paragraph(text("后半句。", start=15), True))),
        Section(Heading(Text()), (Paragraph(text("末段", start=19), torn_end=True),)),
    ),
    findings=(Finding("torn_end", Severity.WARNING, (Span(1, 19, 21),)),),
    repairs=(Repair("wrong_glyphs", Span(1, 16, 17), "臵", "置"),),
)  # fmt: skip


def test_a_transcript_shows_what_is_lost_where_it_is_lost() -> None:
    assert lines(planned(TORN, "transcript"))[:7] == [
        ("title", "在会上的讲话"),
        ("body", "开头。"),
        ("heading1", "一、起"),
        ("gap", "〔原件缺第2—3页〕"),
        ("flush", "后半句。"),
        ("heading1", "〔此处标题缺失〕"),
        ("body", "末段〔下缺〕"),
    ]


def test_the_closing_note_lists_what_is_missing_uncertain_and_mended() -> None:
    told = [words for style, words in lines(planned(TORN, "transcript")) if style == "note"]
    assert any("缺第2—3页" in words for words in told)
    assert any("结尾已缺失（扫描第1页）。" in words for words in told)
    assert any("错字1处（臵→置）" in words for words in told)
    assert not any(style == "note" for style, _ in lines(planned(Outline(blocks=TORN.blocks), "transcript")))


def test_what_was_not_given_is_a_place_to_fill_in_and_never_invented() -> None:
    def open_places(**options: str) -> set[str]:
        placed = planned(TORN, "briefing", **options).placed
        return {p.name for one in placed if isinstance(one, Line) for p in one.pieces if isinstance(p, FillIn)}

    assert open_places() == {"masthead", "issue", "office", "date", "report-to", "send-to", "issue-to", "copies"}
    assert open_places(masthead="防汛简报", issue="12", date="2014年6月3日") == {
        "office",
        "report-to",
        "send-to",
        "issue-to",
        "copies",
    }
    assert ("masthead", "防汛简报") in lines(planned(TORN, "briefing", masthead="防汛简报"))


def test_a_briefing_has_a_table_of_what_is_required_with_pages() -> None:
    made = planned(segment(SPEECH.read_bytes()), "briefing")
    grid = next(one for one in made.placed if isinstance(one, Grid))
    assert grid.header == ("要求", "责任单位", "时限", "页码")
    assert len(grid.rows) >= 5 and all(any(cell for cell in row[3]) for row in grid.rows)
    assert not any(
        isinstance(one, Grid) for one in planned(segment(SPEECH.read_bytes()), "briefing", requirements="0").placed
    )


def test_an_english_memo_has_its_four_lines() -> None:
    heads = [
        words.split("\t")[0] for style, words in lines(planned(TORN, "briefing", "en")) if style.startswith("memo")
    ]
    assert heads == ["FOR", "FROM", "DATE", "SUBJECT"]


def test_a_summary_keeps_to_its_budget() -> None:
    body = [
        words
        for style, words in lines(planned(segment(SPEECH.read_bytes()), "summary", chars="200"))
        if style == "body"
    ]
    assert 0 < sum(map(len, body[1:])) <= 200  # without the lead


def test_a_long_document_gets_contents_and_a_short_one_does_not() -> None:
    sections = tuple(Section(Heading(text(f"{n}、标题")), (Paragraph(text("文" * 1100)),)) for n in range(14))
    assert any(isinstance(one, Contents) for one in planned(Outline(sections=sections), "transcript").placed)
    assert not any(isinstance(one, Contents) for one in planned(Outline(sections=sections[:3]), "transcript").placed)
    assert any(
        isinstance(one, Contents)
        for one in planned(Outline(sections=sections[:3]), "transcript", contents="yes").placed
    )


@pytest.mark.parametrize(
    "options",
    [{"mastheat": "x"}, {"lang": "fr"}, {"chars": "99"}, {"chars": "many"}, {"issue": "0"}, {"office": "x" * 301}],
)
def test_an_option_that_makes_no_sense_is_refused(options: dict[str, str]) -> None:
    with pytest.raises(DocumentError) as caught:
        checked(options)
    assert caught.value.reason == "OPTION_INVALID"


def test_a_profile_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(DocumentError, match="briefing, summary, transcript") as caught:
        profile("../secrets", "zh")
    assert caught.value.reason == "PROFILE_UNKNOWN"


def test_the_language_of_the_profile_is_that_of_the_document() -> None:
    assert language(Outline(metadata=Metadata(language="en")), {}) == "en"
    assert language(Outline(metadata=Metadata(language="zh-Hant")), {}) == "zh"
    assert language(Outline(metadata=Metadata(language="zh-Hant")), {"lang": "en"}) == "en"
    assert set(checked({"lang": "en", "office": "  "})) == {"lang"} and len(OPTIONS) > 10
