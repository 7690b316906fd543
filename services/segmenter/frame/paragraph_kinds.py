"""What paragraphs are besides running text: rows of tables, footnotes, captions, entries of a contents list,
speakers' turns.

Names what was recovered and moves nothing: a row of a table stays a block of its own, with the number of its table.
What the format itself has told (geometry/) stays as it is; plain text has to show it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from services.outline.model import Block, Outline, Paragraph, ParagraphKind, Section

LONGEST_ROW = 300  # code points of a row of a table; longer lines with tabs are text that was typed with them
LONGEST_CAPTION = 80
FEWEST_ROWS = 2  # one line with tabs is no table
FEWEST_TURNS = 2  # times that each of two speakers must speak

# A line of a table of contents: 一、总则……3  /  1.1 Scope .... 12
CONTENTS = re.compile(r"(?:…{2,}|\.{4,}|．{4,}|·{4,})\s?[-(（—]?\s?\d{1,4}\s?[-)）—]?$")
# 图1 渡口分布  /  表2-1：渡船数量  /  Figure 3. Ferries
CAPTION = re.compile(
    r"(?:图|圖|表|附表|附图)\s?\d{1,3}(?:[-－.]\d{1,3})?[\s:：.．]"
    r"|(?:Figure|Fig\.|Table|Chart|Box)\s\d{1,3}(?:[.:]|\s(?=[A-Z])|$)"
)
# ［1］ 见《渡口志》  /  ¹ See page 4  /  † Not yet in force  /  注1：数据截至三月底
FOOTNOTE = re.compile(r"(?P<mark>[\[［〔]\d{1,3}[\]］〕]|[¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[†‡※]{1,3}|注\s?\d{1,2}(?=[:：]))\s?")
CELLS = re.compile(r"\t+|[ \u3000]{3,}|\s?[|｜]\s?")
SPEAKER = re.compile(
    r"(?P<name>[^\s，。；：:、]{1,12})[：:](?=.)|[○◯〇](?P<turn>[^\s（(：:]{1,12})"
)  # 问：…  ○議長（…）
DATA = re.compile(r"\d")


def name_paragraphs(outline: Outline) -> Outline:
    """The outline with the kinds of its paragraphs."""
    paragraphs = [block for _, block in outline.walk() if isinstance(block, Paragraph)]
    named = iter(_named(paragraphs))

    def renamed(block: Block) -> Block:
        return next(named) if isinstance(block, Paragraph) else block

    def section_of(section: Section) -> Section:
        blocks = tuple(map(renamed, section.blocks))
        return Section(section.heading, blocks, tuple(map(section_of, section.sections)))

    blocks = tuple(map(renamed, outline.blocks))
    return replace(outline, blocks=blocks, sections=tuple(map(section_of, outline.sections)))


def _named(paragraphs: list[Paragraph]) -> Iterator[Paragraph]:
    texts = [str(paragraph.text).strip() for paragraph in paragraphs]
    plain = [paragraph.kind is ParagraphKind.TEXT for paragraph in paragraphs]
    rows = [is_plain and _is_row(text) for is_plain, text in zip(plain, texts, strict=True)]
    speaks = _speakers(texts)
    marks = _cited_marks(texts)
    table = max((paragraph.table for paragraph in paragraphs), default=0)
    for n, (paragraph, text) in enumerate(zip(paragraphs, texts, strict=True)):
        if not plain[n]:
            yield paragraph
        elif rows[n] and sum(rows[max(n - 1, 0) : n + 2]) >= FEWEST_ROWS:
            table += not (n and rows[n - 1])
            yield replace(paragraph, kind=ParagraphKind.TABLE_ROW, table=table)
        elif (kind := _shown(text, marks, speaks)) is not None:
            note = FOOTNOTE.match(text) if kind is ParagraphKind.FOOTNOTE else None
            yield replace(paragraph, kind=kind, mark=note["mark"] if note else "")
        else:
            yield paragraph


def _shown(text: str, marks: frozenset[str], speaks: Callable[[str], bool]) -> ParagraphKind | None:
    if CONTENTS.search(text):
        return ParagraphKind.CONTENTS
    if len(text) <= LONGEST_CAPTION and CAPTION.match(text) and text[-1] not in "。；;":
        return ParagraphKind.CAPTION
    note = FOOTNOTE.match(text)
    if note is not None and (note["mark"] in marks or note["mark"].startswith("注")):
        return ParagraphKind.FOOTNOTE
    return ParagraphKind.TURN if speaks(text) else None


def _is_row(text: str) -> bool:
    """Whether a line has cells: apart by tabs or bars, or by wide spaces with figures among them."""
    if len(text) > LONGEST_ROW:
        return False
    cells = [cell for cell in CELLS.split(text) if cell.strip()]
    return len(cells) >= 2 and (
        "\t" in text or "|" in text or "｜" in text or (len(cells) >= 3 and bool(DATA.search(text)))
    )


def _cited_marks(texts: list[str]) -> frozenset[str]:
    """The marks of footnotes that stand inside the text, behind what they explain."""
    return frozenset(
        match["mark"] for text in texts for match in FOOTNOTE.finditer(text) if match.start() > 0 and match["mark"]
    )


def _speakers(texts: list[str]) -> Callable[[str], bool]:
    """Whether a paragraph is a turn: its label is one of at least two that come again and again."""
    counts = Counter(match["name"] or match["turn"] for text in texts if (match := SPEAKER.match(text)))
    names = {name for name, count in counts.items() if count >= FEWEST_TURNS}

    def speaks(text: str) -> bool:
        match = SPEAKER.match(text)
        return len(names) >= 2 and match is not None and (match["name"] or match["turn"]) in names

    return speaks
