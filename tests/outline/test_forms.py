"""The forms in which an outline is read by others: blocks, a drawing, sentences, printed pages."""

from string import Formatter

from services.outline.blocks import blocks, to_json_lines
from services.outline.draw import draw
from services.outline.messages import MESSAGES, message
from services.outline.model import (
    Enumerator,
    Finding,
    Gap,
    Heading,
    Meta,
    MetaRole,
    Outline,
    Paragraph,
    Point,
    PrintedPage,
    Repair,
    Run,
    Section,
    Severity,
    Span,
    Text,
)
from services.outline.pages import page_numbers


def text(words):
    return Text((Run(words, Span(1, 0, len(words))),))


OUTLINE = Outline(
    blocks=(Meta(MetaRole.TITLE, text("在防汛会议上的讲话")), Meta(MetaRole.SALUTATION, text("同志们："))),
    sections=(
        Section(
            Heading(Text()),
            (Gap((2, 3, 5), Span(1, 9, 9)), Paragraph(text("上堤巡查。"), torn_start=True)),
            (Section(Heading(text("（二）抓落实"), Enumerator("paren_han", (2,), "（二）"))),),
        ),
        Section(
            Heading(text("三、加强领导")),
            (
                Point(text("第一，明确任务。"), Enumerator("ordinal", (1,), "第一，")),
                Point(text("一是分工。"), Enumerator("yishi", (1,), "一是"), depth=1),
                Gap((), Span(1, 9, 9)),
            ),
        ),
    ),
    repairs=(Repair("glyph", Span(1, 0, 1), "臵", "置"),) * 2,
    findings=(Finding("torn_end", Severity.WARNING),),
)


def test_blocks_name_type_level_and_lost_pages_and_leave_out_what_was_not_in_the_source():
    assert list(blocks(OUTLINE)) == [
        {"type": "title", "level": 0, "text": "在防汛会议上的讲话"},
        {"type": "meta", "level": 0, "text": "同志们：", "role": "salutation"},
        {"type": "gap", "level": 0, "text": "", "pages": [2, 3, 5]},
        {"type": "paragraph", "level": 0, "text": "上堤巡查。"},
        {"type": "heading", "level": 2, "text": "（二）抓落实"},
        {"type": "heading", "level": 1, "text": "三、加强领导"},
        {"type": "point", "level": 0, "text": "第一，明确任务。"},
        {"type": "point", "level": 0, "text": "一是分工。"},
        {"type": "gap", "level": 0, "text": "", "pages": []},
    ]
    assert to_json_lines(OUTLINE).splitlines()[2] == '{"type": "gap", "level": 0, "text": "", "pages": [2, 3, 5]}'


def test_a_drawing_shows_the_tree_and_counts_what_was_set_aside():
    assert draw(OUTLINE) == (
        "title: 在防汛会议上的讲话\n"
        "salutation: 同志们：\n"
        "#1 ⟨lost heading⟩\n"
        "  ⟨pages 2–3, 5 missing⟩\n"
        "  | ⟨torn⟩ 上堤巡查。\n"
        "  #2 （二）抓落实\n"
        "#1 三、加强领导\n"
        "  * 第一，明确任务。\n"
        "    * 一是分工。\n"
        "  ⟨pages missing⟩\n"
        "repairs: glyph 2\n"
        "findings: torn_end 1\n"
    )


def test_a_narrow_drawing_keeps_both_ends_of_a_text():
    drawn = draw(Outline(blocks=(Paragraph(text("一二三四五六七八九十")),)), width=6)
    assert drawn == "| 一二三四…十\n"


def test_every_rule_is_worded_in_both_languages_with_the_same_details():
    for rule, (english, chinese) in MESSAGES.items():
        named = [{name for _, name, _, _ in Formatter().parse(words) if name} for words in (english, chinese)]
        assert named[0] == named[1], rule
        assert not any(letter > "\u2fff" for letter in english.replace("�", "")), rule


def test_a_finding_is_worded_in_the_language_asked_for():
    finding = Finding("lost_pages", Severity.WARNING, (), (("pages", "2–3"),))
    assert message(finding, "en") == "Pages are missing: 2–3."
    assert message(finding, "zh-Hans") == "缺页：2–3。"


def test_a_finding_without_a_sentence_is_still_told():
    assert message(Finding("new_rule", Severity.INFO, (), (("a", "1"), ("b", "{x}")))) == "new_rule (a 1, b {x})"
    assert message(Finding("lost_pages", Severity.INFO)) == "Pages are missing: ?."


def test_a_span_leads_to_the_printed_page_it_begins_on():
    outline = Outline(
        printed_pages=(
            PrintedPage(1, (Span(1, 0, 100), Span(2, 0, 30))),
            PrintedPage(None, (Span(2, 33, 60),)),
            PrintedPage(5, (Span(2, 60, 90),)),
        )
    )
    asked = {Span(1, 99, 100): 1, Span(2, 29, 40): 1, Span(2, 31, 40): None, Span(2, 40, 41): None, Span(2, 60, 61): 5}
    asked |= {Span(2, 90, 91): None, Span(9, 0, 1): None, Span(2, 0, 0): 1}
    number = page_numbers(outline)
    assert {span: number(span) for span in asked} == asked
