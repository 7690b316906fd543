"""What is measured at every place: one row a place, the columns of COLUMNS.

docs/decisions.md tells what each group measures and what it is worth.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from services.outline.model import Enumerator
from services.segmenter.numbering import STYLES
from services.segmenter.paragraphs import likely, verdicts
from services.segmenter.paragraphs.lines import Lines, find_lines
from services.segmenter.paragraphs.places import Places, find_places
from services.segmenter.weighing import glyphs as g
from services.segmenter.weighing.glyphs import Floats, Glyphs, Ints
from services.segmenter.weighing.styles import known_styles
from services.segmenter.weighing.words import Letters, WordModel

STYLE_NUMBER, COUNTED_STYLES = known_styles()
FAR = 99.0  # where there is none
NONE = -1.0
RUN_IN = 160  # code points behind an enumerator within which its heading may end
LANGUAGES = {"zh-Hans": 0, "zh-Hant": 1, "ja": 2, "en": 3}

SPACE_COLUMNS = ("white", "why", "indent", "at_line_start", "column", "white_before", "white_after")
LINE_COLUMNS = (
    "line", "line_less_mode", "line_before", "before_less_mode", "before_and_word_less_mode", "line_after",
    "after_less_mode", "pieces_of_line", "piece", "piece_before", "piece_less_before",
    "around_widest", "around_median", "around_same", "around_stopped", "around_blank", "around_full",
    "before_less_widest", "before_and_word_less_widest", "line_less_widest", "indent_less_before", "indent_after",
)  # fmt: skip
EDGE_COLUMNS = ("kind_2_before", "kind_before", "kind_here", "kind_after", "kind_2_after", "word", "stop_ahead", "stop_behind", "nesting_line", "nesting_piece", "colon_in_before", "stops_in_before", "commas_in_before", "digits_here", "latin_here", "separators_here", "digits_before", "separators_before")  # fmt: skip
NUMBER_COLUMNS = (
    "style", "rank", "counts", "follows", "ordinal", "series", "series_at_line", "series_at_white", "since_same",
    "style_before", "bare_number_before", "head_to_stop", "head_to_white", "head_to_comma", "after_stop_text",
    "white_before_stop", "stop_kind", "series_to_stop", "series_longest_stop", "series_short", "series_after",
    "series_to_white", "series_white_first", "series_comma_first",
)  # fmt: skip
RUN_IN_COLUMNS = (
    "last_style", "last_far", "last_to_stop", "last_to_white", "last_stop_kind", "is_last_stop", "is_last_white", "stops_since",
    "commas_since", "last_white", "last_series_to_stop", "last_series_longest", "last_series_short", "last_series_after",
    "last_series_to_white", "last_series_white_first", "last_series_size",
)  # fmt: skip
PLACE_COLUMNS = ("from_start", "to_end", "share", "again_before", "again_after")
TEXT_COLUMNS = (
    "length", "lines", "mode", "mode_share", "over_mode", "median", "ninth", "share_white_0", "share_white_1",
    "share_white_2", "share_line_end", "share_blank", "blank_of_ends", "stopped", "mode_stopped", "spaces", "indented",
    "language", "mean_line", "articles",
) + tuple(f"count_{name}" for name in COUNTED_STYLES)  # fmt: skip

COLUMNS = (
    SPACE_COLUMNS
    + LINE_COLUMNS
    + EDGE_COLUMNS
    + NUMBER_COLUMNS
    + RUN_IN_COLUMNS
    + PLACE_COLUMNS
    + likely.COLUMNS
    + verdicts.COLUMNS
    + TEXT_COLUMNS
    + verdicts.TEXT_COLUMNS
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with all that is measured of it once; rows of the matrices are pieces."""

    text: str
    language: str
    glyphs: Glyphs
    letters: Letters
    places: Places
    lines: Lines
    line: Ints  # line of each piece
    white: Ints  # kind of the white space before each piece
    features: Floats
    of_text: Floats  # TEXT_COLUMNS and the verdicts'
    ruled: verdicts.Verdicts


def read_signs(text: str, language: str, fold: object, ruled: verdicts.Verdicts) -> Reading:
    """The pieces of a text and their features."""
    glyphs = Glyphs(text)
    places = find_places(text, tuple(ruled.starts.tolist()))
    lines = find_lines(glyphs)
    line = lines.of(places.starts)
    white = _white(glyphs, places)
    of_text = np.concatenate(
        [_text_features(glyphs, places, lines, white, language), verdicts.text_columns(ruled, text)]
    )
    own = [
        _space_features(glyphs, places, lines, line, white),
        _line_features(glyphs, places, lines, line),
        _edge_features(glyphs, places, lines, line),
        *_number_features(glyphs, places, lines, line, white),
        _place_features(glyphs, places),
        likely.likely_columns(places.heading_ends, places.starts, white, places.enumerators),
        verdicts.gap_columns(ruled, places.starts),
        np.tile(of_text, (len(places.starts), 1)),
    ]
    features = np.hstack(own).astype(np.float32)
    letters = Letters(glyphs, fold)  # type: ignore[arg-type]
    return Reading(text, language, glyphs, letters, places, lines, line, white, features, of_text, ruled)


def _log(x: object) -> Floats:
    return np.log1p(np.maximum(0, np.asarray(x, np.float32)))


def _white(glyphs: Glyphs, places: Places) -> Ints:
    """0 none, 1 a space, 2 wider, 3 a line end, 4 a blank line, 5 several, 6 an edge of a page, 7 a loss, 8 the start."""
    starts = places.starts
    before = np.concatenate([starts[:1] * 0, places.ends[:-1]])
    ends = glyphs.counts[starts, g.LINE_ENDS] - glyphs.counts[before, g.LINE_ENDS]
    size = starts - before
    white = np.where(
        ends >= 3, 5, np.where(ends == 2, 4, np.where(ends == 1, 3, np.where(size == 0, 0, np.where(size == 1, 1, 2))))
    )
    wide = (size == 1) & (
        (glyphs.codes[np.maximum(starts - 1, 0)] == 0x3000) | (glyphs.codes[np.maximum(starts - 1, 0)] == 0xA0)
    )
    white[wide & (ends == 0)] = 2
    for kind, mark in ((g.EDGE, 6), (g.LOST, 7)):
        where = np.flatnonzero(glyphs.kinds == kind)
        if len(where):
            has = np.searchsorted(where, starts) - np.searchsorted(where, before) > 0
            white[has] = mark
    white[0] = 8
    return white.astype(np.int32)


def _shift(column: Floats, by: int, fill: float = NONE) -> Floats:
    """The value of the row `by` further on."""
    out = np.full(len(column), fill, np.float32)
    if by > 0 and len(column) > by:
        out[:-by] = column[by:]
    elif by < 0 and len(column) > -by:
        out[-by:] = column[:by]
    return out


def _space_features(glyphs: Glyphs, places: Places, lines: Lines, line: Ints, white: Ints) -> Floats:
    starts = places.starts
    at_start = lines.starts[line] == starts
    return np.stack(
        [
            white,
            places.why,
            np.where(at_start, lines.indents[line], -1),
            at_start,
            _log(glyphs.cells(lines.starts[line], starts)),
            _shift(white.astype(np.float32), -1),
            _shift(white.astype(np.float32), 1),
        ],
        axis=1,
    ).astype(np.float32)


def _line_features(glyphs: Glyphs, places: Places, lines: Lines, line: Ints) -> Floats:
    starts, ends = places.starts, places.ends
    mode = lines.mode
    here = lines.widths[line]
    before = np.where(line > 0, lines.widths[np.maximum(line - 1, 0)], NONE)
    last = len(lines.widths) - 1
    after = np.where(line < last, lines.widths[np.minimum(line + 1, last)], NONE)
    word = _word(glyphs, starts, ends)
    piece = np.minimum(glyphs.cells(starts, ends), 400)
    piece_before = _shift(piece, -1, 0)
    around = lines.around[line]
    # the widest line around, seen from the line before
    widest = lines.around[np.maximum(line - 1, 0), 0]
    indents = lines.indents
    return np.stack(
        [
            here, here - mode, before, before - mode, before + word - mode, after, after - mode,
            np.bincount(line, minlength=last + 1)[line], piece, piece_before, piece_before - piece,
            around[:, 0], around[:, 1], around[:, 2], around[:, 3], around[:, 4], around[:, 5],
            before - widest, before + word - widest, here - around[:, 0],
            indents[line] - indents[np.maximum(line - 1, 0)], indents[np.minimum(line + 1, last)],
        ],
        axis=1,
    ).astype(np.float32)  # fmt: skip


def _word(glyphs: Glyphs, starts: Ints, ends: Ints) -> Floats:
    """Width of the first unbreakable word of each piece: a character and the marks behind it, or a run of Latin letters."""
    n = len(glyphs)
    out = np.ones(len(starts), np.float32)
    latin = g.among(glyphs.kinds, (g.DIGIT, g.UPPER, g.LOWER, g.POINT))
    stop = np.flatnonzero(~latin)
    if n and len(starts):
        first = np.minimum(starts, n - 1)
        nxt = np.searchsorted(stop, first)
        end = np.where(nxt < len(stop), stop[np.minimum(nxt, max(0, len(stop) - 1))] if len(stop) else n, n)
        run = np.minimum(end, ends)
        out = np.where(latin[first], glyphs.cells(starts, np.maximum(run, starts)), 1.0)
        after = np.where(latin[first], run, starts + 1)
        closing = g.among(glyphs.kind(after), (g.STOP, g.SEMICOLON, g.COLON, g.COMMA, g.PAUSE, g.CLOSER))
        out = out + closing
    return out.astype(np.float32)


def _next_distance(glyphs: Glyphs, kinds: tuple[int, ...], starts: Ints, limit: float) -> Floats:
    where = np.flatnonzero(g.among(glyphs.kinds, kinds))
    if not len(where):
        return np.full(len(starts), limit, np.float32)
    nxt = np.searchsorted(where, starts)
    distance = np.where(nxt < len(where), where[np.minimum(nxt, len(where) - 1)] - starts, limit)
    return np.minimum(distance, limit).astype(np.float32)


def _last_distance(glyphs: Glyphs, kinds: tuple[int, ...], starts: Ints, limit: float) -> Floats:
    where = np.flatnonzero(g.among(glyphs.kinds, kinds))
    if not len(where):
        return np.full(len(starts), limit, np.float32)
    last = np.searchsorted(where, starts) - 1
    distance = np.where(last >= 0, starts - where[np.maximum(last, 0)], limit)
    return np.minimum(distance, limit).astype(np.float32)


def _edge_features(glyphs: Glyphs, places: Places, lines: Lines, line: Ints) -> Floats:
    starts, ends = places.starts, places.ends
    before_end = np.concatenate([starts[:1] * 0, ends[:-1]])
    before_start = np.concatenate([starts[:1] * 0, starts[:-1]])
    line_start = lines.starts[line]
    here = glyphs.between(starts, ends)
    before = glyphs.between(before_start, before_end)
    size = np.maximum(1, ends - starts)
    size_before = np.maximum(1, before_end - before_start)
    return np.stack(
        [
            glyphs.kind(before_end - 2), glyphs.kind(before_end - 1), glyphs.kind(starts), glyphs.kind(starts + 1),
            glyphs.kind(starts + 2), _word(glyphs, starts, ends),
            _next_distance(glyphs, (g.STOP, g.SEMICOLON), starts, FAR), _last_distance(glyphs, (g.STOP,), before_end, 300),
            np.clip(glyphs.nesting[starts] - glyphs.nesting[line_start], -3, 3),
            np.clip(glyphs.nesting[before_end] - glyphs.nesting[before_start], -3, 3),
            before[:, g.COLONS], before[:, g.STOPS], before[:, g.COMMAS],
            here[:, g.DIGITS] / size, here[:, g.LATIN] / size, here[:, g.SEPARATORS] / size,
            before[:, g.DIGITS] / size_before, before[:, g.SEPARATORS] / size_before,
        ],
        axis=1,
    ).astype(np.float32)  # fmt: skip


def _heads(glyphs: Glyphs, at: Ints) -> Floats:
    """Of what an enumerator carries: code points to its first stop, white space, comma; text behind the stop; their order."""
    stop = _next_distance(glyphs, (g.STOP, g.SEMICOLON, g.COLON), at, 90)
    white = _next_distance(glyphs, (g.NEWLINE, g.SPACE, g.EDGE, g.LOST), at + 1, 90) + 1
    comma = _next_distance(glyphs, (g.COMMA, g.PAUSE), at, 90)
    behind = g.among(glyphs.kind((at + stop + 1).astype(np.int32)), (g.NEWLINE, g.SPACE, g.EDGE, g.LOST, g.OUTSIDE))
    kind = np.where(stop < 90, glyphs.kind((at + stop).astype(np.int32)), g.OUTSIDE)
    return np.stack([stop, white, comma, (stop < 90) & ~behind, white < stop, kind], axis=1).astype(np.float32)


def series_key(found: Enumerator) -> tuple[str, int]:
    """What enumerators of one series share."""
    return found.style, len(found.ordinal)


def _number_features(glyphs: Glyphs, places: Places, lines: Lines, line: Ints, white: Ints) -> tuple[Floats, Floats]:
    n = len(places.starts)
    own = np.full((n, len(NUMBER_COLUMNS)), NONE, np.float32)
    own[:, 0] = own[:, 1] = own[:, 9] = 0
    run = np.full((n, len(RUN_IN_COLUMNS)), NONE, np.float32)
    run[:, 0] = 0
    order = sorted(places.enumerators)
    if not order:
        return own, run
    starts = places.starts
    at = np.array([starts[k] + len(places.enumerators[k].literal) for k in order], np.int32)
    heads = _heads(glyphs, at)
    series: dict[tuple[str, int], list[int]] = {}
    for m, k in enumerate(order):
        if places.enumerators[k].ordinal:
            series.setdefault(series_key(places.enumerators[k]), []).append(m)
    means: dict[tuple[str, int], tuple[float, ...]] = {}
    where: dict[tuple[str, int], dict[int, list[int]]] = {}
    for key, members in series.items():
        h = heads[members]
        own_pieces = np.array([order[m] for m in members])
        means[key] = (
            float(h[:, 0].mean()), float(h[:, 0].max()), float((h[:, 0] <= 40).mean()), float(h[:, 3].mean()),
            float(h[:, 1].mean()), float(h[:, 4].mean()), float((h[:, 2] < h[:, 0]).mean()), len(members),
            float((white[own_pieces] >= 3).mean()), float((white[own_pieces] >= 1).mean()),
        )  # fmt: skip
        values: dict[int, list[int]] = {}
        for m in members:
            values.setdefault(places.enumerators[order[m]].ordinal[-1], []).append(order[m])
        where[key] = values
    last: dict[tuple[str, int], tuple[int, int]] = {}
    for m, k in enumerate(order):
        found = places.enumerators[k]
        own[k, 0] = STYLE_NUMBER.get(found.style, 0)
        own[k, 1] = STYLES[found.style].rank
        if found.ordinal:
            key = series_key(found)
            value = found.ordinal[-1]
            before = last.get(key)
            here = int(starts[k])
            own[k, 2] = (
                3
                if before is not None and value == before[0] + 1
                else 2
                if value == 1
                else 4
                if before is not None and value > before[0]
                else 1
            )
            later = [x for x in where[key].get(value + 1, ()) if x > k]
            own[k, 3] = 0 if not later else 2 if starts[later[0]] - here < 3000 else 1
            own[k, 4] = min(value, 30)
            mean = means[key]
            own[k, 5:8] = mean[7], mean[8], mean[9]
            own[k, 8] = np.log1p(here - before[1]) if before is not None else NONE
            last[key] = (value, here)
            own[k, 17:24] = mean[:7]
        own[k, 11:17] = heads[m]
        if k + 1 < n:
            own[k + 1, 9] = STYLES[found.style].rank
            own[k + 1, 10] = int(places.ends[k]) - int(at[m])
    # the enumerator before, for places in its first stretch
    index = np.array(order)
    piece = np.arange(n)
    nearest = np.searchsorted(index, piece) - 1  # strictly before
    near = nearest >= 0
    last_one = np.maximum(nearest, 0)
    far = starts - at[last_one]
    near &= starts - starts[index[last_one]] < RUN_IN
    style = np.array([STYLES[places.enumerators[k].style].rank for k in order], np.float32)
    table = np.array([means.get(series_key(places.enumerators[k]), (NONE,) * 10) for k in order], np.float32)
    end_before = np.concatenate([starts[:1] * 0, places.ends[:-1]])
    since = glyphs.between(np.minimum(at[last_one], end_before), end_before)
    rows = np.column_stack(
        [
            style[last_one], far, heads[last_one, 0], heads[last_one, 1], heads[last_one, 5], np.abs(far - heads[last_one, 0]) <= 2, np.abs(far - heads[last_one, 1]) <= 2,
            since[:, g.STOPS] + since[:, g.SEMICOLONS] + since[:, g.COLONS], since[:, g.COMMAS], white[index[last_one]],
            table[last_one][:, [0, 1, 2, 3, 4, 5, 7]],
        ]
    )  # fmt: skip
    run[near] = rows[near]
    return own, run


def _place_features(glyphs: Glyphs, places: Places) -> Floats:
    starts = places.starts
    n = len(glyphs)
    before = np.zeros(len(starts), np.float32)
    after = np.zeros(len(starts), np.float32)
    head = np.flatnonzero((starts < 4000) & (starts + 8 <= n))
    text = glyphs.text
    front = text[:4008]
    for k in head.tolist():
        at = int(starts[k])
        key = front[at : at + 8]
        before[k] = front.find(key) < at
        after[k] = front.find(key, at + 8) >= 0
    return np.stack([_log(starts), _log(n - starts), starts / max(1, n), before, after], axis=1).astype(np.float32)


def _text_features(glyphs: Glyphs, places: Places, lines: Lines, white: Ints, language: str) -> Floats:
    widths = lines.widths
    long = widths[widths >= 10]
    if not len(long):
        long = np.zeros(1, np.float32)
    near = np.abs(widths - lines.mode) <= 1.5
    count = max(1, len(white) - 1)
    kinds = white[1:]
    ends = kinds[kinds >= 3]
    styles: dict[str, int] = {}
    for k, found in places.enumerators.items():
        if white[k] >= 1:
            styles[found.style] = styles.get(found.style, 0) + 1
    every = sum(1 for found in places.enumerators.values() if found.style == COUNTED_STYLES[0])
    return np.array(
        [
            np.log1p(len(glyphs)), np.log1p(len(widths)), lines.mode, float((np.abs(long - lines.mode) <= 1.5).mean()),
            float((long > lines.mode + 2).mean()), float(np.percentile(long, 50)), float(np.percentile(long, 90)),
            *(float((kinds == k).sum() / count) for k in (0, 1, 2, 3)), float((kinds >= 4).sum() / count),
            float((ends >= 4).mean()) if len(ends) else 0.0,
            float(lines.stopped[widths >= 10].mean()) if (widths >= 10).any() else 0.0,
            float(lines.stopped[near].mean()) if near.any() else 0.0,
            float(((kinds == 1) | (kinds == 2)).sum() / max(1, len(glyphs)) * 100),
            float((lines.indents > 0).mean()), LANGUAGES.get(language, 4), float(np.log1p(widths.mean())), np.log1p(every),
            *(np.log1p(styles.get(name, 0)) for name in COUNTED_STYLES),
        ],
        np.float32,
    )  # fmt: skip


def word_columns(reading: Reading, model: WordModel) -> tuple[Floats, Floats]:
    """The text model at every place: the line here, before, after, the piece before and the piece itself; and its sums."""
    sums = model.sums(reading.letters)
    lines, line = reading.lines, reading.line
    # a long line is read by its beginning and its end
    of_line = model.chances(reading.letters, sums, lines.starts, lines.ends)
    of_piece = model.chances(reading.letters, sums, reading.places.starts, reading.places.ends)
    last = len(lines.starts) - 1
    before = np.vstack([of_piece[:1] * 0 - 1, of_piece[:-1]])
    return (
        np.hstack(
            [of_line[line], of_line[np.maximum(line - 1, 0)], of_line[np.minimum(line + 1, last)], before, of_piece]
        ),
        sums,
    )


def neighbour_columns(reading: Reading, chances: Floats) -> Floats:
    """What the first weighing says of the places around, and how much text lies between the likely starts."""
    odds = np.log(np.clip(chances, 1e-4, 1) / np.clip(1 - chances, 1e-4, 1)).astype(np.float32)
    around = [_shift(odds, by, 9.0) for by in (-3, -2, -1, 0, 1, 2, 3)]
    widths = reading.glyphs.cells(reading.places.starts, reading.places.ends)
    ends = np.cumsum(widths)
    begins = ends - widths
    n = len(odds)
    index = np.arange(n)
    likely = chances > 0.5
    likely[0] = True
    last = np.maximum.accumulate(np.where(likely, index, 0))
    previous = np.concatenate([[0], last[:-1]])  # the likely start before this one
    following = np.minimum.accumulate(np.where(np.concatenate([likely[1:], [True]]), index + 1, n)[::-1])[::-1]
    since = begins - begins[previous]
    ahead = ends[np.minimum(following, n) - 1] - begins
    style = reading.features[:, COLUMNS.index("rank")]
    number_before = style[previous]
    return np.column_stack([*around, np.minimum(since, 2000), np.minimum(ahead, 2000), number_before]).astype(
        np.float32
    )


NEIGHBOUR_COLUMNS = ("odds_3_before", "odds_2_before", "odds_before", "odds", "odds_after", "odds_2_after", "odds_3_after", "since_start", "to_next_start", "number_of_block")  # fmt: skip
