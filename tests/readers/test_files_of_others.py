"""Files that other people made, in the benchmarks' folder: each is read, or refused with the right reason."""

from pathlib import Path

import pytest

from services.errors import DocumentError
from services.segmenter.readers import read
from services.segmenter.segment import segment

FILES = Path(__file__).parents[2].parent / "shared" / "formats"
pytestmark = pytest.mark.skipif(not FILES.is_dir(), reason="the files are not there")

# What a viewer shows in this order, or the reason.
SHOWN = {
    "hocr/cjk.hocr": ("你好世界", "繁體中文", "こんにちは世界", "안녕하세요 세계"),
    "hocr/latin.hocr": ("The quick brown fox jumps", "Café résumé naïve"),
    "hocr/multilingual.hocr": ("English Text Here",),
    "alto/missing_coords_ro.xml": ("Line one", "Line two", "Line three", "Line four"),
    "page/explicit_ro.xml": ("Line 1 in region 2", "Line 2 in region 2", "Line 1 in region 1", "Line 1 in region 3"),
    "page/explicit_ro_unordered.xml": ("Line 1", "Line 2", "Line 3"),
    "page/missing_coords_transkribus.xml": ("Line 1", "Line 2", "Line 3", "Line 4"),
    "pdf/bookmark_sample.pdf": ("PART I - DEFINITIONS", "1. Interpretation", "3.1 Payment Schedule"),
    "pdf/normal_4pages.pdf": (
        "재해보험금 지급문제 및 개선과제",
        "1 들어가며",
        "한 법률」(이하 ‘감염병예방법’) 제2조 제2호에 의하\n면 제1급감염병이란",
        "정된 법에서 이들은 제2급감염병으로 변경되었다.\n대신에",
    ),
    "pdf/tagged.pdf": ("Table of Contents", "Column 1\tColumn 2\nCell 1\tCell 2\nCell 3\tCell 4", "Page 2 Heading"),
    "pdf/invisible_text_layer.pdf": ("Visible heading line", "Invisible OCR text layer"),
    "docx/unit_test_headers_numbered.docx": ("Test Document", "1. Section 1", "1.2.1. Section 1.2.3", "2. Section 2"),
    "docx/list_after_num_headers.docx": ("1. ĐỐI TƯỢNG ÁP DỤNG",),
    "docx/docx_lists.docx": ("Test Document", "1. List item a", "3. List item c"),
    "docx/Strict.docx": ("Some text",),
    "ofd/helloworld_with_pageblock.ofd": ("你好呀，OFD Reader&Writer！",),
    "ofd/namespace_no_std.ofd": ("你好呀，OFD Reader&Writer！",),
    "ofd/chineseDir.ofd": ("你好呀，OFD Reader&Writer！",),
    "ofd/ano.ofd": ("可信安全浏览器", "应用开发指南"),
    "ofd/keyword2.ofd": ("江苏增值税电子普通发票", "31471858", "200.00"),
}
REFUSED = {
    "alto/reg_test.xml": "TEXT_MISSING",
    "alto/zero_dims.xml": "TEXT_MISSING",
    "page/cPAS-2000.xml": "TEXT_MISSING",
    "page/zero_dims.xml": "TEXT_MISSING",
    "pdf/trivial.pdf": "TEXT_MISSING",
    "pdf/type3_font_nomapping.pdf": "TEXT_UNMAPPED",
}


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_a_file_reads_as_a_viewer_shows_it(name: str) -> None:
    text = "\n".join(read((FILES / name).read_bytes()).texts)
    at = -1
    for words in SHOWN[name]:
        assert (at := text.find(words, at + 1)) >= 0, words


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_file_without_text_says_so(name: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read((FILES / name).read_bytes())
    assert caught.value.reason == REFUSED[name]


@pytest.mark.parametrize("path", sorted(FILES.glob("*/*.*")), ids=lambda path: path.name)
def test_every_file_is_outlined_by_the_laws_or_refused(path: Path) -> None:
    try:
        outline = segment(path.read_bytes())
    except DocumentError as error:
        assert error.reason in {"TEXT_MISSING", "TEXT_UNMAPPED"}
        return
    assert not [finding for finding in outline.findings if finding.severity == "error"]
    assert outline.source.format == path.parent.name
