"""Damage to the finished text: cuts of a fixed length, marks inside words, remains of markup."""

from __future__ import annotations

import re
from dataclasses import replace

from tools.damage import pools
from tools.damage.draft import NOBODY, Draw, Piece

Pieces = tuple[Piece, ...]


def _inserted(pieces: Pieces, places: dict[int, Piece]) -> Pieces:
    """The pieces with others put in at places of the text (code points from its beginning)."""
    out: list[Piece] = []
    at = 0
    todo = sorted(places)
    for piece in pieces:
        begin = 0
        while todo and todo[0] < at + len(piece.text):
            cut = todo.pop(0)
            if cut - at > begin:
                out.append(replace(piece, text=piece.text[begin : cut - at]))
            out.append(places[cut])
            begin = max(begin, cut - at)
        if begin < len(piece.text) or not piece.text:
            out.append(replace(piece, text=piece.text[begin:]))
        at += len(piece.text)
    return (*out, *(places[k] for k in todo))


def _length(pieces: Pieces) -> int:
    return sum(len(p.text) for p in pieces)


_COUNTERS = (
    "\n{n}、",
    "{n}、",
    "\n",
    "\n第{n}屏\n",
    "\n[{n}]",
    "\n\n",
    "【{n}】",
    "\n——{n}——\n",
    "\n{n}.",
    "\n({n}/{total})\n",
    " ",
    "\n>{n}<",
    "\n#{n} ",
)
_COUNTERS_EN = (
    "\n",
    "\n\n",
    "\n[{n}]\n",
    "\n({n}/{total}) ",
    "\n--- part {n} ---\n",
    "\n{n}: ",
    " … ",
    "\nscreen {n} of {total}\n",
    "\n<{n}>",
)


def fixed_cuts(pieces: Pieces, draw: Draw) -> Pieces:
    """The text is cut every N characters, with or without a counter at each cut."""
    size = draw.rng.choice((150, 200, 256, 300, 400, 500, 800, 1000)) * (3 if draw.is_english else 1)
    form = draw.rng.choice(_COUNTERS_EN if draw.is_english else _COUNTERS)
    total = _length(pieces) // size + 1
    places = {}
    for n in range(1 if form.strip() == "" else 0, total):
        mark = form.format(n=n + 1, total=total)
        mark = mark.lstrip("\n") if n == 0 else mark
        places[n * size] = Piece(mark, insert="counter" if mark.strip() else "")
    return _inserted(pieces, places)


def watermark_in_words(pieces: Pieces, draw: Draw) -> Pieces:
    """A site's name or a watermark stands inside sentences, always the same."""
    mark = pools.fill(draw.rng.choice(pools.lines("watermarks", draw.language)), draw.rng, draw.values, draw.language)
    mark = mark if draw.chance(0.5) else mark[: draw.rng.randint(2, 6)]
    mark = draw.rng.choice(("{0}", " {0} ", "({0})", "\n{0}\n")).format(mark)
    return _inserted(pieces, {k: Piece(mark, insert="watermark") for k in _some_places(pieces, draw, 0.0015)})


def glosses(pieces: Pieces, draw: Draw) -> Pieces:
    """Readings in brackets inside words, a few or at every tenth letter: 产（chǎn）业, 条例（じょうれい）."""
    pool = pools.lines("glosses", "ja" if draw.language == "ja" else "zh")
    form = draw.rng.choice(("（{0}）", "({0})", " {0} ", "[{0}]"))
    places = _some_places(pieces, draw, draw.rng.choice((0.004, 0.02, 0.12)))
    return _inserted(pieces, {k: Piece(form.format(draw.rng.choice(pool)), insert="gloss") for k in places})


_TAGS = (
    "<br>",
    "<br/>",
    "</p><p>",
    "&nbsp;",
    "&nbsp;&nbsp;",
    "&emsp;",
    "<p>",
    "</p>",
    "</span>",
    '<p style="text-indent:2em">',
    "&ldquo;",
    "\\n",
    "\\r\\n",
    "<o:p></o:p>",
    "&#12288;",
    "<strong>",
    "</div>",
    "\\t",
    "|",
    "<!--enpcontent-->",
    "&ensp;&ensp;",
)


def markup_at_ends(pieces: Pieces, draw: Draw) -> Pieces:
    """Tags and entities stand where paragraphs begin or end."""
    tag = draw.rng.choice(_TAGS)
    behind = draw.chance(0.6)
    share = draw.rng.choice((0.3, 1.0, 1.0))
    out: list[Piece] = []
    last = NOBODY
    for piece in pieces:
        changes = piece.block not in (NOBODY, last)
        if changes and draw.chance(share) and (last != NOBODY or not behind):
            out.append(Piece(tag, insert="markup"))
        if piece.block != NOBODY:
            last = piece.block
        out.append(piece)
    return tuple(out)


def markup_inside(pieces: Pieces, draw: Draw) -> Pieces:
    """Tags, entities and escape signs stand inside sentences."""
    tag = draw.rng.choice(_TAGS)
    return _inserted(pieces, {k: Piece(tag, insert="markup") for k in _some_places(pieces, draw, 0.003)})


def prompts(pieces: Pieces, draw: Draw) -> Pieces:
    """A prompt of a preview stands in the middle: 继续阅读, 下载本文, 还剩 5 页未读."""
    count = draw.rng.choice((1, 1, 1, 2, 3))
    places = {}
    for k in _line_places(pieces, draw, count):
        text = pools.fill(draw.rng.choice(pools.lines("prompts", draw.language)), draw.rng, draw.values, draw.language)
        places[k] = Piece(
            draw.rng.choice(("\n{0}\n", "\n{0}\n", "\n\n{0}\n\n", " {0} ", "{0}")).format(text), insert="prompt"
        )
    return _inserted(pieces, places)


def viewer_counters(pieces: Pieces, draw: Draw) -> Pieces:
    """A viewer's counters and page thumbnails stand inside the text: 3 / 18, ….docx_第3页."""
    form = draw.rng.choice(
        (
            "{n} / {total}",
            "{n}/{total}",
            "{title}_第{n}页",
            "第{n}页 / 共{total}页",
            "{title}.docx_第{n}页",
            "▲{n}",
            "{n}",
            "···{n}···",
        )
    )
    if draw.is_english:
        form = draw.rng.choice(("{n} / {total}", "Page {n} of {total}", "{title} - page {n}", "{n}", "[{n}]"))
    total = draw.rng.randint(3, 30)
    title = draw.title or "doc"
    out = {}
    for n, k in enumerate(_line_places(pieces, draw, draw.rng.randint(1, 5)), 1):
        out[k] = Piece("\n" + form.format(n=n, total=total, title=title) + "\n", insert="counter")
    return _inserted(pieces, out)


_LEAST_TORN = 30  # a prompt stands inside lines of at least so many characters


def _some_places(pieces: Pieces, draw: Draw, share: float) -> list[int]:
    """Places inside the text of blocks, about `share` of all characters, at least one."""
    total = _length(pieces)
    count = max(1, int(total * draw.rng.uniform(share / 3, share)))
    inside = []
    at = 0
    for piece in pieces:
        if piece.block != NOBODY and len(piece.text) > 3:
            inside.append((at + 1, at + len(piece.text) - 1))
        at += len(piece.text)
    return [draw.rng.randint(*draw.rng.choice(inside)) for _ in range(count)] if inside else []


def _line_places(pieces: Pieces, draw: Draw, count: int) -> list[int]:
    """Places where a block ends or, now and then, anywhere in the text."""
    ends = []
    at, last = 0, NOBODY
    for piece in pieces:
        if piece.block not in (NOBODY, last) and last != NOBODY:
            ends.append(at)
        if piece.block != NOBODY:
            last = piece.block
        at += len(piece.text)
    long = tuple(p if len(p.text) >= _LEAST_TORN else Piece(p.text) for p in pieces)
    anywhere = (_some_places(long, draw, 0.0)[:1] for _ in range(count))
    return sorted(draw.rng.choice(ends) if ends and draw.chance(0.8) else k for places in anywhere for k in places)


_BLANKS = re.compile(r"[ \t\u3000\u00a0]+")


def other_blanks(pieces: Pieces, draw: Draw) -> Pieces:
    """Indents and spaces come as others: NBSP, ideographic, zero-width, tabs, or are lost at line heads."""
    blank = draw.rng.choice(("\u00a0", "\u3000", "\t", "  ", "", "\u2003", "\u200b "))
    return tuple(replace(p, text=_BLANKS.sub(blank, p.text)) if p.block == NOBODY and p.is_blank else p for p in pieces)


def other_line_ends(pieces: Pieces, draw: Draw) -> Pieces:
    """Line ends come as CRLF, as a vertical tab or with blanks before them."""
    end = draw.rng.choice(("\r\n", "\r\n", " \n", "\u3000\n", "\r", "\x0b"))
    return tuple(replace(p, text=p.text.replace("\n", end)) for p in pieces)
