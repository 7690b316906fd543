"""The laws of the outline, over dumps drawn by chance."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given, settings

from services.errors import DocumentError
from services.outline import codec
from services.outline.draw import draw
from services.outline.model import Gap, Outline, Severity, Span
from services.segmenter.readers import read
from services.segmenter.readers.decode import decode
from services.segmenter.segment import segment
from tests.properties.dumps import Dump, chaos, dumps

often = settings(max_examples=120, deadline=None, derandomize=True)


def outlined(text: str) -> tuple[Outline, list[str]] | None:
    """The outline and the raw pages; None for what is refused as no text at all."""
    raw = text.encode("utf-8", "surrogatepass")
    try:
        outline = segment(raw)
    except DocumentError as error:
        assert error.reason in {"DUMP_EMPTY", "DUMP_BLANK", "NOT_TEXT"}
        return None
    dump = read(decode(raw).text)
    return outline, [dump.text[a:b] for a, b in dump.pages]


def hold_laws(outline: Outline, pages: list[str]) -> None:
    """Law 1 counted anew, without the checks that run in the product; no error found by those; spans inside pages."""
    assert not [finding for finding in outline.findings if finding.severity is Severity.ERROR]
    spans: list[Span] = [piece.span for piece in outline.furniture]
    spans += [repair.span for repair in outline.repairs if not repair.after]
    for _, item in outline.walk():
        if not isinstance(item, Gap):
            spans += item.text.spans
    covered = Counter((span.page, k) for span in spans for k in range(span.start, span.end))
    for number, page in enumerate(pages, 1):
        for k, char in enumerate(page):
            assert covered[number, k] <= 1
            assert char.isspace() or covered[number, k] == 1, f"page {number}, {k}: {char!r}"
    assert all(1 <= page <= len(pages) and k < len(pages[page - 1]) for page, k in covered)


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
