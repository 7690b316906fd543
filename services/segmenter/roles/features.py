"""What is measured of every block: one row a block, the columns of OWN, then those of its neighbours and of the text.

docs/decisions.md tells what each group measures and what it is worth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from services.outline.model import Enumerator
from services.segmenter.numbering import STYLES
from services.segmenter.paragraphs import likely, verdicts
from services.segmenter.paragraphs.features import COLUMNS as GAP_COLUMNS
from services.segmenter.paragraphs.features import STYLE_NUMBER, Reading, series_key
from services.segmenter.weighing import glyphs as g
from services.segmenter.weighing.glyphs import Floats, Ints
from services.segmenter.weighing.words import WordModel

NONE = -1.0
FAR = 99.0
RUNNING = 30  # cells from which a block with a full stop is running text
COPY = 8  # letters by which a block is known again
COPIED = 200  # letters of a block that is compared
FIRST_ROWS = 60  # blocks at the head among which copies are compared letter by letter
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("document_number", r"[〔\[（(【［]\s?[12]\d{3}\s?[〕\]）)】］]\s?第?\s?\d{1,4}\s?[号號]|^第\s?\d+\s?[号號]$"),
        ("date", r"^\s*[（(]?(?:[12]\d{3}|[一二][〇○零一二三四五六七八九OＯ]{3})\s?年\s?\S{1,3}\s?月\s?(?:\S{1,3}\s?日)?[）)]?\s*$"),
        ("has_date", r"[12]\d{3}\s?[年.\-/]\s?\d{1,2}\s?[月.\-/]"),
        ("clock", r"\d{1,2}[:：]\d{2}"),
        ("addressee", r"^(?:各|尊敬的|同志|女士|朋友|老师|同学|市|县|区|省|国务院|你)[^。]{0,120}[：:]$"),
        ("salutation", r"^(?:同志们|同志們|各位|尊敬的|女士们|朋友们|老师们|同学们|主席|议长)[^。]{0,60}[：:!！，,]$"),
        ("title_noun", r"(?:通知|意[见見]|[办辦]法|批复|函|[决決]定|[报報]告|[条條]例|[规規]定|方案|[规規][划劃]|[纲綱]要|[细細][则則]|[规規][则則]|[讲講][话話]|公告|通告|令|[预預]案|制度|要点|总结|建议|致[辞辭]|[发發]言|答复|[议議]程|[说說]明|工作|[计計][划劃]|[标標]准|Act|Report|Bill|Minutes|Meeting|MEETING|MINUTES|ACT|REPORT)(?:[（(].{1,12}[）)])?$"),
        ("about", r"[关關][于於]"),
        ("organ", r"(?:政府|委[员員][会會]|[办辦]公室|[办辦]公[厅廳]|局|[厅廳]|部|院|[会會]|公司|中心|小[组組]|[学學]校|[党黨]委|委|處|处)$"),
        ("address", r"https?:|www\.|\.com|\.cn|\.html|@"),
        ("file_name", r"\.(?:docx?|pdf|pptx?|txt|xlsx?|wps)"),
        ("page", r"第\s?\d+\s?[页頁]|共\s?\d+\s?[页頁]|[Pp]age\s?\d|^[-—－–\s]*\d{1,4}[-—－–\s]*$|\d+\s?/\s?\d+"),
        ("label", r"^\s*\S{2,6}\s?[：:]\s?\S"),
        ("labels", r"(?:\S{2,6}[：:]\s*\S*\s+){2}"),
        ("bracketed", r"^[\[【［].*[\]】］]$"),
        ("parenthesis", r"^[（(].*[）)]$"),
        ("attachment", r"^附\s?(?:件|表|：|:|录|錄|1)"),
        ("contents", r"目\s*[录錄]|目\s*次|\.{4,}|…{2,}\s?\d|[\u4e00-\u9fff…]\s?\d{1,3}$"),
        ("tag", r"</?\w+|&\w+;|\{|\}"),
        ("turn", r"^(?:问|答|問|Q|A|○|◯|主席|MR\.|MS\.|Mr|Mrs|SENATOR|Senator|THE |[\u4e00-\u9fff]{2,10}(?:議員|议员|局長|司長)[：:])"),
        ("question", r"[?？]$"),
        ("person", r"^[\u4e00-\u9fff]{2,4}$|^[\u4e00-\u9fff]\s[\u4e00-\u9fff]$"),
        ("torn", r"[，,、]$"),
        ("reads_on", r"^[，。、；：！？,.;:!?）)》”’」』%％]"),
    )
)  # fmt: skip
PATTERN_REACH = 160

OWN = (
    "cells", "log_cells", "pieces", "white", "white_after", "why", "why_after", "indent", "last_kind", "first_kind", "second_kind",
    "stops", "commas", "pauses", "spaces", "line_ends", "digits", "latin", "separators", "capitals", "colons", "numerals", "points",
    "running", "colon_at", "nesting", "line_share", "line_less_mode", "around_widest", "kana",
) + tuple(
    "style rank ordinal parts series_run place_in_run series followed deeper mean_cells least most stopped has_stop short "
    "all_followed all_cells all_stopped all_line_start all_torn own_followed own_deeper spread own_cells first styles_before "
    "run_cells_spread".split()
) + (
    "number_before", "to_number_before", "number_after", "to_number_after", "number_after_is_first",
    "from_head", "from_tail", "share", "cells_share", "cells_before", "cells_after", "to_first_running", "to_last_running",
    "to_greeting", "to_first_number", "has_greeting",
    "again_before", "again_after", "times", "same_after", "same_before", "to_next_copy", "shorter_after", "longer_after",
    "holds_later", "holds_earlier",
) + tuple(name for name, _ in PATTERNS) + verdicts.BLOCK_COLUMNS + likely.COLUMNS  # fmt: skip
LIKELY = [GAP_COLUMNS.index(name) for name in likely.COLUMNS]
ROLES = ("junk", "title", "heading", "point", "paragraph", "meta", "goes_on")
JUNK, TITLE, HEADING, POINT, PARAGRAPH, META, GOES_ON = range(7)
# What the text model tells apart; from META on, the kinds of lines about the document.
WORD_ROLES = (
    "junk", "title", "heading", "point", "paragraph", "docno", "addressee", "salutation", "speaker", "date", "signature", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Blocks:
    """Blocks as stretches of the reading's text; `enumerators`: index of a block → what numbers it."""

    firsts: Ints  # first piece of each block
    lasts: Ints  # last piece
    starts: Ints
    ends: Ints
    enumerators: dict[int, Enumerator]


def blocks_of(reading: Reading, firsts: Ints) -> Blocks:
    """The blocks that begin with the pieces `firsts`."""
    places = reading.places
    lasts = np.concatenate([firsts[1:] - 1, [len(places.starts) - 1]]).astype(np.int32)
    starts, ends = places.starts[firsts], places.ends[lasts]
    enumerators = {}
    for n, k in enumerate(firsts.tolist()):
        if (found := places.enumerators.get(k)) is not None:
            enumerators[n] = found
    return Blocks(firsts, lasts, starts, ends, enumerators)


def block_features(reading: Reading, blocks: Blocks, words: Floats) -> Floats:
    """(blocks, columns): a block's own features and words, its neighbours', the words of all before and after it, the text's."""
    own = np.hstack([_own(reading, blocks), words])
    cells = own[:, 0]
    parts = [own, *_context(words, cells)]
    shown = own[:, SHOWN]
    parts += [_shifted(shown, by) for by in (-2, -1, 1, 2)]
    parts.append(np.tile(np.concatenate([[len(cells)], reading.of_text]), (len(cells), 1)))
    return np.hstack(parts).astype(np.float32)


def _shifted(rows: Floats, by: int) -> Floats:
    out = np.full_like(rows, -9.0)
    if by > 0 and len(rows) > by:
        out[:-by] = rows[by:]
    elif by < 0 and len(rows) > -by:
        out[-by:] = rows[:by]
    return out


def _context(words: Floats, cells: Floats) -> list[Floats]:
    weight = words * np.minimum(cells, 60)[:, None]
    total = np.cumsum(weight, 0)
    before = total - weight
    after = total[-1] - total
    title = words[:, TITLE]
    order = np.argsort(np.argsort(-title, kind="stable"), kind="stable")
    best = title.max()
    second = np.partition(title, -2)[-2] if len(title) > 1 else 0.0
    elsewhere = np.where(title == best, second, best)
    return [
        before / (before.sum(1, keepdims=True) + 1),
        after / (after.sum(1, keepdims=True) + 1),
        np.column_stack([elsewhere, np.minimum(order, 20)]),
    ]


def _log(x: object) -> Floats:
    return np.log1p(np.maximum(0, np.asarray(x, np.float32)))


def _own(reading: Reading, blocks: Blocks) -> Floats:
    glyphs, places = reading.glyphs, reading.places
    starts, ends, firsts, lasts = blocks.starts, blocks.ends, blocks.firsts, blocks.lasts
    n = len(starts)
    counts = glyphs.between(starts, ends).astype(np.float32)
    size = np.maximum(1, ends - starts).astype(np.float32)
    cells = glyphs.cells(starts, ends)
    following = np.minimum(lasts + 1, len(places.starts) - 1)
    is_last = lasts + 1 >= len(places.starts)
    texts = [reading.text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    running = ((cells >= RUNNING) & (counts[:, g.STOPS] >= 1)).astype(np.float32)
    line = reading.line[firsts]
    colon = np.array([(t.find("：") + 1 or t.find(":") + 1) for t in texts], np.float32)
    line_cells = reading.lines.widths[line]
    base = np.column_stack(
        [
            cells, _log(cells), lasts - firsts + 1, reading.white[firsts], np.where(is_last, 9, reading.white[following]),
            places.why[firsts], np.where(is_last, 0, places.why[following]),
            np.where(reading.lines.starts[line] == starts, reading.lines.indents[line], -1),
            glyphs.kind(ends - 1), glyphs.kind(starts), glyphs.kind(starts + 1),
            counts[:, g.STOPS], counts[:, g.COMMAS], counts[:, g.PAUSES], counts[:, g.SPACES], counts[:, g.LINE_ENDS],
            counts[:, g.DIGITS] / size, counts[:, g.LATIN] / size, counts[:, g.SEPARATORS] / size, counts[:, g.CAPITALS] / size,
            counts[:, g.COLONS], counts[:, g.NUMERALS] / size, counts[:, g.POINTS],
            running, colon / size, np.clip(glyphs.nesting[ends] - glyphs.nesting[starts], -3, 3),
            np.minimum(1, cells / np.maximum(1, line_cells)), line_cells - reading.lines.mode, reading.lines.around[line, 0],
            counts[:, g.KANA] / size,
        ]
    )  # fmt: skip
    patterns = np.zeros((n, len(PATTERNS)), np.float32)
    for k, text in enumerate(texts):
        short = text[:PATTERN_REACH]
        tail = text[-PATTERN_REACH:]
        for column, (name, pattern) in enumerate(PATTERNS):
            if pattern.search(tail if name in ENDINGS and len(text) > PATTERN_REACH else short):
                patterns[k, column] = 1.0
    return np.hstack(
        [
            base,
            _series(reading, blocks, cells, counts),
            _numbers_around(blocks, n),
            _places(cells, running, patterns, blocks),
            _copies(texts, cells),
            patterns,
            verdicts.block_columns(reading.ruled, starts, ends),
            reading.features[firsts][:, LIKELY],
        ]
    ).astype(np.float32)


ENDINGS = frozenset(("title_noun", "organ", "question", "torn"))


def _series(reading: Reading, blocks: Blocks, cells: Floats, counts: Floats) -> Floats:
    """What the block's siblings have in common: those of one style, and of them the run whose numbers follow each other."""
    n = len(cells)
    out = np.full((n, 27), NONE, np.float32)
    out[:, :7] = 0
    found = blocks.enumerators
    members: dict[tuple[str, int], list[int]] = {}
    for k in sorted(found):
        members.setdefault(series_key(found[k]), []).append(k)
    last = reading.glyphs.kind(blocks.ends - 1)
    stopped = g.among(last, (g.STOP,)).astype(np.float32)
    white = reading.white[blocks.firsts]
    white_after = np.concatenate([white[1:], [9]])
    follows = np.zeros(n, np.float32)
    deeper = np.zeros(n, np.float32)
    for k in found:
        if k + 1 < n:
            other = found.get(k + 1)
            follows[k] = other is None
            deeper[k] = (
                other is not None and other.style != found[k].style and (not other.ordinal or other.ordinal[-1] == 1)
            )
    seen: set[str] = set()
    styles_before = np.zeros(n, np.float32)
    for k in range(n):
        styles_before[k] = len(seen)
        if k in found:
            seen.add(found[k].style)
    for key, row in members.items():
        rank = STYLES[key[0]].rank
        ids = np.array(row)
        # runs of numbers that follow each other
        runs: list[list[int]] = []
        for k in row:
            value = found[k].ordinal
            if (
                runs and value and found[runs[-1][-1]].ordinal and value[-1] == found[runs[-1][-1]].ordinal[-1] + 1
            ) or (runs and not value):
                runs[-1].append(k)
            else:
                runs.append([k])
        whole = (
            follows[ids].mean(), np.minimum(cells[ids], 200).mean(), stopped[ids].mean(), (white[ids] >= 3).mean(),
            (white_after[ids] == 0).mean(),
        )  # fmt: skip
        for run in runs:
            r = np.array(run)
            width = np.minimum(cells[r], 200)
            shared = (
                follows[r].mean(), deeper[r].mean(), width.mean(), cells[r].min(), cells[r].max(), stopped[r].mean(),
                (counts[r, g.STOPS] > 0).mean(), (cells[r] <= 30).mean(),
            )  # fmt: skip
            spread = (run[-1] - run[0]) / max(1, len(run) - 1) if len(run) > 1 else NONE
            for place, k in enumerate(run):
                number = found[k].ordinal[-1] if found[k].ordinal else 0
                out[k] = np.array((
                    STYLE_NUMBER.get(key[0], 0), rank, min(number, 40), key[1], len(run), place, len(row), *shared, *whole,
                    follows[k], deeper[k], spread, np.log1p(max(0.0, float(cells[k]) - len(found[k].literal))), number == 1,
                    styles_before[k], float(width.std()),
                ), np.float32)  # fmt: skip
    return out


def _numbers_around(blocks: Blocks, n: int) -> Floats:
    out = np.zeros((n, 5), np.float32)
    order = np.array(sorted(blocks.enumerators), np.int32)
    out[:, 1] = out[:, 3] = FAR
    if not len(order):
        return out
    rank = np.array([STYLES[blocks.enumerators[int(k)].style].rank for k in order], np.float32)
    first = np.array([(blocks.enumerators[int(k)].ordinal or (0,))[-1] == 1 for k in order], np.float32)
    index = np.arange(n)
    before = np.searchsorted(order, index) - 1
    after = np.searchsorted(order, index, side="right")
    ok = (before >= 0) & (index - order[np.maximum(before, 0)] < 12)
    out[ok, 0] = rank[before[ok]]
    out[ok, 1] = (index - order[np.maximum(before, 0)])[ok]
    ok = (after < len(order)) & (order[np.minimum(after, len(order) - 1)] - index < 12)
    out[ok, 2] = rank[after[ok]]
    out[ok, 3] = (order[np.minimum(after, len(order) - 1)] - index)[ok]
    out[ok, 4] = first[after[ok]]
    return out


def _places(cells: Floats, running: Floats, patterns: Floats, blocks: Blocks) -> Floats:
    n = len(cells)
    index = np.arange(n, dtype=np.float32)
    total = np.cumsum(cells)
    begun = total - cells
    full = np.flatnonzero(running)
    first, last = (int(full[0]), int(full[-1])) if len(full) else (n, -1)
    names = [name for name, _ in PATTERNS]
    greetings = np.flatnonzero(patterns[:, names.index("salutation")] + patterns[:, names.index("addressee")])
    greeting = int(greetings[0]) if len(greetings) else n
    ones = [k for k, found in sorted(blocks.enumerators.items()) if found.ordinal and found.ordinal[-1] == 1]
    number = ones[0] if ones else n
    return np.column_stack(
        [
            np.minimum(index, 40), np.minimum(n - 1 - index, 40), index / n, begun / max(1.0, float(total[-1])), _log(begun),
            _log(total[-1] - total), np.clip(index - first, -30, 30), np.clip(index - last, -30, 30),
            np.clip(index - greeting, -20, 20), np.clip(index - number, -20, 20), np.full(n, greeting < n),
        ]
    )  # fmt: skip


_MARKS = re.compile(r"\W+")


def _copies(texts: list[str], cells: Floats) -> Floats:
    """Whether the block's words come again: its first letters, all of it, or another block inside it."""
    n = len(texts)
    out = np.zeros((n, 10), np.float32)
    out[:, 5] = FAR
    plain = [_MARKS.sub("", text[: 2 * COPIED])[:COPIED] for text in texts]
    heads: dict[str, list[int]] = {}
    for k, letters in enumerate(plain):
        if len(letters) >= 4:
            heads.setdefault(letters[:COPY], []).append(k)
    front = "".join(plain[: 4 * FIRST_ROWS])
    for k, letters in enumerate(plain):
        same = heads.get(letters[:COPY], ()) if len(letters) >= 4 else ()
        if len(same) > 1:
            before = [j for j in same if j < k]
            after = [j for j in same if j > k]
            out[k, 0], out[k, 1] = min(len(before), 9), min(len(after), 9)
            out[k, 3] = any(plain[j] == letters for j in after)
            out[k, 4] = any(plain[j] == letters for j in before)
            if after:
                out[k, 5] = min(after[0] - k, FAR)
            out[k, 6] = any(len(plain[j]) < len(letters) for j in after)
            out[k, 7] = any(len(plain[j]) > len(letters) for j in after)
        if k < 4 * FIRST_ROWS and len(letters) >= 5 and cells[k] < 160:
            out[k, 2] = min(9, front.count(letters[:40]))
    limit = min(n, FIRST_ROWS)
    for k in range(limit):
        letters = plain[k]
        if not len(letters) >= 8 or cells[k] >= 200:
            continue
        for j in range(max(0, k - 15), min(n, k + 40)):
            other = plain[j]
            if j != k and 8 <= len(other) < len(letters) and cells[j] < 100 and other in letters:
                column = 8 if j > k else 9
                out[k, column] = max(out[k, column], len(other) / len(letters))
    return out


SHOWN_NAMES = (
    "cells", "white", "white_after", "last_kind", "stops", "running", "style", "rank", "ordinal", "line_ends", "digits", "indent", "first_kind",
    "again_after", "again_before", "holds_later", "own_heading_odds", "own_heading_series",
) + tuple(name for name, _ in PATTERNS)  # fmt: skip
SHOWN = [OWN.index(name) for name in SHOWN_NAMES] + list(range(len(OWN), len(OWN) + len(WORD_ROLES)))
COLUMNS = (
    OWN
    + tuple(f"word_{r}" for r in WORD_ROLES)
    + tuple(f"before_{r}" for r in WORD_ROLES)
    + tuple(f"after_{r}" for r in WORD_ROLES)
    + ("title_elsewhere", "title_place")
    + tuple(
        f"{by}_{name}"
        for by in ("before2", "before1", "after1", "after2")
        for name in (*SHOWN_NAMES, *(f"word_{r}" for r in WORD_ROLES))
    )
    + ("blocks",)
)


def word_rows(reading: Reading, blocks: Blocks, model: WordModel, sums: Floats) -> Floats:
    """The text model's chances of each block."""
    return model.chances(reading.letters, sums, blocks.starts, blocks.ends)


def neighbour_rows(rows: Floats, chances: Floats) -> Floats:
    """What the first weighing says of a block, its neighbours, its siblings, all before and all after it."""
    n = len(chances)
    around = [_shifted(chances, by) for by in (-3, -2, -1, 1, 2, 3)]
    style, parts = rows[:, OWN.index("style")], rows[:, OWN.index("parts")]
    key = (style * 10 + parts).astype(int)
    siblings = np.full((n, len(ROLES)), NONE, np.float32)
    for value in np.unique(key[style > 0]):
        ids = np.flatnonzero(key == value)
        if len(ids) > 1:
            total = chances[ids].sum(0)
            siblings[ids] = (total - chances[ids]) / (len(ids) - 1)
    weight = chances * np.minimum(rows[:, 0], 60)[:, None]
    total = np.cumsum(weight, 0)
    before, after = total - weight, total[-1] - total
    held = np.cumsum(chances, 0)
    kept = [TITLE, HEADING, PARAGRAPH]
    title = chances[:, TITLE]
    best = title.max()
    second = np.partition(title, -2)[-2] if n > 1 else 0.0
    return np.hstack(
        [
            *around, siblings, before / (before.sum(1, keepdims=True) + 1), after / (after.sum(1, keepdims=True) + 1),
            (held - chances)[:, kept], (held[-1] - held)[:, kept], chances, (title - np.where(title == best, second, best))[:, None],
        ]
    ).astype(np.float32)  # fmt: skip
