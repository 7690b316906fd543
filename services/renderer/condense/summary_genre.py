"""What kind of text it is for a summary's purposes; finer than DocumentKind, and told by the words themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from services.outline.model import DocumentKind, Outline
from services.renderer.condense.candidates import Candidate
from services.renderer.condense.purpose import purpose_place


class SummaryGenre(StrEnum):
    JUDGMENT = "judgment"  # a court decides between parties
    BILL = "bill"  # an act that opens with a sentence of its purposes
    LAW = "law"
    TALK = "talk"  # speech as it was spoken: interviews, discussions, transcripts
    SPEECH = "speech"  # speech as it was written
    NOTICE = "notice"
    REPORT = "report"
    MINUTES = "minutes"
    OTHER = "other"


_COURT = re.compile(
    r"本院认为|本院经审|判决如下|裁定如下|(?:民事|刑事|行政)\s?(?:判决|裁定|调解)书|(?:原告|被告|上诉人|公诉机关)[：:，]?"
)
_COURT_DECIDES = re.compile(r"本院|法院认为")
_SPOKEN = re.compile(r"我觉得|这个|就是|然后|对吧|那么|[呢啊嗯吧哎呃](?=[，。？])|的话|其实|那个|是吧|什么的")
_SPOKEN_SHARE = 0.008  # of the characters: about one such word in 125
_READ = 400  # sentences that are read for it
_KINDS = {
    DocumentKind.SPEECH: SummaryGenre.SPEECH,
    DocumentKind.NOTICE: SummaryGenre.NOTICE,
    DocumentKind.REPORT: SummaryGenre.REPORT,
    DocumentKind.LAW: SummaryGenre.LAW,
    DocumentKind.MINUTES: SummaryGenre.MINUTES,
    DocumentKind.OTHER: SummaryGenre.OTHER,
}


def summary_genre(outline: Outline, sentences: Sequence[Candidate]) -> SummaryGenre:
    """Judgments, bills and talks by their own words, whatever the metadata says; the rest by the metadata."""
    texts = [candidate.text for candidate in sentences[:_READ]]
    whole = "\n".join(texts)
    if len(_COURT.findall(whole)) >= 4 and len(_COURT_DECIDES.findall(whole)) >= 2:
        return SummaryGenre.JUDGMENT
    if purpose_place(texts) is not None:
        return SummaryGenre.BILL
    if len(_SPOKEN.findall(whole)) > _SPOKEN_SHARE * len(whole):
        return SummaryGenre.TALK
    return _KINDS[outline.metadata.kind]
