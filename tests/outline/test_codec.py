import pytest
from hypothesis import HealthCheck, given, settings

from protos.outline.v1 import outline_pb2
from services.errors import BrokenInvariant, DocumentError
from services.limits import SECTION_DEPTH
from services.outline import codec, json_stream
from services.outline.model import Heading, MetaRole, Outline, Run, Section, Span, Text
from tests.outline.drawn import outlines

SLOW_IS_FINE = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@SLOW_IS_FINE
@given(outlines)
def test_what_goes_over_the_wire_or_to_disk_comes_back_the_same(outline):
    data, text = codec.to_bytes(outline), codec.to_json(outline)
    assert codec.from_bytes(data) == outline
    assert codec.from_json(text) == codec.from_json(text.encode()) == outline
    assert codec.to_bytes(codec.from_json(text)) == data
    assert codec.to_json(codec.from_bytes(data)) == text


@SLOW_IS_FINE
@given(outlines)
def test_json_in_pieces_is_the_same_text(outline):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(json_stream, "WHOLE_BYTES", 20)  # so that even small outlines come in pieces
        pieces = list(codec.json_pieces(codec.to_bytes(outline)))
    assert b"".join(pieces).decode() == codec.to_json(outline)
    title = outline.metadata.title
    assert codec.title_of(codec.to_bytes(outline)) == (title.value if title else "")


def test_json_shows_letters_as_they_are():
    outline = Outline(sections=(Section(Heading(Text((Run("一、思想上要重视", Span(1, 0, 8)),)))),))
    assert '"text": "一、思想上要重视"' in codec.to_json(outline)


def tower(depth):
    """The bytes of an outline with sections nested `depth` deep, made by hand: protobuf refuses to make the deepest."""
    data = b""
    for _ in range(depth):
        length = len(data)
        data = b"\x1a" + bytes([length % 128 | 128, length // 128]) + data  # field 3 of Section; the length as a varint
    return b"\x22" + data[1:]  # field 4 of Outline


BAD_BYTES = {
    "no message": b"\xff\xff\xff",
    "sections one too deep": tower(SECTION_DEPTH + 1),
    "sections beyond what protobuf takes": tower(120),
    "a block of no kind": outline_pb2.Outline(blocks=[outline_pb2.Block()]).SerializeToString(),
    "a role not told": outline_pb2.Outline(
        blocks=[outline_pb2.Block(meta=outline_pb2.Meta())], metadata=outline_pb2.Metadata(kind="DOCUMENT_KIND_OTHER")
    ).SerializeToString(),
    "a kind of the future": outline_pb2.Outline(metadata={"kind": 77}).SerializeToString(),
    "a span that ends before it starts": outline_pb2.Outline(
        metadata={"kind": 6}, repairs=[{"span": {"page": 1, "start": 5, "end": 4}}]
    ).SerializeToString(),
    "a span on no page": outline_pb2.Outline(metadata={"kind": 6}, repairs=[{"span": {"end": 4}}]).SerializeToString(),
    "a point without a number": outline_pb2.Outline(
        metadata={"kind": 6}, blocks=[{"point": outline_pb2.Point()}]
    ).SerializeToString(),
}
BAD_JSON = {
    "nothing": "",
    "not JSON": "# 一、",
    "a list": "[]",
    "another document": '{"hello": 1}',
    "no UTF-8": b"\xff\xfe{}",
    "a lone surrogate": '{"segmenter": "\\ud800", "metadata": {"kind": 6}}',
    "nested without end": '{"sections":[' * 30_000,
    "the wrong type": '{"sections": 5}',
    "a number too large": '{"printedPages": [{"number": 99999999999}]}',
}


@pytest.mark.parametrize("data", BAD_BYTES.values(), ids=BAD_BYTES)
def test_bytes_that_are_no_outline_are_refused_with_a_reason(data):
    with pytest.raises(DocumentError) as caught:
        codec.from_bytes(data)
    assert caught.value.reason == "OUTLINE_UNREADABLE"


@pytest.mark.parametrize("text", BAD_JSON.values(), ids=BAD_JSON)
def test_json_that_is_no_outline_is_refused_with_a_reason(text):
    with pytest.raises(DocumentError) as caught:
        codec.from_json(text)
    assert caught.value.reason == "OUTLINE_UNREADABLE"


def test_sections_deeper_than_the_wire_carries_are_our_bug():
    section = Section(Heading(Text()))
    for _ in range(SECTION_DEPTH):
        section = Section(Heading(Text()), (), (section,))
    with pytest.raises(BrokenInvariant):
        codec.to_bytes(Outline(sections=(section,)))


def test_every_role_has_its_word_on_the_wire():
    assert {f"META_ROLE_{role.name}" for role in MetaRole} == set(outline_pb2.MetaRole.keys()) - {
        "META_ROLE_UNSPECIFIED"
    }


@pytest.mark.parametrize("nothing", ["{}", '{"blocks": []}'])
def test_json_without_a_document_is_told_in_plain_words(nothing: str) -> None:
    with pytest.raises(DocumentError, match="says nothing of a document") as caught:
        codec.from_json(nothing)
    assert caught.value.reason == "OUTLINE_UNREADABLE"
