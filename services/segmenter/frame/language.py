"""Which language a text is in, from its characters."""

from __future__ import annotations

import re

from services.language.scripts import HAN, KANA

HAN_RUN = re.compile(f"[{HAN}]+")
KANA_RUN = re.compile(f"[{KANA}]+")
LATIN_RUN = re.compile(r"[A-Za-z]+")
SIMPLIFIED = re.compile(r"[国会为来们时对与业规这说产动学经应实务关进机构员发县级区党总设东习书义乡车门问间]")
TRADITIONAL = re.compile(r"[國會為來們時對與業規這說產動學經應實務關進機構員發縣級區黨總設東習書義鄉車門問間]")
SAMPLE = 40_000  # code points


def detect_language(text: str) -> str:
    """zh-Hans, zh-Hant, ja, en, or und where there is too little to go by."""
    sample = text[:SAMPLE]
    han, kana, latin = (sum(map(len, script.findall(sample))) for script in (HAN_RUN, KANA_RUN, LATIN_RUN))
    if han + kana + latin < 2:
        return "und"
    if kana > 0.1 * (han + kana) and han + kana > 0.2 * latin:
        return "ja"
    if 2.5 * han >= latin:
        return "zh-Hant" if len(TRADITIONAL.findall(sample)) > len(SIMPLIFIED.findall(sample)) else "zh-Hans"
    return "en"


def is_cjk(language: str) -> bool:
    """Whether words of the language stand without spaces."""
    return language in ("zh-Hans", "zh-Hant", "ja")
