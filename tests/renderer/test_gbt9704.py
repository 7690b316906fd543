"""GB/T 9704-2012, a test a clause that can be measured in the DOCX; what only a set page shows is in test_layout.py."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import docx
import pytest
from lxml import etree

from services.outline.model import (
    DocumentKind,
    Fact,
    Heading,
    Meta,
    Metadata,
    MetaRole,
    Outline,
    Paragraph,
    Run,
    Section,
    Span,
    Text,
)
from services.renderer.render import render

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIPS_PER_MM = 1440 / 25.4
OPTIONS = {
    "office": "清河县人民政府办公室", "date": "2014-06-05", "send-to": "县委办公室，县人大办公室", "signer": "林远志",
}  # fmt: skip


def text(words: str, at: int) -> Text:
    return Text((Run(words, Span(1, at, at + len(words))),))


def notice() -> Outline:
    """A notice with all that the standard places: number, addressee, four levels, annex, signature."""
    body = Paragraph(text("各镇要按照职责分工抓好落实，遇有重大情况及时报告。" * 6, 300))
    levels = [text("一、加强领导", 10), text("（一）明确责任", 20), text("1.落实到人", 30), text("（1）签订责任书", 40)]
    inner = Section(Heading(levels[3]), (body,))
    for level in (levels[2], levels[1]):
        inner = Section(Heading(level), (body,), (inner,))
    signed = (
        Meta(MetaRole.ATTACHMENT, text("附件：1.责任书样式", 800)),
        Meta(MetaRole.ATTACHMENT, text("2.物资清单", 820)),
        Meta(MetaRole.SIGNATURE, text("清河县人民政府", 840)),
        Meta(MetaRole.DATE, text("2014年6月5日", 860)),
    )
    return Outline(
        metadata=Metadata(
            title=Fact("关于做好防汛工作的通知", (Span(1, 0, 11),)),
            issuer=Fact("清河县人民政府", (Span(1, 840, 847),)),
            document_number=Fact("清政发〔2014〕5号", (Span(1, 900, 911),)),
            kind=DocumentKind.NOTICE,
            language="zh-Hans",
        ),
        blocks=(
            Meta(MetaRole.TITLE, text("关于做好防汛工作的通知", 0)),
            Meta(MetaRole.DOCUMENT_NUMBER, text("清政发〔2014〕5号", 900)),
            Meta(MetaRole.ADDRESSEE, text("各镇人民政府：", 200)),
        ),
        sections=(
            Section(Heading(levels[0]), (body,), (inner,)),
            Section(Heading(text("附件1", 1000)), (body, *signed)),
        ),
    )


@cache
def package(profile: str = "official") -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(render(notice(), profile, OPTIONS)))


@cache
def part(name: str, profile: str = "official") -> etree._Element:
    return etree.fromstring(package(profile).read(f"word/{name}.xml"))


def style(key: str) -> etree._Element:
    found = part("styles").find(f".//{W}style[@{W}styleId='{key}']")
    assert found is not None
    return found


def value(element: etree._Element, path: str, name: str = "val") -> str | None:
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + name)


def paragraphs(key: str) -> list[etree._Element]:
    return [p for p in part("document").iter(f"{W}p") if value(p, "pPr/pStyle") == key]


def test_5_1_the_sheet_is_a4_and_the_text_156_by_225_mm() -> None:
    section = part("document").findall(f".//{W}sectPr")[-1]
    size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert size is not None and margin is not None
    mm = {key.split("}")[1]: round(int(value) / TWIPS_PER_MM) for key, value in [*size.items(), *margin.items()]}
    assert (mm["w"], mm["h"], mm["top"], mm["left"]) == (210, 297, 37, 28)
    assert mm["w"] - mm["left"] - mm["right"] == 156 and mm["h"] - mm["top"] - mm["bottom"] == 225


def test_5_2_3_text_is_in_fangsong_of_size_3() -> None:
    body = (
        style("BodyText") if part("styles").find(f".//{W}style[@{W}styleId='BodyText']") is not None else style("Body")
    )
    assert value(body, "rPr/rFonts", "eastAsia") == "仿宋_GB2312" and value(body, "rPr/sz") == "32"


def test_5_2_3_a_page_has_22_lines() -> None:
    pitch = int(value(part("document").findall(f".//{W}sectPr")[-1], "docGrid", "linePitch") or 0)
    assert 22 * pitch <= 225 * TWIPS_PER_MM < 23 * pitch


@pytest.mark.parametrize(
    ("key", "font"),
    [("Heading1", "黑体"), ("Heading2", "楷体_GB2312"), ("Heading3", "仿宋_GB2312"), ("Heading4", "仿宋_GB2312")],
)
def test_7_3_3_the_levels_are_in_hei_kai_and_fangsong_two_characters_in(key: str, font: str) -> None:
    assert value(style(key), "rPr/rFonts", "eastAsia") == font
    assert value(style(key), "rPr/sz") == "32" and value(style(key), "pPr/ind", "firstLineChars") == "200"
    assert style(key).find(f"{W}rPr/{W}b") is None and len(paragraphs(key)) >= 1


def test_7_2_4_the_issuer_is_red_and_centred_in_xiaobiaosong() -> None:
    mark = style("Masthead")
    assert value(mark, "rPr/color") == "E00000" and value(mark, "pPr/jc") == "center"
    assert value(mark, "rPr/rFonts", "eastAsia") == "方正小标宋简体"
    assert ["".join(p.itertext()) for p in paragraphs("Masthead")] == ["清河县人民政府办公室"]


def test_7_2_6_of_what_goes_up_the_signer_stands_right_of_the_number() -> None:
    (line,) = paragraphs("Signer")
    assert "".join(line.itertext()) == "　清政发〔2014〕5号签发人：林远志　" and line.find(f".//{W}tab") is not None


def test_7_2_7_the_red_rule_is_as_wide_as_the_text() -> None:
    rule = style("Signer").find(f"{W}pPr/{W}pBdr/{W}bottom")
    assert rule is not None and rule.get(f"{W}color") == "E00000"
    assert value(style("Signer"), "pPr/ind", "leftChars") == value(style("Signer"), "pPr/ind", "rightChars") == "0"


def test_7_3_1_the_title_is_in_xiaobiaosong_of_size_2() -> None:
    assert value(style("Title"), "rPr/rFonts", "eastAsia") == "方正小标宋简体"
    assert value(style("Title"), "rPr/sz") == "44" and value(style("Title"), "pPr/jc") == "center"


def test_7_3_2_the_addressee_is_flush_left_a_line_under_the_title() -> None:
    (line,) = paragraphs("Addressee")
    assert "".join(line.itertext()) == "各镇人民政府："
    assert value(style("Addressee"), "pPr/ind", "firstLineChars") == "0"
    assert value(style("Addressee"), "pPr/spacing", "before") == "579"


def test_7_3_4_the_annexes_are_named_a_line_below_two_characters_in() -> None:
    first, more = paragraphs("AttachmentFirst") + paragraphs("Attachment")
    assert "".join(first.itertext()) == "附件：1.责任书样式" and "".join(more.itertext()) == "2.物资清单"
    indent = style("AttachmentFirst").find(f"{W}pPr/{W}ind")
    assert indent is not None
    assert int(indent.get(f"{W}leftChars", "0")) - int(indent.get(f"{W}hangingChars", "0")) == 200
    assert value(style("AttachmentFirst"), "pPr/spacing", "before") == "579"


def test_7_3_5_the_date_is_four_characters_in_and_the_name_centred_over_it() -> None:
    (name,), (date,) = paragraphs("SignatureFirst"), paragraphs("Signature")
    right = {p: int(value(p, "pPr/ind", "rightChars") or 0) for p in (name, date)}
    assert right[date] == 400 and right[name] == 350  # seven characters over six
    assert "".join(date.itertext()) == "2014年6月5日"


def test_7_3_7_an_annex_begins_a_page_in_hei_flush_left() -> None:
    (annex,) = paragraphs("Annex")
    assert annex.find(f"{W}pPr/{W}pageBreakBefore") is not None
    assert value(style("Annex"), "rPr/rFonts", "eastAsia") == "黑体"
    assert value(style("Annex"), "pPr/ind", "firstLineChars") == "0"


def test_7_4_the_imprint_is_at_the_foot_between_rules_of_035_and_025_mm() -> None:
    box = part("document").find(".//{*}txbxContent")
    assert box is not None
    rows = box.findall(f".//{W}tr")
    assert ["".join(row.itertext()) for row in rows] == [
        "抄送：县委办公室，县人大办公室。",
        "清河县人民政府办公室2014年6月5日印发",
    ]
    sizes = [[edge.get(f"{W}sz") for edge in row.iterfind(f".//{W}tcBorders/*")] for row in rows]
    assert sizes == [["8", "6"], ["6", "8"]]  # eighths of a point
    anchor = next(iter(part("document").iter("{*}anchor")))
    assert [each.text for each in anchor.iter("{*}align")] == ["left", "bottom"]
    assert value(style("Foot"), "rPr/sz") == "28" and value(style("Foot"), "pPr/ind", "leftChars") == "100"


def test_7_5_page_numbers_are_outside_in_size_4_between_dashes() -> None:
    names = [name for name in package().namelist() if re.match(r"word/footer\d", name)]
    footers = [etree.fromstring(package().read(name)) for name in names]
    shown = {("".join(footer.itertext()).replace(" PAGE ", ""), value(footer, "p/pPr/jc")) for footer in footers}
    assert shown == {("— 1 —", "right"), ("— 1 —", "left")}
    assert {size.get(f"{W}val") for footer in footers for size in footer.iter(f"{W}sz")} == {"28"}
    assert part("settings").find(f"{W}evenAndOddHeaders") is not None


def test_10_3_minutes_list_who_was_there_behind_the_text() -> None:
    people = [Paragraph(text("出席：张某某、李某某", 10)), Paragraph(text("请假：王某某", 40))]
    outline = Outline(blocks=(*people, Paragraph(text("会议议定以下事项。", 70))))
    made = docx.Document(io.BytesIO(render(outline, "minutes", {})))
    assert [p.text for p in made.paragraphs] == [
        "会议纪要",
        "会议议定以下事项。",
        "出席：张某某、李某某",
        "请假：王某某",
    ]
    first = made.paragraphs[2]
    fonts = [run._element.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") for run in first.runs[:1]]
    assert fonts == ["黑体"] and round((first.style.paragraph_format.space_before or 0) / 12700, 2) == 28.95
