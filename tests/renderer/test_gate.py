"""The gate itself: it must see the faults that make Word call a file corrupt, and nothing in a sound one."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from services.renderer.render import render
from services.segmenter.segment import segment
from tests.renderer.sound import SDK, faults

SPEECH = Path(__file__).parents[2] / "samples/speech.txt"
# What is broken, and how: the member, the text in it, what is put in its place.
PLANTED = {
    "children of pPr out of order": ("document", '<w:pPr><w:pStyle w:val="Title"/></w:pPr>', '<w:pPr><w:jc w:val="left"/><w:pStyle w:val="Title"/></w:pPr>'),
    "a value that is not in the list": ("document", '<w:pPr><w:pStyle w:val="Title"/></w:pPr>', '<w:pPr><w:pStyle w:val="Title"/><w:jc w:val="middle"/></w:pPr>'),
    "a style that is not there": ("document", '<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Nowhere"/>'),
    "a relation that is not there": ("document", "<w:body>", '<w:body><w:p><w:hyperlink r:id="rId99"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'),
    "an element that nobody knows": ("document", "<w:body>", "<w:body><w:wonder/>"),
    "a bookmark twice": ("document", "<w:body>", '<w:body><w:p><w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/><w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/></w:p>'),
    "a list that is not there": ("document", '<w:pPr><w:pStyle w:val="Title"/></w:pPr>', '<w:pPr><w:pStyle w:val="Title"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr></w:pPr>'),
    "a cell without a paragraph": ("document", "<w:body>", '<w:body><w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid><w:tr><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>'),
}  # fmt: skip
ONLY_SDK = {"a value that is not in the list"}


@pytest.fixture(scope="module")
def sound() -> bytes:
    return render(segment(SPEECH.read_bytes()), "briefing", {})


def test_a_sound_file_passes(sound: bytes) -> None:
    assert faults(sound) == []


@pytest.mark.parametrize("name", PLANTED)
def test_the_gate_sees(name: str, sound: bytes) -> None:
    if name in ONLY_SDK and not SDK.exists():
        pytest.skip("the Open XML SDK is not there (npm, Linux on x86-64)")
    part, before, after = PLANTED[name]
    broken, done = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(broken, "w") as new:
        for member in old.namelist():
            text = old.read(member).decode()
            if member == f"word/{part}.xml":
                done = text.count(before)
                text = text.replace(before, after, 1)
            new.writestr(member, text)
    assert done, "the planted text is not in the file"
    assert faults(broken.getvalue())
