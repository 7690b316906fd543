"""A dump in the making: pieces of text that know whose they are, so that labels fit after any damage."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from tools.damage.document import FURNITURE, GAP, Block
from tools.damage.labels import INVISIBLE

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of a block (its index), furniture (`insert` names its kind), or white space between them (neither)."""

    text: str
    block: int = NOBODY
    insert: str = ""

    @property
    def is_blank(self) -> bool:
        return all(c.isspace() or c in INVISIBLE for c in self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet; `ends`: the last one of its source paragraph; `after`: the white space behind it."""

    pieces: tuple[Piece, ...]
    after: str
    ends: bool = True

    @property
    def text(self) -> str:
        return "".join(p.text for p in self.pieces)

    def with_front(self, *pieces: Piece) -> Line:
        return replace(self, pieces=(*pieces, *self.pieces))


Sheet = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """What a kind of damage needs besides the text: chance, language, the words of this document."""

    rng: random.Random
    language: str
    title: str
    values: dict[str, str] = field(default_factory=dict)

    @property
    def is_english(self) -> bool:
        return self.language == "en"

    @property
    def joint(self) -> str:
        """What stands between two joined lines."""
        return " " if self.is_english else ""

    def chance(self, share: float) -> bool:
        return self.rng.random() < share


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged document. `hopeless`: the order of its text cannot be had back from the dump alone."""

    id: str
    language: str
    kind: str
    kinds: tuple[str, ...]
    text: str
    blocks: tuple[dict[str, Any], ...]
    inline_spans: tuple[tuple[int, int], ...]
    hopeless: bool
    form: str = ""

    def labelled(self) -> dict[str, Any]:
        """The form of labels.read(): blocks in the dump's order, furniture among them."""
        return {
            "id": self.id,
            "family": self.form or "damage",
            "lang": self.language,
            "kinds": list(self.kinds),
            "hopeless": self.hopeless,
            "text": self.text,
            "gold": [dict(b) for b in self.blocks],
            "inline": sum(_inked(self.text[a:b]) for a, b in self.inline_spans),
            "inline_spans": list(self.inline_spans),
        }

    def case(self) -> dict[str, Any]:
        """A case for a scorer: blocks without furniture in reading order, and how much furniture there is."""
        junk = sum(_inked(b["text"]) for b in self.blocks if b["type"] == FURNITURE)
        case = self.labelled()
        ordered: dict[int, dict[str, Any]] = {}
        for block in sorted((b for b in self.blocks if b["type"] != FURNITURE), key=lambda b: b["of"]):
            whole = ordered.setdefault(block["of"], {**block, "text": ""})
            whole["text"] += block["text"]
        return {
            "id": self.id,
            "family": "+".join(self.kinds) or "clean",
            "lang": self.language,
            "kind": self.kind,
            "encoding": "utf-8",
            "dump": self.text,
            "junk": junk + case["inline"],
            "gold": list(ordered.values()),
        }


def _inked(text: str) -> int:
    return sum(1 for c in text if not c.isspace() and c not in INVISIBLE)


def flatten(sheets: Iterable[Sheet]) -> tuple[Piece, ...]:
    return tuple(
        piece
        for sheet in sheets
        for line in sheet
        for piece in (*line.pieces, Piece(line.after))
        if piece.text or piece.block != NOBODY
    )


def labelled_blocks(
    blocks: tuple[Block, ...], pieces: tuple[Piece, ...]
) -> tuple[str, tuple[dict[str, Any], ...], tuple[tuple[int, int], ...]]:
    """The dump's text, its blocks in the dump's order, and the furniture inside blocks.

    A block that comes again after another one (interleaved columns, swapped pages) goes on as a paragraph.
    """
    text = "".join(p.text for p in pieces)
    runs: list[dict[str, Any]] = []  # one a block or a stretch of furniture, in order
    seen: set[int] = set()
    at = 0
    for piece in pieces:
        start, end = at, at + len(piece.text)
        at = end
        is_gap = piece.block != NOBODY and blocks[piece.block].type == GAP
        if (piece.is_blank and not is_gap) or (piece.block == NOBODY and not piece.insert):
            continue
        end = start + len(piece.text.rstrip())
        start += len(piece.text) - len(piece.text.lstrip())
        key = piece.block if piece.block != NOBODY else FURNITURE
        if runs and runs[-1]["key"] == key:
            runs[-1]["spans"].append((start, end))
            runs[-1]["kinds"] |= {piece.insert}
        else:
            runs.append({"key": key, "spans": [(start, end)], "kinds": {piece.insert}})
    inline: list[tuple[int, int]] = []
    merged: list[dict[str, Any]] = []
    for k, run in enumerate(runs):
        inside = (
            run["key"] == FURNITURE
            and merged
            and merged[-1]["key"] != FURNITURE
            and k + 1 < len(runs)
            and runs[k + 1]["key"] == merged[-1]["key"]
        )
        if inside:
            inline += [(run["spans"][0][0], run["spans"][-1][1])]
        elif merged and merged[-1]["key"] == run["key"]:
            merged[-1]["spans"] += run["spans"]
        else:
            merged.append(run)
    out: list[dict[str, Any]] = []
    for run in merged:
        if run["key"] == FURNITURE:
            spans = _joined_spans(text, run["spans"])
            out.append({"type": FURNITURE, "level": 0, "furniture": "+".join(sorted(run["kinds"])), "of": NOBODY})
        else:
            block = blocks[run["key"]]
            spans = [] if block.type == GAP else _joined_spans(text, run["spans"])
            again = run["key"] in seen
            out.append(
                {"type": "paragraph" if again else block.type, "level": 0 if again else block.level, "of": run["key"]}
            )
            if block.role and not again:
                out[-1]["role"] = block.role
            if block.type == GAP:
                out[-1]["pages"] = list(block.pages)
            seen.add(run["key"])
        out[-1]["spans"] = spans
        out[-1]["text"] = "".join(text[a:b].replace("\n", " ") for a, b in spans)
    return text, tuple(out), tuple(inline)


def _joined_spans(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbouring spans as one where only white space stands between them."""
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out
