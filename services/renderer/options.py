"""The options of the profiles: what a clerk may say beside the document. What is not said is never invented."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.errors import DocumentError
from services.outline.model import Outline
from services.renderer.profile import LANGUAGES

TEXT_CHARS = 300


@dataclass(frozen=True, slots=True)
class Option:
    """What an option is, and what it may be: one of `choices`, a whole number of `numbers`, a date, else a text."""

    about: str
    choices: tuple[str, ...] = ()
    numbers: tuple[int, int] | None = None
    date: bool = False


_COUNT = (1, 9_999_999)
# All profiles take all of them, so that one set of options serves a job; each uses what it needs.
OPTIONS: dict[str, Option] = {
    "lang": Option(
        "zh, zh-Hant, ja or en: the language of the profile; without it, that of the document", choices=LANGUAGES
    ),
    "masthead": Option(
        "name of the briefing, in large red type: 防汛工作简报; of an official document its issuer's mark"
    ),
    "issue": Option("issue number, digits only: 12", numbers=_COUNT),
    "office": Option("office that issues the document"),
    "date": Option("date of issue: 2014-06-05 is printed as 2014年6月5日; or in words"),
    "number": Option("official document: its number, where the text has none: 县防汛〔2014〕5号"),
    "signer": Option("official document to superiors: who signs it"),
    "marking": Option("marking at the top left: 内部资料 注意保存"),
    "report-to": Option("报：superiors, separated by 、"),
    "send-to": Option("送：equals; of an official document 抄送："),
    "issue-to": Option("发：subordinates"),
    "copies": Option("number of copies printed, digits only", numbers=_COUNT),
    "for": Option("memo: whom it is for"),
    "from": Option("memo: whom it is from"),
    "subject": Option("memo: its subject; without it, the title of the document"),
    "chars": Option("budget of the condensed text in characters, 100 to 100000", numbers=(100, 100_000)),
    "requirements": Option("most rows of the table of requirements, 0 to 500", numbers=(0, 500)),
    "contents": Option(
        "yes, no or auto: a table of contents; auto: where the document is long", choices=("yes", "no", "auto")
    ),
    "review": Option(
        "yes: a review copy with every repair as a revision and every finding as a comment", choices=("yes", "no")
    ),
    "pdf": Option(
        "yes: a PDF beside each DOCX; only: in its place. Needs LibreOffice where the file is made",
        choices=("yes", "no", "only"),
    ),
    "review-date": Option("date of the revisions of a review copy: 2014-06-05; without it they have none", date=True),
}
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def checked(options: Mapping[str, str]) -> Mapping[str, str]:
    """The options, stripped, without empty ones. OPTION_INVALID names what is unknown or out of range."""
    values = {name: value.strip() for name, value in options.items() if value.strip()}
    for name, value in values.items():
        if name not in OPTIONS:
            raise _invalid(name, f"There is no option '{name}'; there are {', '.join(OPTIONS)}.")
        if wrong := _wrong(name, OPTIONS[name], value):
            raise _invalid(name, wrong)
    return values


def _wrong(name: str, option: Option, value: str) -> str:
    """What is wrong with a value; empty where nothing is."""
    if option.choices and value not in option.choices:
        return f"Option '{name}' is one of {', '.join(option.choices)}."
    if option.numbers:
        low, high = option.numbers
        if not (value.isascii() and value.isdecimal() and low <= int(value) <= high):
            return f"Option '{name}' is a whole number from {low} to {high}."
    if (option.date or (name == "date" and _ISO.fullmatch(value))) and not _is_date(value):
        return f"Option '{name}' is a date of the calendar, YYYY-MM-DD."
    if len(value) > TEXT_CHARS:
        return f"Option '{name}' has at most {TEXT_CHARS} characters."
    return ""


def _is_date(value: str) -> bool:
    try:
        return bool(_ISO.fullmatch(value) and date.fromisoformat(value))
    except ValueError:
        return False


def language(outline: Outline, options: Mapping[str, str]) -> str:
    """A row of LANGUAGES: as the options say, else that of the document; Chinese where that is unknown."""
    chosen = options.get("lang")
    if chosen:
        return chosen
    own = outline.metadata.language
    return "en" if own.startswith("en") else own if own in LANGUAGES else "zh"


def _invalid(name: str, words: str) -> DocumentError:
    return DocumentError("OPTION_INVALID", words, option=name)
