"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.renderer.extract.sentences import bounds


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("一要早。二要快！", ["一要早。", "二要快！"]),
        ("他说：“要快。要准。”大家同意。", ["他说：“要快。要准。”", "大家同意。"]),
        ("“要快。”的要求很明确。", ["“要快。”的要求很明确。"]),
        ("增长5.2%。其中（一季度。）略降。", ["增长5.2%。", "其中（一季度。）略降。"]),
        ("建立制度。（教育部牵头，财政部配合）加强督查。", ["建立制度。（教育部牵头，财政部配合）", "加强督查。"]),
        ("没有引号的结尾“一直不关。后面还有。", ["没有引号的结尾“一直不关。", "后面还有。"]),
        (
            "Dr. Lee v. State was decided in D.C. courts. It was final.",
            ["Dr. Lee v. State was decided in D.C. courts.", "It was final."],
        ),
        (
            "Sec. 2. Fees are waived. Sec. 3. This act applies.",
            ["Sec. 2. Fees are waived.", "Sec. 3. This act applies."],
        ),
        (
            "It rose to $4.5 million. (See No. 7.) Then it fell.",
            ["It rose to $4.5 million.", "(See No. 7.)", "Then it fell."],
        ),
        (
            "See 5 U.S.C. 552 and 2 C.F.R. Part 200. It applies.",
            ["See 5 U.S.C. 552 and 2 C.F.R. Part 200.", "It applies."],
        ),
        ("工作完成.下一步要抓紧.", ["工作完成.", "下一步要抓紧."]),
        ("  \n ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in bounds(text)] == sentences


@given(st.text(alphabet="要求。！“”（）《》.;；， \n1aA", max_size=200))
def test_nothing_but_blanks_lies_outside_the_sentences(text: str) -> None:
    at = 0
    for start, end in bounds(text):
        assert not text[at:start].strip()
        assert start < end
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()
