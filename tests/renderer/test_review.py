"""A review copy: accepting all gives the clean copy, rejecting all the raw text without furniture."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

from services.renderer.render import render
from services.segmenter.readers import read
from services.segmenter.segment import segment
from tests.renderer.sound import faults

ROOT = Path(__file__).parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DUMPS = {
    "speech": (ROOT / "samples/speech.txt").read_bytes(),
    "notice": (ROOT / "samples/notice.txt").read_bytes(),
    "controls": "关于防汛的通知\n各镇：\n一、备\u200b足物\x01资。\n各镇要在６月前备足臵备的物资,不得拖延\x02。\n".encode(),
}


def settled(package: bytes, accept: bool) -> list[str]:
    """The paragraphs' texts once every revision is accepted, or rejected."""
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    gone = "del" if accept else "ins"
    texts = []
    for paragraph in root.iter(f"{W}p"):
        if not accept and paragraph.find(f"{W}pPr/{W}rPr/{W}ins") is not None:
            assert not "".join(_texts(paragraph, gone)).strip() or paragraph is root.findall(f".//{W}p")[-1]
        texts.append("".join(_texts(paragraph, gone)))
    return texts


def _texts(paragraph: etree._Element, gone: str) -> list[str]:
    return [
        one.text or ""
        for one in paragraph.iter(f"{W}t", f"{W}delText")
        if not any(above.tag == f"{W}{gone}" for above in one.iterancestors())
    ]


@pytest.mark.parametrize("name", DUMPS)
def test_accepting_all_gives_the_clean_copy(name: str) -> None:
    outline = segment(DUMPS[name])
    clean = docx.Document(io.BytesIO(render(outline, "transcript", {})))
    accepted = settled(render(outline, "transcript", {"review": "yes"}), accept=True)
    assert [text for text in accepted if text] == [paragraph.text for paragraph in clean.paragraphs if paragraph.text]


@pytest.mark.parametrize("name", DUMPS)
def test_rejecting_all_gives_the_raw_text_without_furniture(name: str) -> None:
    outline = segment(DUMPS[name])
    dump = read(DUMPS[name]).dump
    kept = [list(dump.text[start:end]) for start, end in dump.pages]
    for piece in outline.furniture:
        kept[piece.span.page - 1][piece.span.start : piece.span.end] = [""] * piece.span.chars
    raw = "".join("".join(page) for page in kept)
    rejected = "".join(settled(render(outline, "transcript", {"review": "yes"}), accept=False))
    assert _shown(rejected) == _shown(raw)


def _shown(text: str) -> str:
    """Without white space, and with U+FFFD for what XML cannot hold."""
    return "".join(text.translate(dict.fromkeys((1, 2), "\ufffd")).split())


def test_every_finding_and_gap_is_a_comment() -> None:
    outline = segment(DUMPS["speech"])
    package = render(outline, "transcript", {"review": "yes"})
    comments = [comment.text for comment in docx.Document(io.BytesIO(package)).comments]
    assert len(comments) == len(outline.findings)  # lost_pages are told by their gaps
    assert any("缺第2页" in text for text in comments) and any("应有3项" in text for text in comments)
    assert faults(package) == []


@pytest.mark.parametrize("profile", ["briefing", "summary"])
def test_the_other_profiles_have_review_copies_too(profile: str) -> None:
    assert faults(render(segment(DUMPS["speech"]), profile, {"review": "yes"})) == []
