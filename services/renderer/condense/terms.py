"""What a sentence is made of when sentences are compared: character pairs of Chinese, words of English."""

from __future__ import annotations

import re

_STRETCH = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+|[a-z]+(?:'[a-z]+)?|[0-9]+(?:[.,][0-9]+)*")
STOPWORDS = frozenset(
    "a an the and or of to in on for by with at from as is are was were be been being it its this that these those which who "
    "whom whose not no nor so if than then such any all each other under into out up down over after before between per shall "
    "may will would can could should must do does did have has had he she they them their his her you your we our i me my us "
    "there here also only own same too very about above below through during until while".split()
)


def terms(text: str) -> list[str]:
    """Pairs of neighbouring Chinese characters, and words without their endings, in order, with repeats."""
    found: list[str] = []
    for stretch in _STRETCH.findall(text.lower()):
        if stretch[0] >= "\u3400":
            found.extend(map(str.__add__, stretch, stretch[1:]) if len(stretch) > 1 else (stretch,))
        elif stretch not in STOPWORDS:
            found.append(stem(stretch))
    return found


def stem(word: str) -> str:
    """The word without a common English ending; good enough to find it again, not to print it."""
    if len(word) > 4:
        for ending in ("ies", "ing", "ed", "es", "s"):
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word
