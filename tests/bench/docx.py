"""Milliseconds a DOCX, warm, beside idiomatic python-docx and beside the raw floor, all in one run."""

from __future__ import annotations

import io
import random
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import docx

from services.outline.model import Heading, Outline, Paragraph, Run, Section, Span, Text
from services.renderer.docx.package import LEVEL
from services.renderer.docx.skeleton import skeleton
from services.renderer.docx.write import write
from services.renderer.options import checked
from services.renderer.placed import Line, Plan
from services.renderer.plan import plan
from services.renderer.profile import Profile, profile

COMMON = range(0x4E00, 0x5E00)  # drawn from these by chance, but the everyday ones far more often: text that deflates
CHARS = 150  # of a paragraph
EVERY = 10  # a heading each tenth paragraph
ROUNDS = {50: 40, 1_000: 8, 10_000: 2}
SLOW = 1_000  # python-docx is not asked for more: it grows quadratically
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _outline(paragraphs: int) -> Outline:
    """A report of so many paragraphs of 150 characters, a section each tenth."""
    chance = random.Random(7)
    sections = []
    for k in range(0, paragraphs, EVERY):
        blocks = tuple(
            Paragraph(Text((Run(_words(chance), Span(k + 1, n * CHARS, (n + 1) * CHARS)),))) for n in range(1, EVERY)
        )
        sections.append(Section(Heading(Text((Run(f"{k // EVERY + 1}.防汛责任", Span(k + 1, 0, 8)),))), blocks))
    return Outline(sections=tuple(sections))


def _words(chance: random.Random) -> str:
    """A paragraph whose characters are as uneven as those of real text: it deflates to about 1 byte a character."""
    drawn = (COMMON[min(int(chance.paretovariate(0.45)) - 1, len(COMMON) - 1)] for _ in range(CHARS - 1))
    return "".join(map(chr, drawn)) + "。"


def _idiomatic(made: Plan) -> bytes:
    """As the manual of python-docx has it: named styles of its own template."""
    document = docx.Document()
    for one in made.placed:
        if isinstance(one, Line):
            document.add_paragraph(str(one), style="Heading 1" if one.level else "Body Text")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _raw(made: Plan, look: Profile, level: int) -> bytes:
    """The least that could be done: constant parts as they are, one string, one deflate at `level`."""
    file = io.BytesIO()
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{"Heading1" if one.level else "Body"}"/></w:pPr><w:r><w:t>{one}</w:t></w:r></w:p>'
        for one in made.placed
        if isinstance(one, Line)
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as package:
        for name, data, _ in skeleton(look).parts:
            if name != "/word/document.xml":
                package.writestr(name[1:], data)
        text = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        package.writestr("word/document.xml", text, zipfile.ZIP_DEFLATED, level)
    return file.getvalue()


def _ms(work: Callable[[], object], rounds: int) -> float:
    """The best of some rounds, processor time."""
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best * 1000


def run() -> None:
    """Print milliseconds and ratios: planning the whole text and writing it on the briefing's sheet, without condensing."""
    look = profile("briefing", "zh")
    for paragraphs, rounds in ROUNDS.items():
        outline = _outline(paragraphs)
        options = checked({"contents": "no"})
        made = plan(outline, profile("transcript", "zh"), options)
        whole = _ms(lambda: write(plan(outline, profile("transcript", "zh"), options), look), rounds)  # noqa: B023
        raw, usual = (_ms(lambda: _raw(made, look, level), rounds) for level in (LEVEL, 6))  # noqa: B023
        told = f"{paragraphs:6} paragraphs {whole:8.2f} ms, {whole / raw:4.2f} × the raw floor at our level {LEVEL}"
        told += f" ({whole / usual:4.2f} × at zipfile's usual 6)"
        if paragraphs <= SLOW:
            slow = _ms(lambda: _idiomatic(made), max(2, rounds // 4))  # noqa: B023
            told += f", python-docx takes {slow / whole:5.1f} × as long"
        print(told)
    outline = _outline(10_000)
    tracemalloc.start()
    write(plan(outline, profile("transcript", "zh"), {}), look)
    print(f"peak of 10,000 paragraphs, Python's own memory only: {tracemalloc.get_traced_memory()[1] / 2**20:.0f} MiB")
    tracemalloc.stop()
