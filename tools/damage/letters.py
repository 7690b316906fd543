"""Damage to the letters of a document: misread, converted, spaced, widened. Blocks in, blocks out, their order kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from tools.damage import pools
from tools.damage.blocks import Blocks
from tools.damage.draft import Draw

_HAN = "[\u4e00-\u9fff]"
_HALF = str.maketrans("，：；？！（）", ",:;?!()")
_FULL = str.maketrans(",:;?!()", "，：；？！（）")
_FULL_DIGITS = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def _each(blocks: Blocks, change: Callable[[str], str]) -> Blocks:
    """Every block with its text changed, but for a change that leaves nothing of it."""
    return tuple(replace(b, text=change(b.text).strip() or b.text) for b in blocks)


def ocr_letters(blocks: Blocks, draw: Draw) -> Blocks:
    """Letters misread as others that look like them; now and then as any other."""
    share = draw.rng.choice((0.003, 0.01, 0.02, 0.04))
    alike = pools.confusions("latin_ocr" if draw.is_english else "han_ocr")

    def misread(text: str) -> str:
        out = []
        for letter in text:
            if letter in alike and draw.chance(share * 6):
                letter = draw.rng.choice(alike[letter])
            elif "\u4e00" <= letter <= "\u9fff" and draw.chance(share / 3):
                letter = chr(draw.rng.randint(0x4E00, 0x9F00))
            out.append(letter)
        return "".join(out)

    return _each(blocks, misread)


def stops_dropped(blocks: Blocks, draw: Draw) -> Blocks:
    """Some stops and commas are lost or turn into dots."""
    share = draw.rng.uniform(0.03, 0.3)

    def dropped(text: str) -> str:
        return re.sub(
            "[，。、；,.;]", lambda m: draw.rng.choice(("", "", "·", ".", " ")) if draw.chance(share) else m[0], text
        )

    return _each(blocks, dropped)


def half_width(blocks: Blocks, draw: Draw) -> Blocks:
    """Chinese punctuation arrives half-width, in part or whole."""
    if draw.chance(0.7):
        return _each(blocks, lambda text: text.translate(_HALF))
    return _each(blocks, lambda text: "".join(c.translate(_HALF) if draw.chance(0.4) else c for c in text))


def full_width(blocks: Blocks, draw: Draw) -> Blocks:
    """Digits and Latin punctuation arrive full-width."""
    table = draw.rng.choice((_FULL_DIGITS, _FULL, _FULL_DIGITS | _FULL))
    return _each(blocks, lambda text: text.translate(table))


def spaced_words(blocks: Blocks, draw: Draw) -> Blocks:
    """Stray spaces stand between Chinese characters; in English, inside words."""
    share, space = draw.rng.uniform(0.005, 0.08), draw.rng.choice((" ", " ", " ", "\u3000", "\u00a0", "  "))
    pattern = r"(?<=[a-z])(?=[a-z])" if draw.is_english else rf"(?<={_HAN})(?={_HAN})"
    rate = share / 8 if draw.is_english else share
    return _each(blocks, lambda text: re.sub(pattern, lambda _: space if draw.chance(rate) else "", text))


def spaced_digits(blocks: Blocks, draw: Draw) -> Blocks:
    """Figures are spaced: 1 9 9 8 年, or stand between spaces: 完成 36 项."""
    if draw.chance(0.5):
        return _each(blocks, lambda text: re.sub(r"(?<=\d)(?=\d)", " ", text))
    return _each(blocks, lambda text: re.sub(rf"(?<={_HAN})(?=\d)|(?<=[\d%])(?={_HAN})", " ", text))


def spaced_marks(blocks: Blocks, draw: Draw) -> Blocks:
    """A space stands behind or before punctuation; short titles are spaced letter by letter."""
    side = draw.rng.choice((r"(?<=[，。、；：！？,;:])(?=\S)", r"(?<=\S)(?=[，。；：])"))
    share = draw.rng.choice((0.3, 1.0))

    def spaced(text: str) -> str:
        if len(text) <= 6 and not draw.is_english:
            return " ".join(text)
        return re.sub(side, lambda _: " " if draw.chance(share) else "", text)

    return _each(blocks, spaced)


def mixed_scripts(blocks: Blocks, draw: Draw) -> Blocks:
    """Simplified and traditional characters are mixed, or the text is converted whole."""
    simple = pools.confusions("scripts")
    table = simple if draw.language == "zh-Hans" else {v[0]: k for k, v in simple.items()}
    share = draw.rng.choice((0.05, 0.3, 1.0))
    return _each(blocks, lambda text: "".join(table[c][0] if c in table and draw.chance(share) else c for c in text))


def converted_brackets(blocks: Blocks, draw: Draw) -> Blocks:
    """Brackets and quotes of documents come as others: „2031‟, [2031], （2031）, "…"."""
    brackets = draw.rng.choice(("[]", "（）", "()", "〈〉", "【】", "﹝﹞", "„‟", "［］"))
    quotes = draw.rng.choice(('""', "「」", "''", "〝〞", "＂＂", "“”"))
    table = str.maketrans("〔〕“”", brackets + quotes)
    return _each(blocks, lambda text: text.translate(table))


def without_quotes(blocks: Blocks, draw: Draw) -> Blocks:
    """Title marks and quotes are lost."""
    gone = draw.rng.choice(("《》", "“”", "《》“”", "（）"))
    return _each(blocks, lambda text: "".join(c for c in text if c not in gone))


def anonymised(blocks: Blocks, draw: Draw) -> Blocks:
    """Figures or names are struck out: XX, ××, [地名], ____."""
    mark = draw.rng.choice(("XX", "××", "xx", "**", "____", "某", "[略]", "○○"))
    share = draw.rng.uniform(0.1, 0.5)
    pattern = r"(?<=[^\d.（(])\d{2,4}(?=[^\d.、）)])"
    return _each(blocks, lambda text: re.sub(pattern, lambda m: mark if draw.chance(share) else m[0], text))
