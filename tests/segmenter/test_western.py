"""English dumps and the outlines that they should give, and what decides line by line."""

from pathlib import Path

import pytest

from services.outline.model import Severity
from services.segmenter.breaks.western import marks
from services.segmenter.frame.title_case import titled
from services.segmenter.readers.decode import decode
from services.segmenter.repairs.dehyphenation import dehyphenation
from services.segmenter.segment import segment
from tests.segmenter.drawn import drawn

CASES = Path(__file__).parent.parent / "cases" / "english"


@pytest.mark.parametrize("dump", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_an_english_dump_gives_its_outline(dump: Path) -> None:
    outline = segment(dump.read_bytes())
    assert drawn(outline) == dump.with_suffix(".tree").read_text(encoding="utf-8")
    assert not [finding for finding in outline.findings if finding.severity is Severity.ERROR]


def test_every_half_of_a_cut_word_is_recorded_where_it_stood() -> None:
    text = decode((CASES / "hyphens-at-line-ends.txt").read_bytes()).text
    outline = segment(text.encode())
    pages = text.split("\f")
    for repair in outline.repairs:
        assert pages[repair.span.page - 1][repair.span.start : repair.span.end] == repair.before
    told = {(repair.before, repair.after) for repair in outline.repairs}
    assert {("malfunc-", ""), ("tion", "malfunction"), ("explanatory", "self-explanatory")} <= told


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("the infor-\nmation office", "the \ninformation office"),
        ("a self-\nevident rule", "a \nself-evident rule"),
        ("short-\nand long-term rules", "short-\nand long-term rules"),
        ("short- and long-term rules", "short- and long-term rules"),
        ("the infor- mation office", "the information office"),
        ("risk-\nbased rules; the risk is based on", "\nrisk-based rules; the risk is based on"),
        ("the years 2028-\n2029 were", "the years \n2028-2029 were"),
        ("co-operate here, and co-\noperate there", "co-operate here, and \nco-operate there"),
        ("a dash -\nand more", "a dash -\nand more"),
    ],
)
def test_a_hyphen_goes_only_where_it_is_not_the_words_own(text: str, whole: str) -> None:
    at, parts = 0, []
    for edit in dehyphenation(text, "en"):
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    assert "".join([*parts, text[at:]]) == whole


def test_hyphens_of_other_languages_are_left_alone() -> None:
    assert list(dehyphenation("die Infor-\nmation", "de")) == []


@pytest.mark.parametrize("text", ["Roles and Responsibilities", "Fees for the Year 2030", "SCOPE", "What HTTPS Does"])
def test_title_case_is_known(text: str) -> None:
    assert titled(text)


@pytest.mark.parametrize("text", ["The office keeps a list of stalls", "fees", "A fee of three crowns"])
def test_a_sentence_is_not_title_case(text: str) -> None:
    assert not titled(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nothing in section 3(a) or in paragraph (b) of it applies.",
        "It is paid under Article 5 of the Feast Act. See Fig. 2. Results are in No. 3. They are old.",
        "The fee is 3.5 crowns. A fine is 2.75 crowns.",
    ],
)
def test_what_is_cited_begins_no_block(text: str) -> None:
    assert [at for at, _ in marks(text) if at] == []
