"""The review copy: every repair as a revision that the clerk accepts or rejects, every finding and gap as a comment.

Accepting all gives the clean copy; rejecting all gives the raw text without furniture, and nothing generated.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from services.outline.messages import message
from services.outline.model import Gap, Outline, Repair, Run, Span, Text
from services.renderer.docx.body import BOLD
from services.renderer.docx.slim import DECLARATION, W
from services.renderer.docx.text import run
from services.renderer.placed import Line, Words
from services.renderer.plan.words import labels, lost

AUTHOR = 'w:author="Quire" w:date="2000-01-01T00:00:00Z"'  # a fixed time: the same bytes each day
FIRST_ID = 100_000  # of revisions; bookmarks count from 1


class Review:
    """Writes words with revisions and lines with comments. `in_order`: the whole text passes once, in reading order."""

    def __init__(self, outline: Outline, language: str, in_order: bool) -> None:
        repairs = sorted(outline.repairs, key=lambda repair: repair.span)
        self._changes = [repair for repair in repairs if repair.after]
        self._keys = [repair.span for repair in self._changes]
        self._deletions = [repair for repair in repairs if not repair.after] if in_order else []
        self._next_deletion = 0
        self._id = FIRST_ID
        self._open = sorted(_remarks(outline, language), key=lambda remark: remark[0])
        self.comments: list[str] = []

    def words(self, words: Words) -> str:
        """Runs, deletions and insertions; what is generated is an insertion."""
        look = BOLD if words.bold else ""
        if isinstance(words.text, str):
            return self._inserted(words.text, look)
        if words.dropped:
            return self._deleted("".join(self._raw(one) for one in words.text.runs), look)
        return "".join(self._run(one, look) for one in words.text.runs)

    def mark(self) -> str:
        """The properties of a paragraph mark that is an insertion."""
        return f'<w:rPr><w:ins w:id="{self._new_id()}" {AUTHOR}/></w:rPr>'

    def around(self, one: Line) -> tuple[str, str]:
        """Anchors of the comments that belong to this line, before and after its runs."""
        spans = [
            span
            for piece in one.pieces
            if isinstance(piece, Words) and isinstance(piece.text, Text)
            for span in piece.text.spans
        ]
        mine = [remark for remark in self._open if _within(remark[0], spans, one.at)]
        self._open = [remark for remark in self._open if remark not in mine]
        before, after = "", ""
        for _, words in mine:
            number = len(self.comments)
            self.comments.append(words)
            before += f'<w:commentRangeStart w:id="{number}"/>'
            after += f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
        return before, after

    def left_over(self) -> str:
        """Deletions behind the last text, to be put at the end."""
        return self._deletions_before(None)

    def part(self) -> bytes:
        """word/comments.xml."""
        told = "".join(
            f'<w:comment w:id="{n}" {AUTHOR} w:initials="Q"><w:p>{run(words)}</w:p></w:comment>'
            for n, words in enumerate(self.comments)
        )
        return f'{DECLARATION}<w:comments xmlns:w="{W}">{told}</w:comments>'.encode()

    def _run(self, one: Run, look: str) -> str:
        if one.span is None:
            return self._inserted(one.text, look)
        made = self._deletions_before(one.span)
        if len(one.text) != one.span.chars:
            changed = list(self._changed(one.span))
            if not changed:
                return made + run(one.text, look)
            return made + self._deleted(self._raw(one), look) + self._inserted(one.text, look)
        at = 0
        for repair in self._changed(one.span):
            start, end = repair.span.start - one.span.start, repair.span.end - one.span.start
            if start < at:
                continue
            made += (run(one.text[at:start], look) if start > at else "") + self._deleted(repair.before, look)
            made += self._inserted(one.text[start:end], look)
            at = end
        return made + (run(one.text[at:], look) if at < len(one.text) else "")

    def _changed(self, span: Span) -> Iterator[Repair]:
        """The repairs inside a span; of several at one place the first, which tells the raw text."""
        seen = -1
        for repair in self._changes[bisect_left(self._keys, Span(span.page, span.start, 0)) :]:
            if repair.span.page != span.page or repair.span.start >= span.end:
                return
            if repair.span.start > seen and repair.span.end <= span.end:
                seen = repair.span.start
                yield repair

    def _raw(self, one: Run) -> str:
        """The raw text of a run, as far as the repairs tell it."""
        if one.span is None:
            return ""
        changed = list(self._changed(one.span))
        if len(one.text) != one.span.chars:
            return "".join(repair.before for repair in changed) or one.text
        raw = list(one.text)
        for repair in changed:
            raw[repair.span.start - one.span.start : repair.span.end - one.span.start] = repair.before
        return "".join(raw)

    def _deletions_before(self, span: Span | None) -> str:
        made = ""
        while self._next_deletion < len(self._deletions):
            repair = self._deletions[self._next_deletion]
            if span is not None and (repair.span.page, repair.span.start) >= (span.page, span.start):
                break
            made += self._deleted(repair.before, "")
            self._next_deletion += 1
        return made

    def _inserted(self, text: str, look: str) -> str:
        return f'<w:ins w:id="{self._new_id()}" {AUTHOR}>{run(text, look)}</w:ins>' if text else ""

    def _deleted(self, text: str, look: str) -> str:
        return f'<w:del w:id="{self._new_id()}" {AUTHOR}>{run(text, look, "delText")}</w:del>' if text else ""

    def _new_id(self) -> int:
        self._id += 1
        return self._id


_NOWHERE = Span(0, 0, 0)


def _remarks(outline: Outline, language: str) -> Iterator[tuple[Span, str]]:
    """What a reviewer is told, each with its place; what has none stands at the head."""
    words = labels(language)
    for _, block in outline.walk():
        if isinstance(block, Gap):
            yield block.at, lost(block.pages, language) + words.on_dump_page.format(block.at.page)
    for finding in outline.findings:
        if finding.rule != "lost_pages":
            place = finding.spans[0] if finding.spans else _NOWHERE
            page = words.on_dump_page.format(place.page) if finding.spans else ""
            yield place, message(finding, language) + page


def _within(place: Span, spans: list[Span], at: Span | None) -> bool:
    """Whether a remark's place is in a line, or before it (then its own line has passed without it)."""
    if at is not None and (place.page, place.start) == (at.page, at.start) and not place.chars:
        return True
    return any((place.page, place.start) < (span.page, span.end) for span in spans)
