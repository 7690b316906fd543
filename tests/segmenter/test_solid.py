"""Chinese dumps without any white space and the outlines that they should give."""

from pathlib import Path

import pytest

from services.outline.model import Severity
from services.segmenter.breaks.solid import cut_passage, split_solid
from services.segmenter.passage import Passage
from services.segmenter.segment import segment
from tests.segmenter.drawn import drawn

CASES = Path(__file__).parent.parent / "cases" / "solid"


@pytest.mark.parametrize("dump", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_dump_without_white_space_gives_its_outline(dump: Path) -> None:
    outline = segment(dump.read_bytes())
    assert drawn(outline) == dump.with_suffix(".tree").read_text(encoding="utf-8")
    assert not [finding for finding in outline.findings if finding.severity is Severity.ERROR]


def parts(text: str) -> list[str]:
    return [text[one.start : one.end] for one in split_solid(text, [Passage(((0, len(text)),))])]


def test_a_number_inside_a_citation_begins_nothing() -> None:
    text = "第一条为了规范渡口管理，制定本规定。第二条依照第一条的规定，由县级人民政府负责。"
    assert parts(text) == [text[:18], text[18:]]


def test_a_heading_ends_where_its_first_point_begins() -> None:
    assert parts("一、主要任务（一）排查隐患。各区要抓紧完成检查。")[:1] == ["一、主要任务"]


def test_numbers_go_on_over_a_heading_and_over_one_that_was_misread() -> None:
    text = "一、渡口（一）查船。要细查。（二）查人。要细查。二、码头（三）查路。要细查。（五）查灯。要细查。"
    begins = [part[:3] for part in parts(text)]
    assert [begin for begin in begins if begin[0] == "（"] == ["（一）", "（二）", "（三）", "（五）"]


def test_a_paragraph_over_a_page_edge_is_cut_only_where_it_ends() -> None:
    text = "各地要加强渡口\f管理。"
    passages = [Passage(((0, 7),)), Passage(((8, 11),))]
    assert split_solid(text, passages) == [Passage(((0, 7), (8, 11)), ("",))]


def test_cutting_a_passage_keeps_its_pieces_and_what_joins_them() -> None:
    passage = Passage(((0, 4), (6, 10), (12, 15)), ("", " "), after_loss=True, before_loss=True)
    assert cut_passage(passage, []) == [passage]
    assert cut_passage(passage, [2, 4, 9]) == [
        Passage(((0, 2),), (), after_loss=True),
        Passage(((2, 4),)),
        Passage(((6, 10),)),
        Passage(((12, 15),), (), before_loss=True),
    ]


def test_kana_is_not_asked_of_a_model_that_has_read_chinese() -> None:
    text = "この規則は、渡し船の管理について定める。船長は、毎日点検しなければならない。"
    assert parts(text) == [text]
