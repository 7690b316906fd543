"""The review copy: every repair as a revision that the clerk accepts or rejects, every finding and gap as a comment.

Accepting all gives the clean copy; rejecting all gives the raw text without furniture, and nothing generated. Repairs
of punctuation have an author of their own, so that they can be filtered and accepted together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from services.outline.model import Repair, Run, Span, Text
from services.renderer.docx.blank_package import DECLARATION, W
from services.renderer.docx.text import run
from services.renderer.placed import Line, Remark, Review, TextRun

AUTHOR = "Quire"
PUNCTUATION_AUTHOR = "Quire, punctuation"
FIRST_ID = 100_000  # of revisions; bookmarks count from 1


class ReviewWriter:
    """Writes runs with revisions and lines with comments."""

    def __init__(self, review: Review) -> None:
        repairs = sorted(review.repairs, key=lambda repair: repair.span)
        self._changes = [repair for repair in repairs if repair.after]
        self._keys = [repair.span for repair in self._changes]
        self._deletions = [repair for repair in repairs if not repair.after] if review.in_order else []
        self._next_deletion = 0
        self._id = FIRST_ID
        self._date = f' w:date="{review.date}T00:00:00Z"' if review.date else ""
        self._open = list(review.remarks)
        self.comments: list[str] = []

    def run(self, piece: TextRun, look: str) -> str:
        """Runs, deletions and insertions; what is generated is an insertion."""
        if isinstance(piece.text, str):
            return self._inserted(piece.text, look)
        if piece.dropped:
            return self._deleted("".join(self._raw(each) for each in piece.text.runs), look)
        return "".join(self._run(each, look) for each in piece.text.runs)

    def mark(self) -> str:
        """The properties of a paragraph mark that is an insertion."""
        return f"<w:rPr><w:ins {self._signed()}/></w:rPr>"

    def around(self, line: Line) -> tuple[str, str]:
        """Anchors of the comments that belong to this line, before and after its runs."""
        spans = [
            span
            for piece in line.pieces
            if isinstance(piece, TextRun) and isinstance(piece.text, Text)
            for span in piece.text.spans
        ]
        here = [remark for remark in self._open if _within(remark, spans, line.at)]
        self._open = [remark for remark in self._open if remark not in here]
        before, after = "", ""
        for remark in here:
            number = len(self.comments)
            self.comments.append(remark.words)
            before += f'<w:commentRangeStart w:id="{number}"/>'
            after += f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
        return before, after

    def left_over(self) -> str:
        """Deletions behind the last text, to be put at the end."""
        return self._deletions_before(None)

    def part(self) -> bytes:
        """word/comments.xml."""
        author = f'w:author="{AUTHOR}"{self._date} w:initials="Q"'
        comments = "".join(
            f'<w:comment w:id="{n}" {author}><w:p>{run(words)}</w:p></w:comment>'
            for n, words in enumerate(self.comments)
        )
        return f'{DECLARATION}<w:comments xmlns:w="{W}">{comments}</w:comments>'.encode()

    def _run(self, piece: Run, look: str) -> str:
        if piece.span is None:
            return self._inserted(piece.text, look)
        written = self._deletions_before(piece.span)
        if len(piece.text) != piece.span.chars:
            changed = list(self._changed(piece.span))
            if not changed:
                return written + run(piece.text, look)
            return written + self._deleted(self._raw(piece), look) + self._inserted(piece.text, look)
        at = 0
        for repair in self._changed(piece.span):
            start, end = repair.span.start - piece.span.start, repair.span.end - piece.span.start
            if start < at:
                continue
            written += (run(piece.text[at:start], look) if start > at else "") + self._deleted(
                repair.before, look, _author(repair)
            )
            written += self._inserted(piece.text[start:end], look, _author(repair))
            at = end
        return written + (run(piece.text[at:], look) if at < len(piece.text) else "")

    def _changed(self, span: Span) -> Iterator[Repair]:
        """The repairs inside a span; of several at one place the first, which tells the raw text."""
        seen = -1
        for repair in self._changes[bisect_left(self._keys, Span(span.page, span.start, 0)) :]:
            if repair.span.page != span.page or repair.span.start >= span.end:
                return
            if repair.span.start > seen and repair.span.end <= span.end:
                seen = repair.span.start
                yield repair

    def _raw(self, piece: Run) -> str:
        """The raw text of a run, as far as the repairs tell it."""
        if piece.span is None:
            return ""
        changed = list(self._changed(piece.span))
        if len(piece.text) != piece.span.chars:
            return "".join(repair.before for repair in changed) or piece.text
        raw = list(piece.text)
        for repair in changed:
            raw[repair.span.start - piece.span.start : repair.span.end - piece.span.start] = repair.before
        return "".join(raw)

    def _deletions_before(self, span: Span | None) -> str:
        written = ""
        while self._next_deletion < len(self._deletions):
            repair = self._deletions[self._next_deletion]
            if span is not None and (repair.span.page, repair.span.start) >= (span.page, span.start):
                break
            written += self._deleted(repair.before, "", _author(repair))
            self._next_deletion += 1
        return written

    def _inserted(self, text: str, look: str, author: str = AUTHOR) -> str:
        return f"<w:ins {self._signed(author)}>{run(text, look)}</w:ins>" if text else ""

    def _deleted(self, text: str, look: str, author: str = AUTHOR) -> str:
        return f"<w:del {self._signed(author)}>{run(text, look, 'delText')}</w:del>" if text else ""

    def _signed(self, author: str = AUTHOR) -> str:
        self._id += 1
        return f'w:id="{self._id}" w:author={quoteattr(author)}{self._date}'


def _author(repair: Repair) -> str:
    """Who signs a repair: one that changes no letter and no digit is one of punctuation."""
    changed = any(char.isalnum() for char in repair.before + repair.after)
    return AUTHOR if changed else PUNCTUATION_AUTHOR


def _within(remark: Remark, spans: list[Span], at: Span | None) -> bool:
    """Whether a remark's place is in a line, or before it (then its own line has passed without it)."""
    place = remark.at or Span(0, 0, 0)
    if at is not None and (place.page, place.start) == (at.page, at.start) and not place.chars:
        return True
    return any((place.page, place.start) < (span.page, span.end) for span in spans)
