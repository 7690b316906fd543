"""What only a PDF has: pages that lie on their side, text set askew or upwards, a hidden layer, labels."""

from dataclasses import replace

import pytest

from services.outline.model import FurnitureKind
from services.segmenter.readers import read
from services.segmenter.readers.document import Role
from services.segmenter.segment import segment
from tests.typesetter.setting import Block, Set, Style, typeset
from tests.typesetter.write import as_pdf

BODY = "The crossing is open from six in the morning and closes when the lamp is lit. " * 4
SHEETS = typeset(
    [Block("title", "Handbook of the ferry board"), *[Block("text", BODY)] * 8], Style(indent=0, spaced=0.5)
)


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_on_its_side_reads_as_an_upright_one(turn: int, told: bool) -> None:
    upright, turned = read(as_pdf(SHEETS)), read(as_pdf(SHEETS, turn=turn, told=told))
    assert turned.texts == upright.texts
    assert [(page.width, page.height) for page in turned.pages] == [(595, 842)] * len(SHEETS)


def test_a_watermark_and_a_stamp_beside_the_page_are_no_part_of_the_text() -> None:
    marked = [
        replace(
            sheet,
            lines=(*sheet.lines, Set("INTERNAL USE", 150, 500, 40, angle=35), Set("arXiv 2203", 30, 500, 12, angle=90)),
        )
        for sheet in SHEETS
    ]
    outline, plain = segment(as_pdf(marked)), segment(as_pdf(SHEETS))
    assert [str(item) for item in outline.walk()] == [str(item) for item in plain.walk()]
    kinds = [piece.kind for piece in outline.furniture if piece.span.page == 1]
    assert FurnitureKind.WATERMARK in kinds and FurnitureKind.MARGIN_NOTE in kinds
    roles = {line.text: line.role for line in read(as_pdf(marked)).pages[0].lines if line.role}
    assert roles == {"INTERNALUSE": Role.WATERMARK, "arXiv2203": Role.MARGINALIA}


def test_a_hidden_layer_is_told_and_printed_numbers_are_labels() -> None:
    document = read(as_pdf(SHEETS, hidden=True))
    assert dict(document.metadata)["text_layer"] == "recognised"
    assert [page.label for page in document.pages] == [str(sheet.number) for sheet in SHEETS]


def test_blanks_of_no_width_between_hanzi_are_left_out() -> None:
    sheets = typeset(
        [Block("title", "关于做好2015年防汛工作的通知"), Block("text", "县水利局 赵明远，各镇要落实责任。" * 9)],
        Style(),
    )
    assert read(as_pdf(sheets, spread=True, hidden=True)).texts == read(as_pdf(sheets)).texts
