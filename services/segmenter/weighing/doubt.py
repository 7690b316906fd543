"""How doubtful it is that the rules are right: measured before anything is weighed, and again with what the weights say."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from services.segmenter.entries import Entry
from services.segmenter.furniture import FurnitureRemoval
from services.segmenter.paragraphs.features import LANGUAGES, Reading
from services.segmenter.paragraphs.verdicts import TITLE as RULED_TITLE
from services.segmenter.paragraphs.verdicts import Verdicts, text_columns
from services.segmenter.paragraphs.weigh import WeighedGaps
from services.segmenter.roles.features import GOES_ON, JUNK, TITLE
from services.segmenter.roles.weigh import WeighedRoles
from services.segmenter.weighing.glyphs import Floats

SAMPLE = 20_000  # code points at the head in which white space is counted
SITE = re.compile(r"https?:|www\.|\.com|\.cn/|>|\||»|首页|返回|下载|登录|打印|浏览|上一篇|下一篇|&\w+;|</?\w+")
LABELLED = re.compile(r"(?:^|\n)\s*\S{2,6}[：:]\s?\S{1,30}(?=\n|\s{2})")
UNSURE = 0.6  # chance of the likeliest role below which a block is in doubt
EDGE_LINES = 6  # lines at head and tail in which sites show
FIRST_COLUMNS = (
    "pages", "furniture_a_page", "numbered_pages", "lost", "letters", "lines_of_100", "blanks_of_100", "spaces_of_100",
    "wide_spaces_of_100", "language", "site_head", "site_tail", "labels_head", "longest_line", "mean_line",
    "headings", "points", "paragraphs", "meta", "title_at", "bad_starts", "run_in", "mean_block", "longest_block",
)  # fmt: skip
SECOND_COLUMNS = (
    "remains",
    "remains_letters",
    "agreement",
    "blocks",
    "ruled_blocks",
    "certainty",
    "least_certain",
    "goes_on",
    "titles_differ",
)


def first_signs(
    text: str, language: str, ruled: Sequence[Entry], verdicts: Verdicts, aside: FurnitureRemoval
) -> Floats:
    """FIRST_COLUMNS: what is known without weighing anything."""
    sample = text[:SAMPLE]
    size = max(1, len(sample)) / 100
    lines = sample.split("\n")
    printed = [line.strip() for line in lines if line.strip()]
    head, tail = "\n".join(printed[:EDGE_LINES]), "\n".join(text[-1500:].split("\n")[-EDGE_LINES:])
    pages = max(1, len(aside.numbers))
    lengths = [entry.passage.end - entry.passage.start for entry in ruled] or [0]
    return np.array(
        [
            np.log1p(pages), len(aside.furniture) / pages, sum(n is not None for n in aside.numbers) / pages, len(aside.lost),
            np.log1p(len(text)), len(lines) / size, sample.count("\n\n") / size, sample.count(" ") / size,
            sample.count("\u3000") / size, LANGUAGES.get(language, 4), len(SITE.findall(head)), len(SITE.findall(tail)),
            len(LABELLED.findall(head)), np.log1p(max(map(len, printed), default=0)), sum(map(len, printed)) / max(1, len(printed)),
            *text_columns(verdicts, text), sum(bool(entry.split) for entry in ruled), sum(lengths) / len(lengths), max(lengths),
        ],
        np.float32,
    )  # fmt: skip


def second_signs(reading: Reading, gaps: WeighedGaps, roles: WeighedRoles) -> Floats:
    """SECOND_COLUMNS: what the weights say of the document, and how far the rules agree."""
    blocks = roles.blocks
    junk = roles.roles == JUNK
    letters = (blocks.ends - blocks.starts).astype(np.float32)
    ours, theirs = blocks.starts[~junk], reading.ruled.starts
    shared = len(np.intersect1d(ours, theirs))
    best = roles.chances.max(1)
    open_gaps = np.minimum(gaps.chances, 1 - gaps.chances)
    titles = blocks.starts[roles.roles == TITLE]
    ruled = theirs[reading.ruled.roles == RULED_TITLE]
    differ = (int(titles[0]) if len(titles) else -1) != (int(ruled[0]) if len(ruled) else -1)
    return np.array(
        [
            junk.mean(), letters[junk].sum() / max(1.0, float(letters.sum())), 2 * shared / max(1, len(ours) + len(theirs)),
            np.log1p(len(ours)), np.log1p(len(theirs)), best.mean(), (best < UNSURE).mean(),
            (roles.roles == GOES_ON).mean() + open_gaps.sum() / max(1, len(blocks.starts)), differ,
        ],
        np.float32,
    )  # fmt: skip
