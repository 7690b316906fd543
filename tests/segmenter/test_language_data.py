"""The tables of words: every row is what its own example shows."""

from __future__ import annotations

import re

import pytest

from services.language.abbreviations import ABBREVIATIONS
from services.language.documents import DOCUMENT_NOUNS, DocumentNoun, nouns
from services.language.organs import ORGANS, RECEIVERS
from services.language.posts import POST, POSTS, WRITERS
from services.language.word import Word
from services.segmenter.frame.kind import TITLES


@pytest.mark.parametrize("noun", DOCUMENT_NOUNS, ids=lambda noun: noun.text)
def test_a_title_that_ends_with_a_noun_tells_its_kind(noun: DocumentNoun) -> None:
    assert noun.example.endswith(noun.text)
    kinds = [str(kind) for kind, pattern in TITLES if pattern.search(noun.example)]
    assert (kinds or ["other"])[0] == noun.kind


@pytest.mark.parametrize("word", (*ORGANS, *RECEIVERS), ids=lambda word: word.text)
def test_the_name_of_an_organ_ends_with_its_noun(word: Word) -> None:
    assert word.example.endswith(word.text)


def test_posts_stand_before_a_name_and_the_longer_one_is_taken() -> None:
    assert all(word.text in word.example for word in (*POSTS, *WRITERS))
    assert re.search(POST, "主任委员 高山")[0] == "主任委员"  # type: ignore[index]


def test_abbreviations_stand_before_a_stop_in_their_examples() -> None:
    assert all(f"{word.text}." in word.example for word in ABBREVIATIONS)


def test_no_word_stands_in_a_table_twice() -> None:
    for table in (POSTS, ORGANS, RECEIVERS, DOCUMENT_NOUNS):
        words = [row.text for row in table]
        assert len(words) == len(set(words))
    assert "函" not in nouns().split("|") and "函" in nouns(ordinary=True).split("|")
