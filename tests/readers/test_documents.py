"""DOCX, HTML and JSON of recognition programs: what a reader sees of them."""

from __future__ import annotations

import json

import pytest

from services.errors import DocumentError
from services.segmenter.readers import read
from services.segmenter.readers.document import Role
from services.segmenter.readers.docx_numbers import written
from services.segmenter.segment import segment
from tests.readers.test_archives import zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {W}><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
<w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/>
<w:pPr><w:outlineLvl w:val="1"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"""
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1章"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/><w:suff w:val="nothing"/></w:lvl>
</w:abstractNum><w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
</w:numbering>"""


def docx(body: str, **parts: str) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>".encode(),
            "word/styles.xml": STYLES.encode(),
            "word/numbering.xml": NUMBERING.encode(),
            **{f"word/{name}.xml": part.encode() for name, part in parts.items()},
        }
    )


def p(text: str, style: str = "", listed: str = "") -> str:
    number = ""
    if listed:
        number_id, level = listed.split(".")
        number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = text if text.startswith("<") else f"<w:r><w:t>{text}</w:t></w:r>"
    return f"<w:p><w:pPr>{named}{number}</w:pPr>{runs}</w:p>"


def test_automatic_numbers_are_part_of_the_text() -> None:
    body = (
        p("总则", "1") + p("目的", "2") + p("范围", "2") + p("某事", listed="1.2") + p("某物", listed="1.2")
        + p("一点", listed="2.0") + p("附则", "1") + p("施行", "2")
    )  # fmt: skip
    assert read(docx(body)).texts[0].split("\n") == [
        "第一章 总则", "1.1 目的", "1.2 范围", "(iii)某事", "(iv)某物", "一点", "第二章 附则", "2.1 施行",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "format", "shown"),
    [
        (12, "chineseCounting", "十二"), (105, "chineseCountingThousand", "一百〇五"), (20, "japaneseCounting", "二十"),
        (27, "lowerLetter", "aa"), (4, "upperRoman", "IV"), (3, "decimalEnclosedCircle", "③"), (21, "decimalEnclosedCircle", "21"),
        (3, "ideographTraditional", "丙"), (12, "chineseLegalSimplified", "壹拾贰"), (7, "decimalZero", "07"), (22, "ordinal", "22nd"),
    ],
)  # fmt: skip
def test_a_number_is_written_as_word_writes_it(number: int, format: str, shown: str) -> None:
    assert written(number, format) == shown


def test_revisions_are_accepted_and_fields_show_their_result() -> None:
    body = p(
        "<w:r><w:t>每</w:t></w:r><w:ins><w:r><w:t>季</w:t></w:r></w:ins><w:del><w:r><w:delText>月</w:delText></w:r></w:del>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>一次</w:t></w:r><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>"
    )
    assert read(docx(body)).texts == ("每季一次",)


def test_heads_and_feet_are_furniture_and_rows_keep_their_cells() -> None:
    cell = "<w:tc>{}</w:tc>"
    table = f"<w:tbl><w:tr>{cell.format(p('事项'))}{cell.format(p('时限'))}</w:tr><w:tr>{cell.format(p('渡口'))}{cell.format(p('五月') + p('底前'))}</w:tr></w:tbl>"
    data = docx(p("关于渡口的通知") + table + p("特此通知。"), header1=f"<w:hdr {W}>{p('清河县政府办')}</w:hdr>")
    lines = read(data).pages[0].lines
    assert [(line.text, line.role) for line in lines] == [
        ("清河县政府办", Role.HEADER),
        ("关于渡口的通知", None),
        ("事项\t时限", Role.TABLE),
        ("渡口\t五月 底前", Role.TABLE),
        ("特此通知。", None),
    ]
    assert [piece.text for piece in segment(data).furniture] == ["清河县政府办"]


PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="gb2312"><title>通知 - 某县</title><style>p{}</style></head><body>
<nav><a>首页</a> <a>公开</a></nav><h1>关于做好渡口工作的<b>通知</b></h1><div>各镇人民政府：<br>　　现将有关事项通知如下。</div>
<p>一、总体<span>要求</span></p><p style="display: none">打印</p><ol start="2"><li>甲事</li><li>乙事</li></ol>
<table><tr><td>序号</td><td><p>事</p><p>项</p></td></tr></table><pre>第一行
第二行</pre><footer>版权所有</footer><script>var a = "没有";</script></body></html>"""


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
def test_a_saved_page_reads_as_a_browser_shows_it(encoding: str) -> None:
    document = read(PAGE.encode(encoding))
    assert document.format == "html"
    assert [(line.text, line.role) for line in document.pages[0].lines] == [
        ("首页 公开", Role.NAVIGATION),
        ("关于做好渡口工作的通知", Role.HEADING),
        ("各镇人民政府：", None),
        ("\u3000\u3000现将有关事项通知如下。", None),
        ("一、总体要求", None),
        ("2. 甲事", None),
        ("3. 乙事", None),
        ("序号\t事项", Role.TABLE),
        ("第一行", None),
        ("第二行", None),
        ("版权所有", Role.NAVIGATION),
    ]


MINERU = [
    {"type": "text", "text": "渡口管理办法", "text_level": 1, "page_idx": 0, "bbox": [100, 50, 500, 80]},
    {"type": "header", "text": "清河县", "page_idx": 0, "bbox": [100, 10, 200, 20]},
    {"type": "table", "table_body": "<table><tr><td>事项</td><td>时限</td></tr></table>", "page_idx": 1},
    {"type": "page_number", "text": "2", "page_idx": 1},
]
MIDDLE = {
    "pdf_info": [
        {
            "page_size": [595, 842],
            "para_blocks": [
                {
                    "type": "title",
                    "lines": [
                        {
                            "bbox": [90, 80, 500, 100],
                            "spans": [{"content": "渡口管理办法", "score": 0.9, "type": "text"}],
                        }
                    ],
                }
            ],
            "discarded_blocks": [
                {"type": "page_number", "lines": [{"bbox": [290, 800, 300, 812], "spans": [{"content": "1"}]}]}
            ],
        }
    ]
}
DOCLING = {
    "schema_name": "DoclingDocument",
    "pages": {"1": {"size": {"width": 595, "height": 842}}},
    "furniture": {"children": []},
    "body": {"children": [{"$ref": "#/texts/1"}, {"$ref": "#/tables/0"}, {"$ref": "#/texts/0"}]},
    "texts": [
        {
            "label": "text",
            "text": "Ferries run daily.",
            "prov": [{"page_no": 1, "bbox": {"l": 9, "t": 800, "r": 99, "b": 790}}],
        },
        {"label": "section_header", "level": 1, "text": "Ferries", "prov": [{"page_no": 1}]},
    ],
    "tables": [{"prov": [{"page_no": 1}], "data": {"grid": [[{"text": "Port"}, {"text": "Time"}]]}}],
}
PADDLE = {
    "rec_texts": ["右", "左"],
    "rec_boxes": [[600, 100, 700, 140], [100, 102, 200, 141]],
    "rec_scores": [0.9, 0.8],
}
STRUCTURE = {
    "parsing_res_list": [
        {"block_label": "text", "block_content": "第一条 为了管理。", "block_bbox": [0, 90, 90, 99], "block_order": 2},
        {"block_label": "doc_title", "block_content": "办法", "block_bbox": [0, 0, 90, 30], "block_order": 1},
    ]
}
OLD_PADDLE = [
    [[[0, 0], [90, 0], [90, 20], [0, 20]], ["第一条", 0.9]],
    [[[0, 40], [90, 40], [90, 60], [0, 60]], ["第二条", 0.8]],
]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (MINERU, [["渡口管理办法", "清河县"], ["事项\t时限", "2"]]),
        (MIDDLE, [["渡口管理办法", "1"]]),
        (DOCLING, [["Ferries", "Port\tTime", "Ferries run daily."]]),
        (PADDLE, [["左\t右"]]),
        ([{"res": PADDLE}], [["左\t右"]]),
        (STRUCTURE, [["办法", "第一条 为了管理。"]]),
        (OLD_PADDLE, [["第一条", "第二条"]]),
        ([OLD_PADDLE, OLD_PADDLE], [["第一条", "第二条"], ["第一条", "第二条"]]),
    ],
)
def test_the_json_of_a_recognition_program_is_read(value: object, shown: list[list[str]]) -> None:
    document = read(json.dumps(value).encode())
    assert document.format == "json"
    assert [[line.text for line in page.lines] for page in document.pages] == shown


def test_roles_of_a_recognition_program_are_passed_on() -> None:
    pages = read(json.dumps(MINERU).encode()).pages
    assert [line.role for page in pages for line in page.lines] == [Role.HEADING, Role.HEADER, Role.TABLE, Role.FOLIO]


@pytest.mark.parametrize(
    "value",
    [
        {"pdf_info": [{"page_size": "wide"}]},
        {"pdf_info": [{"para_blocks": [7]}]},
        [{"type": "text", "page_idx": "x"}],
        [{"type": "text", "page_idx": 10**9}],
        {"schema_name": "DoclingDocument", "body": {"children": [{"$ref": 4}]}},
        {"rec_texts": ["a"], "rec_boxes": [["x"]], "rec_scores": ["?"]},
        {"parsing_res_list": {"a": 1}},
    ],
)
def test_json_that_breaks_its_promises_is_damaged(value: object) -> None:
    with pytest.raises(DocumentError) as caught:
        read(json.dumps(value).encode())
    assert caught.value.reason in {"FILE_DAMAGED", "TOO_MANY_PAGES", "TEXT_MISSING"}
