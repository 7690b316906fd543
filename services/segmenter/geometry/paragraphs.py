"""Which lines begin a paragraph, by how they are set; the text is asked only where the setting leaves it open."""

from __future__ import annotations

from dataclasses import dataclass

from services.segmenter.breaks import ends
from services.segmenter.breaks.starts import Start, start_of
from services.segmenter.geometry.settings import CENTRED, Setting, Settings
from services.segmenter.readers.document import Role
from services.segmenter.readers.words import SOLID

WHITE_ABOVE = 1.35  # times the usual distance of lines
CROWDED = 1.25  # the same between the lines of one heading
STEP = 0.8  # em by which a line stands farther in or out than the one above
ROOM = 0.7  # em that may be left beside the word that did not fit
RAGGED = 1.5  # the same for words, whose widths are not known so well
LARGE = 1.12  # times the body's size
WIDTHS = 1.12  # times the other column's width
RIGHT = 0.45  # of the measure: a signature or a date is set so far in
NEARLY_FULL = 0.3  # of the measure that is white beside a centred line which goes on below
FACES = ("（", "(", "—", "－", "-")  # a subtitle or a date under a title


@dataclass(slots=True)
class _Open:
    """The paragraph that is being put together: its first line, its last, and where its second line begins."""

    first: Setting
    last: Setting
    rest: float | None = None


def find_begins(settings: Settings) -> frozenset[tuple[int, int]]:
    """(page, number) of each line that begins a paragraph."""
    begins: set[tuple[int, int]] = set()
    now: _Open | None = None
    for line in settings.lines:
        if now is None or _begins(now, line, settings):
            begins.add((line.page, line.number))
            now = _Open(line, line)
        else:
            if now.rest is None:
                now.rest = line.indent
            now.last = line
    return frozenset(begins)


def _begins(now: _Open, line: Setting, settings: Settings) -> bool:
    last = now.last
    here, there = line.line, last.line
    if Role.TABLE in (here.role, there.role) or "\t" in here.text or "\t" in there.text:
        return True
    if here.role is not there.role:
        return True
    if _sizes_differ(line, last, settings) or (line.bold != last.bold and not _bold_ends(line, last, settings)):
        return True
    concentric = _concentric(last, line)
    if line.centred or last.centred or (concentric and min(line.scale, last.scale) >= LARGE):
        return not (concentric and _one_heading(last, line))
    if line.column == last.column and line.pitch > WHITE_ABOVE * max(1.0, line.scale):
        return True
    if line.page == last.page and line.column != last.column and _widths_differ(line, last):
        return True
    if max(line.indent, last.indent) > RIGHT * line.measure:
        return True
    if _is_short(last, line):
        return True
    return _steps(now, line, settings)


def _steps(now: _Open, line: Setting, settings: Settings) -> bool:
    """After a full line: what the indent says, and where it says nothing, the text."""
    if now.rest is not None:
        if line.indent > now.rest + STEP:
            return True
        # A hanging paragraph ends where a line comes back to the margin.
        if line.indent < now.rest - STEP:
            return True
        return _is_open(now, settings) and _text_begins(now.last, line)
    step = line.indent - now.first.indent
    if step < -STEP:
        return False
    if step > STEP:
        return not _numbered(now.first)
    if settings.indents and line.indent >= STEP:
        return True
    return _is_open(now, settings) and _text_begins(now.last, line)


def _is_open(now: _Open, settings: Settings) -> bool:
    """Whether indents leave open what begins: the document has none, or the paragraph began without one."""
    return not settings.indents or now.first.indent < STEP


def _concentric(one: Setting, other: Setting) -> bool:
    """Whether two lines have one middle."""
    em = one.box.height
    return one.page == other.page and abs(sum(one.box[::2]) - sum(other.box[::2])) <= 2 * CENTRED * em


def _bold_ends(line: Setting, last: Setting, settings: Settings) -> bool:
    """Whether a bold heading that is run in ended on the line above, and its paragraph goes on."""
    return settings.indents and last.bold and line.indent < STEP and not _is_short(last, line)


def _is_short(last: Setting, line: Setting) -> bool:
    """Whether the line above ends though the first word of this one would have fitted."""
    return last.room > line.token + (ROOM if SOLID.match(line.line.text) else RAGGED)


def _sizes_differ(one: Setting, other: Setting, settings: Settings) -> bool:
    low, high = sorted((one.scale, other.scale))
    return low > 0 and high > settings.tolerance * low


def _widths_differ(one: Setting, other: Setting) -> bool:
    """Whether two columns of a page are of other widths: a band over the page, and a column under it."""
    low, high = sorted((one.measure, other.measure))
    return high > WIDTHS * low


def _one_heading(above: Setting, line: Setting) -> bool:
    """Whether two centred lines are one: larger than the body, bold or nearly full, close together, no new face."""
    full = above.indent + above.room <= NEARLY_FULL * above.measure and line.room > above.room
    stands_out = full or above.scale >= LARGE or above.bold or above.line.role in (Role.TITLE, Role.HEADING)
    close = line.column == above.column and line.pitch <= CROWDED * max(1.0, above.scale)
    text = line.line.text
    return stands_out and close and not text.startswith(FACES) and start_of(text, 0, len(text)) is Start.NONE


def _numbered(line: Setting) -> bool:
    text = line.line.text
    return start_of(text, 0, len(text)) is not Start.NONE or text[:1] in "•●○◦▪■–-*·◆"


def _text_begins(last: Setting, line: Setting) -> bool:
    """Whether the text tells that a paragraph begins: a sentence ends above, and a number stands here."""
    above, text = last.line.text, line.line.text
    if ends.cannot_begin(text, 0):
        return False
    start = start_of(text, 0, len(text))
    closed = ends.ends_sentence(above, 0, len(above)) or ends.ends_clause(above, 0, len(above))
    return closed and start in (Start.HEADING, Start.STRONG)
