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
    RepairName,
    Run,
    Section,
    Severity,
    Span,
    Text,
)  # fmt: skip
from services.renderer.options import OPTIONS, checked, language
from services.renderer.placed import ContentControl, Contents, Foot, Line, Plan, Table
from services.renderer.plan import plan
from services.renderer.plan.draft import Draft
from services.renderer.plan.measure import height
from services.renderer.plan.pages import page_count
from services.renderer.plan.points import points
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
    repair_names=(RepairName("wrong_glyphs", "错字", "wrong characters", "誤字"),),
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


def test_what_was_not_given_has_no_line_and_what_was_given_can_be_changed() -> None:
    def fields(**options: str) -> dict[str, str]:
        placed = planned(TORN, "briefing", **options).placed
        lines = [each for each in placed if isinstance(each, Line)]
        lines += [each for foot in placed if isinstance(foot, Foot) for each in foot.lines]
        return {p.name: p.value for each in lines for p in each.pieces if isinstance(p, ContentControl)}

    assert fields() == {}
    bare = [words for _, words in lines(planned(TORN, "briefing"))]
    assert not any("〔" in words for words in bare if "原件" not in words and "缺" not in words)
    given = {"masthead": "防汛简报", "issue": "12", "date": "2014-06-03", "report_to": "市防指", "copies": "50"}
    assert fields(**given) == {
        "masthead": "防汛简报",
        "issue": "12",
        "date": "2014年6月3日",
        "report-to": "市防指",
        "copies": "50",
    }
    assert not any(isinstance(each, Foot) for each in planned(TORN, "briefing").placed)


def test_a_briefing_has_a_table_of_what_is_required_with_pages() -> None:
    made = planned(segment(SPEECH.read_bytes()), "briefing")
    grid = next(one for one in made.placed if isinstance(one, Table))
    assert grid.header == ("要求", "责任单位", "时限", "页码")
    assert len(grid.rows) >= 2 and all(any(cell for cell in row[3]) for row in grid.rows)
    without = planned(segment(SPEECH.read_bytes()), "briefing", requirements="0").placed
    assert grid.header not in [one.header for one in without if isinstance(one, Table)]


def test_an_english_memo_has_the_lines_that_were_given() -> None:
    def heads(**options: str) -> list[str]:
        placed = lines(planned(TORN, "briefing", "en", **options))
        return [words.split("\t")[0] for style, words in placed if style.startswith("memo")]

    assert heads() == ["SUBJECT"]
    assert heads(**{"for": "The Mayor", "from": "Flood Office", "date": "2014-06-03"}) == [
        "FOR",
        "FROM",
        "DATE",
        "SUBJECT",
    ]


def test_a_briefing_takes_at_most_half_of_the_text_or_one_page() -> None:
    for name in ("speech", "notice", "report", "act-en", "report-en"):
        outline = segment((SPEECH.parent / f"{name}.txt").read_bytes())
        language_of = language(outline, {})
        look = profile("briefing", language_of)
        whole = page_count(planned(outline, "transcript", language_of).placed, profile("transcript", language_of))
        brief = page_count(planned(outline, "brief", language_of).placed, profile("brief", language_of))
        assert page_count(planned(outline, "briefing", language_of).placed, look) <= max(1, whole // 2)
        assert brief == 1


def test_nothing_of_the_table_is_said_again_in_the_text() -> None:
    made = planned(segment(SPEECH.read_bytes()), "briefing")
    rows = [str(row[0][0]) for each in made.placed if isinstance(each, Table) for row in each.rows]
    text = "".join(words for style, words in lines(made) if style == "body")
    assert rows and not any(row in text for row in rows)


def test_no_sentence_of_a_summary_leans_on_one_that_is_not_there() -> None:
    leaning = ("即", "其", "同时", "这些", "此外", "因此")
    for name in ("speech", "notice", "report"):
        outline = segment((SPEECH.parent / f"{name}.txt").read_bytes())
        said = [words for style, words in lines(planned(outline, "summary")) if style == "body"]
        assert said and not any(words.startswith(leaning) for words in said)
        assert all(words.rstrip("”）").endswith(("。", "！", "……")) for words in said)


def test_a_run_in_heading_runs_on_in_its_line() -> None:
    blocks = (Paragraph(text("各镇要备足物资。", start=9)),)
    section = Section(Heading(text("（一）备足物资。", start=1), run_in=True), blocks)
    assert lines(planned(Outline(sections=(section,)), "transcript"))[0] == (
        "heading1",
        "（一）备足物资。各镇要备足物资。",
    )


def test_a_date_stands_four_characters_from_the_right_under_its_name() -> None:
    name, day = Meta(MetaRole.SIGNATURE, text("县防汛办")), Meta(MetaRole.DATE, text("2014年6月5日"))
    made = planned(Outline(blocks=(Paragraph(text("请照办。")), name, day)), "transcript")
    signed = [each for each in made.placed if isinstance(each, Line) and each.style.startswith("signature")]
    assert [each.right for each in signed] == [5, 4]


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
    [
        {"mastheat": "x"},
        {"lang": "fr"},
        {"date": "2014-13-40"},
        {"review-date": "June"},
        {"chars": "99"},
        {"chars": "many"},
        {"issue": "0"},
        {"office": "x" * 301},
    ],
)
def test_an_option_that_makes_no_sense_is_refused(options: dict[str, str]) -> None:
    with pytest.raises(DocumentError) as caught:
        checked(options)
    assert caught.value.reason == "OPTION_INVALID"


def test_a_profile_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(DocumentError, match="brief, briefing, deadlines") as caught:
        profile("../secrets", "zh")
    assert caught.value.reason == "PROFILE_UNKNOWN"


def test_the_language_of_the_profile_is_that_of_the_document() -> None:
    assert language(Outline(metadata=Metadata(language="en")), {}) == "en"
    assert language(Outline(metadata=Metadata(language="zh-Hant")), {}) == "zh-Hant"
    assert language(Outline(metadata=Metadata(language="und")), {}) == "zh"
    assert language(Outline(metadata=Metadata(language="zh-Hant")), {"lang": "en"}) == "en"
    assert set(checked({"lang": "en", "office": "  "})) == {"lang"} and len(OPTIONS) > 10


def test_there_is_text_in_every_room_that_holds_a_few_lines() -> None:
    draft = Draft(segment(SPEECH.read_bytes()), profile("summary", "zh"), {})
    for room in range(120, 620, 20):
        placed = list(points(draft, room))
        assert placed and height(placed, draft.profile) <= room
