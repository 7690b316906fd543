"""Bytes to text: what encoding it is, what is damaged, what is refused."""

import gzip
from random import Random

import pytest

from services.errors import DocumentError
from services.limits import DUMP_BYTES
from services.segmenter.readers import read
from services.segmenter.readers.decode import decode

SIMPLIFIED = "关于做好渡口安全管理工作的通知\n各镇人民政府：\n汛期将至，现就有关事项通知如下。\n" * 3
TRADITIONAL = (
    "渡口管理條例\n第一條　為加強渡口安全管理，保障民眾往來，制定本條例。\n第二條　本條例所稱渡口，為供船隻停靠者。\n"
    * 3
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (TRADITIONAL, "utf-8"),
        (TRADITIONAL, "big5"),
        ("Ferries. Order of the harbour office.\n" * 4, "utf-16-le"),
    ],
)
def test_the_encoding_is_found_without_a_mark(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding, found.findings) == (text, encoding, ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_not_part_of_the_text(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)).text == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_dump_cut_inside_a_character_loses_that_character_only(encoding: str) -> None:
    raw = SIMPLIFIED.rstrip("\n。").encode(encoding)[:-1]
    found = decode(raw)
    assert found.encoding == encoding
    assert found.text.startswith(SIMPLIFIED[:-4])
    assert [finding.rule for finding in found.findings] == ["decoded_with_losses"]


def test_a_lone_surrogate_in_bytes_is_told_and_the_rest_is_kept() -> None:
    found = decode((SIMPLIFIED + "\ud800" + SIMPLIFIED).encode("utf-8", "surrogatepass"))
    assert found.encoding == "utf-8"
    assert found.text.count("渡口安全") == 6
    assert [finding.rule for finding in found.findings] == ["decoded_with_losses"]


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@pytest.mark.parametrize(
    ("raw", "reason", "words"),
    [
        (b"", "DUMP_EMPTY", "no bytes"),
        ("\u3000 \n\f".encode(), "DUMP_BLANK", "white space"),
        (bytes(range(1, 32)) * 40, "NOT_TEXT", "not text"),
        (Random(7).randbytes(400), "NOT_TEXT", "not text"),
        (PICTURE, "NOT_TEXT", "a PNG picture"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "NOT_TEXT", "a WebP picture"),
        (b"{\\rtf1\\ansi Ferries}", "FORMAT_UNKNOWN", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "FORMAT_UNKNOWN", "old Office file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "FILE_ENCRYPTED", "password"),
        (b'{"name": "ferry", "pages": [1, 2]}', "FORMAT_UNKNOWN", "JSON"),
        (b'<?xml version="1.0"?><!-- a list --><ferries><ferry/></ferries>', "FORMAT_UNKNOWN", "<ferries>"),
        (gzip.compress(PICTURE), "NOT_TEXT", "a PNG picture"),
        (gzip.compress(gzip.compress(b"ferries")), "ARCHIVE_NESTED", "unpack it"),
        (gzip.compress(SIMPLIFIED.encode())[:-9], "FILE_DAMAGED", "breaks off"),
        (gzip.compress(bytes(DUMP_BYTES + 1)), "DUMP_TOO_LARGE", "more than"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_name(raw: bytes, reason: str, words: str) -> None:
    with pytest.raises(DocumentError, match=words) as caught:
        read(raw)
    assert caught.value.reason == reason


@pytest.mark.parametrize("seed", range(20))
def test_chance_bytes_are_no_text(seed: int) -> None:
    with pytest.raises(DocumentError, match="not text"):
        read(Random(seed).randbytes(400))


@pytest.mark.parametrize(
    "text",
    [
        "BM stands for benchmark: the height of the quay is told from it.",
        "[1] The ferry law of 1898.\n[2] The harbour order.\n",
        "{a} Ferries\n{b} Harbours\n",
        "<1> Ferries and <2> harbours.\n",
        "<b is the width of the quay in feet>\n",
        "%PDF files are kept for ten years.\n",
        "PK 3 is the kilometre post at the ferry.\n",
    ],
)
def test_a_text_may_begin_like_another_format(text: str) -> None:
    assert read(text.encode()).dump.text == text


def test_a_text_in_gzip_is_read() -> None:
    found = read(gzip.compress(SIMPLIFIED.encode("gb18030")))
    assert (found.format, found.encoding, found.dump.text) == ("text", "gb18030", SIMPLIFIED)


def test_western_text_of_one_byte_a_letter_is_not_taken_for_chinese() -> None:
    text = "Le café du port était fermé; la traversée coûte sept francs.\n" * 3
    assert read(text.encode("cp1252")).dump.text == text
