"""What is done differently from language to language: one row each in LANGUAGES, so that no stage asks for a
language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.segmenter.breaks.japanese import is_japanese_law, number_items, split_japanese
from services.segmenter.breaks.solid import split_solid
from services.segmenter.breaks.western import split_western
from services.segmenter.entries import Entry
from services.segmenter.frame.language import detect_language
from services.segmenter.frame.title_lines import join_title
from services.segmenter.japanese_headings import judge_japanese
from services.segmenter.passage import Passage
from services.segmenter.western import mark_unnumbered

Split = Callable[[str, list[Passage]], list[Passage]]
Judge = Callable[[list[Entry]], None]


def _as_they_are(_text: str, passages: list[Passage]) -> list[Passage]:
    return passages


def _nothing(_entries: list[Entry]) -> None:
    return None


def _nothing_in(_text: str, _entries: list[Entry]) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Language:
    """One language (BCP 47) and its own ways, stage by stage; what it does like all others is the default."""

    code: str
    split_unbroken: Split = _as_they_are  # paragraphs of text that has lost its line ends
    join_title: Split = _as_they_are  # a title that was printed in several lines
    number_unbroken: Callable[[str, list[Entry]], None] = _nothing_in  # enumerators that only such text has
    judge: Judge = _nothing  # headings, beyond what numbering tells
    judge_framed: Judge = _nothing  # headings that are told when the lines of the frame are known


def _split_japanese(text: str, passages: list[Passage]) -> list[Passage]:
    return (split_japanese if is_japanese_law(text) else split_solid)(text, passages)


def _number_japanese(text: str, entries: list[Entry]) -> None:
    if is_japanese_law(text):
        number_items(entries)


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("zh-Hans", split_unbroken=split_solid, join_title=join_title),
        Language("zh-Hant", split_unbroken=split_solid, join_title=join_title),
        Language(
            "ja",
            split_unbroken=_split_japanese,
            join_title=join_title,
            number_unbroken=_number_japanese,
            judge=judge_japanese,
        ),
        Language("en", split_unbroken=split_western, judge_framed=mark_unnumbered),
        Language("und"),
    )
}


def language_of(text: str) -> Language:
    """The language that a text is in."""
    return LANGUAGES[detect_language(text)]
