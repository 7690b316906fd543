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
FEWEST = 2  # letters that tell a language
KANA_SHARE = 0.1  # of Han and kana: Japanese laws have 0.4, Chinese texts with Japanese names 0.01
CJK_TO_LATIN = 0.2  # a manual in English with some Japanese labels is English
HAN_WEIGHT = 2.5  # letters of a Western word for one character: "管理" is "management"


def detect_language(text: str) -> str:
    """zh-Hans, zh-Hant, ja, en, or und where there is too little to go by."""
    sample = text[:SAMPLE]
    han, kana, latin = (sum(map(len, script.findall(sample))) for script in (HAN_RUN, KANA_RUN, LATIN_RUN))
    if han + kana + latin < FEWEST:
        return "und"
    if kana > KANA_SHARE * (han + kana) and han + kana > CJK_TO_LATIN * latin:
        return "ja"
    if HAN_WEIGHT * han >= latin:
        return "zh-Hant" if len(TRADITIONAL.findall(sample)) > len(SIMPLIFIED.findall(sample)) else "zh-Hans"
    return "en"


def is_cjk(language: str) -> bool:
    """Whether words of the language stand without spaces."""
    return language in ("zh-Hans", "zh-Hant", "ja")
