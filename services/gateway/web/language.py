"""What the pages say, in simplified and traditional Chinese and in English: words/*.toml, one file a language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

LANGUAGES = ("zh-Hans", "zh-Hant", "en")  # the first is spoken where a browser wishes none of them
COOKIE = "quire_language"
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language. `words("points", n=3)` fills {n}; `words.reason("JOB_UNKNOWN", message)` says why."""

    language: str
    page: Mapping[str, str]
    reasons: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        return _PLACE.sub(lambda place: str(values.get(place[1], "?")), self.page[key])

    def has(self, key: str) -> bool:
        """Whether there is such a row."""
        return key in self.page

    def named(self, kind: str, name: str) -> str:
        """The row KIND_NAME, e.g. profile_briefing; without one, the name itself."""
        return self.page.get(f"{kind}_{name}", name)

    def reason(self, reason: str, message: str = "") -> str:
        """A refusal in words; of an unknown reason the service's own sentence."""
        return self.reasons.get(reason) or message or reason


@cache
def words_in(language: str) -> Words:
    """The words of one of LANGUAGES."""
    rows = tomllib.loads((resources.files(__package__) / "words" / f"{language}.toml").read_text(encoding="utf-8"))
    return Words(language, MappingProxyType(rows["page"]), MappingProxyType(rows["reasons"]))


def chosen(cookie: str, accept_language: str) -> str:
    """The language of a visitor: chosen on the page before, else the browser's first wish that is spoken here."""
    if cookie in LANGUAGES:
        return cookie
    for part in accept_language.split(",")[:20]:
        tag = part.partition(";")[0].strip().lower()
        if tag in ("zh-tw", "zh-hk", "zh-mo") or tag.startswith("zh-hant"):
            return "zh-Hant"
        if tag.startswith("zh"):
            return "zh-Hans"
        if tag.startswith("en"):
            return "en"
    return LANGUAGES[0]
