"""Corrections: made on top of an outline, each undone again, and no text is lost by any of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.errors import DocumentError
from services.gateway.desk.source import page_texts
from services.outline.checks import check
from services.outline.edits import codec
from services.outline.edits.edit import (
    Edit,
    Entry,
    Join,
    Place,
    PutBack,
    SetMetadata,
    SetRole,
    SetText,
    Split,
    Undo,
    UndoRepair,
)
from services.outline.edits.log import corrected, redo_target, undo_target
from services.outline.model import Gap, Heading, Meta, Outline, Paragraph
from services.segmenter.numbering import enumerator_at
from services.segmenter.segment import segment

DUMP = (
    "在全县春季防汛工作会议上的讲话\n县长 赵明远\n（2016年3月9日）\n同志们：\n今天开会，部署防汛工作。下面，我讲两点意见。\n"
    "一、认清形势\n今年雨水来得早，各镇要及早准备。一日之计在于晨。\n- 1 -\f二、落实责任\n第一，要明确任务。每段堤防都要有人负责。\n"
    "第二，要备足物资。沙袋四月底前到位。\n各村要抓好\u2f2f作，不等\u200b不靠。\n- 2 -\n"
)


def number_at(text: str):
    return enumerator_at(text, 0, len(text))


@pytest.fixture(scope="module")
def outline() -> Outline:
    return segment(DUMP.encode())


def entries(*edits: Edit) -> list[Entry]:
    return [Entry(number, edit, "li.na", datetime(2026, 3, 1, tzinfo=UTC)) for number, edit in enumerate(edits, 1)]


def after(outline: Outline, *edits: Edit) -> Outline:
    found = corrected(outline, entries(*edits), number_at)
    assert not found.skipped
    assert check(found.outline, page_texts(outline, DUMP.encode)) == ()
    return found.outline


def place(outline: Outline, words: str) -> Place:
    for _, block in outline.walk():
        if not isinstance(block, Gap) and words in str(block.text):
            return Place(*block.text.spans[0][:2])
    raise AssertionError(words)


def texts(outline: Outline) -> list[str]:
    return ["" if isinstance(block, Gap) else str(block.text) for _, block in outline.walk()]


def test_a_paragraph_becomes_a_heading_of_a_level_and_what_follows_lies_under_it(outline: Outline) -> None:
    changed = after(outline, SetRole(place(outline, "各村要抓"), "heading", 2))
    depth, block = next(
        (depth, block) for depth, block in changed.walk() if "各村要抓" in str(getattr(block, "text", ""))
    )
    assert isinstance(block, Heading) and depth == 2
    assert texts(changed) == texts(outline)


def test_the_title_is_another_line_and_the_metadata_follow(outline: Outline) -> None:
    changed = after(outline, SetRole(place(outline, "一、认清"), "title"))
    roles = [block.role.value for _, block in changed.walk() if isinstance(block, Meta)]
    assert roles.count("title") == 1 and "subtitle" in roles
    assert changed.metadata.title and changed.metadata.title.value == "一、认清形势"


def test_text_is_typed_anew_and_keeps_the_places_of_what_stays(outline: Outline) -> None:
    at = place(outline, "今年雨水")
    changed = after(outline, SetText(at, "今年雨水来得很早，各镇要及早准备。"))
    block = next(block for _, block in changed.walk() if "雨水" in str(getattr(block, "text", "")))
    assert str(block.text) == "今年雨水来得很早，各镇要及早准备。"
    assert Place(*block.text.spans[0][:2]) == at
    assert any(repair.rule == "edited" for repair in changed.repairs)
    assert changed.repair_names[-1][:2] == ("edited", "人工修改")


def test_a_block_is_split_and_joined_again(outline: Outline) -> None:
    at = place(outline, "今年雨水")
    split = after(outline, Split(at, 8))
    assert len(texts(split)) == len(texts(outline)) + 1
    second = place(split, "各镇要及早")
    assert texts(after(outline, Split(at, 8), Join(second))) == texts(outline)


def test_furniture_is_put_back_and_text_is_set_aside(outline: Outline) -> None:
    folio = outline.furniture[0]
    changed = after(outline, PutBack(Place(*folio.span[:2])))
    assert any(folio.text in words for words in texts(changed)) and len(changed.furniture) == len(outline.furniture) - 1
    aside = after(outline, SetRole(place(outline, "各村要抓"), "furniture", kind="running_footer"))
    assert not any("各村要抓" in words for words in texts(aside))


def test_a_repair_is_undone(outline: Outline) -> None:
    assert {repair.before for repair in outline.repairs} == {"\u2f2f", "\u200b"}
    for repair in outline.repairs:  # one changed a character, one deleted it
        changed = after(outline, UndoRepair(Place(*repair.span[:2])))
        assert repair not in changed.repairs
        assert repair.before in "".join(texts(changed))


def test_undo_and_redo_walk_the_log_back_and_forth(outline: Outline) -> None:
    one, two = SetMetadata("issuer", "白石县人民政府"), SetMetadata("date", "2016-03-10")
    log: list[Edit] = [one, two]

    def dates() -> tuple[bool, str]:
        facts = after(outline, *log).metadata
        return facts.issuer is not None, facts.date.value if facts.date else ""

    assert dates() == (True, "2016-03-10")
    log.append(Undo(undo_target(entries(*log))))
    assert dates() == (True, "2016-03-09")
    log.append(Undo(undo_target(entries(*log))))
    assert dates() == (False, "2016-03-09")
    log.append(Undo(redo_target(entries(*log))))
    assert dates() == (True, "2016-03-09")
    log.append(Undo(redo_target(entries(*log))))
    assert dates() == (True, "2016-03-10")
    with pytest.raises(DocumentError, match="nothing to redo"):
        redo_target(entries(*log))


def test_an_edit_whose_block_is_gone_is_skipped_and_the_others_count(outline: Outline) -> None:
    at = place(outline, "今年雨水")
    second = Place(at.page, at.start + 8)
    log = entries(Split(at, 8), SetRole(second, "heading", 2), SetMetadata("issuer", "县政府"), Undo(1))
    found = corrected(outline, log, number_at)
    assert found.undone == {1} and found.skipped == {2}
    assert found.outline.metadata.issuer and found.outline.metadata.issuer.value == "县政府"


EDITS = st.one_of(
    st.builds(
        SetRole,
        st.just(Place(1, 0)),
        st.sampled_from(["heading", "paragraph", "title", "furniture"]),
        st.integers(0, 3),
    ),
    st.builds(SetText, st.just(Place(1, 0)), st.text("防汛工作，。 一", max_size=20)),
    st.builds(Split, st.just(Place(1, 0)), st.integers(0, 30)),
    st.builds(Join, st.just(Place(1, 0))),
    st.builds(PutBack, st.just(Place(1, 0))),
    st.builds(UndoRepair, st.just(Place(1, 0))),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), EDITS), max_size=8))
def test_no_row_of_edits_loses_doubles_or_silently_changes_text(
    outline: Outline, drawn: list[tuple[int, Edit]]
) -> None:
    """Law 1, whatever is clicked: each edit is aimed at something that stands in the outline at that moment."""
    log: list[Edit] = []
    for pick, edit in drawn:
        now = corrected(outline, entries(*log), number_at).outline
        places = [
            Place(*block.text.spans[0][:2])
            for _, block in now.walk()
            if not isinstance(block, Gap) and block.text.spans
        ]
        if isinstance(edit, PutBack):
            places = [Place(*piece.span[:2]) for piece in now.furniture]
        if isinstance(edit, UndoRepair):
            places = [Place(*repair.span[:2]) for repair in now.repairs]
        if places:
            kind: Any = type(edit)
            log.append(kind(places[pick % len(places)], *[getattr(edit, name) for name in edit.__slots__[1:]]))
    found = corrected(outline, entries(*log), number_at).outline
    assert check(found, page_texts(outline, DUMP.encode)) == ()


def test_every_edit_comes_back_from_the_wire_as_it_went() -> None:
    at = Place(3, 14)
    for edit in (
        SetRole(at, "heading", 2), SetRole(at, "furniture", 0, "folio"), SetText(at, "新的文字"), Split(at, 5), Join(at),
        SetMetadata("title", ""), UndoRepair(at), PutBack(at), Undo(7),
    ):  # fmt: skip
        assert codec.from_json(codec.to_json(edit)) == edit
    for wrong in ("{}", "[]", "x", '{"setRole": 1}', '{"fly": {}}', "[" * 10_000):
        with pytest.raises(DocumentError) as caught:
            codec.from_json(wrong)
        assert caught.value.reason == "EDIT_INVALID"


def test_paragraphs_keep_their_torn_ends_when_split(outline: Outline) -> None:
    at = place(outline, "今年雨水")
    tails = [block for _, block in after(outline, Split(at, 8)).walk() if isinstance(block, Paragraph)]
    assert not any(block.torn_end for block in tails)
