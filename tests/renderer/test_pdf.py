"""PDF by LibreOffice: a file beside the DOCX, within a bound of time and memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.errors import DocumentError
from services.renderer import pdf
from services.renderer.formats import renditions
from services.renderer.pdf import program, to_pdf
from services.renderer.render import render
from services.segmenter.segment import segment

SPEECH = Path(__file__).parents[2] / "samples/speech.txt"
needs_office = pytest.mark.skipif(program() is None, reason="LibreOffice is not here")


@needs_office
def test_a_brief_becomes_a_pdf_of_one_page() -> None:
    made = render(segment(SPEECH.read_bytes()), "brief", {"pdf": "only"})
    assert made.startswith(b"%PDF-") and made.count(b"/Type/Page/") == 1


@needs_office
def test_what_takes_too_long_or_too_much_is_given_up() -> None:
    package = render(segment(SPEECH.read_bytes()), "brief", {})
    with pytest.raises(DocumentError) as slow:
        to_pdf(package, seconds=0.05)
    with pytest.raises(DocumentError) as large:
        to_pdf(package, memory_mb=16)
    assert (slow.value.reason, large.value.reason) == ("PDF_TOO_SLOW", "PDF_FAILED")


def test_without_libreoffice_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "program", lambda: None)
    with pytest.raises(DocumentError) as caught:
        to_pdf(b"")
    assert caught.value.reason == "PDF_UNAVAILABLE"


@pytest.mark.parametrize(
    ("option", "names"),
    [("no", ["a-brief.docx"]), ("yes", ["a-brief.docx", "a-brief.pdf"]), ("only", ["a-brief.pdf"])],
)
def test_a_pdf_stands_beside_the_docx_or_in_its_place(option: str, names: list[str]) -> None:
    files = list(renditions("a", "brief", {"pdf": option}))
    assert [file.name for file in files] == names
    assert [file.options["pdf"] for file in files] == ["only" if name.endswith("pdf") else "no" for name in names]
