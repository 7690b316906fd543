"""Set pages as text, hOCR, ALTO, PAGE XML, PDF and OFD."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import cos, radians, sin
from random import Random
from xml.sax.saxutils import escape, quoteattr

from tests.typesetter.setting import WIDE, WORD, Set, Sheet, width

DOTS = 300 / 72
ASCENT, DESCENT = 0.86, 0.14
PAGE_NAMESPACE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
ALTO_NAMESPACE = ' xmlns="http://www.loc.gov/standards/alto/ns-v3#"'


def as_text(sheets: Sequence[Sheet]) -> bytes:
    """A line a line with its indent in blanks, a form feed behind each page: what pdftotext -layout gives."""
    pages = []
    for sheet in sheets:
        rows: list[list[Set]] = []
        for line in sheet.lines:
            if rows and line.kind == rows[-1][-1].kind == "row" and line.y == rows[-1][-1].y:
                rows[-1].append(line)
            else:
                rows.append([line])
        left = min(line.x for line in sheet.lines if line.kind not in ("head", "folio"))
        texts = []
        for row in rows:
            blanks = max(0, round((row[0].x - left) / (row[0].size / 2)))
            texts.append(" " * blanks + "    ".join(cell.text for cell in row))
        pages.append("\n".join(texts) + "\n")
    return "\f".join(pages).encode()


def _words(line: Set) -> Iterator[tuple[str, float, float]]:
    """Words as recognition gives them, hanzi by twos: text, left and right edge."""
    x, parts = line.x, []
    for found in WORD.finditer(line.text):
        wide = width(found[0], line.size)
        if not found[0].isspace():
            last = parts[-1] if parts else None
            if last and WIDE.match(found[0]) and len(last[0]) == 1 and WIDE.match(last[0]) and last[2] == x:
                parts[-1] = (last[0] + found[0], last[1], x + wide)
            else:
                parts.append((found[0], x, x + wide))
        x += wide
    yield from parts


def _corners(x0: float, y: float, x1: float, size: float, chance: Random) -> tuple[int, int, int, int]:
    shake = [chance.uniform(-1.5, 1.5) for _ in range(4)]
    sides = (x0, y - ASCENT * size, x1, y + DESCENT * size)
    left, top, right, bottom = (round(side * DOTS + move) for side, move in zip(sides, shake, strict=True))
    return max(left, 0), max(top, 0), max(right, left), max(bottom, top)


def as_hocr(sheets: Sequence[Sheet], seed: int = 1, *, rough: bool = False) -> bytes:
    """As Tesseract writes it, boxes a pixel or two off, all lines of a page in one paragraph.

    `rough`: a skewed scan, pages shifted, sizes measured a tenth too large or small.
    """
    chance = Random(seed)
    parts = ["<html><head><meta name='ocr-system' content='tesseract 5.3.0'/></head><body>"]
    for p, sheet in enumerate(sheets):
        size = f"bbox 0 0 {round(sheet.wide * DOTS)} {round(sheet.high * DOTS)}"
        parts.append(f"<div class='ocr_page' title='image \"p{p}.png\"; {size}; ppageno {p}; scan_res 300 300'>")
        parts.append(f"<div class='ocr_carea' title='{size}'><p class='ocr_par' title='{size}'>")
        shift, skew = (chance.uniform(-20, 20), chance.uniform(-0.004, 0.004)) if rough else (0.0, 0.0)
        for line in sheet.lines:
            if rough:
                move = (line.y - 400) * skew
                line = replace(line, x=line.x + shift + move, y=line.y - (line.x + line.width / 2 - 300) * skew)
            box = " ".join(map(str, _corners(line.x, line.y, line.x + line.width, line.size, chance)))
            seen = line.size * DOTS * (chance.uniform(0.93, 1.07) if rough else 1)
            high = f"x_size {seen:.1f}; baseline 0 -{round(DESCENT * line.size * DOTS)}"
            parts.append(f"<span class='ocr_line' title='bbox {box}; {high}'>")
            for text, x0, x1 in _words(line):
                box = " ".join(map(str, _corners(x0, line.y, x1, line.size, chance)))
                words = f"<strong>{escape(text)}</strong>" if line.bold else escape(text)
                parts.append(f"<span class='ocrx_word' title='bbox {box}; x_wconf 93'>{words}</span> ")
            parts.append("</span>\n")
        parts.append("</p></div></div>")
    return "".join([*parts, "</body></html>"]).encode()


def as_alto(sheets: Sequence[Sheet], seed: int = 2, namespace: bool = True) -> bytes:
    """ALTO 3 in pixels, with styles."""
    chance = Random(seed)
    looks = sorted({(line.size, line.bold) for sheet in sheets for line in sheet.lines})
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<alto{ALTO_NAMESPACE if namespace else ''}>",
        "<Description><MeasurementUnit>pixel</MeasurementUnit></Description><Styles>",
        *(
            f'<TextStyle ID="T{n}" FONTSIZE="{size}" FONTSTYLE="{"bold" if bold else ""}"/>'
            for n, (size, bold) in enumerate(looks)
        ),
        "</Styles><Layout>",
    ]
    for p, sheet in enumerate(sheets):
        wide, high = round(sheet.wide * DOTS), round(sheet.high * DOTS)
        parts.append(f'<Page ID="P{p}" WIDTH="{wide}" HEIGHT="{high}"><PrintSpace><TextBlock ID="B{p}">')
        for line in sheet.lines:
            style = f'STYLEREFS="T{looks.index((line.size, line.bold))}"'
            parts.append(f"<TextLine {_alto_box(line.x, line.y, line.x + line.width, line.size, chance)} {style}>")
            for n, (text, x0, x1) in enumerate(_words(line)):
                parts.append("<SP/>" if n else "")
                box = _alto_box(x0, line.y, x1, line.size, chance)
                parts.append(f'<String CONTENT={quoteattr(text)} {box} WC="0.9"/>')
            parts.append("</TextLine>\n")
        parts.append("</TextBlock></PrintSpace></Page>")
    return "".join([*parts, "</Layout></alto>"]).encode()


def _alto_box(x0: float, y: float, x1: float, size: float, chance: Random) -> str:
    left, top, right, bottom = _corners(x0, y, x1, size, chance)
    return f'HPOS="{left}" VPOS="{top}" WIDTH="{right - left}" HEIGHT="{bottom - top}"'


def as_page_xml(sheets: Sequence[Sheet], seed: int = 3) -> list[bytes]:
    """PAGE 2019, a file a page, as Transkribus exports it: no sizes of fonts, one region."""
    chance = Random(seed)
    files = []
    for p, sheet in enumerate(sheets):
        wide, high = round(sheet.wide * DOTS), round(sheet.high * DOTS)
        parts = [
            f'<?xml version="1.0" encoding="UTF-8"?><PcGts xmlns="{PAGE_NAMESPACE}"><Metadata/>',
            f'<Page imageFilename="p{p}.png" imageWidth="{wide}" imageHeight="{high}"><TextRegion id="r">',
            f'<Coords points="0,0 {wide},0 {wide},{high} 0,{high}"/>',
        ]
        for n, line in enumerate(sheet.lines):
            a, b, c, d = _corners(line.x, line.y, line.x + line.width, line.size, chance)
            low = round(line.y * DOTS)
            parts.append(
                f'<TextLine id="l{n}"><Coords points="{a},{b} {c},{b} {c},{d} {a},{d}"/>'
                f'<Baseline points="{a},{low} {c},{low}"/><TextEquiv conf="0.9"><Unicode>{escape(line.text)}</Unicode>'
                "</TextEquiv></TextLine>\n"
            )
        files.append("".join([*parts, "</TextRegion></Page></PcGts>"]).encode())
    return files


def as_archive(files: Sequence[bytes], ending: str) -> bytes:
    """Files of pages in a zip, "page 2" before "page 10"."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, file in reversed(list(enumerate(files, 1))):
            archive.writestr(f"pages/page {n}.{ending}", file)
        archive.writestr("__MACOSX/pages/._page 1.xml", b"\x00\x05\x16\x07")
    return data.getvalue()


def as_pdf(
    sheets: Sequence[Sheet],
    bookmarks: Sequence[tuple[str, int, int]] = (),
    *,
    hidden: bool = False,
    mapped: bool = True,
    turn: int = 0,
    told: bool = True,
    spread: bool = False,
) -> bytes:
    """A PDF of version 1.5. `bookmarks`: title, level, page (from 1); `hidden`: render mode 3, as recognised layers have.

    `turn`: degrees by which the pages lie on their side, which /Rotate tells or, with `told` False, does not.
    `spread`: a blank without width behind every hanzi, as programs of text recognition write it.
    """
    objects: list[bytes] = [b""] * 7
    pages = []
    for sheet in sheets:
        wide, high = (sheet.high, sheet.wide) if turn % 180 else (sheet.wide, sheet.high)
        laid = {0: "1 0 0 1 0 0", 90: f"0 1 -1 0 {wide} 0", 180: f"-1 0 0 -1 {wide} {high}", 270: f"0 -1 1 0 0 {high}"}
        content = zlib.compress("\n".join([f"q {laid[turn]} cm", *_pdf_text(sheet, hidden, spread), "Q"]).encode())
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(content) + content + b"\nendstream")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Rotate %d >>"
            % (wide, high, len(objects), turn if told else 0)
        )
        pages.append(len(objects))
    outlines = _pdf_bookmarks(objects, bookmarks, pages)
    labels = f"/PageLabels << /Nums [0 << /S /D /St {sheets[0].number} >>] >>" if sheets else ""
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {outlines} {labels} >>".encode()
    kids = " ".join(f"{n} 0 R" for n in pages)
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()
    for n, name in ((2, "SimSun"), (3, "SimHei")):
        unicode = "/ToUnicode 7 0 R" if mapped else ""
        objects[n] = (
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
            f"/DescendantFonts [{n + 3} 0 R] {unicode} >>"
        ).encode()
        objects[n + 2] = (
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) "
            f"/Ordering (Identity) /Supplement 0 >> /DW 1000 /W [0 {_NARROW} 500] /FontDescriptor << /Type "
            f"/FontDescriptor /FontName /{name} /Flags 4 /Ascent 860 /Descent -140 /CapHeight 700 /ItalicAngle 0 "
            "/StemV 80 /FontBBox [0 -140 1000 860] >> >>"
        ).encode()
    ranges = "\n".join(f"<{n:02X}00> <{n:02X}FF> <{n:02X}00>" for n in range(256))
    maps = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"256 beginbfrange\n{ranges}\nendbfrange endcmap end end"
    ).encode()
    objects[6] = b"<< /Length %d >>\nstream\n" % len(maps) + maps + b"\nendstream"
    return _pdf_file(objects)


_NARROW = 0x2EF  # codes up to here are half as wide


def _pdf_text(sheet: Sheet, hidden: bool, spread: bool) -> Iterator[str]:
    yield "BT" + (" 3 Tr" if hidden else "")
    for line in sheet.lines:
        codes = line.text.encode("utf-16-be").hex()
        a, b = cos(radians(line.angle)), sin(radians(line.angle))
        yield f"/F{2 if line.bold else 1} {line.size} Tf {a:.4f} {b:.4f} {-b:.4f} {a:.4f} {line.x:.2f} {sheet.high - line.y:.2f} Tm"
        # Some hanzi-wide signs (quotes, dashes) are below the codes of hanzi: each is shown with its own width.
        parts = re.findall(".{4}", codes)
        shown = "".join(
            f"<{code}>"
            + ("-500" if WIDE.match(char) and ord(char) <= _NARROW else "")
            + ("<0020>500" if spread and WIDE.match(char) else "")
            for code, char in zip(parts, line.text, strict=False)
        )
        yield f"[{shown}] TJ"
    yield "ET"


def _pdf_bookmarks(objects: list[bytes], bookmarks: Sequence[tuple[str, int, int]], pages: Sequence[int]) -> str:
    if not bookmarks:
        return ""
    root = len(objects) + 1
    numbers = [root + 1 + n for n in range(len(bookmarks))]
    parents = []
    for n, (_, level, _) in enumerate(bookmarks):
        above = next((m for m in range(n - 1, -1, -1) if bookmarks[m][1] < level), None)
        parents.append(above)
    tops = [n for n, parent in enumerate(parents) if parent is None]
    objects.append(f"<< /Type /Outlines /First {numbers[tops[0]]} 0 R /Last {numbers[tops[-1]]} 0 R >>".encode())
    for n, (title, _, page) in enumerate(bookmarks):
        siblings = [m for m, parent in enumerate(parents) if parent == parents[n]]
        children = [m for m, parent in enumerate(parents) if parent == n]
        at = siblings.index(n)
        links = f"/Parent {root if (parent := parents[n]) is None else numbers[parent]} 0 R"
        links += f" /Prev {numbers[siblings[at - 1]]} 0 R" if at else ""
        links += f" /Next {numbers[siblings[at + 1]]} 0 R" if at + 1 < len(siblings) else ""
        links += f" /First {numbers[children[0]]} 0 R /Last {numbers[children[-1]]} 0 R" if children else ""
        name = ("\ufeff" + title).encode("utf-16-be").hex()
        objects.append(f"<< /Title <{name}> {links} /Dest [{pages[page - 1]} 0 R /Fit] >>".encode())
    return f"/Outlines {root} 0 R"


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for n, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % n + body + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def as_ofd(sheets: Sequence[Sheet]) -> bytes:
    """OFD 1.0 as GB/T 33190 has it, in millimetres, a TextObject a line."""
    data, mm = io.BytesIO(), 25.4 / 72
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "OFD.xml",
            f'<ofd:OFD {space} Version="1.0"><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>'
            "</ofd:DocBody></ofd:OFD>",
        )
        pages = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(sheets)))
        package.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
            f"</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>{pages}</ofd:Pages>"
            "</ofd:Document>",
        )
        package.writestr(
            "Doc_0/PublicRes.xml",
            f'<ofd:Res {space}><ofd:Fonts><ofd:Font ID="1" FontName="宋体"/><ofd:Font ID="2" FontName="黑体"/>'
            "</ofd:Fonts></ofd:Res>",
        )
        for n, sheet in enumerate(sheets):
            objects = "".join(_ofd_text(line, mm, k) for k, line in enumerate(sheet.lines))
            package.writestr(
                f"Doc_0/Pages/Page_{n}/Content.xml",
                f'<ofd:Page {space}><ofd:Content><ofd:Layer ID="9">{objects}</ofd:Layer></ofd:Content></ofd:Page>',
            )
    return data.getvalue()


def _ofd_text(line: Set, mm: float, number: int) -> str:
    steps = [width(char, line.size) * mm for char in line.text[:-1]]
    deltas = " ".join(f"{step:.3f}" for step in steps)
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{line.x * mm:.3f} {(line.y - line.size) * mm:.3f} 200 20" '
        f'Font="{2 if line.bold else 1}" Size="{line.size * mm:.3f}"><ofd:TextCode X="0" Y="{line.size * mm:.3f}" '
        f'DeltaX="{deltas}">{escape(line.text)}</ofd:TextCode></ofd:TextObject>'
    )
