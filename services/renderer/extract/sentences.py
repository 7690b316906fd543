"""A text cut into sentences: half-open bounds, quotes and brackets kept closed, abbreviations kept whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A quotation longer than this is read as one whose closing mark was lost.
_QUOTE_CHARS = 240
_CLOSING = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "《": "》",
    "〔": "〕",
    "【": "】",
    "[": "]",
}
_MARK = re.compile(r"[。！？!?…\n.“‘「『（(《〔【\[]")
_ENDERS = "。！？!?…"
_TAIL = re.compile(r"[。！？!?….”’」』）)》】\]\"']*[ \u3000\t\n]*")
# （教育部牵头，财政部等负责）behind a full stop says whose the sentence before it is.
_ASSIGNS = re.compile(
    r"[（(][^（）()。]{2,120}?(?:牵头|负责|配合|参加|参与|指导|分工)[^（）()。]{0,20}[）)][。 \u3000]*"
)
_CJK = re.compile(r"[\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# What ends in a full stop without ending a sentence (lower case, without the stop).
_ABBREVIATION_WORDS = (
    "mr mrs ms dr prof rev hon gen col capt lt sen rep gov st jr sr inc corp co ltd llc no nos sec secs art arts "
    "para par pars ch chap pt pts pp p vol ed eds fig figs app stat cl cls subsec subd et al cf vs v viz approx dept "
    "est jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun ph.d id ibid"
)
_ABBREVIATIONS = frozenset(_ABBREVIATION_WORDS.split())
_INITIALS = re.compile(r"[a-z](?:\.[a-z])+$")  # u.s.c
_WORD_BEFORE = re.compile(r"[^\s(\[“\"]*$")
_NEXT_STARTS = re.compile(r"[\s\u3000]+[\"“‘'(\[]*[A-Z0-9§\u3400-\u9fff]|\s*$|[\"”’)\]]+(?:\s|$)")


def bounds(text: str) -> Iterator[tuple[int, int]]:
    """Bounds of the sentences of `text` in order, without the blanks around them; blank stretches have none.

    The last one may lack its full stop. `bounds("一要早。“要快。”他说。")` gives (0, 4), (4, 11).
    """
    start = at = 0
    size = len(text)
    while at < size:
        mark = _MARK.search(text, at)
        if mark is None:
            break
        at = mark.end()
        char = mark.group()
        if char in _CLOSING:
            close = text.find(_CLOSING[char], at, at + _QUOTE_CHARS)
            if close < 0:
                continue
            at = close + 1
            # “……。” closes the sentence together with its quotation, （……。） only when the sentence began with it.
            if (
                text[close - 1] not in _ENDERS + "."
                or not _ends_with_quote(text, at)
                or (char in "（(" and mark.start() > start)
            ):
                continue
        elif char == "." and not _stop_ends(text, mark.start()):
            continue
        if char == "\n":
            end = mark.start()
        else:
            tail = _TAIL.match(text, at)
            at = tail.end() if tail else at
            note = _ASSIGNS.match(text, at)
            end = at = note.end() if note else at
        yield from _trimmed(text, start, end)
        start = at
    yield from _trimmed(text, start, size)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if left < right:
        yield start + left, start + right


def _ends_with_quote(text: str, at: int) -> bool:
    """Whether the sentence ends at `at`, just behind a quotation that closed with a full stop of its own."""
    return text[at : at + 1] not in tuple("，,、；;：:的是和与及")


def _stop_ends(text: str, at: int) -> bool:
    """Whether the '.' at `at` ends a sentence."""
    before = text[at - 1 : at]
    if before and _CJK.match(before):  # a dump that prints 。 as '.'
        return not text[at + 1 : at + 2].isdigit()
    if not _NEXT_STARTS.match(text, at + 1):
        return False
    match = _WORD_BEFORE.search(text, max(at - 24, 0), at)
    word = match.group().lower() if match else ""
    if word in _ABBREVIATIONS or _INITIALS.match(word) or (len(word) == 1 and word.isalpha()):
        return False
    # "Sec. 2." and "1." at the head are enumerators: what they number follows.
    return not (word.isdigit() and len(word) <= 3 and _heads(text, at - len(word)))


def _heads(text: str, at: int) -> bool:
    return (
        not text[max(at - 12, 0) : at].strip()
        or re.search(r"(?:\n|[.;:])\s*(?:Sec\.|Section|§+)?\s*$", text[max(at - 12, 0) : at]) is not None
    )
