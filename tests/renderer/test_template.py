"""A clerk's own template: their letterhead and styles, our text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Pt

from services.errors import DocumentError
from services.renderer.render import missing_styles, render
from services.segmenter.segment import segment
from tests.renderer.sound import faults

OUTLINE = segment((Path(__file__).parents[2] / "samples/speech.txt").read_bytes())


@pytest.fixture(scope="module")
def office() -> bytes:
    """A template with a letterhead, a narrow page and a Heading 1 of its own."""
    document = docx.Document()
    document.add_paragraph("this text goes")
    document.sections[0].header.paragraphs[0].text = "清河县防汛抗旱指挥部"
    document.sections[0].page_width = Pt(500)
    document.styles["Heading 1"].font.size = Pt(33)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize("profile", ["transcript", "briefing", "summary"])
@pytest.mark.parametrize("review", ["no", "yes"])
def test_the_template_gives_the_look_and_quire_the_text(office: bytes, profile: str, review: str) -> None:
    package = render(OUTLINE, profile, {"review": review}, office)
    read = docx.Document(io.BytesIO(package))
    texts = [paragraph.text for paragraph in read.paragraphs]
    assert ("this text goes" not in texts and any("防汛备汛" in text for text in texts)) or review == "yes"
    assert read.sections[0].header.paragraphs[0].text == "清河县防汛抗旱指挥部"
    assert read.sections[0].page_width == Pt(500)
    assert read.styles["Heading 1"].font.size == Pt(33)
    # What the validators have against the package as it came is the clerk's own.
    own = {fault.split("Part")[0] for fault in faults(office, sdk=False)}
    assert [fault for fault in faults(package, sdk=False) if fault.split("Part")[0] not in own] == []


def test_styles_that_a_template_lacks_are_named_and_added(office: bytes) -> None:
    missing = missing_styles(OUTLINE, "briefing", {}, office)
    assert "报头" in missing and "heading 1" not in missing and "Title" not in missing
    read = docx.Document(io.BytesIO(render(OUTLINE, "briefing", {}, office)))
    assert set(missing) <= {style.name.replace("Heading", "heading") for style in read.styles}


def test_what_is_added_fits_the_templates_page_text_and_language(office: bytes) -> None:
    read = docx.Document(io.BytesIO(render(OUTLINE, "briefing", {}, office)))
    section = read.sections[0]
    text = ((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)) // 635
    width = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}w"
    assert (
        all(abs(int(table._tbl.tblPr.find("{*}tblW").get(width)) - text) <= 4 for table in read.tables) and read.tables
    )
    assert read.styles["Body Text"].font.size is None and read.styles["缺页标记"].font.size == Pt(9.5)  # 14 beside 16
    tongues = {
        tongue.get(tongue.keys()[-1]) for tongue in read.styles.element.iter("{*}lang") if len(tongue.keys()) > 1
    }
    assert not any(tongue.startswith("en-GB") for tongue in tongues)


def test_the_same_template_gives_the_same_bytes(office: bytes) -> None:
    assert render(OUTLINE, "summary", {}, office) == render(OUTLINE, "summary", {}, bytes(office))


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for n in range(3):
            package.writestr(f"{n}.xml", bytes(50_000_000))
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "TEMPLATE_UNREADABLE"),
        (b"PK\x03\x04 no more", "TEMPLATE_UNREADABLE"),
        (bytes(17 * 1024 * 1024), "TEMPLATE_TOO_LARGE"),
        (bomb(), "TEMPLATE_TOO_LARGE"),
    ],
    ids=["empty", "broken", "large", "bomb"],
)
def test_what_is_no_template_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError) as caught:
        render(OUTLINE, "summary", {}, data)
    assert caught.value.reason == reason
