"""Labels of a text as it was found: NAME.label beside NAME.txt, one label a line.

    # family: site | notes         where the text comes from: site, preview, repository, ocr, pdf-text
    X 首页                          furniture until the next label
    T 关于做好…                     the title
    M docno 国发〔2031〕35号         a line about the document, with its role
    H1 一、提高认识                  a heading and its level, 1 directly under the title
    Q 第一，要…                      a point: an enumerated paragraph that is no heading
    P 各级各部门…                    a paragraph
    I -3-                           the next place with this text is furniture inside a block
    G 4,5                           pages are lost here: their printed numbers, or nothing

After the letter stand the first characters of the block. White space does not count. A block runs to the next label.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

TYPES = {"T": "title", "M": "meta", "H": "heading", "Q": "point", "P": "paragraph", "X": "junk"}
ROLES = frozenset("docno addressee salutation speaker date issuer signature subtitle attachment copy other".split())
INVISIBLE = "\u200b\ufeff\u200e\u200f"
_LEAST_KANA = 20  # Han characters a kana in Chinese texts with Japanese names; Japanese texts have about one
_LEAST_TRADITIONAL = 60  # Han characters a traditional one in simplified texts with a few of them
_TRADITIONAL = "國學會時這個們來說對為發議與實現點還進開關長門問題員東車"


def squeeze(text: str) -> tuple[str, list[int]]:
    """The text without white space, and for each of its characters the place in the whole text."""
    places = [i for i, c in enumerate(text) if not c.isspace() and c not in INVISIBLE]
    return "".join(text[i] for i in places), [*places, len(text)]


def language(text: str) -> str:
    """zh-Hans, zh-Hant, ja or en, by the characters."""
    kana = len(re.findall("[\u3041-\u30f6]", text))
    han = len(re.findall("[\u4e00-\u9fff]", text))
    if kana * _LEAST_KANA > max(1, han):
        return "ja"
    if han * 5 < len(text):
        return "en"
    return "zh-Hant" if len(re.findall(f"[{_TRADITIONAL}]", text)) * _LEAST_TRADITIONAL > han else "zh-Hans"


def read(path: Path) -> tuple[dict[str, Any], list[str]]:
    """The labelled text of NAME.label, and what does not fit.

    "gold" holds blocks in order, furniture ("junk") among them, each with its text and its spans (half-open, code points of
    "text"); "inline" counts the characters of furniture inside blocks, "inline_spans" says where they stand.
    """
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    tight, places = squeeze(text)
    starts: list[tuple[int, dict[str, Any]]] = []
    inline: list[tuple[int, int]] = []
    errors: list[str] = []
    family, at, pages = "site", 0, None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# family:"):
            family = line.split(":", 1)[1].split("|")[0].strip()
        if not line.strip() or line.startswith("#"):
            continue
        mark, _, rest = line.partition(" ")
        if mark == "G":
            pages = [int(p) for p in re.findall(r"\d+", rest)]
            continue
        block: dict[str, Any] = {"type": TYPES.get(mark[0], ""), "level": int(mark[1:] or 1) if mark[0] == "H" else 0}
        if mark == "M":
            block["role"], _, rest = rest.partition(" ")
            if block["role"] not in ROLES:
                errors.append(f"{path.name}:{number}: no such role: {block['role']!r}")
        elif mark != "I" and not block["type"]:
            errors.append(f"{path.name}:{number}: no such label: {mark!r}")
            continue
        want = squeeze(rest)[0]
        here = tight.find(want, at) if want else -1
        if here < 0:
            errors.append(f"{path.name}:{number}: not found from here on: {rest!r}")
            continue
        if mark == "I":
            inline.append((here, here + len(want)))
            at = here + len(want)
            continue
        if not starts and here:
            errors.append(f"{path.name}:{number}: the first label leaves out {tight[:here][:40]!r}")
        if pages is not None:
            starts.append((here, {"type": "gap", "level": 0, "text": "", "pages": pages, "spans": []}))
            pages = None
        starts.append((here, block))
        at = here + 1
    if pages is not None:
        starts.append((len(tight), {"type": "gap", "level": 0, "text": "", "pages": pages, "spans": []}))
    for k, (start, block) in enumerate(starts):
        if block["type"] == "gap":
            continue
        end = next((s for s, b in starts[k + 1 :] if b["type"] != "gap"), len(tight))
        spans, begin = [], start
        for a, b in inline:
            if start <= a < end:
                spans.append((begin, a))
                begin = b
        spans.append((begin, end))
        block["spans"] = [(places[a], places[b - 1] + 1) for a, b in spans if b > a]
        block["text"] = "".join(text[a:b].replace("\n", " ") for a, b in block["spans"])
    case = {
        "id": path.stem,
        "family": family,
        "lang": language(text),
        "text": text,
        "gold": [block for _, block in starts],
        "inline": sum(b - a for a, b in inline),
        "inline_spans": [(places[a], places[b - 1] + 1) for a, b in inline],
    }
    return case, errors
