"""The table of all kinds of damage: name, stage, what it does, an example, and its share among drawn mixtures.

Stages, in order: blocks → letters → flow (exactly one) → sheets → cuts → site. What a kind does stands in the docstring of its
function. Of the kinds of one `group` at most one is drawn. A share is that of a draw of full strength; it falls with the strength.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tools.damage import blocks, cuts, flow, letters, numbering, sheets, site

ALL = ("zh-Hans", "zh-Hant", "ja", "en")
CHINESE = ("zh-Hans", "zh-Hant")
CJK = ("zh-Hans", "zh-Hant", "ja")


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    stage: str
    apply: Callable[..., Any]
    share: float
    example: str
    group: str = ""
    languages: tuple[str, ...] = ALL
    hopeless: bool = False

    @property
    def does(self) -> str:
        return (self.apply.__doc__ or "").strip().splitlines()[0]


KINDS: tuple[Kind, ...] = (
    Kind("torn end", "blocks", blocks.torn_end, 0.25, "…要把各项任务"),
    Kind("torn head", "blocks", blocks.torn_head, 0.04, "各项任务落到实处。二、…"),
    Kind("no front", "blocks", blocks.without_front, 0.10, "各村：（no title before it）"),
    Kind("shortened", "blocks", blocks.shortened, 0.25, "the first 1200 characters"),
    Kind("broken title", "blocks", blocks.broken_title, 0.40, "云岭县人民政府关于⏎加强…的通知"),
    Kind("glued front", "blocks", blocks.glued_front, 0.25, "…的通知云政发〔2031〕5号各乡镇：", languages=CJK),
    Kind("doubled title", "blocks", blocks.doubled_title, 0.06, "防汛预案防汛预案"),
    Kind("issued", "blocks", blocks.issued, 0.25, "青溪市人民政府令 第12号 现公布《…办法》", languages=("zh-Hans",)),
    Kind("enumerators on lines", "blocks", blocks.enumerators_on_lines, 0.04, "第三条⏎各乡镇要…"),
    Kind("renumbered headings", "blocks", numbering.renumbered_headings, 0.20, "1.1编制目的"),
    Kind("glued headings", "blocks", numbering.glued_headings, 0.30, "二、强化值守汛期以来，各单位…"),
    Kind("other enumerators", "blocks", blocks.other_enumerators, 0.25, "一，总体要求", group="enumerators"),
    Kind("misread enumerators", "blocks", blocks.misread_enumerators, 0.10, "笫三条", group="enumerators"),
    Kind("contents list", "blocks", blocks.contents_list, 0.07, "一、总则………3"),
    Kind("captions", "blocks", blocks.captions, 0.06, "图2 河道示意图"),
    Kind("tables", "blocks", blocks.tables, 0.06, "乡镇  户数  资金"),
    Kind("OCR letters", "letters", letters.ocr_letters, 0.12, "己经、巳经"),
    Kind("stops dropped", "letters", letters.stops_dropped, 0.06, "认真抓好落实 各地要·"),
    Kind("half-width", "letters", letters.half_width, 0.20, "同志们:", group="width", languages=CJK),
    Kind("full-width", "letters", letters.full_width, 0.05, "２０３１年", group="width", languages=CJK),
    Kind("spaced words", "letters", letters.spaced_words, 0.08, "防 汛工作"),
    Kind("spaced digits", "letters", letters.spaced_digits, 0.07, "1 9 9 8 年", languages=CJK),
    Kind("spaced marks", "letters", letters.spaced_marks, 0.05, "一、 总 则 ，", languages=CJK),
    Kind("mixed scripts", "letters", letters.mixed_scripts, 0.04, "关於進一步加强", languages=CHINESE),
    Kind("converted brackets", "letters", letters.converted_brackets, 0.12, "云政发„2031‟5号", languages=CJK),
    Kind("quotes lost", "letters", letters.without_quotes, 0.04, "关于印发防汛预案的通知", languages=CJK),
    Kind("anonymised", "letters", letters.anonymised, 0.06, "XX县、[地名]", languages=CJK),
    Kind("paragraph a line", "flow", flow.paragraph_a_line, 0.30, "each paragraph is one line"),
    Kind("wrapped", "flow", flow.wrapped, 0.12, "lines of 28 characters"),
    Kind("typeset", "flow", flow.typeset, 0.14, "half-width digits, words whole"),
    Kind("double spaced", "flow", flow.double_spaced, 0.05, "a blank line behind every line"),
    Kind("ends as spaces", "flow", flow.ends_as_spaces, 0.08, "…。 二、…"),
    Kind("lines as spaces", "flow", flow.lines_as_spaces, 0.05, "加强防 汛工作"),
    Kind("no ends", "flow", flow.no_ends, 0.16, "总则第一条为了…第二条…"),
    Kind("crawled", "flow", flow.crawled, 0.18, "some line ends are lost"),
    Kind("crawled wrapped", "flow", flow.crawled_wrapped, 0.05, "some wrapped lines were joined"),
    Kind("page a line", "flow", flow.page_a_line, 0.04, "all text of a page in one line"),
    Kind("words on lines", "flow", flow.words_on_lines, 0.03, "完成⏎36⏎项", languages=CJK),
    Kind("hanging", "flow", flow.hanging, 0.03, "second lines are indented"),
    Kind("folios", "sheets", sheets.folios, 0.25, "— 3 —", group="folio"),
    Kind("glued folios", "sheets", sheets.glued_folios, 0.06, "落实。3", group="folio"),
    Kind("misread folios", "sheets", sheets.misread_folios, 0.05, "一3一", group="folio"),
    Kind("running heads", "sheets", sheets.running_heads, 0.12, "云岭县防汛预案"),
    Kind("stamps", "sheets", sheets.stamps, 0.07, "收文 0317 号"),
    Kind("watermark lines", "sheets", sheets.watermark_lines, 0.05, "内部资料 注意保存"),
    Kind("stray lines", "sheets", sheets.stray_lines, 0.10, "扫描件编号 0042"),
    Kind("line numbers", "sheets", sheets.line_numbers, 0.03, "  5 各乡镇要"),
    Kind("page marks", "sheets", sheets.page_marks, 0.20, "[P3]", group="page marks"),
    Kind("duplicated pages", "sheets", sheets.duplicated_pages, 0.03, "page 4 comes twice"),
    Kind("swapped pages", "sheets", sheets.swapped_pages, 0.02, "pages 4 and 5", hopeless=True),
    Kind("lost pages", "sheets", sheets.lost_pages, 0.10, "pages 4 and 5 are missing"),
    Kind("interleaved columns", "sheets", sheets.interleaved_columns, 0.01, "left line, right line", hopeless=True),
    Kind("fixed cuts", "cuts", cuts.fixed_cuts, 0.12, "3、 every 300 characters", group="page marks"),
    Kind("watermark in words", "cuts", cuts.watermark_in_words, 0.04, "加强文档网防汛"),
    Kind("glosses", "cuts", cuts.glosses, 0.03, "产（chǎn）业", languages=CJK),
    Kind("markup at ends", "cuts", cuts.markup_at_ends, 0.07, "…。<br>二、…"),
    Kind("markup inside", "cuts", cuts.markup_inside, 0.04, "加强&nbsp;防汛"),
    Kind("prompts", "cuts", cuts.prompts, 0.10, "还剩5页未读，继续阅读"),
    Kind("viewer counters", "cuts", cuts.viewer_counters, 0.06, "3 / 18"),
    Kind("other blanks", "cuts", cuts.other_blanks, 0.10, "NBSP, U+3000, tabs"),
    Kind("other line ends", "cuts", cuts.other_line_ends, 0.06, "CRLF"),
    Kind("byline", "site", site.between_title_and_text, 0.15, "发布日期：2031-03-05 浏览：12次"),
    Kind("heap before title", "site", site.heap_before_title, 0.20, "编号：60827431在全县…上的讲话"),
    Kind("site outline", "site", site.site_outline, 0.03, "大纲 一、总体要求 二、…"),
    Kind("title copies", "site", site.title_copies, 0.25, "防汛预案.docx"),
    Kind("excerpt", "site", site.excerpt, 0.08, "文档简介：今年汛期来得早…"),
    Kind("stray edges", "site", site.stray_edges, 0.25, "[复制链接]"),
    Kind("site", "site", site.wrapper, 0.45, "首页 > 政务公开 … 版权所有"),
)
STAGES = ("blocks", "letters", "flow", "sheets", "cuts", "site")
SEVERAL = "several documents"  # drawn over two documents: draw.py


def by_name(name: str) -> Kind:
    return next(kind for kind in KINDS if kind.name == name)
