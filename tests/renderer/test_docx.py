"""The files: read back by python-docx, sound to the validators, the same bytes each time, whatever the text."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings

from services.outline.model import Gap, Heading, Meta, Outline, Paragraph, Run, Source, Span, Text
from services.renderer.docx.text import clean
from services.renderer.formats import format_of
from services.renderer.profile import LANGUAGES, names
from services.renderer.render import render
from services.segmenter.segment import segment
from tests.outline.drawn import outlines
from tests.renderer.sound import faults

ROOT = Path(__file__).parents[2]
SAMPLES = ("speech", "notice", "report-en")
HOSTILE = (
    "控制\x00字\x0b符\x1b",
    "<w:p>&amp;]]>\"'",
    "长" * 10_000,
    "𠀀𠮷😀𝒜",
    "שלום עולם مرحبا",
    "\ud800\udfff\ufffe\uffff",
    "\t\n\r\u2028",
    "",
)


def outline_of(name: str) -> Outline:
    return segment((ROOT / f"samples/{name}.txt").read_bytes())


def hostile() -> Outline:
    texts = [Text((Run(text, Span(1, 0, max(1, len(text)))),)) for text in HOSTILE]
    return Outline(source=Source(page_chars=(20_000,)), blocks=tuple(map(Paragraph, texts)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("profile", [name for name in names() if format_of(name).ending == "docx"])
@pytest.mark.parametrize("name", [*SAMPLES, "hostile", "empty"])
def test_every_profile_makes_a_sound_file_of(name: str, profile: str, language: str) -> None:
    outline = hostile() if name == "hostile" else Outline() if name == "empty" else outline_of(name)
    told = {"lang": language, "contents": "yes"}
    assert faults(render(outline, profile, told), sdk=name in ("speech", "hostile")) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_python_docx_reads_headings_and_text_back(name: str) -> None:
    outline = outline_of(name)
    read = docx.Document(io.BytesIO(render(outline, "transcript", {"contents": "no"})))
    headings = [(int(p.style.name.split()[1]), p.text) for p in read.paragraphs if p.style.name.startswith("Heading")]
    items = list(outline.walk())
    title = outline.metadata.title
    there = [(depth, item) for depth, item in items if isinstance(item, Heading) and item.text]
    shown = [(level, text) for level, text in headings if text[0] not in "〔["]
    assert [level for level, _ in shown] == [depth for depth, _ in there]
    for (_, text), (_, heading) in zip(shown, there, strict=True):  # a run-in heading goes on in its line
        assert text.startswith(str(heading.text)) if heading.run_in else text == str(heading.text)
    assert sum(1 for _, text in headings if text[0] in "〔[") == sum(
        1 for _, item in items if isinstance(item, Heading) and not item.text
    )
    texts = [p.text for p in read.paragraphs]
    for _, item in items:
        if (
            not isinstance(item, Gap)
            and item.text
            and not (isinstance(item, Meta) and title and title.value in str(item.text))
        ):
            assert any(str(item.text) in text for text in texts), str(item.text)


def test_the_same_bytes_come_out_in_another_process() -> None:
    script = (
        "import sys,hashlib;from tests.renderer.test_docx import outline_of;from services.renderer.render import render;"
        "print(hashlib.sha256(b''.join(render(outline_of('speech'),p,{}) for p in ('transcript','briefing','summary'))).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


@settings(max_examples=40, deadline=None, derandomize=True)
@given(outlines)
def test_any_outline_becomes_a_file_with_all_of_its_text(outline: Outline) -> None:
    read = docx.Document(io.BytesIO(render(outline, "transcript", {})))
    whole = "".join(paragraph.text for paragraph in read.paragraphs)
    for _, item in outline.walk():
        if not isinstance(item, Gap | Meta):
            lines = clean(str(item.text)).replace("\r", "\n")
            assert lines in whole
