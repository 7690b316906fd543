"""NUMBERING_STYLES: one row a style, and how one is read at a place in the text.

A new style is a new row; recognition, depths, docs/numbering.md and the tests read the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache

from services.outline.model import Enumerator
from services.segmenter import numerals

H = "[〇零○一二三四五六七八九十百千廿卅]"
N = rf"(?:\d{{1,4}}|{H}{{1,7}})"
S = r"[ \u3000]?"  # a space that Taiwan's gazette or OCR puts in
HAN = r"[\u3400-\u9fff]"


class Role(Enum):
    """What carries the enumerator, as far as the style itself tells."""

    HEADING = "heading"  # always a heading: 第一章, Chapter 1
    POINT = "point"  # a paragraph of its own: 第一，, (a)
    EITHER = "either"  # by its length and what follows: 一、, 1.
    ARTICLE = "article"  # a point with text after it, a heading when it stands alone: 第三条
    DASH = "dash"  # a point without a number: ——


@dataclass(frozen=True, slots=True)
class NumberingStyle:
    """One way to number. `pattern` has the numeral in its groups; `rank` is its usual order, 1 outermost."""

    name: str
    example: str
    pattern: str
    value: Callable[[str], int] | None
    rank: int
    role: Role
    note: str = ""


def _r(name: str, example: str, pattern: str, value: Callable[[str], int] | None, rank: int, role: Role, note: str = "") -> NumberingStyle:  # fmt: skip
    return NumberingStyle(name, example, pattern, value, rank, role, note)


# In order of trial: the first row that matches is taken, so the more special row stands first.
NUMBERING_STYLES: tuple[NumberingStyle, ...] = (
    _r("volume", "第一编", rf"第{S}({N}){S}[编編](?![号號制写寫])", numerals.number, 4, Role.HEADING),
    _r("division", "第一部分", rf"第{S}({N}){S}部分(?![是为為以])", numerals.number, 5, Role.HEADING),
    _r("sub_volume", "第一分编", rf"第{S}({N}){S}分[编編]", numerals.number, 6, Role.HEADING),
    _r("chapter", "第一章", rf"第{S}({N}){S}章(?![程节節])", numerals.number, 10, Role.HEADING),
    _r("section", "第一节", rf"第{S}({N}){S}[节節](?![课課日约約])", numerals.number, 14, Role.HEADING),
    _r("sub_section", "第一目", rf"第{S}({N}){S}目(?![标標的录錄])", numerals.number, 16, Role.HEADING),
    _r("article", "第三条", rf"[第笫]{S}({N}(?:-\d{{1,2}})?){S}[条條]((?:(?:之|の){H}{{1,3}}){{1,3}}|-\d{{1,2}})?[.．]?(?!第{N}[項项款号號])(?![件例款约約约规規])(?={S}[\u3400-\u9fff（(\s\"“《「]|{S}\Z|\d|[A-Za-z]|から第)", numerals.number, 20, Role.ARTICLE, "not 第三条第二款规定…"),
    _r("question", "第一个问题：", rf"第({H})[个個](?:问题|問題|方面|阶段|階段|层面|層面)[，,：:、]", numerals.number, 22, Role.HEADING),
    _r("problem", "问题一：", rf"(?:问题|問題|议题|議題|专题|步骤|步驟|任务|任務)({H}|\d{{1,2}})[，,：:、]", numerals.number, 23, Role.EITHER),
    _r("formal_comma", "壹、", r"([壹贰貳叁參肆伍陆陸柒捌玖拾]{1,3})[、､][ \u3000]?(?=\S)", numerals.formal, 25, Role.EITHER, "numerals that cannot be forged"),
    _r("han_comma", "一、", rf"({H}{{1,4}})[、､]{S}(?!{H}[、､]|{H}{{1,3}}(?:季度|等|级|類|类|者))", numerals.han, 26, Role.EITHER, "not 一、二季度"),
    _r("han_paren", "（一）", rf"[（(〔]{S}({H}{{1,4}}){S}[）)〕]", numerals.han, 30, Role.EITHER),
    _r("han_circled", "㈠", r"([㈠-㈩㊀-㊉])", numerals.circled, 31, Role.EITHER),
    _r("han_close", "一）", rf"({H}{{1,3}})[）)]", numerals.han, 32, Role.EITHER),
    _r("ordinal_comma", "第一，", rf"[第笫]({H}{{1,3}})[，,、：:.．；]{S}(?!第{H})", numerals.han, 38, Role.POINT, "not 第一、第二产业"),
    _r("decimal", "1.2.3", r"(\d{1,3}(?:[.．]\d{1,3}){1,5})(?:[.．、]|(?=[ \u3000]))(?!\d|[ \u3000]*(?:%|％|[万亿億萬]|percent|million|billion|元|个百分点))[ \u3000]?", None, 36, Role.EITHER, "not 3.5%, not 5.11在"),
    _r("digit_dot", "1.", r"(\d{1,3})[.．](?!\d)[ \u3000]?(?=\S)", numerals.digits, 34, Role.EITHER, "not 3.5%"),
    _r("digit_circled_dot", "⒈", r"([⒈-⒛])", numerals.circled, 34, Role.EITHER),
    _r("digit_comma", "1、", r"(\d{1,3})[、､](?!\d+[、日月])[ \u3000]?", numerals.digits, 35, Role.EITHER, "not 1、2、3号楼"),
    _r("digit_paren", "（1）", r"[（(〔][ \u3000]?(\d{1,3})[ \u3000]?[）)〕]", numerals.digits, 42, Role.POINT),
    _r("digit_bracketed", "⑴", r"([⑴-⒇])", numerals.circled, 42, Role.POINT),
    _r("digit_close", "1）", r"(\d{1,3})[）)]", numerals.digits, 44, Role.POINT),
    _r("circled", "①", r"([①-⑳❶-❿])", numerals.circled, 46, Role.POINT),
    _r("is", "一是", rf"({H}{{1,2}})是(?![否非])[：:，,]?", numerals.han, 48, Role.POINT, "not 十是否"),
    _r("must", "一要", rf"({H}{{1,2}})要(?![点點素求件])", numerals.han, 48, Role.POINT),
    _r("first", "首先，", r"(首先|其次|再次|再者|最后|最後)[，,：:]", numerals.ordinal_word, 47, Role.POINT),
    _r("step", "第一步，", rf"第({H})步[，,：:]", numerals.han, 40, Role.POINT),
    _r("stem_comma", "甲、", rf"([{numerals.STEMS}])[、､](?![{numerals.STEMS}])", numerals.stem, 28, Role.EITHER, "not 甲、乙双方"),
    _r("stem_paren", "（甲）", rf"[（(]([{numerals.STEMS}])[）)]", numerals.stem, 29, Role.EITHER),
    _r("kanji_space", "一　", rf"({H}{{1,4}}(?:の{H}{{1,3}}){{0,3}})[ \u3000](?=\S)", numerals.han, 41, Role.POINT, "Japanese 号, 六の二"),
    _r("wide_digit", "２　", r"([０-９]{1,3})[ \u3000]?(?=[ぁ-ゖァ-ヶ一-鿿])", numerals.digits, 39, Role.POINT, "Japanese 項"),
    _r("aiueo", "ア　", r"(ア)[ \u3000](?=\S)", numerals.aiueo, 43, Role.POINT, "イ is ロ's elder unless ア came before"),
    _r("iroha", "イ　", rf"([{numerals.IROHA}])[ \u3000](?=\S)", numerals.iroha, 43, Role.POINT),
    _r("roman_sign", "Ⅳ、", r"([Ⅰ-Ⅻⅰ-ⅻ])[、.．]?", numerals.circled, 24, Role.EITHER),
    _r("en_title", "TITLE I.", r"(?:TITLE|Title)\s+([IVXLC]{1,6}|\d{1,3})(?=[.:\s—-]|\Z)[.:]?", numerals.english, 3, Role.HEADING),
    _r("en_subtitle", "SUBTITLE A.", r"(?:SUBTITLE|Subtitle)\s+([A-Z]|[IVXLC]{1,6})(?=[.:\s—-]|\Z)[.:]?", numerals.english, 6, Role.HEADING),
    _r("en_part", "Part 2", r"(?:Part|PART)\s+([IVXLC]{1,6}|[Ⅰ-Ⅻ]|\d{1,3}|[A-Z]|One|Two|Three|Four|Five|Six)(?=[.:\s—-]|\Z)[.:]?", numerals.english, 5, Role.HEADING),
    _r("en_chapter", "Chapter 3", r"(?:Chapter|CHAPTER)\s+([IVXLC]{1,6}|[Ⅰ-Ⅻ]|\d{1,3}(?:-\d{1,2})?)(?=[.:\s—-]|\Z)[.:]?", numerals.english, 9, Role.HEADING),
    _r("en_section", "Section 4", r"(?:SECTION|Section|SEC\.|Sec\.|§{1,2})\s*(\d{1,4}[a-z]?(?:[.-]\d{1,4})*|[IVXLC]{1,6}|[Ⅰ-Ⅻ])(?=[.:\s—-]|\Z)[.:]?", None, 18, Role.HEADING),
    _r("en_article", "Article 5", r"(?:Article|ARTICLE)\s+(\d{1,4}(?:-\d{1,3})*|[IVXLC]{1,7})(?=[.:\s—-]|\Z)[.:]?", None, 20, Role.HEADING),
    _r("en_annex", "Annex A", r"(?:Annex|ANNEX|Appendix|APPENDIX|Schedule|SCHEDULE|Attachment|ATTACHMENT|Exhibit|EXHIBIT)\s+([A-Z]|\d{1,2}|[IVX]{1,5})(?=[.:\s—-]|\Z)[.:]?", numerals.english, 2, Role.HEADING),
    _r("roman_dot", "IV.", r"([IVX]{1,6})\.[ \u3000](?=\S)", numerals.roman, 24, Role.EITHER),
    _r("upper_dot", "B.", r"([A-Z])\.[ \u3000](?=[A-Z0-9\"“(])(?![A-Z]\.)", numerals.letter, 27, Role.EITHER),
    _r("lower_dot", "b.", r"([a-z])[.)][ \u3000](?=\S)", numerals.letter, 45, Role.POINT),
    _r("letter_digit", "(a)(1)", r"\(([a-z]{1,2})\)[ ]?\((\d{1,2}|[A-Z])\)[ ]?", None, 50, Role.POINT, "a first sub-point on its point's line"),
    _r("lower_paren", "(a)", r"\(([a-z]|aa|bb|cc|dd|ee|ff)\)[ ]?", numerals.letter, 50, Role.POINT),
    _r("roman_paren", "(ii)", r"\(([ivx]{1,5})\)[ ]?", numerals.roman, 56, Role.POINT),
    _r("upper_paren", "(A)", r"\(([A-Z])\)[ ]?", numerals.letter, 54, Role.POINT),
    _r("upper_roman_paren", "(II)", r"\(([IVX]{1,5})\)[ ]?", numerals.roman, 57, Role.POINT),
    _r("digit_space", "6 Title", r"(\d{1,2})[ ](?=[A-Z][a-z]+[ A-Za-z]*\Z)", numerals.digits, 34, Role.EITHER, "a short line in capitals"),
    _r("dash", "——", r"(?:——|--|—|－－|―― ?|– )(?=[^\s\d—–-])", None, 60, Role.DASH),
    _r("bullet", "●", r"[●•■◆▪▲►○◇□※★·∙][ \u3000]?(?=\S)", None, 61, Role.DASH),
)  # fmt: skip

COMPOUND = re.compile(r"\d+|[IVXLC]+|[a-z]")
STYLES = {style.name: style for style in NUMBERING_STYLES}
FIRST = re.compile(
    r"[第笫一二三四五六七八九十百〇零廿卅（(〔\d０-９①-⓿❶-❿㈠-㊰⒈-⒛首其再最甲乙丙丁戊己庚辛壬癸壹贰貳叁參肆伍陆陸柒捌玖拾"
    r"Ⅰ-ⅿ問问議议专步任ア" + numerals.IROHA + r"TSPCAE§EIVXBD-Za-z—\-－―–●•■◆▪▲►○◇□※★·∙]"
)


@cache
def _compiled(name: str) -> re.Pattern[str]:
    return re.compile(STYLES[name].pattern)


_GROUP = re.compile(r"(?<!\\)\((?!\?)")
_ALL = re.compile("|".join(f"(?P<{style.name}>" + _GROUP.sub("(?:", style.pattern) + ")" for style in NUMBERING_STYLES))


def enumerator_at(text: str, start: int, end: int) -> Enumerator | None:
    """The enumerator that stands at `start` (code points), in a paragraph that ends at `end`; None: none does.

    Dates and figures are none: "5.11在…会议", "3.5%", "2011年".
    """
    if start >= end or not FIRST.match(text, start):
        return None
    found = _ALL.match(text, start, end)
    if found is None or found.lastgroup is None:
        return None
    style = STYLES[found.lastgroup]
    own = _compiled(style.name).match(text, start, end)
    if own is None:
        return None
    ordinal = _ordinal(style, own)
    if ordinal is None:
        return None
    return Enumerator(style.name, ordinal, own[0].rstrip())


def _ordinal(style: NumberingStyle, found: re.Match[str]) -> tuple[int, ...] | None:
    if style.role is Role.DASH:
        return ()
    if style.name in ("article", "kanji_space"):  # 第十条の二, 第 18-1 條, 第十八條之一, 六の二
        branch = found[2] or "" if style.name == "article" else ""
        main, *sub = f"{found[1]}{branch}".replace("之", "-").replace("の", "-").split("-")
        values = tuple(numerals.number(part) for part in (main, *sub))
        return values if all(values) else None
    if style.name == "letter_digit":
        return (numerals.letter(found[1]), numerals.english(found[2]))
    if style.value is not None:
        value = style.value(found[1])
        return (value,) if value else None
    values = tuple(int(part) if part.isdecimal() else numerals.english(part) for part in COMPOUND.findall(found[1]))
    return values if values and all(values) else None
