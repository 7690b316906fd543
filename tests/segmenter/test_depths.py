"""Depths of sequences of enumerators: what the solver must say, and how long it may take."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.errors import DocumentError
from services.segmenter.numbering import NUMBERING_STYLES
from services.segmenter.numbering.depth import Numbered, solve
from services.segmenter.numbering.depth.typed import typed_depths
from tools.numbering_table import PAGE, page

SEQUENCES = {
    "一、 （一） 1. 2. （二） 二、": "1 2 3 3 2 1",
    "第一章 第一节 第二节 第二章 第一节": "1 2 2 1 2",
    "第一编 第一章 第一节 第二编 第一章": "1 2 3 1 2",
    "1. （1） ① ② （2） 2.": "1 2 3 3 2 1",
    "1 1.1 1.1.1 1.1.2 1.2 2 2.1": "1 2 3 3 2 1 2",
    "（一） （二） 1. 2. （三）": "1 1 2 2 1",
    "一、 … 三、 （一）": "1 1 2",
    "一、 （一） … （三） 二、": "1 2 2 1",
    "Part I. Chapter 1 Section 1. Section 2. Chapter 2": "1 2 3 3 2",
    "壹、 一、 二、 貳、": "1 2 2 1",
    "1. 一、 二、 2. 一、": "1 2 2 1 2",
}


@pytest.mark.parametrize("typed", SEQUENCES)
def test_a_sequence_of_enumerators_has_these_depths(typed: str) -> None:
    parts = typed.replace("Part I.", "Part_I.").replace("Chapter ", "Chapter_").replace("Section ", "Section_").split()
    found = typed_depths([part.replace("_", " ") for part in parts])
    assert " ".join(str(one.depth) for one in found) == SEQUENCES[typed]


def test_what_is_no_enumerator_is_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        typed_depths(["一、", "hello"])
    assert caught.value.reason == "ENUMERATOR_UNKNOWN"


numbered = st.builds(
    Numbered,
    st.sampled_from([style.name for style in NUMBERING_STYLES]),
    st.integers(1, 9).map(lambda n: (n,)),
    st.integers(1, 60),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(numbered, max_size=60))
def test_depths_never_skip_a_level_and_siblings_share_a_style(items: list[Numbered]) -> None:
    depths = solve(items).depths
    assert len(depths) == len(items)
    before, open_styles = 0, []
    for item, depth in zip(items, depths, strict=True):
        assert 1 <= depth <= before + 1
        if item.restart:
            assert depth == 1
            open_styles = []
        elif len(open_styles) >= depth and item.key in open_styles:
            assert open_styles[depth - 1] == item.key
        open_styles = [*open_styles[: depth - 1], item.key]
        before = depth


def test_at_least_thirty_styles_are_known_and_the_page_lists_them_all() -> None:
    assert len(NUMBERING_STYLES) >= 30
    assert PAGE.read_text(encoding="utf-8") == page()
