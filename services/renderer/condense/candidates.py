"""The sentences of an outline that a summary may choose from, each with its place."""

from __future__ import annotations

import re
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


def candidates(outline: Outline) -> tuple[Candidate, ...]:
    """Whole sentences in reading order; what a lost page tore is left out."""
    found: list[Candidate] = []
    items = [item for _, item in outline.walk()]
    section = -1
    for place, item in enumerate(items):
        if isinstance(item, Heading):
            section = place
        text = _text(item)
        if text is None:
            continue
        whole = str(text)
        cuts = list(bounds(whole))
        # Nothing follows, or a lost page: what lacks its full stop there is torn, whatever the segmenter says.
        at_edge = place + 1 == len(items) or isinstance(items[place + 1], Gap)
        torn_end = isinstance(item, Paragraph) and item.torn_end
        if cuts and (torn_end or at_edge) and whole[cuts[-1][1] - 1] not in _ENDERS:
            cuts.pop()
        torn_start = isinstance(item, Paragraph) and item.torn_start
        for start, end in cuts[1:] if torn_start else cuts:
            found.append(Candidate(whole[start:end], place, start, end, section, start == cuts[0][0]))
    return tuple(found)


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
