"""Paragraphs as stretches of the flow: each place between two pieces is joined, ended, or lost.

Text over a cut was never apart. Text over a lost page is never joined. All other places are decided here, by the layout
that was inferred from the whole dump and by what stands on both sides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.segmenter.breaks import ends
from services.segmenter.breaks.layout import Breaks, Layout
from services.segmenter.breaks.page_width import printed_width
from services.segmenter.breaks.pieces import Piece, pieces_of
from services.segmenter.breaks.starts import Start, start_of
from services.segmenter.frame.title_case import titled
from services.segmenter.japanese import ALONE, captioned, captions_follow
from services.segmenter.passage import Passage
from services.segmenter.source_map import LOST_PAGES, PAGE_BREAK

LONGEST_TITLE = 80  # characters of an English heading on one line
LONGEST_ENUMERATOR = 40  # code points
SHORT = 8  # code points of a word that may be an enumerator


@dataclass(slots=True)
class _Open:
    """The paragraph that is being put together."""

    pieces: list[tuple[int, int]]
    joints: list[str]
    after_loss: bool
    line_start: int  # where its last line began, for lengths

    def size(self) -> int:
        return sum(b - a for a, b in self.pieces)


def find_passages(text: str, layout: Layout) -> list[Passage]:
    """The paragraphs of a flow's text, in order."""
    pieces = pieces_of(text, layout)
    if not pieces:
        return []
    judge = _Judge(text, layout, printed_width(text, pieces, layout))
    passages: list[Passage] = []
    first = pieces[0]
    now = _Open([(first.start, first.end)], [], first.before == LOST_PAGES, first.start)
    for k in range(1, len(pieces)):
        before, piece = pieces[k - 1], pieces[k]
        after = pieces[k + 1] if k + 1 < len(pieces) else None
        joint = None if piece.before == LOST_PAGES else judge.joint(now, before, piece, after)
        if joint is None:
            passages.append(Passage(tuple(now.pieces), tuple(now.joints), now.after_loss, piece.before == LOST_PAGES))
            now = _Open([(piece.start, piece.end)], [], piece.before == LOST_PAGES, piece.start)
        else:
            now.pieces.append((piece.start, piece.end))
            now.joints.append(joint)
            if joint == "" or piece.before != " ":
                now.line_start = piece.start
    passages.append(Passage(tuple(now.pieces), tuple(now.joints), now.after_loss))
    return passages


class _Judge:
    """Decides one place: the joint that goes between two pieces, or None where a paragraph ends."""

    def __init__(self, text: str, layout: Layout, printed: int) -> None:
        self.text = text
        self.layout = layout
        self.printed = printed  # printed line width where the dump keeps whole paragraphs, 0: unknown
        self.captions = layout.cjk and captions_follow(text)
        self.soft = "" if layout.cjk else " "  # the joint of two torn pieces
        rules: dict[Breaks, Callable[[_Open, Piece, Piece, Piece | None], str | None]] = {
            Breaks.LINES: self._line,
            Breaks.WRAPPED_LINES: self._wrapped_line,
            Breaks.SPACES: self._space,
            Breaks.WRAPPED_SPACES: self._wrapped_space,
            Breaks.NOTHING: self._nothing,
        }
        self.rule = rules[layout.breaks]

    def joint(self, now: _Open, before: Piece, piece: Piece, after: Piece | None) -> str | None:
        if piece.blank and piece.before == "\n":
            return None
        return self.rule(now, before, piece, after)

    # A line is a paragraph: only pages tear paragraphs.
    def _line(self, now: _Open, before: Piece, piece: Piece, after: Piece | None) -> str | None:
        if piece.before != PAGE_BREAK:
            return None
        return self._edge(now, before, piece)

    # A line end is a wrap, unless the line is short.
    def _wrapped_line(self, now: _Open, before: Piece, piece: Piece, after: Piece | None) -> str | None:
        if self.layout.indented and piece.indent >= 2:
            return None
        if self.layout.hanging and piece.before == "\n":
            begins = start_of(self.text, piece.start, piece.end) is Start.STRONG and self._ended(before)
            return self.soft if piece.indent >= 2 and not begins else None
        start = now.line_start - (0 if self.layout.cjk else before.indent)
        if not self._full(start, before.end, piece) and not self._full_with_indent(now, before):
            return self.soft if not self.layout.cjk and self._torn(start, before.end, piece) else None
        return self._full_line(now, before, piece, after)

    def _full_line(self, now: _Open, before: Piece, piece: Piece, after: Piece | None) -> str | None:
        """After a full line: it goes on, unless the next one begins like a paragraph."""
        if ends.cannot_begin(self.text, piece.start):
            return self.soft
        if not self.layout.cjk and self._western_start(before, piece, after):
            return None
        stop = piece.end + 2 if piece.end - piece.start <= SHORT else piece.end  # "３ 前項の…": a word and the next
        start = start_of(self.text, piece.start, min(stop, len(self.text)))
        closed = ends.ends_sentence(self.text, before.start, before.end)
        if start is Start.HEADING and (closed or self._alone(now)):
            return None
        if self.captions and self._captioned(now):
            return None
        if self.layout.indented:
            return self.soft
        if closed or ends.ends_clause(self.text, before.start, before.end):
            if start in (Start.STRONG, Start.HEADING):
                return None
            if start is Start.WEAK and closed and not self._counts_inside(now):
                return None
        if ends.announces(self.text, before.start, before.end) and start is not Start.NONE:
            return None
        head = self.text[now.pieces[0][0] : before.end]
        if head.endswith(("：", ":")) and len(head) < 240 and ends.ADDRESSED.match(head.replace("\n", "")):
            return None
        return self.soft

    def _full_with_indent(self, now: _Open, before: Piece) -> bool:
        """Whether a first line is full when its indent counts as part of the line, and no sentence ends there."""
        if not self.layout.cjk or before.indent < 2 or now.line_start != before.start:
            return False
        indent = self.text[before.start - before.indent : before.start]
        wide = indent.count("\u3000")
        width = self.layout.length(self.text[before.start : before.end]) + wide + (len(indent) - wide + 1) // 2
        closed = ends.ends_sentence(self.text, before.start, before.end)
        return not closed and 0 <= width - (self.layout.width - self.layout.slack) <= 2

    def _ended(self, before: Piece) -> bool:
        """Whether a sentence, or a point of some, ends there, or a colon announces them."""
        text, begin, end = self.text, max(before.start, before.end - 6), before.end
        closed = ends.ends_sentence(text, before.start, end) or ends.ends_clause(text, before.start, end)
        return closed or ends.LINKED.search(text, begin, end) is not None

    def _torn(self, start: int, end: int, piece: Piece) -> bool:
        """Whether an English line that is not quite full goes on in small letters in the middle of a sentence."""
        text = self.text
        if end - start < 0.6 * self.layout.width or not (text[end - 1].isalnum() or text[end - 1] == ","):
            return False
        linked = ends.LINKED.search(text, max(start, end - 6), end) is not None
        goes_on = text[piece.start].islower() or ends.OPEN.search(text, max(start, end - 12), end) is not None
        return goes_on and not linked and start_of(text, piece.start, piece.end) is Start.NONE

    def _western_start(self, before: Piece, piece: Piece, after: Piece | None) -> bool:
        """Whether after a full English line a heading begins, set like one and short, or the next of some points."""
        text = self.text
        line = text[piece.start : piece.end]
        if not ends.ends_sentence(text, before.start, before.end):
            points = ends.LINKED.search(text, max(before.start, before.end - 6), before.end)
            return points is not None and start_of(text, piece.start, piece.end) is Start.STRONG
        if (
            after is None
            or after.before == LOST_PAGES
            or len(line) > LONGEST_TITLE
            or self._full(piece.start, piece.end, after)
        ):
            return False
        return titled(line) and line[-1] not in ".,;:" and not ends.cannot_begin(text, after.start)

    def _full(self, start: int, end: int, piece: Piece) -> bool:
        if self.layout.cjk:
            width = self.layout.length(self.text[start:end])
            return width >= self.layout.width - self.layout.slack
        word = self.text[piece.start : piece.start + 60].split(None, 1)[0]
        return end - start + 1 + len(word) > self.layout.width

    # A space ends a paragraph.
    def _space(self, now: _Open, before: Piece, piece: Piece, after: Piece | None) -> str | None:
        if piece.before == PAGE_BREAK:
            return self._edge(now, before, piece)
        if piece.before == " " and self._inside(now, before, piece):
            return " "
        return None

    # A space is a wrap, unless the stretch before it is short.
    def _wrapped_space(self, now: _Open, before: Piece, piece: Piece, after: Piece | None) -> str | None:
        width = self.layout.length(self.text[now.line_start : before.end])
        if width >= self.layout.width - self.layout.slack:
            return self._full_line(now, before, piece, after)
        if piece.before == " ":
            together = width + 1 + self.layout.length(self.text[piece.start : piece.end])
            if self._inside(now, before, piece):
                return " "
            closed = ends.ends_sentence(self.text, before.start, before.end)
            if together == self.layout.width and not closed and after is not None and after.before == " ":
                start = start_of(self.text, piece.start, piece.end)
                if start is Start.NONE:
                    return " "
        return None

    # No white space tells anything: what is left are page edges, and spaces of the text itself.
    def _nothing(self, now: _Open, before: Piece, piece: Piece, after: Piece | None) -> str | None:
        if piece.before == PAGE_BREAK:
            return self._edge(now, before, piece)
        return None if piece.before == "\n" else " "

    def _edge(self, now: _Open, before: Piece, piece: Piece) -> str | None:
        """Over a page's edge: torn, or does a paragraph end with the page?"""
        text = self.text
        if ends.cannot_begin(text, piece.start):
            return self.soft
        start = start_of(text, piece.start, piece.end)
        closed = ends.ends_sentence(text, before.start, before.end)
        if self.printed and self.layout.cjk:
            # The last line of a page that goes on is full.
            rest = (before.end - now.pieces[-1][0]) % self.printed
            if rest:
                return None
            if start in (Start.STRONG, Start.HEADING) and (closed or self._alone(now)):
                return None
            return self.soft
        if self.layout.indented and self.layout.breaks is Breaks.LINES and not self.printed:
            return None if piece.indent >= 2 else self.soft
        if closed:
            return None
        if start is Start.HEADING or (start is Start.STRONG and self._ends_here(before)):
            return None
        if self._alone(now) or ends.announces(text, before.start, before.end):
            return None
        return self.soft

    def _ends_here(self, before: Piece) -> bool:
        return ends.ends_clause(self.text, before.start, before.end)

    def _alone(self, now: _Open) -> bool:
        """Whether the paragraph so far is a heading by its look: an enumerator and a few words without a stop."""
        a, b = now.pieces[0][0], now.pieces[-1][1]
        if len(now.pieces) > 1 and b - a > 60:
            return False
        if not self.layout.cjk:
            line = self.text[a:b]
            return b - a <= LONGEST_TITLE and len(line.split()) > 1 and line[-1].isalnum() and titled(line)
        if self.text.count("（", a, b) > self.text.count("）", a, b):
            return False
        return b - a <= 40 and start_of(self.text, a, b) is Start.HEADING

    def _captioned(self, now: _Open) -> bool:
        """Whether the paragraph so far is an article's number and its caption: "第十条（耐空証明）"."""
        a, b = now.pieces[0][0], now.pieces[-1][1]
        match = ALONE.match(self.text, a) if b - a < 150 and self.text[b - 1] in "）)" else None
        return match is not None and captioned("".join(self.text[match.end() : b].split()))

    def _counts_inside(self, now: _Open) -> bool:
        """Whether the paragraph so far counts inside itself: "…：一是…；二是…"."""
        a, b = now.pieces[0][0], now.pieces[-1][1]
        return "一是" in self.text[a:b]

    def _inside(self, now: _Open, before: Piece, piece: Piece) -> bool:
        """Whether a space belongs to the text: between Western words, after an enumerator, before a name."""
        text = self.text
        last, first = text[before.end - 1], text[piece.start]
        if ends.cannot_begin(text, piece.start):
            return True
        if last < "\u2e80" and first < "\u2e80" and last not in '.;:!?)"':
            return True
        word = text[before.start : before.end]
        # The enumerator of a paragraph and its text: "一、 过去五年…", "第一章 总则", but "第 3 條" stands alone.
        alone = before.start == now.pieces[0][0] and len(word) <= LONGEST_ENUMERATOR
        if alone and start_of(text, before.start, before.end, bare=True) is Start.BARE:
            if self.captions and ALONE.fullmatch(word):
                return False
            return not (word[-1] in "條" or (" " in word and word[-1] in "条條"))
        if ends.BARE_DATE.fullmatch(word) and before.start == now.pieces[0][0] and before.start < ends.HEAD:
            return True
        if len(word) == 1 and ends.SINGLE.match(text, piece.start, piece.end) and "\u4e00" <= word <= "\u9fff":
            return True  # 总 则, 张 勇: two characters set wide
        if ends.POST.search(text, max(before.start, before.end - 8), before.end) and piece.end - piece.start <= 5:
            return ends.NAME.match(text[piece.start : piece.end]) is not None
        return False
