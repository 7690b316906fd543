"""Archives: pages in their order, whatever else lies in them, and nothing beyond their bounds."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping

import pytest

from services.errors import DocumentError
from services.limits import DUMP_BYTES
from services.segmenter.readers import read

Packed = Callable[[Mapping[str, bytes]], bytes]


def zipped(files: Mapping[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return data.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name, raw in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(raw)
            archive.addfile(entry, io.BytesIO(raw))
    return data.getvalue()


PACKED: dict[str, Packed] = {"zip": zipped, "tar": tarred, "tar.gz": lambda files: gzip.compress(tarred(files))}
PAGES = {f"scan {n}.txt": f"第{n}页的正文。\n".encode() for n in (10, 2, 1)}


@pytest.mark.parametrize("form", PACKED)
def test_pages_stand_in_the_natural_order_of_their_names(form: str) -> None:
    document = read(PACKED[form](PAGES))
    assert (document.format, document.texts) == ("archive", ("第1页的正文。\n", "第2页的正文。\n", "第10页的正文。\n"))


@pytest.mark.parametrize("form", PACKED)
def test_what_a_system_or_a_scanner_leaves_behind_is_no_page(form: str) -> None:
    left = {
        "__MACOSX/._scan 1.txt": b"\x00\x05\x16\x07",
        ".DS_Store": b"\x00\x00\x00\x01Bud1",
        "Thumbs.db": b"\xd0\xcf\x11\xe0",
        "scan 1.png": b"\x89PNG\r\n\x1a\n",
    }
    assert len(read(PACKED[form]({**PAGES, **left})).texts) == 3


def test_names_in_gbk_are_read_as_they_were_written() -> None:
    names = {"第2页.txt": "二".encode(), "第1页.txt": "一".encode()}
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, text in names.items():
            entry = zipfile.ZipInfo("x")
            entry.filename = name.encode("gb18030").decode("cp437")
            archive.writestr(entry, text)
    assert read(raw.getvalue()).texts == ("一", "二")


def test_one_page_in_several_formats_is_read_once() -> None:
    hocr = (
        b"<html><body><div class='ocr_page' title='bbox 0 0 9 9'><span class='ocr_line'>One</span></div></body></html>"
    )
    document = read(zipped({"p1.txt": b"One", "p1.hocr": hocr, "p2.txt": b"Two"}))
    assert document.texts == ("One", "Two")
    assert dict(document.metadata)["formats"] == "hocr text"


def test_names_that_do_not_count_give_way_to_printed_numbers() -> None:
    document = read(zipped({"a.txt": b"Last.\n- 3 -\n", "b.txt": b"First.\n- 1 -\n", "c.txt": b"Second.\n- 2 -\n"}))
    assert [text[:5] for text in document.texts] == ["First", "Secon", "Last."]


def test_a_single_file_in_an_archive_is_read_as_itself() -> None:
    assert read(zipped({"speech.txt": b"1\n\x0c2\n"})).format == "text"


def test_what_cannot_be_read_is_told_and_the_rest_is_read() -> None:
    document = read(zipped({**PAGES, "letter.rtf": b"{\\rtf1 x}"}))
    assert len(document.texts) == 3
    assert [finding.rule for finding in document.findings] == ["members_unread"]


METS = """<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"><fileSec><fileGrp USE="FULLTEXT">
<file ID="A"><FLocat xlink:href="alto/x.txt"/></file><file ID="B"><FLocat xlink:href="alto/y.txt"/></file></fileGrp></fileSec>
<structMap TYPE="PHYSICAL"><div TYPE="book"><div TYPE="page" ORDERLABEL="iv"><fptr FILEID="B"/></div>
<div TYPE="page" ORDERLABEL="1"><fptr FILEID="A"/></div></div></structMap></mets>"""


def test_mets_orders_its_pages_and_tells_their_numbers() -> None:
    document = read(zipped({"mets.xml": METS.encode(), "alto/x.txt": b"Body", "alto/y.txt": b"Preface"}))
    assert document.texts == ("Preface", "Body")
    assert [page.label for page in document.pages] == ["iv", "1"]


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"inner.zip": zipped(PAGES)}, "ARCHIVE_NESTED"),
        ({"inner.tar.gz": gzip.compress(tarred(PAGES))}, "ARCHIVE_NESTED"),
        ({"a.png": b"\x89PNG\r\n\x1a\n"}, "TEXT_MISSING"),
        ({"xl/workbook.xml": b"<a/>", "[Content_Types].xml": b"<a/>"}, "FORMAT_UNKNOWN"),
        ({"mimetype": b"application/epub+zip"}, "FORMAT_UNKNOWN"),
    ],
)
def test_what_is_no_archive_of_pages_is_refused(files: dict[str, bytes], reason: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(zipped(files))
    assert caught.value.reason == reason


@pytest.mark.parametrize("sizes", [(DUMP_BYTES + 1,), (DUMP_BYTES // 4,) * 5])
def test_a_bomb_is_too_large_however_small_it_is_packed(sizes: tuple[int, ...]) -> None:
    bomb = zipped({f"{n}.txt": b" " * size for n, size in enumerate(sizes)})
    assert len(bomb) < DUMP_BYTES // 100
    with pytest.raises(DocumentError) as caught:
        read(bomb)
    assert caught.value.reason == "DUMP_TOO_LARGE"


def test_an_encrypted_member_says_so() -> None:
    data = bytearray(zipped({"a.txt": b"secret"}))
    data[6] |= 1  # the flag in the member's own head
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the table of contents
    with pytest.raises(DocumentError) as caught:
        read(bytes(data))
    assert caught.value.reason == "FILE_ENCRYPTED"


def test_a_broken_archive_is_damaged() -> None:
    with pytest.raises(DocumentError) as caught:
        read(zipped(PAGES)[:-30])
    assert caught.value.reason == "FILE_DAMAGED"
