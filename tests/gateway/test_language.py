"""What the pages say: the same rows in every language, and a sentence for every reason that any service gives."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.errors import REASONS
from services.gateway.web.language import LANGUAGES, chosen, words_in

ROOT = Path(__file__).parents[2]
FAMILIES = re.compile(r"(Error|Invariant|_answer|refused_as|wrong|invalid)$")
REASON = re.compile(r"[A-Z]{2,}(_[A-Z]+)+|BUG")
PLACES = re.compile(r"\{(\w+)\}")


def reasons() -> Iterator[str]:
    """The first argument of every error that is made anywhere, and the table of errors."""
    yield from REASONS
    for folder in ("services", "worker"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and FAMILIES.search(_name(node.func)):
                    words = (argument.value for argument in node.args[:2] if isinstance(argument, ast.Constant))
                    yield from (word for word in words if isinstance(word, str) and REASON.fullmatch(word))


def _name(function: ast.expr) -> str:
    return str(getattr(function, "id", getattr(function, "attr", "")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_sentence(language: str) -> None:
    settings = {reason for reason in reasons() if reason.startswith("QUIRE_")}  # the setting that is at fault
    missing = sorted({reason for reason in reasons() if reason not in words_in(language).reasons} - settings)
    assert missing == [], f"add them to services/gateway/web/words/{language}.toml"


def test_reasons_are_found_where_they_are_given() -> None:
    assert {"DUMP_EMPTY", "JOB_UNKNOWN", "KEY_MISSING", "OPTION_INVALID", "LEDGER_AWAY"} <= set(reasons())


def test_the_languages_have_the_same_rows_with_the_same_places() -> None:
    first = words_in(LANGUAGES[0])
    for language in LANGUAGES[1:]:
        other = words_in(language)
        assert list(other.page) == list(first.page) and list(other.reasons) == list(first.reasons)
        for row, words in first.page.items():
            assert sorted(PLACES.findall(words)) == sorted(PLACES.findall(other.page[row])), (language, row)


@pytest.mark.parametrize(
    ("cookie", "wishes", "language"),
    [
        ("", "", "zh-Hans"),
        ("", "fr,de;q=0.5", "zh-Hans"),
        ("", "en-GB,zh;q=0.5", "en"),
        ("", "zh-TW,en;q=0.5", "zh-Hant"),
        ("", "zh-CN", "zh-Hans"),
        ("en", "zh-CN", "en"),
        ("<script>", "en", "en"),
    ],
)
def test_a_visitor_is_spoken_to_in_the_language_that_they_chose_or_wish(
    cookie: str, wishes: str, language: str
) -> None:
    assert chosen(cookie, wishes) == language
