"""Text that was decoded with the wrong table, where the way back is exact: "¹ØÓÚ" → "关于", "璁″垝" → "计划"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.segmenter.readers.decode import EVERYDAY
from services.segmenter.source_map import Edit

# Single ASCII between: spaces and digits, and the second bytes of GB18030 that lie there.
LATIN_RUN = re.compile(r"[\x80-\xff][\x80-\xff]+(?:[\x20-\x7f][\x80-\xff]{2,})*")
SHORTEST = 6  # bytes: two Chinese characters in UTF-8, three in GB18030
GBK_RUN = re.compile(r"(?:[\u4e00-\u9fff\ue000-\uf8ff\u3000-\u303f\uff00-\uffef″€]){6,}")
# Characters that UTF-8 read as GBK is full of and Chinese is not.
TELLTALE = re.compile(r"[鐨勬槸鍦ㄤ竴涓鍜屼簡鏈浜虹殑锛銆佹垜浠鍏鐞嗗伐浣滃彂灞曟斂搴滃競]")


def mojibake(text: str, _language: str) -> Iterator[Edit]:
    """Runs that decode without loss into everyday Chinese."""
    for found in LATIN_RUN.finditer(text):
        if len(found[0]) < SHORTEST:
            continue
        # UTF-8 first: what is valid UTF-8 by chance is rare, while GB18030 takes nearly any bytes.
        right = _redecoded(found[0], "latin-1", "utf-8") or _redecoded(found[0], "latin-1", "gb18030")
        if right is not None:
            yield Edit(found.start(), found.end(), right)
    if len(TELLTALE.findall(text[:20_000])) < 0.2 * min(len(text), 20_000):
        return
    for found in GBK_RUN.finditer(text):
        right = _redecoded(found[0], "gb18030", "utf-8")
        if right is not None:
            yield Edit(found.start(), found.end(), right)


def _redecoded(wrong: str, back: str, forth: str) -> str | None:
    try:
        right = wrong.encode(back).decode(forth)
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    everyday = len(EVERYDAY.findall(right))
    return right if everyday > 0.2 * len(right) and everyday > len(EVERYDAY.findall(wrong)) else None
