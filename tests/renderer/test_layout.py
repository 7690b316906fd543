"""The page as LibreOffice sets it: GB/T 9704-2012 has 22 lines of 28 characters, the page number 7 mm under them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest

from services.outline.model import Heading, Outline, Paragraph, Run, Section, Span, Text
from services.renderer.render import render
from services.segmenter.segment import segment

HERE = Path(__file__).parent
SPEECH = HERE.parents[1] / "samples/speech.txt"
NEEDED = ("soffice", "pdftotext", "pdftoppm")
MISSING = [program for program in NEEDED if shutil.which(program) is None]
XHTML = "{http://www.w3.org/1999/xhtml}"
DPI = 150

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not here: {', '.join(MISSING)}")


def _text(words: str, page: int) -> Text:
    return Text((Run(words, Span(page, 0, len(words))),))


def long_outline() -> Outline:
    """Sections of long paragraphs: pages that are full to the last line."""
    body = "防汛抗旱巡查值守转移安置抢险救灾物资储备队伍建设" * 13
    blocks = tuple(Paragraph(_text(body, page)) for page in range(1, 7))
    return Outline(sections=(Section(Heading(_text("一、防汛责任", 9)), blocks),))


def marks() -> Outline:
    """Paragraphs in which a mark stands at every place of a line, the end of a full one among them."""
    body = "防汛抗旱巡查值守转移安置抢险救灾物资储备队伍建设"
    blocks = tuple(Paragraph(_text(body[:at] + f"，{body}。" * 9, at)) for at in range(1, 25))
    return Outline(blocks=blocks)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A transcript of long paragraphs as PDF, and a review copy saved again by LibreOffice; one start of it for both."""
    folder = tmp_path_factory.mktemp("layout")
    (folder / "long.docx").write_bytes(render(long_outline(), "transcript", {"contents": "no"}))
    (folder / "review.docx").write_bytes(render(segment(SPEECH.read_bytes()), "transcript", {"review": "yes"}))
    (folder / "marks.docx").write_bytes(render(marks(), "transcript", {}))
    tail = {"report-to": "市防汛指挥部", "send-to": "各县区", "copies": "50"}
    (folder / "briefing.docx").write_bytes(render(segment(SPEECH.read_bytes()), "briefing", tail))
    told = {**os.environ, "FONTCONFIG_FILE": str(HERE / "fonts.conf"), "HOME": str(folder)}
    pdfs = tuple(folder / name for name in ("long.docx", "marks.docx", "briefing.docx"))
    for kind, files, out in (("pdf", pdfs, "."), ("docx:MS Word 2007 XML", (folder / "review.docx",), "again")):
        subprocess.run(
            ["soffice", "--headless", "--convert-to", kind, "--outdir", folder / out, *files],
            env=told, capture_output=True, check=True, timeout=110,
        )  # fmt: skip
    return folder


def test_full_pages_have_22_lines_of_28_characters(made: Path) -> None:
    subprocess.run(["pdftotext", "-bbox-layout", made / "long.pdf", made / "long.html"], check=True, timeout=30)
    pages = list(ElementTree.parse(made / "long.html").iter(f"{XHTML}page"))
    assert len(pages) >= 3
    for page in pages[1:-1]:
        rows: Counter[int] = Counter()
        for word in page.iter(f"{XHTML}word"):
            rows[round(float(word.get("yMin", 0)))] += len(word.text or "")
        lines = [size for _, size in sorted(rows.items())][:-1]  # the last is the page number
        assert len(lines) == 22
        assert Counter(lines).most_common(1)[0][0] == 28 and max(lines) <= 28


def test_no_closing_mark_is_lost_at_the_end_of_a_line(made: Path) -> None:
    shown = subprocess.run(["pdftotext", made / "marks.pdf", "-"], capture_output=True, text=True, check=True).stdout
    written = "".join(str(block.text) for block in marks().blocks if isinstance(block, Paragraph))
    assert {mark: shown.count(mark) for mark in "，。"} == {mark: written.count(mark) for mark in "，。"}


def test_the_foot_of_a_briefing_ends_with_the_text_of_its_last_page(made: Path) -> None:
    subprocess.run(["pdftotext", "-bbox-layout", made / "briefing.pdf", made / "briefing.html"], check=True, timeout=30)
    last = list(ElementTree.parse(made / "briefing.html").iter(f"{XHTML}page"))[-1]
    bottom = {word.text: float(word.get("yMax", 0)) for word in last.iter(f"{XHTML}word")}
    copies = next(place for text, place in bottom.items() if text and "50" in text)
    assert -10 <= (297 - 35) * 72 / 25.4 - copies <= 24


def test_the_dash_of_the_page_number_is_7_mm_under_the_text(made: Path) -> None:
    picture = subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-gray", "-f", "1", "-l", "1", made / "long.pdf"], capture_output=True, check=True
    ).stdout
    _, size, _, dots = picture.split(b"\n", 3)
    width, height = map(int, size.split())
    places = [
        y / DPI * 25.4
        for y in range(round(height * 262 / 297), height)
        if sum(1 for dot in dots[y * width : (y + 1) * width] if dot < 140) > 30
    ]
    assert places and 268 <= sum(places) / len(places) <= 270


def test_libreoffice_saves_a_review_copy_again_without_loss(made: Path) -> None:
    before, after = (docx.Document(str(made / name)) for name in ("review.docx", "again/review.docx"))

    def seen(document: docx.document.Document) -> tuple[str, list[str], int, int]:
        xml = document.element.xml
        return (
            re.sub(r"\s", "", "".join(re.findall(r"<w:(?:t|delText)(?: [^>]*)?>([^<]*)<", xml))),
            [p.text for p in document.paragraphs if p.style.name.lower().startswith("heading")],
            len(re.findall(r"<w:del ", xml)),
            len(list(document.comments)),
        )

    assert seen(before)[0] == seen(after)[0]
    assert seen(before)[1] == seen(after)[1] and seen(before)[2] == seen(after)[2] > 50
    assert seen(before)[3] == seen(after)[3]
