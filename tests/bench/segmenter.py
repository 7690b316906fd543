"""Characters a second of the segmenter, beside one pass of a compiled regular expression over the same text."""

from __future__ import annotations

import re
import time
import tracemalloc
from collections.abc import Callable

from services.segmenter.segment import segment

# What a line-based baseline looks for: enumerators, stops, dates.
YARDSTICK = re.compile(
    r"第[一二三四五六七八九十百]+[章节条]|（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+\.(?!\d)|[。！？；]|\d{4}年\d+月\d+日"
)
WORDS = "全县 各级 部门 要求 坚持 推进 防汛 抗旱 工作 责任 落实 加强 领导 组织 群众 安全 水库 河道 巡查 预案 物资 队伍 信息 报送 值班".split()
ROUNDS = 3
MEGA = 1_000_000


def _document(size: int) -> list[str]:
    """Paragraphs of a made-up report, `size` code points in all, the same each time."""
    paragraphs, seed, written, section = ["全县防汛抗旱工作情况的报告"], 7, 0, 0
    numerals = "一二三四五六七八九十"
    while written < size:
        section += 1
        head = f"{numerals[section % 10]}、" if section % 6 == 1 else f"第{numerals[section % 6]}，"
        words = []
        for _ in range(24 if section % 6 != 1 else 3):
            seed = (1103515245 * seed + 12345) % 2**31
            words.append(WORDS[seed % len(WORDS)] + ("，" if seed % 5 == 0 else ""))
        text = head + "".join(words).rstrip("，") + ("。" if section % 6 != 1 else "")
        paragraphs.append(text)
        written += len(text)
    return paragraphs


def _dumps(size: int) -> dict[str, str]:
    """The document as four kinds of scanner hand it in."""
    paragraphs = _document(size)
    lines = "\n".join(paragraphs)
    wrapped = "\n".join(p[k : k + 28] for p in paragraphs for k in range(0, len(p), 28))
    spaces = " ".join(paragraphs).replace("，", ",")
    cuts = "\n".join(f"{n}、{spaces[k : k + 300]}" for n, k in enumerate(range(0, len(spaces), 300), 1))
    return {"paragraphs": lines, "wrapped lines": wrapped, "cuts of 300": cuts, "no white space": "".join(paragraphs)}


def _seconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def run() -> None:
    """Print the figures: best of three, processor time, one core."""
    for name, text in _dumps(MEGA).items():
        raw = text.encode()
        ours = _seconds(lambda raw=raw: segment(raw))  # type: ignore[misc]
        pass_ = _seconds(lambda text=text: YARDSTICK.findall(text))  # type: ignore[misc]
        print(
            f"{name:16} {len(text) / ours / MEGA:5.2f} M characters/s, {ours / pass_:5.1f} × the time of one regex pass"
        )
    small, large = (text["paragraphs"].encode() for text in (_dumps(MEGA), _dumps(10 * MEGA)))
    print(f"10 MB of text takes {_seconds(lambda: segment(large)) / _seconds(lambda: segment(small)):.1f} × 1 MB")
    tracemalloc.start()
    segment(small)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"peak memory {peak / len(small):.1f} × the dump's bytes")
