"""Bytes to text: what encoding it is, what is damaged, what is refused."""

import pytest

from services.errors import DocumentError
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


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "DUMP_EMPTY"),
        ("\u3000 \n\f".encode(), "DUMP_BLANK"),
        (b"%PDF-1.7\n1 0 obj", "NOT_TEXT"),
        (b"PK\x03\x04" + bytes(30), "NOT_TEXT"),
        (bytes(range(1, 32)) * 40, "NOT_TEXT"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(raw)
    assert caught.value.reason == reason


def test_a_text_may_begin_like_the_mark_of_a_picture() -> None:
    assert decode(b"BM stands for benchmark: the height of the quay is told from it.").text.startswith("BM stands")
