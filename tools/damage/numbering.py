"""Other numbering for the headings of a document: decimal, chapters, parts, letters, or none at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tools.damage.document import Block
from tools.damage.draft import Draw

Blocks = tuple[Block, ...]

_HAN = "一二三四五六七八九十"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾"
_WORDS = "One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split()
_NUMBER = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+[编編章节節部分篇]{1,2}[\s、]*|[一二三四五六七八九十]+[、．.]\s*|[（(][一二三四五六七八九十\d]+[）)]\s*"
    r"|\d+(?:\.\d+)*[、．.]?\s*|[壹貳贰參叁肆伍陸陆柒捌玖拾][、]|(?:Part|Chapter|Section|Article)\s+[\dIVX]+[.:]?\s*[-—–]?\s*|[IVX]+\.\s+|[A-Z]\.\s+)",
)
_ARTICLE = re.compile(r"^(?:第\s*[一二三四五六七八九十百\d]+\s*[条條]|Article\s+\d+$)")
# A form a level, the last one for all deeper ones. {path} is 1.2.3, {n} the number at its level, {han} the same in Chinese.
_CHINESE = (
    ("{path} ", "{path} ", "{path} "),
    ("{path}", "{path}", "{path}"),
    ("{path}.", "{path}.", "{path}."),
    ("{path}、", "{path}", "{path}"),
    ("{han}、", "{path} ", "{path} "),
    ("第{han}章 ", "第{han}节 ", "{han}、"),
    ("第{han}章", "{path}", "{path}"),
    ("第{han}部分 ", "{han}、", "（{han}）"),
    ("{han}、", "（{han}）", "{n}."),
    ("{han}．", "({han})", "{n}、"),
    ("{n}、", "（{n}）", "{n}）"),
    ("{formal}、", "{han}、", "（{han}）"),
    ("（{han}）", "{n}.", "({n})"),
    ("", "", ""),
    ("●", "○", ""),
    ("【{n}】", "{n}-", ""),
)
_ENGLISH = (
    ("{n}. ", "{path} ", "{path} "),
    ("{path} ", "{path} ", "{path} "),
    ("{roman}. ", "{letter}. ", "{n}. "),
    ("Chapter {word}\n", "", ""),
    ("CHAPTER {roman} ", "{n}. ", ""),
    ("Part {n} - ", "{n} ", "({n}) "),
    ("Section {n}. ", "({small}) ", "({n}) "),
    ("{letter}. ", "{n}. ", "{small}. "),
    ("", "", ""),
    ("§ {n}. ", "({small}) ", ""),
)
_UPPER_SHARE = 0.3  # English drawings whose headings of level 1 are in capitals


@dataclass(frozen=True, slots=True)
class _Place:
    path: tuple[int, ...]

    def written(self, form: str) -> str:
        n = self.path[-1]
        return form.format(
            path=".".join(map(str, self.path)),
            n=n,
            han=_chinese_number(n),
            formal=_FORMAL[(n - 1) % 10],
            roman=_roman(n),
            letter=chr(64 + min(n, 26)),
            small=chr(96 + min(n, 26)),
            word=_WORDS[(n - 1) % 12],
        )


def renumbered_headings(blocks: Blocks, draw: Draw) -> Blocks:
    """All headings get another numbering, decimal (1, 1.1, 1.1.1), chapters, parts, or none."""
    forms = draw.rng.choice(_ENGLISH if draw.is_english else _CHINESE)
    capitals = draw.is_english and draw.chance(_UPPER_SHARE)
    headings = [b for b in blocks if b.type == "heading"]
    if not headings or any(_ARTICLE.match(b.text) for b in headings):
        return blocks
    counts: list[int] = []
    out = []
    for block in blocks:
        if block.type != "heading" or block.level < 1:
            out.append(block)
            continue
        bare = _NUMBER.sub("", block.text)
        counts = [*counts, *[0] * (block.level - len(counts))][: block.level]
        counts[-1] += 1
        if len(bare) < 2 or 0 in counts:
            out.append(block)
            continue
        bare = bare.upper() if capitals and block.level == 1 else bare
        out.append(replace(block, text=_Place(tuple(counts)).written(forms[min(block.level, 3) - 1]) + bare))
    return tuple(out)


def glued_headings(blocks: Blocks, draw: Draw) -> Blocks:
    """Headings stand in one line with the text under them, with nothing or a space between, most or all of them."""
    share, joint = draw.rng.choice((0.5, 1.0, 1.0)), draw.rng.choice(("", "", " ", "\u3000", "  "))
    out = []
    for block, follower in zip(blocks, (*blocks[1:], None), strict=True):
        if block.type == "heading" and follower is not None and follower.type != "heading" and draw.chance(share):
            seen = _NUMBER.match(block.text) or block.text[-1] in "。：:."
            end = (
                ""
                if block.text[-1] in "。：:.?？" or not draw.chance(0.3)
                else "."
                if draw.is_english
                else draw.rng.choice("：。")
            )
            end = ":" if end == "." and draw.chance(0.5) else end
            block = replace(block, text=block.text + end + (joint if seen or end else joint or "  "), glued=True)
        out.append(block)
    return tuple(out)


def _chinese_number(n: int) -> str:
    if n <= 10:
        return _HAN[n - 1]
    tens, ones = divmod(n, 10)
    return ("" if tens == 1 else _HAN[tens - 1]) + "十" + (_HAN[ones - 1] if ones else "")


def _roman(n: int) -> str:
    out = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        out += letters * (n // value)
        n %= value
    return out
