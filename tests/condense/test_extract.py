"""Figures, mentions, key terms and the line for lists."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.outline.model import Enumerator, Fact, Metadata, Outline, Point, PrintedPage, Span
from services.renderer.condense.key_terms import key_terms
from services.renderer.condense.one_line import one_line
from services.renderer.extract.extract import extract
from tests.condense.outlines import outline_of_lines, text_at

Pairs = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全县生产总值达到152.3亿元，比上年增长6.5%。",
            [("全县生产总值", "152.3亿元"), ("全县生产总值比上年增长", "6.5%")],
        ),
        (
            "其中，财政收入由12亿元增加到15亿元，城镇新增就业3800人。",
            [("财政收入", "12亿元"), ("财政收入", "15亿元"), ("城镇新增就业", "3800人")],
        ),
        ("2018年5月4日召开第12次会议，印发国发〔2018〕5号。", []),
        (
            "Revenue rose 5.2 percent to $4.5 million in 2024.",
            [("Revenue rose", "5.2 percent"), ("Revenue rose 5.2 percent", "$4.5 million")],
        ),
    ],
)
def test_figures_say_what_they_measure(text: str, expected: Pairs) -> None:
    found = extract(outline_of_lines(text)).figures
    assert [(str(figure.of), str(figure.text)) for figure in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("近日，县里传达学习了全市安全生产工作会议精神。", [("meeting", "全市安全生产工作会议")]),
        ("这次会议很重要，会议室已经备好。", []),
        (
            "根据《安全生产法》和安政发〔2019〕6号文件，现通知如下。",
            [("document", "《安全生产法》"), ("number", "安政发〔2019〕6号")],
        ),
        ("经研究，决定授予县水利局先进集体称号。", [("decision", "决定授予县水利局先进集体称号")]),
        ("重大执法决定作出前要审核。", []),
        (
            "The Board approved the plan under the Parks Act of 1999.",
            [("document", "Parks Act of 1999"), ("decision", "approved the plan under the Parks Act of 1999")],
        ),
    ],
)
def test_meetings_documents_and_decisions_are_named(text: str, expected: Pairs) -> None:
    found = extract(outline_of_lines(text))
    named = [("meeting", str(meeting.name)) for meeting in found.meetings]
    named += [("document", str(one.title)) for one in found.documents if one.title]
    named += [("number", str(one.number)) for one in found.documents if one.number]
    named += [("decision", str(decision.text)) for decision in found.decisions]
    assert sorted(named) == sorted(expected)


def test_what_is_extracted_tells_its_printed_page() -> None:
    outline = outline_of_lines("各乡镇要抓好防汛工作。\n各村要落实巡查人员。")
    pages = (PrintedPage(3, (Span(1, 0, 12),)), PrintedPage(None, (Span(1, 12, 40),)))
    found = extract(Outline(blocks=outline.blocks, printed_pages=pages)).requirements
    assert [requirement.page for requirement in found] == [3, None]


def test_key_terms_are_words_of_the_text_and_none_is_part_of_another() -> None:
    text = "防汛工作要早准备。防汛物资要备足，水库巡查要落实，水库巡查人员要到岗。防汛责任要明确。" * 3
    found = key_terms(text)
    assert "防汛" in found
    assert all(term in text for term in found)
    assert not any(a != b and a in b for a in found for b in found)
    assert "procurement records" in key_terms(
        "Procurement records must be kept. Procurement records are public. Procurement records last."
    )


def test_the_line_for_lists_is_a_sentence_without_its_number_or_the_title() -> None:
    law = "Community Garden Access and Neighborhood Compost Collection Act of 2031"
    outline = outline_of_lines("(1) Plots, tools and water;\n(2) Compost;", "en")
    titled = replace(outline, metadata=Metadata(title=Fact(law, (Span(1, 0, len(law)),)), language="en"))
    assert str(one_line(titled)) == "Community Garden Access and Neighborhood Compost Collection…"
    point = Point(
        text_at(1, 0, "（一）各乡镇要在汛前完成水库和河道的安全检查。"), Enumerator("chinese_paren", (1,), "（一）")
    )
    assert str(one_line(Outline(blocks=(point,)))) == "各乡镇要在汛前完成水库和河道的安全检查。"


def test_a_meeting_that_two_levels_share_keeps_both() -> None:
    said = "会上将传达省、XX市防汛抗旱工作会议精神，市委常委会议作了专题研究。"
    found = [str(one.name) for one in extract(outline_of_lines(said)).meetings]
    assert found == ["省、XX市防汛抗旱工作会议", "市委常委会议"]
