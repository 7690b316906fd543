"""The options of the profiles: what a clerk may tell beside the document. What is not told is never invented."""

from __future__ import annotations

from collections.abc import Mapping

from services.errors import DocumentError
from services.outline.model import Outline
from services.renderer.profile import LANGUAGES

# name → what it is. All profiles take all of them, so that one set of options serves a job; each uses what it needs.
OPTIONS: dict[str, str] = {
    "lang": "zh or en: the language of the profile; without it, that of the document",
    "masthead": "name of the briefing, in large red type: 防汛工作简报",
    "issue": "issue number, digits only: 12",
    "office": "office that issues the briefing",
    "date": "date of issue as it is to be printed",
    "marking": "marking at the top left: 内部资料 注意保存",
    "report-to": "报：superiors, separated by 、",
    "send-to": "送：equals",
    "issue-to": "发：subordinates",
    "copies": "number of copies printed, digits only",
    "for": "memo: whom it is for",
    "from": "memo: whom it is from",
    "subject": "memo: its subject; without it, the title of the document",
    "chars": "budget of the condensed text in characters, 100 to 100000",
    "requirements": "most rows of the table of requirements, 0 to 500",
    "contents": "yes, no or auto: a table of contents; auto: where the document is long",
    "review": "yes: a review copy with every repair as a revision and every finding as a comment",
}
_CHOICES = {"lang": LANGUAGES, "contents": ("yes", "no", "auto"), "review": ("yes", "no")}
_NUMBERS = {"issue": (1, 9_999_999), "copies": (1, 9_999_999), "chars": (100, 100_000), "requirements": (0, 500)}
TEXT_CHARS = 300


def checked(options: Mapping[str, str]) -> Mapping[str, str]:
    """The options, stripped, without empty ones. OPTION_INVALID names what is unknown or out of range."""
    told = {name: value.strip() for name, value in options.items() if value.strip()}
    for name, value in told.items():
        if name not in OPTIONS:
            raise _invalid(name, f"There is no option '{name}'; there are {', '.join(OPTIONS)}.")
        if name in _CHOICES and value not in _CHOICES[name]:
            raise _invalid(name, f"Option '{name}' is one of {', '.join(_CHOICES[name])}.")
        if name in _NUMBERS:
            low, high = _NUMBERS[name]
            if not (value.isascii() and value.isdecimal() and low <= int(value) <= high):
                raise _invalid(name, f"Option '{name}' is a whole number from {low} to {high}.")
        if len(value) > TEXT_CHARS:
            raise _invalid(name, f"Option '{name}' has at most {TEXT_CHARS} characters.")
    return told


def language(outline: Outline, options: Mapping[str, str]) -> str:
    """ "zh" or "en": as told, else that of the document; Chinese where that is unknown but not written in Latin letters."""
    told = options.get("lang")
    if told:
        return told
    return "en" if outline.metadata.language.startswith("en") else "zh"


def _invalid(name: str, words: str) -> DocumentError:
    return DocumentError("OPTION_INVALID", words, option=name)
