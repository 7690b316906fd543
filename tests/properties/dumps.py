"""Dumps drawn by chance: documents with headings, points and paragraphs, damaged as scanners damage them, and plain chaos."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

NUMERALS = "一二三四五六七八九十"
WORDS = "防汛 抗旱 巡查 值班 水库 堤防 物资 预案 责任 落实 加强 组织 转移 群众 检查 整改 队伍 资金 时限 通报".split()

sentences = st.lists(st.sampled_from(WORDS), min_size=3, max_size=14).map(
    lambda words: "，".join("".join(words[k : k + 4]) for k in range(0, len(words), 4)) + "。"
)
paragraphs = st.lists(sentences, min_size=1, max_size=5).map("".join)


@st.composite
def documents(draw: Callable[..., Any]) -> list[str]:
    """The paragraphs of a speech or notice."""
    made = [f"在全县{draw(st.sampled_from(WORDS))}工作会议上的讲话", "同志们："]
    for section in range(draw(st.integers(0, 4))):
        made.append(f"{NUMERALS[section]}、{draw(st.sampled_from(WORDS))}{draw(st.sampled_from(WORDS))}")
        made += [f"第{NUMERALS[point]}，{draw(paragraphs)}" for point in range(draw(st.integers(0, 3)))]
        made.append(str(draw(paragraphs)))
    if draw(st.booleans()):
        made += [
            "县人民政府办公室",
            "2031年4月2日",
            "附件1",
            f"{draw(st.sampled_from(WORDS))}工作方案",
            str(draw(paragraphs)),
        ]
        made += [f"{NUMERALS[section]}、{draw(st.sampled_from(WORDS))}" for section in range(draw(st.integers(0, 3)))]
    return made


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump, and the texts of the pages that are left of it."""

    text: str
    pages: tuple[str, ...]


@st.composite
def dumps(draw: Callable[..., Any]) -> Dump:
    """A document in pages with folios, some of them lost, handed over in one of the ways of scanners."""
    lines = draw(documents())
    ends, folio, mark = (
        draw(st.sampled_from(["\n", " ", ""])),
        draw(st.sampled_from(["- {} -", "-{}", "第{}页", "{}", ""])),
        draw(st.sampled_from(["\f", "=== {} ===\n", "{}、"])),
    )
    width, height = draw(st.integers(16, 40)), draw(st.integers(6, 20))
    wrapped = draw(st.booleans()) and ends
    whole = str(ends).join(
        str(ends).join(line[k : k + width] for k in range(0, len(line), width)) if wrapped else line for line in lines
    )
    size = width * height
    pages = [
        whole[k : k + size] + (f"{ends}{str(folio).format(k // size + 1)}{ends}" if folio else "")
        for k in range(0, len(whole), size)
    ]
    lost = draw(st.sets(st.integers(1, max(1, len(pages) - 1)), max_size=2))
    kept = tuple(page for n, page in enumerate(pages) if n not in lost or not folio)
    if mark == "\f":
        return Dump("\f".join(kept), kept)
    if mark == "{}、":
        joined = "".join(kept)
        pieces = [joined[k : k + 120] for k in range(0, len(joined), 120)]
        return Dump("\n".join(f"{n}、{piece}" for n, piece in enumerate(pieces, 1)), kept)
    return Dump("\n".join(str(mark).format(n) + page for n, page in enumerate(kept, 1)), kept)


# Text that no scanner should hand over, and some do.
chaos = st.text(
    st.sampled_from("一二三、（）()第条章节.１1①-—— \n\f\t　\u200b\x00\ud7ff，。：；“”a-Z臵⼀ﬁ¶0123456789")
    | st.characters(),
    max_size=300,
)
