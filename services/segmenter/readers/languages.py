"""Names of languages as recognition programs write them, to BCP 47."""

from __future__ import annotations

import re

NAMES = {
    "chi_sim": "zh-Hans",
    "chi_tra": "zh-Hant",
    "chi": "zh",
    "zho": "zh",
    "chinese": "zh",
    "jpn": "ja",
    "japanese": "ja",
    "kor": "ko",
    "eng": "en",
    "english": "en",
    "deu": "de",
    "german": "de",
    "fra": "fr",
    "french": "fr",
}
TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")


def language_tag(name: str | None) -> str:
    """The tag of a name; "" for none, and for what is no name."""
    if not name:
        return ""
    known = NAMES.get(name.strip().lower().removesuffix("_vert"))
    return known or (name if TAG.match(name) else "")
