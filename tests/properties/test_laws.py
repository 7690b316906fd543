"""The laws of the outline, over dumps drawn by chance."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings

from services.errors import DocumentError
from services.outline import codec
from services.outline.draw import draw
from services.outline.model import Gap
from services.segmenter.segment import segment
from tests.properties.dumps import Dump, chaos, dumps
from tests.properties.laws import hold_laws, outlined

often = settings(max_examples=120, deadline=None, derandomize=True)


@often
@given(dumps())
def test_no_character_of_a_dump_is_lost_doubled_or_moved(dump: Dump) -> None:
    found = outlined(dump.text)
    assert found is not None
    hold_laws(*found)


@often
@given(chaos)
@example("\ud800\udfff")
@example("一、" * 200)
@example("(" * 500)
@example("1" * 500)
@example("\x00\x01一")
@example("")
def test_any_text_gives_a_valid_outline(text: str) -> None:
    if found := outlined(text):
        hold_laws(*found)
        draw(found[0])


@often
@given(dumps())
def test_the_same_dump_gives_the_same_outline_on_the_wire_and_on_disk(dump: Dump) -> None:
    raw = dump.text.encode()
    outline = segment(raw)
    data = codec.to_bytes(outline)
    assert data == codec.to_bytes(segment(raw))
    assert codec.from_bytes(data) == outline == codec.from_json(codec.to_json(outline).encode())


@often
@given(dumps())
def test_text_is_never_joined_over_a_gap(dump: Dump) -> None:
    outline = segment(dump.text.encode())
    gaps = [block.at for _, block in outline.walk() if isinstance(block, Gap)]
    for _, item in outline.walk():
        if not isinstance(item, Gap) and item.text.spans:
            first, last = item.text.spans[0], item.text.spans[-1]
            for at in gaps:
                before = (first.page, first.start) < (at.page, at.start)
                assert not (before and (at.page, at.start) < (last.page, last.end)), str(item.text)


@often
@given(dumps())
def test_repairs_lead_from_the_raw_text_to_the_clean_one(dump: Dump) -> None:
    found = outlined(dump.text)
    assert found is not None
    outline, pages = found
    for repair in outline.repairs:
        assert pages[repair.span.page - 1][repair.span.start : repair.span.end] == repair.before
    changes = {(repair.span.page, repair.span.start, repair.span.end): repair.after for repair in outline.repairs}
    for _, item in outline.walk():
        if isinstance(item, Gap):
            continue
        for run in item.text.runs:
            if run.span is None:
                assert run.text == " "
            elif (raw := pages[run.span.page - 1][run.span.start : run.span.end]) != run.text:
                mended = list(raw)
                for (page, start, end), after in changes.items():
                    if page == run.span.page and run.span.start <= start and end <= run.span.end:
                        mended[start - run.span.start : end - run.span.start] = [after] + [""] * (end - start - 1)
                assert "".join(mended) == run.text


@pytest.mark.parametrize("raw", [b"", b" \n\t\f", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20])
def test_what_is_no_text_is_refused_with_a_reason(raw: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        segment(raw)
    assert caught.value.reason in {"DUMP_EMPTY", "DUMP_BLANK", "NOT_TEXT"}
