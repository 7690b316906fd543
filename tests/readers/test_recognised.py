"""Habits of the programs that write hOCR, ALTO and PAGE, one a test."""

import pytest

from services.segmenter.readers import read
from services.segmenter.readers.document import Role

HOCR = "<html><head><meta name='ocr-system' content='{system}'/></head><body>{body}</body></html>"


def hocr(body: str, system: str = "tesseract 5") -> list[tuple[str, Role | None]]:
    pages = read(HOCR.format(body=body, system=system).encode()).pages
    return [(line.text, line.role) for page in pages for line in page.lines]


def test_one_printed_line_in_several_pieces_is_one_line() -> None:
    pieces = "".join(
        f"<span class='ocr_line' title='bbox {x} 100 {x + 300} 150'>{text}</span>"
        for x, text in ((100, "三、"), (430, "保障措施"))
    )
    assert hocr(f"<div class='ocr_page' title='bbox 0 0 2000 3000'>{pieces}</div>") == [("三、保障措施", None)]


def test_a_word_with_the_box_of_its_page_does_not_stretch_its_line() -> None:
    line = (
        "<span class='ocr_line' title='bbox 100 100 400 150'><span class='ocrx_word' title='bbox 100 100 200 150'>A</span>"
        "<span class='ocrx_word' title='bbox 0 0 2000 3000'><em>ferry</em></span></span>"
    )
    assert hocr(f"<div class='ocr_page' title='bbox 0 0 2000 3000'>{line}</div>") == [("A ferry", None)]


def test_words_without_lines_are_put_together_by_their_places() -> None:
    words = "".join(
        f"<span class='ocrx_word' title='bbox {x} {y} {x + 90} {y + 40}'>{text}</span>"
        for x, y, text in ((100, 100, "Ferries"), (210, 102, "run"), (100, 160, "daily."))
    )
    page = f"<div class='ocr_page' title='bbox 0 0 2000 3000'><p class='ocr_par'>{words}</p></div>"
    assert hocr(page) == [("Ferries run", None), ("daily.", None)]


def test_blocks_without_lines_and_pages_without_blocks_are_read() -> None:
    assert hocr("<div class='ocr_page'><p class='ocr_par'>One\ntwo</p></div>") == [("One", None), ("two", None)]
    assert hocr("<div class='ocr_page'>One\n<b>two</b></div>") == [("One", None), ("two", None)]


@pytest.mark.parametrize(("system", "role"), [("tesseract 5", Role.HEADING), ("ocropus", Role.HEADER)])
def test_tesseract_calls_a_heading_a_header(system: str, role: Role) -> None:
    page = "<div class='ocr_page'><span class='ocr_header' title='bbox 1 1 9 9'>Fares</span></div>"
    assert hocr(page, system) == [("Fares", role)]


ALTO = """<alto><Description><MeasurementUnit>{unit}</MeasurementUnit></Description><Layout><Page WIDTH="2100" HEIGHT="2970">
{body}</Page></Layout></alto>"""


def test_a_hyphenated_word_of_alto_stands_as_it_is_printed() -> None:
    body = """<TopMargin><TextLine><String CONTENT="Board"/></TextLine></TopMargin><PrintSpace><TextLine><String CONTENT="the"/><SP/>
    <String CONTENT="cros" SUBS_TYPE="HypPart1" SUBS_CONTENT="crossing"/><HYP CONTENT="-"/></TextLine><TextLine>
    <String CONTENT="sing" SUBS_TYPE="HypPart2" SUBS_CONTENT="crossing"/><SP/><String CONTENT="closes"/></TextLine></PrintSpace>"""
    lines = read(ALTO.format(unit="pixel", body=body).encode()).pages[0].lines
    assert [(line.text, line.role) for line in lines] == [
        ("Board", Role.HEADER),
        ("the cros-", None),
        ("sing closes", None),
    ]


@pytest.mark.parametrize(("unit", "width"), [("mm10", 595), ("inch1200", 126), ("pixel", 504)])
def test_a_unit_of_alto_gives_points(unit: str, width: int) -> None:
    body = '<TextLine HPOS="0" VPOS="0" WIDTH="2100" HEIGHT="50"><String CONTENT="a"/></TextLine>'
    page = read(ALTO.format(unit=unit, body=body).encode()).pages[0]
    assert round(page.width) == width and page.lines[0].box is not None and round(page.lines[0].box.right) == width


PAGE = """<pc:PcGts xmlns:pc="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">
<pc:Page imageWidth="2000" imageHeight="3000">{body}</pc:Page></pc:PcGts>"""
LINE = '<pc:TextLine><pc:Coords points="{box}"/>{equiv}</pc:TextLine>'
EQUIV = "<pc:TextEquiv{index}><pc:Unicode>{text}</pc:Unicode></pc:TextEquiv>"


def page(body: str) -> list[tuple[str, Role | None]]:
    return [(line.text, line.role) for line in read(PAGE.format(body=body).encode()).pages[0].lines]


@pytest.mark.parametrize("first", [0, 1])
def test_of_several_readings_the_first_choice_is_taken(first: int) -> None:
    equiv = EQUIV.format(index=f' index="{first + 1}"', text="wrong") + EQUIV.format(
        index=f' index="{first}"', text="right"
    )
    assert page(f"<pc:TextRegion>{LINE.format(box='', equiv=equiv)}</pc:TextRegion>") == [("right", None)]


def test_words_and_glyphs_stand_in_for_a_line_without_text() -> None:
    glyphs = "".join(f"<pc:Glyph>{EQUIV.format(index='', text=char)}</pc:Glyph>" for char in "ab")
    words = f"<pc:Word>{EQUIV.format(index='', text='One')}</pc:Word><pc:Word>{glyphs}</pc:Word>"
    assert page(f"<pc:TextRegion>{LINE.format(box='', equiv=words)}</pc:TextRegion>") == [("One ab", None)]


def test_a_region_that_is_transcribed_as_a_whole_gives_its_lines() -> None:
    whole = LINE.format(box="", equiv="") + EQUIV.format(index="", text="One\ntwo")
    assert page(f'<pc:TextRegion type="heading">{whole}</pc:TextRegion>') == [
        ("One", Role.HEADING),
        ("two", Role.HEADING),
    ]


def test_cells_of_a_table_stand_on_their_row() -> None:
    cells = "".join(
        f'<pc:TableCell row="{row}" col="{col}">'
        + LINE.format(box=f"{x},{y} {x + 200},{y + 40}", equiv=EQUIV.format(index="", text=text))
        + "</pc:TableCell>"
        for row, col, x, y, text in (
            (0, 0, 100, 100, "事项"),
            (0, 1, 900, 102, "时限"),
            (1, 0, 100, 200, "检验"),
            (1, 1, 900, 199, "五月"),
        )
    )
    assert page(f"<pc:TableRegion>{cells}</pc:TableRegion>") == [("事项\t时限", Role.TABLE), ("检验\t五月", Role.TABLE)]
