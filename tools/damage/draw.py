"""Draw a mixture of damage for a document: the same document and seed give the same dump."""

from __future__ import annotations

import random
from dataclasses import replace

from tools.damage import flow, sheets
from tools.damage.document import Block, Document
from tools.damage.draft import Damaged, Draw, Line, Piece, flatten, labelled_blocks
from tools.damage.forms import FORMS, REST
from tools.damage.kinds import KINDS, SEVERAL, STAGES, Kind
from tools.damage.site import between_title_and_text, heap_before_title, site_outline, wrapper

_NEEDS_BLOCKS = (wrapper, between_title_and_text, heap_before_title, site_outline)
_NEEDS_LINES = (sheets.line_numbers, sheets.interleaved_columns)
_SEVERAL_SHARE = 0.04
_FORM_SHARE = 0.6
_FULL = 1.5  # times its share: how often a kind is drawn at strength 1
_GLUED_SHEETS = 0.1  # share of dumps in which the last line of a page is glued to what follows


def draw_damage(
    document: Document,
    seed: int | float | str,
    strength: float | None = None,
    other: Document | None = None,
    form: str | None = None,
) -> Damaged:
    """The document with a mixture of damage, from clean (strength 0) to hopeless (1); without one it is drawn too.

    `form` names the source whose kinds come together (forms.py); without one, three of five drawings have one by chance. A drawing
    of a given strength has none. `other` is a document that may come behind it in the same dump.
    """
    rng = random.Random(f"{seed}/{document.id}")
    if form is None and strength is None and rng.random() < _FORM_SHARE:
        form = rng.choice(list(FORMS))
    if strength is None:
        strength = 1 / _FULL if form else rng.betavariate(1.3, 1.2)
    names = [SEVERAL] if other is not None and rng.random() < _SEVERAL_SHARE * strength * 2 else []
    groups: set[str] = set()
    for kind in KINDS:
        able = document.language in kind.languages and (not kind.group or kind.group not in groups)
        if kind.stage != "flow" and able and rng.random() < _share(kind, form) * strength * _FULL:
            names.append(kind.name)
            groups |= {kind.group} if kind.group else set()
    ways = [k for k in KINDS if k.stage == "flow" and document.language in k.languages]
    if document.language == "en":
        ways = [k for k in ways if k.name not in ("no ends", "lines as spaces")] if rng.random() < 0.8 else ways
    weights = [_share(k, form) * (1 if form or k.name == "paragraph a line" else 0.3 + strength) for k in ways]
    names.append(rng.choices(ways, weights)[0].name)
    return replace(damaged(document, tuple(names), rng, other), form=form or "")


def _share(kind: Kind, form: str | None) -> float:
    return FORMS[form].get(kind.name, kind.share * REST) if form else kind.share


def damaged(document: Document, names: tuple[str, ...], rng: random.Random, other: Document | None = None) -> Damaged:
    """The document with the kinds of these names, each in its stage; a paragraph is one line if no flow is named."""
    draw = Draw(rng, document.language, document.title, {"title": document.title} if document.title else {})
    if not document.title:
        draw.values["title"] = next((b.text[:20] for b in document.blocks), "")
    blocks = document.blocks
    if SEVERAL in names and other is not None:
        blocks = (*blocks, *_below(other))
    chosen = {stage: [k for k in KINDS if k.name in names and k.stage == stage] for stage in STAGES}
    for kind in (*chosen["blocks"], *chosen["letters"]):
        blocks = kind.apply(blocks, draw)
    while (
        blocks and blocks[-1].type == "heading" and not blocks[-1].glued and len(blocks) > 1 and "torn end" not in names
    ):
        blocks = blocks[:-1]
    way = chosen["flow"][0].apply(draw) if chosen["flow"] else flow.Flow("paragraph_a_line", draw.joint, "\n", 40)
    if "\n" not in way.inner and any(k.apply in _NEEDS_LINES for k in chosen["sheets"]):
        way = replace(way, inner="\n")
    lines = flow.lay_out(blocks, way, draw)
    pages = _sheets(lines, way, chosen["sheets"], draw)
    for kind in chosen["sheets"]:
        if kind.apply is sheets.lost_pages:
            pages, blocks = sheets.lost_pages(pages, blocks, draw)
        else:
            pages = kind.apply(pages, draw)
    pieces = _trimmed(flatten(pages))
    for kind in (*chosen["cuts"], *chosen["site"]):
        pieces = kind.apply(pieces, blocks, draw) if kind.apply in _NEEDS_BLOCKS else kind.apply(pieces, draw)
    pieces, blocks = _without_junk_blocks(pieces, blocks)
    text, labels, inline = labelled_blocks(blocks, pieces)
    hopeless = any(k.hopeless for stage in chosen.values() for k in stage)
    return Damaged(document.id, document.language, document.kind, names, text, labels, inline, hopeless)


def _sheets(lines: tuple[Line, ...], way: flow.Flow, kinds: list[Kind], draw: Draw) -> sheets.Sheets:
    """The lines in sheets of 12 to 40, where a page matters; else one sheet."""
    if not kinds and not way.per_page:
        return (lines,)
    height = draw.rng.randint(12, 40)
    pages = [list(lines[k : k + height]) for k in range(0, len(lines), height)]
    if len(pages) > 1 and len(pages[-1]) < 3:
        pages[-2:] = [pages[-2] + pages[-1]]
    end = "\n" if "\n" in way.outer or way.per_page else way.outer or " "
    if not draw.chance(_GLUED_SHEETS):
        pages = [
            [*page[:-1], replace(page[-1], after=page[-1].after if "\n" in page[-1].after else end)] for page in pages
        ]
    return tuple(tuple(page) for page in pages)


def _trimmed(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    end = len(pieces)
    while end and pieces[end - 1].is_blank and pieces[end - 1].block < 0:
        end -= 1
    return pieces[:end]


def _below(document: Document) -> tuple[Block, ...]:
    """A second document of the same dump: its title is a heading, everything in it a level deeper."""
    out = []
    for block in document.blocks:
        if block.type == "title":
            block = replace(block, type="heading", level=1)
        elif block.type == "heading":
            block = replace(block, level=block.level + 1)
        out.append(block)
    return tuple(out)


def _without_junk_blocks(
    pieces: tuple[Piece, ...], blocks: tuple[Block, ...]
) -> tuple[tuple[Piece, ...], tuple[Block, ...]]:
    """Furniture that was laid out with the document (a first copy of the title) as furniture."""
    return (
        tuple(
            Piece(p.text, insert="title copy") if p.block >= 0 and blocks[p.block].type == "junk" else p for p in pieces
        ),
        blocks,
    )
