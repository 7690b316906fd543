"""Hostile files: each ends in little memory, as an outline by the laws or with a reason of ours."""

from __future__ import annotations

import re
import resource
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import pytest

from services.errors import DocumentError
from services.outline.model import Severity
from services.segmenter.readers import read
from services.segmenter.segment import segment
from tests.readers.test_archives import zipped
from tests.readers.test_documents import W, docx, p
from tests.typesetter.setting import Block, Set, Sheet, Style, typeset
from tests.typesetter.write import as_alto, as_hocr, as_ofd, as_page_xml, as_pdf

MEGABYTES = 900  # beyond what was taken before; what grows without bound takes more, or never ends

BOMB = (
    '<!DOCTYPE {root} [<!ENTITY a "ha"><!ENTITY b "{b}"><!ENTITY c "{c}"><!ENTITY d "{d}">]>'.replace(
        "{b}", "&a;" * 100
    )
    .replace("{c}", "&b;" * 100)
    .replace("{d}", "&c;" * 100)
)
FETCH = '<!DOCTYPE {root} [<!ENTITY d SYSTEM "file:///etc/passwd">]>'
SHEETS = typeset([Block("title", "渡口管理办法"), *[Block("text", "渡口应当每季检查一次。" * 9)] * 30], Style())
NUMBERED = [
    replace(
        sheet,
        lines=tuple(replace(line, text="".join(chr(290 + ord(c) % 97) for c in line.text)) for line in sheet.lines),
    )
    for sheet in SHEETS
]


def markup(head: str, root: str, body: str) -> bytes:
    return f'<?xml version="1.0"?>{head.replace("{root}", root)}{body}'.encode()


ALTO = '<alto><Layout><Page WIDTH="{size}" HEIGHT="{size}"><TextLine {box}><String CONTENT="{text}" {box}/></TextLine></Page></Layout></alto>'
PAGE = '<PcGts><Page imageWidth="{size}" imageHeight="{size}"><TextRegion id="r"><TextLine><Coords points="{box}"/><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>'
REFUSED: dict[str, tuple[bytes, str]] = {
    "entities in ALTO": (markup(BOMB, "alto", ALTO.format(size=9, box="", text="&d;")), "ENTITIES_REFUSED"),
    "entities in PAGE": (markup(BOMB, "PcGts", PAGE.format(size=9, box="", text="&d;")), "ENTITIES_REFUSED"),
    "a file of the system in PAGE": (
        markup(FETCH, "PcGts", PAGE.format(size=9, box="", text="&d;")),
        "ENTITIES_REFUSED",
    ),
    "entities in DOCX": (
        zipped({"[Content_Types].xml": b"<T/>", "word/document.xml": markup(BOMB, "w:document", f"<w:document {W}/>")}),
        "ENTITIES_REFUSED",
    ),
    "ALTO that breaks off": (as_alto(SHEETS)[:-900], "FILE_DAMAGED"),
    "elements 100,000 deep": (b"<alto>" + b"<ComposedBlock>" * 100_000, "FILE_DAMAGED"),
    "JSON 100,000 deep": (b'[{"type": "text", "page_idx": ' + b"[" * 100_000, "FILE_DAMAGED"),
    "PDF of nothing": (b"%PDF-1.7\n", "FILE_DAMAGED"),
    "encrypted PDF": (
        as_pdf(SHEETS).replace(
            b"/Root 1 0 R",
            b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
            + b"00" * 32
            + b"> /U <"
            + b"11" * 32
            + b"> >>",
        ),
        "FILE_ENCRYPTED",
    ),
    "PDF whose font has its own numbers": (as_pdf(NUMBERED, mapped=False), "TEXT_UNMAPPED"),
    "OFD without its document": (
        zipped({"OFD.xml": b"<OFD><DocRoot>../../etc/passwd</DocRoot></OFD>"}),
        "FILE_DAMAGED",
    ),
    "OFD of a picture": (
        zipped(
            {
                "OFD.xml": b"<OFD><DocRoot>D.xml</DocRoot></OFD>",
                "D.xml": b"<Document><Pages><Page BaseLoc='P.xml'/></Pages></Document>",
                "P.xml": b"<Page><Content><Layer><ImageObject/><PathObject/></Layer></Content></Page>",
            }
        ),
        "TEXT_MISSING",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_hostile_file_is_refused_with_its_reason(what: str) -> None:
    raw, reason = REFUSED[what]
    with pytest.raises(DocumentError) as caught:
        read(raw)
    assert caught.value.reason == reason


def numbers(raw: bytes, seed: int) -> bytes:
    """`raw` with numbers that no place has."""
    chance = Random(seed)
    wrong = [b"NaN", b"-NaN", b"1e308", b"-1e308", b"inf", b"-7", b"0", b"999999999999", b"", b"0x1F", "٣".encode()]
    head, body = raw[:60], raw[60:]  # the declaration of XML stays
    return head + re.sub(
        rb"(?<=[\" ,])\d+(?:\.\d+)?", lambda m: chance.choice(wrong) if chance.random() < 0.4 else m[0], body
    )


FORMS: dict[str, Callable[[Sequence[Sheet]], bytes]] = {
    "hocr": as_hocr,
    "alto": as_alto,
    "page": lambda sheets: as_page_xml(sheets)[0],
    "ofd": as_ofd,
    "pdf": as_pdf,
}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("form", ["hocr", "alto", "page"])
def test_places_that_are_none_lose_no_text(form: str, seed: int) -> None:
    raw = numbers(FORMS[form](SHEETS), seed)
    outline = segment(raw)
    assert not [finding for finding in outline.findings if finding.severity is Severity.ERROR]
    assert "每季检查一次" in "".join(read(raw).texts)


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("form", FORMS)
def test_a_file_with_changed_bytes_is_read_or_refused(form: str, seed: int) -> None:
    chance = Random(f"{form} {seed}")
    raw = bytearray(FORMS[form](SHEETS))
    for _ in range(chance.choice((1, 5, 40))):
        at = chance.randrange(len(raw))
        match chance.randrange(3):
            case 0:
                raw[at] = chance.randrange(256)
            case 1:
                del raw[at : at + chance.randrange(200)]
            case _:
                raw[at:at] = raw[at : at + chance.randrange(200)]
    try:
        outline = segment(bytes(raw))
    except DocumentError as error:
        assert re.fullmatch("[A-Z_]+", error.reason)
        return
    assert not [finding for finding in outline.findings if finding.severity is Severity.ERROR]


def big() -> dict[str, Callable[[], bytes]]:
    line = Set("渡口应当每季检查一次。", 72, 100, 16)
    empty = Sheet((), 1)
    return {
        "a PDF of 10,000 empty pages": lambda: as_pdf([Sheet((line,), 1)] + [empty] * 9999),
        "a page of 8,000 lines": lambda: as_hocr(
            [Sheet(tuple(Set("检查一次", n % 50 * 11.0, n // 50 * 2.0 + 10, 8) for n in range(8_000)), 1)]
        ),
        "8,000 lines at one place": lambda: as_alto([Sheet((line,) * 8_000, 1)]),
        "a PDF with 30,000 characters at one place": lambda: as_pdf([Sheet((line,) * 3000, 1)]),
        "a table of 4,000 cells in a cell": lambda: (
            b"<html><body>" + b"<table><tr><td>a</td><td>" * 4000 + b"b" + b"</td></tr></table>" * 4000
        ),
        "60,000 paragraphs of DOCX": lambda: docx(p("一次") * 60_000),
        "a run of 3,000,000 advances": lambda: zipped(
            {
                "OFD.xml": b"<OFD><DocRoot>D.xml</DocRoot></OFD>",
                "D.xml": b"<Document><Pages><Page BaseLoc='P.xml'/></Pages></Document>",
                "P.xml": "<Page><TextObject Boundary='0 0 9 9' Size='4'>{}</TextObject></Page>".format(
                    "<TextCode X='1' Y='1' DeltaX='g 999999999 1'>渡口</TextCode>" * 3
                ).encode(),
            }
        ),
    }


@pytest.mark.parametrize("what", big())
def test_a_file_that_is_too_much_takes_bounded_memory(what: str) -> None:
    raw = big()[what]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        segment(raw)
    except DocumentError as error:
        assert re.fullmatch("[A-Z_]+", error.reason)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEGABYTES * 1024
