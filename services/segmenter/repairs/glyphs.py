"""Wrong glyphs of broken fonts: 臵 → 置, 迚 → 进. glyphs.tsv has the table; simplified Chinese only.

Group A never occurs in official text (0 in 18 million characters). Group B are rare characters that some words do have:
replaced outside those words. Group C are everyday characters: replaced only in the words listed, and only where the
document shows group A as well. In Japanese and traditional text several of them are right (収, 丼), so nothing is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from services.segmenter.repairs.rule import Doubt, RepairRule
from services.segmenter.source_map import Edit

DAMAGED = 2  # group-A hits from which group C is believed


@dataclass(frozen=True, slots=True)
class Glyph:
    """`wrong` stands for `right`: in group A and B except in the words of `words`, in group C only in them."""

    wrong: str
    right: str
    group: str
    words: tuple[str, ...]


@cache
def table() -> tuple[Glyph, ...]:
    """The rows of glyphs.tsv."""
    rows = files(__package__).joinpath("glyphs.tsv").read_text("utf-8").splitlines()
    cells = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return tuple(Glyph(wrong, right, group, tuple(words.split())) for wrong, right, group, words in cells)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], dict[str, str]]:
    always = [glyph for glyph in table() if glyph.group in "AB"]
    guarded = [word for glyph in always for word in glyph.words]
    guarded_words = "|".join(map(re.escape, sorted(guarded, key=len, reverse=True)))
    wrong = "".join(glyph.wrong for glyph in always)
    right = {glyph.wrong: glyph.right for glyph in always}
    in_words = [
        (word, word.replace(glyph.wrong, glyph.right))
        for glyph in table()
        if glyph.group == "C"
        for word in glyph.words
    ]
    right |= dict(in_words)
    return (
        re.compile(f"[{wrong}]"),
        re.compile(f"(?P<kept>{guarded_words})|[{wrong}]"),
        re.compile("|".join(re.escape(word) for word, _ in in_words)),
        right,
    )


def wrong_glyphs(text: str, language: str) -> Iterator[Edit]:
    """The right character for each wrong one."""
    if language != "zh-Hans":
        return
    wrong, always, in_words, right = _patterns()
    if not wrong.search(text):
        return
    edits = [Edit(m.start(), m.end(), right[m[0]]) for m in always.finditer(text) if m["kept"] is None]
    certain = {glyph.wrong for glyph in table() if glyph.group == "A"}
    if sum(text[edit.start] in certain for edit in edits) < DAMAGED:
        yield from edits
        return
    taken = {edit.start for edit in edits}
    for match in in_words.finditer(text):
        if not any(at in taken for at in range(match.start(), match.end())):
            edits += [
                Edit(match.start() + n, match.start() + n + 1, new)
                for n, (old, new) in enumerate(zip(match[0], right[match[0]], strict=True))
                if old != new
            ]
    yield from sorted(edits, key=lambda edit: edit.start)


def suspicious_glyphs(text: str, language: str) -> Iterator[Doubt]:
    """Words that group C would mend, in a document that shows some of group A, but too little to believe it."""
    wrong_ones, _, in_words, right = _patterns()
    if language != "zh-Hans" or not wrong_ones.search(text):
        return
    certain = {glyph.wrong for glyph in table() if glyph.group == "A"}
    if not 0 < sum(character in certain for character in wrong_ones.findall(text)) < DAMAGED:
        return
    for match in in_words.finditer(text):
        wrong = next(n for n, (old, new) in enumerate(zip(match[0], right[match[0]], strict=True)) if old != new)
        details = (("glyph", match[0]), ("likely", right[match[0]]))
        yield Doubt(match.start() + wrong, match.start() + wrong + 1, "suspicious_glyph", details)


REPAIR = RepairRule(
    "wrong_glyphs",
    wrong_glyphs,
    order=90,
    chinese="错字",
    english="wrong characters",
    japanese="誤字",
    example=("位臵、推迚", "位置、推进", "zh-Hans"),
    doubts=suspicious_glyphs,
)
