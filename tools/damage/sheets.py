"""Damage that comes with pages: folios, running heads, cuts, stamps, line numbers, pages lost, doubled and swapped."""

from __future__ import annotations

import re
from dataclasses import replace

from tools.damage import pools
from tools.damage.document import Block
from tools.damage.draft import NOBODY, Draw, Line, Piece, Sheet

Sheets = tuple[Sheet, ...]

FOLIOS = (
    "- {n} -", "-{n}-", "—{n}—", "— {n} —", "－{n}－", "{n}", "第{n}页", "第 {n} 页", "第{n}页 共{total}页", "第 {n} 页 / 共 {total} 页",
    "{n}/{total}", "{n} / {total}", "·{n}·", "一{n}一", "一 {n} 一", "[{n}]", "<{n}>", "P{n}", "P.{n}", "• {n} •", "～{n}～", "~{n}~",
    "{n}页", "页码：{n}", "({n})", "{roman}", "~ {n} ~", "… {n} …", "第{han}页", "═ {n} ═",
)  # fmt: skip
FOLIOS_EN = (
    "{n}", "- {n} -", "Page {n}", "Page {n} of {total}", "{n} of {total}", "p. {n}", "{n} | Page", "Page | {n}", "[Page {n}]", "{roman}",
    "-{n}-", "{n}/{total}", "PAGE {n}", "Page: {n}", "[[Page {n}]]", "{n}.", "~ {n} ~", "Page {n} / {total}",
)  # fmt: skip
FOLIOS_JA = ("{n}", "- {n} -", "－{n}－", "{n}／{total}", "{n} ページ", "（{n}）", "-{n}-", "P{n}", "{n}頁", "— {n} —")
MARKS = (
    "\f", "\n", "[P{n}]", "[P{n}]\n", "=== {n} ===\n", "--- {n} ---\n", "--- Page {n} ---\n", "{n}、", "【第{n}页】", "<page {n}>\n",
    "<!-- page {n} -->\n", "#### p{n}\n", "Page {n}\n", "\n\n\n", "---------- 第{n}页 ----------\n", "\f\n", "{n}\n", "★{n}★", "<PARSED TEXT FOR PAGE: {n} / {total}>\n",
    "（第{n}张）\n", "## 第 {n} 頁\n", "｛{n}｝",
)  # fmt: skip


def folios(sheets: Sheets, draw: Draw) -> Sheets:
    """A printed page number at the head or foot of every sheet, on a line of its own."""
    first, form, side = (
        draw.rng.choice((1, 1, 1, draw.rng.randint(2, 300))),
        _folio_form(draw),
        draw.rng.choice((0, 1, 1, 1)),
    )
    indent = draw.rng.choice(("", "", " " * draw.rng.randint(4, 40)))
    skips_first = draw.chance(0.3)
    out = []
    for k, sheet in enumerate(sheets):
        if skips_first and k == 0:
            out.append(sheet)
            continue
        line = Line((Piece(indent + _folio(form, first + k, len(sheets), draw), insert="folio"),), _end_of(sheet))
        out.append((line, *sheet) if side == 0 else (*sheet, line))
    return tuple(out)


def glued_folios(sheets: Sheets, draw: Draw) -> Sheets:
    """A page number glued to the last or first word of a sheet."""
    form, first = _folio_form(draw), draw.rng.choice((1, draw.rng.randint(2, 90)))
    at_head = draw.chance(0.3)
    out = []
    for k, sheet in enumerate(sheets):
        folio = Piece(_folio(form, first + k, len(sheets), draw), insert="folio")
        if at_head:
            out.append((sheet[0].with_front(folio), *sheet[1:]))
        else:
            last = sheet[-1]
            out.append((*sheet[:-1], replace(last, pieces=(*last.pieces, folio))))
    return tuple(out)


def misread_folios(sheets: Sheets, draw: Draw) -> Sheets:
    """Page numbers that an OCR engine misread, or missed on some sheets: 一3一, l2, 1O."""
    out = []
    for k, sheet in enumerate(sheets, draw.rng.randint(1, 40)):
        digits = str(k)
        if draw.chance(0.4):
            digits = digits.translate(str.maketrans("10", draw.rng.choice(("lO", "IO", "io", "]0"))))
        form = draw.rng.choice(
            ("一{0}一", "一 {0} 一", "-{0}一", "·{0}·", "{0}", "—{0}-", "_{0}_", "’{0}。", "= {0} =")
        )
        line = Line((Piece(form.format(digits), insert="folio"),), _end_of(sheet))
        out.append(sheet if draw.chance(0.25) else (*sheet, line))
    return tuple(out)


def _folio_form(draw: Draw) -> str:
    return draw.rng.choice({"en": FOLIOS_EN, "ja": FOLIOS_JA}.get(draw.language, FOLIOS))


def _folio(form: str, number: int, total: int, draw: Draw) -> str:
    return form.format(n=number, total=max(total, number), roman=_roman(number), han=_han(number))


def _roman(number: int) -> str:
    out = ""
    for value, letters in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        out += letters * (number // value)
        number %= value
    return out


def _han(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def _end_of(sheet: Sheet) -> str:
    """A line end as the sheet's own, or a space where it has none."""
    return next((line.after for line in sheet if "\n" in line.after), sheet[-1].after or " ")


def running_heads(sheets: Sheets, draw: Draw) -> Sheets:
    """The same words at the head of every sheet but the first, or other ones on left and right sheets, or the section's name."""
    way = draw.rng.choice(("title", "fixed", "alternating", "section", "dated"))
    values = draw.values
    fixed = [
        pools.fill(draw.rng.choice(pools.lines("heads", draw.language)), draw.rng, values, draw.language) for _ in "ab"
    ]
    title = draw.title or fixed[0]
    foot = draw.chance(0.25)
    number = draw.rng.choice(
        ("", "", "    {n}", "{n}    ", " · {n}", " 第{n}页" if not draw.is_english else "  |  Page {n}")
    )
    out: list[Sheet] = []
    section = title
    for k, sheet in enumerate(sheets, 1):
        words = {
            "title": title,
            "fixed": fixed[0],
            "dated": fixed[1],
            "alternating": (title, fixed[0])[k % 2],
            "section": section,
        }[way]
        line = Line((Piece(words + number.format(n=k), insert="running head"),), _end_of(sheet))
        skip = k == 1 and draw.chance(0.8)
        out.append(sheet if skip else (*sheet, line) if foot else (line, *sheet))
        heads = [entry.text for entry in sheet if 3 < len(entry.text.strip()) < 24]
        section = heads[-1].strip() if heads else section
    return tuple(out)


def stamps(sheets: Sheets, draw: Draw) -> Sheets:
    """A stamp or a scanner's line somewhere on a sheet or two."""
    return _strewn(sheets, draw, "stamps", "stamp", draw.rng.choice((1, 1, 2, len(sheets))))


def watermark_lines(sheets: Sheets, draw: Draw) -> Sheets:
    """The same watermark as a line on every sheet, between the lines."""
    mark = pools.fill(draw.rng.choice(pools.lines("watermarks", draw.language)), draw.rng, draw.values, draw.language)
    out = []
    for sheet in sheets:
        for _ in range(draw.rng.choice((1, 1, 2))):
            at = draw.rng.randint(0, len(sheet))
            sheet = _with_line(sheet, at, Piece(mark, insert="watermark"))
        out.append(sheet)
    return tuple(out)


def stray_lines(sheets: Sheets, draw: Draw) -> Sheets:
    """Lines of interfaces and of machines at the edges of sheets."""
    return _strewn(sheets, draw, "stray", "stray", draw.rng.randint(1, 4), edges=True)


def _strewn(sheets: Sheets, draw: Draw, pool: str, insert: str, count: int, edges: bool = False) -> Sheets:
    out = list(sheets)
    for _ in range(count):
        k = draw.rng.randrange(len(out))
        text = pools.fill(draw.rng.choice(pools.lines(pool, draw.language)), draw.rng, draw.values, draw.language)
        at = draw.rng.choice((0, len(out[k]))) if edges or draw.chance(0.5) else draw.rng.randint(0, len(out[k]))
        out[k] = _with_line(out[k], at, Piece(text, insert=insert))
    return tuple(out)


def _with_line(sheet: Sheet, at: int, piece: Piece) -> Sheet:
    """The sheet with a line of furniture at this place; the line before it gets a line end as the sheet's others."""
    end = _end_of(sheet)
    before = sheet[:at]
    if before and "\n" in end and "\n" not in before[-1].after:
        before = (*before[:-1], replace(before[-1], after=end))
    elif before and not before[-1].after:
        before = (*before[:-1], replace(before[-1], after=" "))
    return (*before, Line((piece,), end), *sheet[at:])


def line_numbers(sheets: Sheets, draw: Draw) -> Sheets:
    """A number before every line, or every fifth, counted through or anew on each sheet."""
    step, anew = draw.rng.choice((1, 1, 5, 5, 10)), draw.chance(0.5)
    form = draw.rng.choice(("{n} ", "{n:>3} ", "{n}\t", "{n}  ", "{n}: ", "{n:03}  ", "{n}| "))
    behind = draw.chance(0.1)
    count = 0
    out = []
    for sheet in sheets:
        count = 0 if anew else count
        lines = []
        for line in sheet:
            count += 1
            number = form.format(n=count)
            if count % step:
                lines.append(line.with_front(Piece(" " * len(number))) if draw.chance(0.3) else line)
            elif behind:
                lines.append(replace(line, pieces=(*line.pieces, Piece(" " + number.strip(), insert="line number"))))
            else:
                lines.append(line.with_front(Piece(number, insert="line number")))
        out.append(tuple(lines))
    return tuple(out)


def page_marks(sheets: Sheets, draw: Draw) -> Sheets:
    """Marks of the machine that made the dump before every page: form feeds, [P3], === 3 ===."""
    form = draw.rng.choice([mark for mark in MARKS if mark.isascii() or not draw.is_english])
    first = draw.rng.choice((1, 1, 0))
    out: list[Sheet] = []
    for k, sheet in enumerate(sheets):
        mark = form.format(n=first + k, total=len(sheets))
        piece = Piece(mark, insert="" if not mark.strip() else "page mark")
        if k and "\n" in mark and out and not out[-1][-1].after.endswith("\n"):
            out[-1] = (*out[-1][:-1], replace(out[-1][-1], after="\n"))
        if mark == "\f" and out:
            out[-1] = (*out[-1][:-1], replace(out[-1][-1], after=""))
        out.append((sheet[0].with_front(piece), *sheet[1:]) if k or mark.strip() else sheet)
    return tuple(out)


def duplicated_pages(sheets: Sheets, draw: Draw) -> Sheets:
    """A sheet or two come twice; the second time they are furniture."""
    out = []
    doubles = set(draw.rng.sample(range(len(sheets)), min(len(sheets), draw.rng.choice((1, 1, 2)))))
    for k, sheet in enumerate(sheets):
        out.append(sheet)
        if k in doubles:
            out.append(
                tuple(
                    replace(
                        line,
                        pieces=tuple(
                            Piece(p.text, insert=p.insert or "duplicate") if not p.is_blank else p for p in line.pieces
                        ),
                    )
                    for line in sheet
                )
            )
    return tuple(out)


def swapped_pages(sheets: Sheets, draw: Draw) -> Sheets:
    """Two neighbouring sheets are swapped."""
    if len(sheets) < 3:
        return sheets
    k = draw.rng.randint(1, len(sheets) - 2)
    return (*sheets[:k], sheets[k + 1], sheets[k], *sheets[k + 2 :])


def interleaved_columns(sheets: Sheets, draw: Draw) -> Sheets:
    """Two columns are read across: a line of the left one, a line of the right one."""
    space = draw.rng.choice(("    ", "  ", "\t", "\n"))
    out = []
    for sheet in sheets:
        half = (len(sheet) + 1) // 2
        lines = []
        for left, right in zip(sheet[:half], (*sheet[half:], None), strict=False):
            if right is None:
                lines.append(left)
            else:
                lines.append(Line((*left.pieces, Piece(space), *right.pieces), "\n", right.ends))
        out.append(tuple(lines) or sheet)
    return tuple(out)


def _printed_number(sheet: Sheet) -> list[int]:
    """The number that a folio or a mark of this sheet shows; of "3 / 18" the 3."""
    shown = [p.text for line in sheet for p in line.pieces if p.insert in ("folio", "page mark")]
    return [int(number) for number in re.findall(r"\d+", " ".join(shown))[:1]]


def lost_pages(sheets: Sheets, blocks: tuple[Block, ...], draw: Draw) -> tuple[Sheets, tuple[Block, ...]]:
    """Some sheets are missing; what is left of a paragraph whose head is lost is a paragraph of its own.

    The gaps name the printed numbers of the lost sheets, where these have some. Returns the sheets and the blocks, in which
    gaps have their place.
    """
    if len(sheets) < 3:
        return sheets, blocks
    share = draw.rng.choice((0.15, 0.3, 0.5))
    lost = {k for k in range(1, len(sheets) - 1) if draw.chance(share)} or {draw.rng.randint(1, len(sheets) - 2)}
    out: list[Sheet] = []
    kept: list[Block] = []
    place: dict[int, int] = {}  # a block's index before, its index now
    seen: set[int] = set()  # blocks of which something was on this or an earlier sheet
    pending: list[int] | None = None
    for k, sheet in enumerate(sheets):
        whose = {p.block for line in sheet for p in line.pieces if p.block != NOBODY}
        if k in lost:
            pending = [*(pending or []), *_printed_number(sheet)]
            seen |= whose
            continue
        gap: tuple[Piece, ...] = ()
        if pending is not None:
            kept.append(Block("gap", "", pages=tuple(pending)))
            gap = (Piece("", len(kept) - 1),)
            pending, place = None, {}
        lines = []
        for line in sheet:
            pieces = []
            for piece in line.pieces:
                if piece.block == NOBODY:
                    pieces.append(piece)
                    continue
                if piece.block not in place:
                    block = blocks[piece.block]
                    kept.append(Block("paragraph", block.text) if piece.block in seen else block)
                    place[piece.block] = len(kept) - 1
                pieces.append(replace(piece, block=place[piece.block]))
            lines.append(replace(line, pieces=(*gap, *pieces)))
            gap = ()
        seen |= whose
        out.append(tuple(lines))
    return tuple(out), tuple(kept)
