"""What keeps a reader with a screen reader out: no title, no language, skipped levels, tables without header rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from services.renderer.formats import format_of
from services.renderer.profile import LANGUAGES, names
from services.renderer.render import render
from services.segmenter.segment import segment

SAMPLES = Path(__file__).parents[2] / "samples"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DC = "{http://purl.org/dc/elements/1.1/}"


def barriers(package: bytes) -> Iterator[str]:
    """One line a barrier."""
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        core, styles, document = (
            etree.fromstring(file.read(name)) for name in ("docProps/core.xml", "word/styles.xml", "word/document.xml")
        )
    if not core.findtext(f"{DC}title") or not core.findtext(f"{DC}language"):
        yield "the properties tell no title or no language"
    if styles.find(f".//{W}rPrDefault//{W}lang") is None:
        yield "the text has no language"
    before = 0
    for style in document.iter(f"{W}pStyle"):
        name = style.get(f"{W}val", "")
        if name.startswith("Heading"):
            level = int(name.removeprefix("Heading"))
            if level > before + 1:
                yield f"a heading of level {level} follows one of level {before}"
            before = level
    for table in document.iter(f"{W}tbl"):
        if table.find(f"{W}tr/{W}trPr/{W}tblHeader") is None:
            yield "a table has no header row"
    body = document.find(f"{W}body")
    paragraphs = [] if body is None else body.findall(f"{W}p")
    for paragraph in paragraphs[:-1]:
        if not "".join(paragraph.itertext()).strip() and paragraph.find(f".//{W}fldChar") is None:
            yield "a blank paragraph stands for a space"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("profile", [name for name in names() if format_of(name).ending == "docx"])
@pytest.mark.parametrize("name", ["speech", "notice", "report-en"])
def test_no_file_keeps_anybody_out(name: str, profile: str, language: str) -> None:
    outline = segment((SAMPLES / f"{name}.txt").read_bytes())
    assert list(barriers(render(outline, profile, {"lang": language, "contents": "yes"}))) == []


PLANTED = {
    "no title": ("docProps/core.xml", "dc:title", "dc:subject"),
    "no language": ("word/styles.xml", "w:lang ", "w:noLang "),
    "a skipped level": ("word/document.xml", 'w:val="Heading1"', 'w:val="Heading3"'),
    "no header row": ("word/document.xml", "<w:tblHeader/>", ""),
    "a blank paragraph": ("word/document.xml", "<w:body>", "<w:body><w:p/>"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_the_check_sees(fault: str) -> None:
    sound = render(segment((SAMPLES / "speech.txt").read_bytes()), "briefing", {})
    member, before, after = PLANTED[fault]
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            assert name != member or before in text
            new.writestr(name, text.replace(before, after) if name == member else text)
    assert list(barriers(broken.getvalue()))
