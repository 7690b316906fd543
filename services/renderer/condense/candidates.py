"""The sentences of an outline that a summary may choose from, each with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.outline.model import Block, Gap, Heading, Meta, MetaRole, Outline, Paragraph, Text
from services.renderer.extract.sentences import bounds

# A line that frames the document is a candidate only where it was mistaken for a frame: it is as long as a sentence.
_SENTENCE_CHARS = 60
_HEADING_EN = 100  # an English heading up to here is one, even with a full stop
_HAN = re.compile(r"[\u3400-\u9fff]")
_ENDERS = '。！？!?….；;”」』）)"'
_FRAMES = (MetaRole.AUTHOR, MetaRole.DATE, MetaRole.DOCUMENT_NUMBER, MetaRole.ADDRESSEE, MetaRole.SALUTATION)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence: characters `start` to `end` of the text at `place` in `Outline.walk`."""

    text: str
    place: int
    start: int
    end: int
    section: int  # place of the nearest heading above; -1: none
    opens: bool  # the first sentence of its block


def candidates(outline: Outline, every: bool = False) -> tuple[Candidate, ...]:
    """Whole sentences in reading order; what a lost page tore is left out.

    `every` asks for torn ones too, and for headings with nothing under them: they are the text of their section.
    """
    sentences: list[Candidate] = []
    walked = list(outline.walk())
    section = -1
    for place, (depth, item) in enumerate(walked):
        if isinstance(item, Heading):
            section = place
        text = _leaf(walked, place, depth) if every else None
        text = text or _text(item)
        if text is None:
            continue
        whole = str(text)
        cuts = list(bounds(whole))
        # Nothing follows, or a lost page: what lacks its full stop there is torn, whatever the segmenter says.
        at_edge = place + 1 == len(walked) or isinstance(walked[place + 1][1], Gap)
        torn_end = isinstance(item, Paragraph) and item.torn_end
        if cuts and not every and (torn_end or at_edge) and whole[cuts[-1][1] - 1] not in _ENDERS:
            cuts.pop()
        torn_start = isinstance(item, Paragraph) and item.torn_start
        for start, end in cuts[1:] if torn_start and not every else cuts:
            sentences.append(Candidate(whole[start:end], place, start, end, section, start == cuts[0][0]))
    return tuple(sentences)


def _leaf(walked: Sequence[tuple[int, Heading | Block]], place: int, depth: int) -> Text | None:
    """The text of a heading that ends as a sentence and has nothing under it."""
    item = walked[place][1]
    if not isinstance(item, Heading) or str(item.text).rstrip()[-1:] not in _ENDERS or not item.text:
        return None
    after = walked[place + 1] if place + 1 < len(walked) else None
    return item.text if after is None or (isinstance(after[1], Heading) and after[0] <= depth) else None


def _text(item: Heading | Block) -> Text | None:
    match item:
        case Gap():
            return None
        case Heading():
            return item.text if _reads_as_sentence(str(item.text)) else None
        case Meta():
            return item.text if item.role not in _FRAMES and len(item.text) > _SENTENCE_CHARS else None
        case _:
            return item.text


def _reads_as_sentence(text: str) -> bool:
    least = _SENTENCE_CHARS // 2 if _HAN.search(text) else _HEADING_EN
    return len(text) > least and text.rstrip()[-1:] in _ENDERS
