"""One page set once and read from every format gives one outline: the one of the text that was set."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from services.outline.draw import draw
from services.outline.model import FurnitureKind, Heading, Outline, Paragraph, ParagraphKind, Severity
from services.segmenter.segment import segment
from tests.typesetter.blocks import blocks_of
from tests.typesetter.setting import Block, Sheet, Style, typeset
from tests.typesetter.write import as_alto, as_archive, as_hocr, as_ofd, as_page_xml, as_pdf

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = ("notice", "speech", "report", "report-en", "act-en")
FORMATS: dict[str, Callable[[Sequence[Sheet]], bytes]] = {
    "hocr": as_hocr,
    "hocr of a rough scan": lambda sheets: as_hocr(sheets, rough=True),
    "alto": as_alto,
    "alto without namespace": lambda sheets: as_alto(sheets, namespace=False),
    "page": lambda sheets: as_archive(as_page_xml(sheets), "xml"),
    "pdf": as_pdf,
    "pdf with a hidden layer": lambda sheets: as_pdf(sheets, hidden=True),
    "ofd": as_ofd,
}
STYLES = {
    "indented, with a running head": Style(head="清河县人民政府文件"),
    "two columns": Style(columns=2, size=10.5, leading=16),
    "white between paragraphs, no indents": Style(indent=0, spaced=0.5, folio="{n}"),
}


def tree(outline: Outline) -> list[str]:
    """The outline as drawn, without what is told of the page."""
    return [
        line
        for line in draw(outline).splitlines()
        if not line.startswith(("facts:", "furniture:", "repairs:", "findings:"))
    ]


def sampled(name: str) -> tuple[list[Block], list[str]]:
    """The blocks of a sample and their outline: what plain text with a blank line between paragraphs gives."""
    outline = segment((SAMPLES / f"{name}.txt").read_bytes())
    wanted = [line for line in tree(outline) if "missing⟩" not in line and "⟨lost heading⟩" not in line]
    return list(blocks_of(outline)), [line.replace("⟨torn⟩ ", "") for line in wanted]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "speech"])
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("form", FORMATS)
def test_a_sample_set_on_pages_gives_its_outline_in_every_format(name: str, style: str, form: str) -> None:
    blocks, wanted = sampled(name)
    sheets = typeset(blocks, STYLES[style])
    outline = segment(FORMATS[form](sheets))
    assert tree(outline) == wanted
    assert not [finding for finding in outline.findings if finding.severity is Severity.ERROR]
    folios = [piece for piece in outline.furniture if piece.kind is FurnitureKind.FOLIO]
    assert len(folios) == len(sheets)


def test_a_line_of_the_outline_leads_to_its_place_on_the_page() -> None:
    from services.outline.boxes import boxes_of

    blocks, _ = sampled("notice")
    sheets = typeset(blocks, STYLES["indented, with a running head"])
    outline = segment(as_pdf(sheets))
    heading = next(item for _, item in outline.walk() if isinstance(item, Heading))
    boxes = boxes_of(outline, heading.text.spans[0])
    line = next(line for line in sheets[0].lines if line.text.startswith(str(heading.text)))
    assert [(round(box.left / 20), round(box.right / 20)) for box in boxes] == [
        (round(line.x), round(line.x + len(str(heading.text)) * line.size))
    ]
    assert outline.source.format == "pdf"
    assert [layout.label for layout in outline.page_layouts] == ["1", "2"]


FERRIES = [
    Block("title", "清河县渡口管理办法"),
    Block("heading", "一、总体要求", 1),
    *[Block("text", "渡口应当每季检查一次，检查情况报县交通运输局备案，发现隐患的应当立即停航整改。" * 3)] * 5,
    Block("note", "① 本办法所称渡口，包括临时渡口和季节性渡口，不包括军用渡口。"),
    *[Block("text", "各镇应当把渡口安全列入年度考核，考核结果向社会公布。" * 4)] * 4,
    Block("heading", "二、责任分工", 1),
    Block("row", "事项\t牵头单位\t时限"),
    Block("row", "渡船检验\t县交通运输局\t五月底"),
    Block("row", "船员培训\t县应急管理局\t六月底"),
    Block("text", "以上事项由县政府督查室督办。"),
]


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "hocr of a rough scan"])
def test_text_goes_on_behind_a_footnote_and_rows_keep_their_cells(form: str) -> None:
    sheets = typeset(FERRIES, Style(head="清河县人民政府文件"))
    assert len(sheets) > 1
    outline = segment(FORMATS[form](sheets))
    blocks = [item for _, item in outline.walk() if isinstance(item, Paragraph)]
    texts = [str(item.text) for item in blocks]
    assert texts[:5] == [FERRIES[2].text] * 5
    notes = [item for item in blocks if item.kind is ParagraphKind.FOOTNOTE]
    if "page" not in form:  # which tells no sizes
        assert [(str(note.text), note.mark) for note in notes] == [(FERRIES[7].text, "①")]
    rows = [(str(item.text), item.table) for item in blocks if item.kind is ParagraphKind.TABLE_ROW]
    assert rows == [(block.text, 1) for block in FERRIES if block.kind == "row"]
    assert [str(item.text) for _, item in outline.walk() if isinstance(item, Heading)] == [
        "一、总体要求",
        "二、责任分工",
    ]
    assert not [finding for finding in outline.findings if finding.severity is Severity.ERROR]


def test_bookmarks_make_headings_of_lines_that_words_do_not_tell() -> None:
    plain = Style(bold_headings=False, indent=0, spaced=0.5)
    names = ("Ferries of the upper river", "Crossing times", "Fares", "Bridges")
    body = Block("text", "The crossing is open from six in the morning and closes when the lamp is lit. " * 4)
    title = Block("title", "Handbook of the ferry board")
    sheets = typeset([title] + [block for name in names for block in (Block("left", name), body, body)], plain)
    marks = [("Ferries of the upper river", 1, 1), ("Crossing times", 2, 1), ("Fares", 2, 1), ("Bridges", 1, 2)]

    def headings(raw: bytes) -> list[tuple[int, str]]:
        return [(depth, str(item.text)) for depth, item in segment(raw).walk() if isinstance(item, Heading)]

    assert headings(as_pdf(sheets, marks)) == [(level, title) for title, level, _ in marks]


def test_a_page_of_short_lines_is_as_wide_as_the_others() -> None:
    short = [Block("text", f"（{number}）{words}。") for number, words in zip("一二三四五六七八九", SHORT, strict=True)]
    long = [Block("text", "渡口应当每季检查一次，检查情况报县交通运输局备案，发现隐患的应当立即停航整改。" * 3)] * 4
    blocks = [Block("title", "清河县渡口管理办法"), *long, *short, *short, *short, *long]
    sheets = typeset(blocks, Style())
    assert any(all(line.kind in ("text", "folio") and line.width < 250 for line in sheet.lines) for sheet in sheets)
    for form in ("pdf", "hocr of a rough scan", "page"):
        outline = segment(FORMATS[form](sheets))
        texts = [str(item.text) for _, item in outline.walk()]
        assert texts == [block.text for block in blocks]


SHORT = (
    "船只检验",
    "船员培训和考核",
    "渡口标志的设置",
    "夜间照明",
    "救生设备的配备和更换",
    "渡运时间",
    "票价公示",
    "天气恶劣时停航",
    "事故报告和调查处理",
)
