"""Labels of a document as answers for the pieces of its text: does a block begin here, and what is it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from services.segmenter.paragraphs.features import Reading
from services.segmenter.roles.features import GOES_ON, JUNK, META, PARAGRAPH, WORD_ROLES

PLAIN = str.maketrans(dict(zip("。、“”‘’〔〕【】—–…", ".,\"\"''[][]--.", strict=True)))
NAMES = {"document_number": "docno", "author": "speaker", "issuer": "signature", "list_item": "point"}
MOSTLY = 0.6  # share of a piece's letters that are in no block, from which it is furniture
UNCLEAR, IDLE = 0.3, 0.1  # weights of gaps inside furniture: at a line end, elsewhere
LOSS, LINE_END = 7, 3


def normal(text: str) -> str:
    """Letters as they are compared: no white space, no variants of width or punctuation."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(PLAIN)).casefold()


def class_of(block: dict[str, Any]) -> int:
    """The class of a labelled block among WORD_ROLES."""
    name = block.get("role", "other") if block["type"] == "meta" else block["type"]
    name = NAMES.get(name, name)
    return WORD_ROLES.index(name) if name in WORD_ROLES else WORD_ROLES.index("other")


@dataclass(frozen=True, slots=True)
class Alignment:
    """A text beside its labelled blocks. `offsets`: letters before each character; the others a letter each."""

    offsets: NDArray[np.int32]
    places: NDArray[np.int32]  # place among the blocks' letters
    blocks: NDArray[np.int32]  # index of the block
    surplus: NDArray[np.bool_]  # in no block
    begins: NDArray[np.int32]  # where each block begins
    classes: NDArray[np.int32]  # of each block, among WORD_ROLES


def align(text: str, labelled: list[dict[str, Any]]) -> Alignment:
    """The text as the pipeline sees it beside all labelled blocks, furniture among them."""
    offsets = np.zeros(len(text) + 1, np.int32)
    parts, size, known = [], 0, {}
    for k, char in enumerate(text):
        offsets[k] = size
        letters = known.get(char)
        if letters is None:
            letters = known[char] = normal(char)
        if letters:
            parts.append(letters)
            size += len(letters)
    offsets[len(text)] = size
    here = "".join(parts)
    kept = [(b, normal(b.get("text", ""))) for b in labelled if b["type"] != "gap"]
    kept = [(b, letters) for b, letters in kept if letters]
    begins = np.cumsum([0, *(len(letters) for _, letters in kept)])[:-1].astype(np.int32)
    places = np.zeros(len(here) + 1, np.int32)
    surplus = np.zeros(len(here) + 1, bool)
    for op in Levenshtein.opcodes(here, "".join(letters for _, letters in kept)):
        run = np.arange(op.src_start, op.src_end)
        places[op.src_start : op.src_end] = np.minimum(op.dest_start + run - op.src_start, op.dest_end)
        places[op.src_end] = op.dest_end
        if op.tag == "delete":
            surplus[op.src_start : op.src_end] = True
    blocks = (np.searchsorted(begins, places, side="right") - 1).astype(np.int32)
    return Alignment(offsets, places, blocks, surplus, begins, np.array([class_of(b) for b, _ in kept], np.int32))


@dataclass(frozen=True, slots=True)
class PieceTruth:
    """For each piece: whether a block begins there, how much the answer counts, its block (-1: furniture inside one)."""

    begins: NDArray[np.int8]
    weights: NDArray[np.float32]
    blocks: NDArray[np.int32]
    furniture: NDArray[np.bool_]

    def firsts(self) -> NDArray[np.int32]:
        """Pieces with which blocks truly begin."""
        sure = (self.begins > 0) & ~((self.weights <= IDLE) & (np.arange(len(self.begins)) > 0))
        sure[0] = True
        return np.flatnonzero(sure).astype(np.int32)


def truth_of_pieces(alignment: Alignment, reading: Reading) -> PieceTruth:
    """The answers for every piece of a reading."""
    a, b = alignment.offsets[reading.places.starts], alignment.offsets[reading.places.ends]
    begins = np.isin(alignment.places[a], alignment.begins).astype(np.int8)
    surplus = np.concatenate([[0], np.cumsum(alignment.surplus)])
    blocks = np.zeros(len(a), np.int32)
    for k, (start, end) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        inside = alignment.blocks[start:end]
        if not len(inside):
            blocks[k] = alignment.blocks[start]
        elif surplus[end] - surplus[start] > MOSTLY * (end - start):
            blocks[k] = -1
        else:
            blocks[k] = int(np.bincount(inside).argmax())
    furniture = np.array([n < 0 or alignment.classes[n] == JUNK for n in blocks.tolist()])
    weights = np.ones(len(a), np.float32)
    for k in range(1, len(a)):
        if furniture[k] and furniture[k - 1] and not begins[k]:
            begins[k] = reading.white[k] >= LINE_END
            weights[k] = UNCLEAR if begins[k] else IDLE
        elif furniture[k] != furniture[k - 1] or reading.white[k] == LOSS:
            begins[k] = 1
    begins[0], weights[0] = 1, 0
    return PieceTruth(begins, weights, blocks, furniture)


def truth_of_blocks(
    alignment: Alignment, reading: Reading, firsts: NDArray[np.int32], pieces: PieceTruth
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """For blocks that begin with `firsts`: their roles, and their classes among WORD_ROLES."""
    starts, ends = reading.places.starts, reading.places.ends
    lasts = np.concatenate([firsts[1:] - 1, [len(starts) - 1]])
    begun: dict[int, int] = {}
    for k, n in enumerate(pieces.blocks.tolist()):
        begun.setdefault(n, k)
    roles = np.zeros(len(firsts), np.int32)
    classes = np.zeros(len(firsts), np.int32)
    for k, (first, last) in enumerate(zip(firsts.tolist(), lasts.tolist(), strict=True)):
        a, b = alignment.offsets[starts[first]], alignment.offsets[ends[last]]
        if b <= a or alignment.surplus[a:b].mean() > MOSTLY:
            continue
        n = int(np.bincount(alignment.blocks[a:b]).argmax())
        classes[k] = alignment.classes[n]
        if classes[k] == JUNK:
            continue
        roles[k] = min(int(classes[k]), META)
        begin = begun.get(n, first)
        if begin < first and any(
            m == -1 or (m != n and alignment.classes[m] == JUNK) for m in pieces.blocks[begin:first].tolist()
        ):
            roles[k], classes[k] = GOES_ON, PARAGRAPH
    return roles, classes
