"""What paragraphs are besides running text."""

from __future__ import annotations

import json

import pytest

from services.outline.blocks import to_json_lines
from services.outline.model import Paragraph, ParagraphKind
from services.segmenter.segment import segment

HEAD = "关于渡口检查情况的报告\n县里对全县渡口进行了一次检查，情况总的是好的。\n"


def kinds(text: str) -> list[tuple[str, ParagraphKind]]:
    outline = segment(text.encode())
    return [(str(block.text)[:6], block.kind) for _, block in outline.walk() if isinstance(block, Paragraph)]


def test_rows_of_a_table_are_blocks_of_one_table() -> None:
    text = (
        HEAD
        + "镇名\t渡口\t渡船\n白石镇\t4\t6\n清河镇\t3\t5\n以上数据截至三月底，由各镇上报。\n镇名\t船员\n白石镇\t12\n"
    )
    rows = [block for _, block in segment(text.encode()).walk() if isinstance(block, Paragraph) and block.table]
    assert [(str(row.text).split("\t")[0], row.table) for row in rows] == [
        ("镇名", 1), ("白石镇", 1), ("清河镇", 1), ("镇名", 2), ("白石镇", 2),
    ]  # fmt: skip
    assert all(row.kind is ParagraphKind.TABLE_ROW for row in rows)


def test_a_footnote_keeps_its_mark_and_a_mark_that_nothing_cites_is_none() -> None:
    text = (
        HEAD + "渡口共有二十一处［1］，比去年少两处。\n检查由县交通运输局负责。\n［1］不含农用渡口。\n［2］另见附表。\n"
    )
    notes = [block for _, block in segment(text.encode()).walk() if isinstance(block, Paragraph) and block.mark]
    assert [(block.mark, block.kind) for block in notes] == [("［1］", ParagraphKind.FOOTNOTE)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("图1 全县渡口分布", ParagraphKind.CAPTION),
        ("Figure 2. Ferries by year", ParagraphKind.CAPTION),
        ("表1说明，渡船老化的问题十分突出。", ParagraphKind.TEXT),
        ("Table 1 shows the ferries by year", ParagraphKind.TEXT),
        ("检查情况……………………3", ParagraphKind.CONTENTS),
        ("各镇负责人：抓好落实，不留死角，月底前报县里备案。", ParagraphKind.TEXT),
    ],
)
def test_a_line_shows_what_it_is(line: str, kind: ParagraphKind) -> None:
    found = dict(kinds(HEAD + line + "\n检查组走遍了二十一处渡口，查看了三十四艘渡船。\n"))
    assert found[line[:6]] is kind


def test_turns_are_told_where_two_speakers_take_turns() -> None:
    text = "答记者问\n" + "问：渡口还要撤并吗？\n答：要撤并三处，方案已经公布。\n" * 2
    assert [kind for _, kind in kinds(text)] == [ParagraphKind.TURN] * 4


def test_blocks_carry_kind_mark_and_table() -> None:
    text = HEAD + "镇名\t渡口\n白石镇\t4\n"
    rows = [json.loads(line) for line in to_json_lines(segment(text.encode())).splitlines()]
    assert [(row["kind"], row["table"]) for row in rows if "kind" in row] == [("table_row", 1), ("table_row", 1)]
