"""The table of numbering styles: every row does what it says, and one new row is all that a new style needs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from services.segmenter.numbering import NUMBERING_STYLES, STYLES, NumberingStyle, Role, enumerator_at
from services.segmenter.numbering.first import first_characters
from services.segmenter.numbering.numerals import han
from services.segmenter.numbering.ordinals import single
from services.segmenter.numbering.table import StyleIndex
from services.segmenter.segment import segment
from tests.segmenter.conftest import Recover

SEGMENTER = Path(__file__).parents[2] / "services/segmenter"

LINK = NumberingStyle(
    name="link",
    example="第一环节：",
    sample="第一环节：开展学习",
    counter="第一环节的工作",
    pattern=r"第([一二三四五六七八九十]{1,3})环节[：:]",
    ordinal=single(han),
    rank=21,
    role=Role.HEADING,
)
WORKSHOP = """关于开展技能培训的通知
各车间：
第一环节：开展学习
各车间要组织职工学习操作规程，做好记录。
第二环节：开展考核
考核结果在公告栏公布，接受职工监督。
"""


@pytest.mark.parametrize("style", NUMBERING_STYLES, ids=lambda style: style.name)
def test_a_style_matches_its_sample_and_not_its_counter_example(style: NumberingStyle) -> None:
    found = enumerator_at(style.sample, 0, len(style.sample))
    assert found is not None and (found.style, found.literal) == (style.name, style.example.rstrip())
    other = enumerator_at(style.counter, 0, len(style.counter))
    assert other is None or other.style != style.name
    for misreading in style.misread:
        assert re.match(misreading.pattern, misreading.example)
        assert all(name in STYLES for name in misreading.instead_of)
    assert not style.otherwise or style.otherwise in STYLES


@pytest.mark.parametrize("style", NUMBERING_STYLES, ids=lambda style: style.name)
def test_the_first_characters_of_a_style_are_derived_from_its_pattern(style: NumberingStyle) -> None:
    first = re.compile(f"[{first_characters(style.pattern)}]")
    assert first.match(style.sample)
    assert not first.match("我") and not first.match("，")


def test_one_new_row_works_through_the_command_line_and_a_job(
    monkeypatch: pytest.MonkeyPatch, recover: Recover
) -> None:
    assert "#1 第一环节：开展学习" not in recover(WORKSHOP)[0]
    monkeypatch.setattr(STYLES, "index", StyleIndex((LINK, *NUMBERING_STYLES)))
    for tree in recover(WORKSHOP):
        assert "#1 第一环节：开展学习" in tree and "#1 第二环节：开展考核" in tree


def test_no_other_room_of_the_segmenter_names_a_style() -> None:
    names = "|".join(row.name for row in NUMBERING_STYLES)
    named = re.compile("|".join(rf'"{row.name}"' for row in NUMBERING_STYLES if "_" in row.name))
    compared = re.compile(rf"style(?: [!=]= |\)? (?:not )?in [({{\[]\s*)\"(?:{names})\"")
    for file in SEGMENTER.rglob("*.py"):
        if SEGMENTER / "numbering" not in file.parents:
            text = file.read_text(encoding="utf-8")
            assert not named.search(text) and not compared.search(text), file


WRITTEN_OUT = """Harbour Rules
Chapter One General
These rules apply to every boat that enters the harbour between dusk and dawn.
Chapter Two Lights
Every boat shall show a white light, and the keeper of the harbour shall note its name in the book.
Chapter Three Fees
The fees stand on the board at the gate, and they shall be paid before the boat leaves the harbour.
"""


@pytest.mark.parametrize("text", (WRITTEN_OUT, WRITTEN_OUT.replace("\n", " ")), ids=("line ends", "no line ends"))
def test_numbers_in_words_count_with_and_without_line_ends(text: str) -> None:
    headings = [section.heading for section in segment(text.encode()).sections]
    assert [heading.enumerator.ordinal for heading in headings if heading.enumerator] == [(1,), (2,), (3,)]
    assert str(headings[1].text).startswith("Chapter Two")
