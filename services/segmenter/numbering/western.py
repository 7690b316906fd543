"""Numbering styles of English documents, in order of trial."""

from __future__ import annotations

from services.segmenter.numbering import numerals
from services.segmenter.numbering.ordinals import compound, letter_and_number, single
from services.segmenter.numbering.style import NumberingStyle, Role

ROMAN = "[IVXLC]{1,6}"
SIGN = "[Ⅰ-Ⅻ]"
WORDS = "|".join(word for name in numerals.WORDS for word in (name.capitalize(), name.upper()))  # Chapter One, PART TWO
NUMBERS = rf"(?:{ROMAN}|{SIGN}|\d{{1,3}}(?:-\d{{1,2}})?|[A-Z]|{WORDS})(?=[.:]?(?:\s|\Z))"  # inside running text
CLOSED = r"(?=[.:\s—-]|\Z)[.:]?"  # what stands behind the number
Row = NumberingStyle

# fmt: off
WESTERN: tuple[NumberingStyle, ...] = (
    Row(name="roman_sign", example="Ⅳ、", sample="Ⅳ、实施", counter="IV、实施", rank=24, role=Role.EITHER,
        titles=("en", "ja"), language="",
        pattern=r"([Ⅰ-Ⅻⅰ-ⅻ])[、.．]?", ordinal=single(numerals.circled)),
    Row(name="en_title", example="TITLE I.", sample="TITLE I. General", counter="TITLED", rank=3, role=Role.HEADING,
        part=True, language="en",
        pattern=rf"(?:TITLE|Title)\s+({ROMAN}|\d{{1,3}}|{WORDS}){CLOSED}", ordinal=single(numerals.english),
        unit="part", inline=rf"(?:TITLE|Title)\s{NUMBERS}"),
    Row(name="en_subtitle", example="SUBTITLE A.", sample="SUBTITLE A. General", counter="SUBTITLE All", rank=6,
        role=Role.HEADING, language="en",
        pattern=rf"(?:SUBTITLE|Subtitle)\s+([A-Z]|{ROMAN}){CLOSED}", ordinal=single(numerals.english),
        unit="part", inline=rf"(?:SUBTITLE|Subtitle)\s{NUMBERS}"),
    Row(name="en_part", example="Part 2", sample="Part 2 Licences", counter="Part of the work", rank=5,
        role=Role.HEADING, part=True, language="en",
        pattern=rf"(?:Part|PART)\s+({ROMAN}|{SIGN}|\d{{1,3}}|[A-Z]|{WORDS}){CLOSED}", ordinal=single(numerals.english),
        unit="part", inline=rf"(?:PART|Part)\s{NUMBERS}"),
    Row(name="en_chapter", example="Chapter 3", sample="Chapter 3 Licences", counter="Chapters", rank=9,
        role=Role.HEADING, part=True,
        language="en", note="Chapter One as well",
        pattern=rf"(?:Chapter|CHAPTER)\s+({ROMAN}|{SIGN}|\d{{1,3}}(?:-\d{{1,2}})?|{WORDS}){CLOSED}",
        ordinal=single(numerals.english),
        unit="part", inline=rf"(?:CHAPTER|Chapter)\s{NUMBERS}"),
    Row(name="en_subchapter", example="Subchapter I.", sample="Subchapter I. Fees", counter="Subchapters", rank=11,
        role=Role.HEADING, language="en",
        pattern=rf"(?:Subchapter|SUBCHAPTER)\s+({ROMAN}|{SIGN}|\d{{1,3}}(?:-\d{{1,2}})?|[A-Z]|{WORDS}){CLOSED}",
        ordinal=single(numerals.english),
        unit="part", inline=rf"(?:SUBCHAPTER|Subchapter)\s{NUMBERS}"),
    Row(name="en_division", example="Division 2", sample="Division 2 Fees", counter="Division of labour", rank=7,
        role=Role.HEADING, language="en",
        pattern=rf"(?:Division|DIVISION)\s+({ROMAN}|{SIGN}|\d{{1,3}}|[A-Z]|{WORDS}){CLOSED}",
        ordinal=single(numerals.english),
        unit="part", inline=rf"(?:DIVISION|Division)\s{NUMBERS}"),
    Row(name="en_section", example="Section 4", sample="Section 4 Powers", counter="Section chiefs", rank=18,
        role=Role.HEADING, language="en",
        holds_points=True, ordinal=compound,
        pattern=r"(?:SECTION|Section|SEC\.|Sec\.|§{1,2})\s*"
                rf"(\d{{1,4}}[a-z]?(?:[.-]\d{{1,4}})*|{ROMAN}|{SIGN}){CLOSED}",
        unit="section",
        inline=r"(?:(?:SECTION|Section|SEC\.|Sec\.)\s|§{1,2}\s?)"  # Sec. 4, §§ 4
               r"(?:\d{1,4}[A-Za-z]?(?:[.-]\d{1,4})*|[IVXLC]{1,5})\.?(?=[\s:]|\Z)"),  # 4a, 12-3, XII
    Row(name="en_article", example="Article 5", sample="Article 5 Any person", counter="Articles", rank=20,
        role=Role.HEADING, language="en",
        law=True, holds_points=True, ordinal=compound,
        pattern=rf"(?:Article|ARTICLE)\s+(\d{{1,4}}(?:-\d{{1,3}})*|[IVXLC]{{1,7}}){CLOSED}",
        unit="article", inline=r"(?:Article|ARTICLE)\s\d{1,4}(?:-\d{1,3})?(?=[.:]?(?:\s|\Z))"),
    Row(name="en_annex", example="Annex A", sample="Annex A Forms", counter="Annexes", rank=2, role=Role.HEADING,
        part=True, language="en",
        ordinal=single(numerals.english),
        pattern=r"(?:Annex|ANNEX|Appendix|APPENDIX|Schedule|SCHEDULE|Attachment|ATTACHMENT|Exhibit|EXHIBIT)\s+"
                r"([A-Z]|\d{1,2}|[IVX]{1,5})" + CLOSED,
        unit="annex",
        inline=r"(?:ANNEX|Annex|APPENDIX|Appendix|SCHEDULE|Schedule|EXHIBIT|Exhibit|ATTACHMENT|Attachment)\s"
               r"(?:[A-Z]|\d{1,2}|[IVX]{1,4})(?=[.:]?\s)"),
    Row(name="roman_dot", example="IV.", sample="IV. Findings", counter="IV drip", rank=24, role=Role.EITHER,
        titles=("en",), language="en",
        pattern=r"([IVX]{1,6})\.[ \u3000](?=\S)", ordinal=single(numerals.roman)),
    Row(name="upper_dot", example="B.", sample="B. Findings", counter="B.C. Smith", rank=27, role=Role.EITHER,
        titles=("en",), language="en",
        pattern=r"([A-Z])\.[ \u3000](?=[A-Z0-9\"“(])(?![A-Z]\.)", ordinal=single(numerals.letter)),
    Row(name="lower_dot", example="b.", sample="b. the keeper", counter="be the keeper", rank=45, role=Role.POINT,
        language="en",
        pattern=r"([a-z])[.)][ \u3000](?=\S)", ordinal=single(numerals.letter)),
    Row(name="letter_digit", example="(a)(1)", sample="(a)(1) Count the jars", counter="(a)nd", rank=50,
        role=Role.POINT, language="en",
        pattern=r"\(([a-z]{1,2})\)[ ]?\((\d{1,2}|[A-Z])\)[ ]?", ordinal=letter_and_number,
        note="a first sub-point on its point's line"),
    Row(name="lower_paren", example="(a)", sample="(a) Count the jars", counter="(an) jar", rank=50, role=Role.POINT,
        language="en",
        pattern=r"\(([a-z]|aa|bb|cc|dd|ee|ff)\)[ ]?", ordinal=single(numerals.letter), otherwise="roman_paren"),
    Row(name="roman_paren", example="(ii)", sample="(ii) Count the jars", counter="(it) counts", rank=56,
        role=Role.POINT, language="en",
        pattern=r"\(([ivx]{1,5})\)[ ]?", ordinal=single(numerals.roman)),
    Row(name="upper_paren", example="(A)", sample="(A) Count the jars", counter="(All) jars", rank=54,
        role=Role.POINT, language="en",
        pattern=r"\(([A-Z])\)[ ]?", ordinal=single(numerals.letter), otherwise="upper_roman_paren"),
    Row(name="upper_roman_paren", example="(II)", sample="(II) Count the jars", counter="(IT) counts", rank=57,
        role=Role.POINT, language="en",
        pattern=r"\(([IVX]{1,5})\)[ ]?", ordinal=single(numerals.roman)),
    Row(name="digit_space", example="6 ", sample="6 Title", counter="6 titles were read", rank=34, role=Role.EITHER,
        weak=True, part=True,
        titles=("en", "ja"), family="decimal", note="before a short line in capitals: 6 Title", language="en",
        ordinal=single(numerals.digits),
        pattern=r"(\d{1,2})[ ](?=[A-Z][a-z]+[ A-Za-z]*\Z)",
        above=r"(\d{1,2})[ \u3000]+(?=[\u3400-\u9fff])[^。；，]{2,30}$"),
)
