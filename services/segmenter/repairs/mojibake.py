"""Text that was decoded with the wrong table, where the way back is exact.

"¹ØÓÚ" → "关于" (GB18030 read as Latin-1) and "璁″垝" → "计划" (UTF-8 read as GBK) are undone here; what Windows tables did to
UTF-8, "å…³äºŽ" → "关于" and "â€™" → "’", by ftfy, which judges by how unlikely the letters are beside each other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import ftfy

from services.segmenter.readers.decode import EVERYDAY
from services.segmenter.repairs.rule import RepairRule
from services.segmenter.source_map import Edit

# Single ASCII between: spaces and digits, and the second bytes of GB18030 that lie there.
LATIN_RUN = re.compile(r"[\x80-\xff][\x80-\xff]+(?:[\x20-\x7f][\x80-\xff]{2,})*")
SHORTEST = 6  # bytes: two Chinese characters in UTF-8, three in GB18030
GBK_RUN = re.compile(r"(?:[\u4e00-\u9fff\ue000-\uf8ff\u3000-\u303f\uff00-\uffef″€]){6,}")
# Lead bytes of UTF-8 and what follows them, as Windows-1252 shows them.
WINDOWS = (  # the letters and signs of Windows-1252 between 0x80 and 0x9f, and the bytes that it leaves open
    "\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e"
    "\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
WINDOWS_RUN = re.compile(f"(?:[\u00c2-\u00f4][{WINDOWS}]{{1,3}})+")
# Characters that UTF-8 read as GBK is full of and Chinese is not.
TELLTALE = re.compile(r"[鐨勬槸鍦ㄤ竴涓鍜屼簡鏈浜虹殑锛銆佹垜浠鍏鐞嗗伐浣滃彂灞曟斂搴滃競]")


def mojibake(text: str, _language: str) -> Iterator[Edit]:
    """Runs that decode without loss into everyday Chinese, and what ftfy is sure of."""
    if not text.isascii():
        yield from _latin(text)
    if len(TELLTALE.findall(text[:20_000])) < 0.2 * min(len(text), 20_000):
        return
    for match in GBK_RUN.finditer(text):
        right = _redecoded(match[0], "gb18030", "utf-8")
        if right is not None:
            yield Edit(match.start(), match.end(), right)


def _latin(text: str) -> Iterator[Edit]:
    """What was read in a Western table, in order."""
    edits: list[Edit] = []
    for match in LATIN_RUN.finditer(text):
        if len(match[0]) < SHORTEST:
            continue
        # UTF-8 first: what is valid UTF-8 by chance is rare, while GB18030 takes nearly any bytes.
        right = _redecoded(match[0], "latin-1", "utf-8") or _redecoded(match[0], "latin-1", "gb18030")
        if right is not None:
            edits.append(Edit(match.start(), match.end(), right))
    starts = [edit.start for edit in edits]
    windows: list[Edit] = []
    for match in WINDOWS_RUN.finditer(text):
        before = bisect_right(starts, match.start()) - 1
        taken = before >= 0 and edits[before].end > match.start()
        taken = taken or (before + 1 < len(starts) and starts[before + 1] < match.end())
        mended = match[0] if taken else ftfy.fix_encoding(match[0])
        if mended != match[0]:
            windows.append(Edit(match.start(), match.end(), mended))
    yield from sorted([*edits, *windows], key=lambda edit: edit.start)


def _redecoded(wrong: str, back: str, forth: str) -> str | None:
    try:
        right = wrong.encode(back).decode(forth)
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    everyday = len(EVERYDAY.findall(right))
    return right if everyday > 0.2 * len(right) and everyday > len(EVERYDAY.findall(wrong)) else None


REPAIR = RepairRule(
    "mojibake",
    mojibake,
    order=10,
    chinese="乱码还原",
    english="garbled text restored",
    japanese="文字化けの復元",
    example=("¹ØÓÚ¶É¿ÚµÄÍ¨Öª", "关于渡口的通知", "zh-Hans"),
)
