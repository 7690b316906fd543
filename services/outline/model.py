"""The outline: what was recovered from a dump, as a tree of frozen values.

Offsets are code points into the raw text of one dump page, half-open, and are never re-based: whatever was repaired or
joined, a span always leads back to what the scanner handed in. What has no span was not in the source; it is
*generated*.

`confidence` of a block is how likely it begins, ends and is named as it should, from 0 to 1: of all blocks at 0.9,
nine in
ten are right. None: nobody has judged it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

# Of real documents that score under 60, 58 % lie below it; of those over 90, 13 %. At 0.7 it is 77 % and 28 %
# (tools/train_doubt.py, weights that have seen neither).
REVIEW_BELOW = 0.6


class Span(NamedTuple):  # a document has a hundred thousand: a tuple is made twice as fast as a frozen dataclass
    """Code points `start` to `end` (half-open) of dump page `page` (1-based)."""

    page: int
    start: int
    end: int

    @property
    def chars(self) -> int:
        """How many code points it covers."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text and where it came from.

    When `text` and `span` are equally long, the n-th character came from the n-th code point of the span (a repair
    that swaps one character for one keeps this); otherwise the whole text came from the whole span. `span` is None
    for what a join put in: the space between two English lines.
    """

    text: str
    span: Span | None

    def cut(self, start: int, end: int) -> Run:
        """Characters `start` to `end` of the run, with their own span where the run is aligned."""
        if self.span is None or len(self.text) != self.span.chars:
            return Run(self.text[start:end], self.span)
        return Run(self.text[start:end], Span(self.span.page, self.span.start + start, self.span.start + end))


@dataclass(frozen=True, slots=True)
class Text:
    """Repaired, joined text that knows where each of its runs came from."""

    runs: tuple[Run, ...] = ()

    def __str__(self) -> str:
        return self.runs[0].text if len(self.runs) == 1 else "".join(run.text for run in self.runs)

    def __len__(self) -> int:
        return sum(len(run.text) for run in self.runs)

    def __bool__(self) -> bool:
        return any(run.text for run in self.runs)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The provenance: one span a run, in reading order."""
        return tuple(run.span for run in self.runs if run.span is not None)

    def cut(self, start: int, end: int) -> Text:
        """Characters `start` to `end` (half-open, of `str(self)`) with their provenance."""
        found, at = [], 0
        for run in self.runs:
            a, b = max(start - at, 0), min(end - at, len(run.text))
            if a < b:
                found.append(run.cut(a, b))
            at += len(run.text)
            if at >= end:
                break
        return Text(tuple(found))

    @staticmethod
    def joined(parts: Iterable[Text], joint: str = "") -> Text:
        """The parts one after the other; `joint` goes between them as generated text."""
        runs: list[Run] = []
        for part in parts:
            if runs and joint:
                runs.append(Run(joint, None))
            runs.extend(part.runs)
        return Text(tuple(runs))


class Severity(StrEnum):
    """How much a finding matters to the reader of the document."""

    INFO = "info"  # worth knowing
    WARNING = "warning"  # look at it before you send the document on
    ERROR = "error"  # Quire broke one of its own laws here


@dataclass(frozen=True, slots=True)
class Finding:
    """What was noticed and could not be, or need not be, mended.

    `rule` names a row of `services/outline/messages.py`, which words it in Chinese and English; `details` fill it in.
    """

    rule: str
    severity: Severity
    spans: tuple[Span, ...] = ()
    details: tuple[tuple[str, str], ...] = ()


class Repair(NamedTuple):
    """One change to the text: at `span`, `before` (the raw text) was read as `after`. Empty `after`: deleted."""

    rule: str
    span: Span
    before: str
    after: str


class FurnitureKind(StrEnum):
    """What a stretch that belongs to the page, not to the document, is."""

    DUMP_MARK = "dump_mark"  # put in by the scanner: "7、", "=== 3 ==="
    RUNNING_HEADER = "running_header"
    RUNNING_FOOTER = "running_footer"
    FOLIO = "folio"  # a printed page number: "-3", "— 3 —", "第3页"
    VIEWER_COUNTER = "viewer_counter"  # a viewer's own count: "第5页 共5页"
    NAVIGATION = "navigation"  # of a site or a reader: 首页 > 公文, 上一篇, 打印
    METADATA_TABLE = "metadata_table"  # what a site says of the document: 索引号, 浏览次数
    TITLE_COPY = "title_copy"  # the title once more: a file name, a heading of the page
    ADVERTISEMENT = "advertisement"
    STAMP = "stamp"  # a received stamp, a printer's or scanner's line
    WATERMARK = "watermark"  # "内部资料" between or inside the lines
    LINE_NUMBER = "line_number"
    MARKUP = "markup"  # tags, entities, style sheets that are left in the text
    MARGIN_NOTE = "margin_note"


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch set aside. `number` is what it counts, where it counts something."""

    kind: FurnitureKind
    text: str
    span: Span
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Enumerator:
    """A number in front of a heading or point, as printed.

    `style` names a row of NUMBERING_STYLES, `ordinal` is its value ("第三，" → (3,), "1.2.3" → (1, 2, 3)) and `literal`
    the
    printed form; the text that carries the enumerator starts with `literal`.
    """

    style: str
    ordinal: tuple[int, ...]
    literal: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its enumerator as printed. A heading known to be lost has no text: it is generated."""

    text: Text
    enumerator: Enumerator | None = None
    run_in: bool = False  # stood at the head of its paragraph: "（一）明确任务。正文…"
    confidence: float | None = None

    @property
    def generated(self) -> bool:
        return not self.text

    @property
    def title(self) -> str:
        """The text without its enumerator."""
        whole = str(self.text)
        return whole[len(self.enumerator.literal) :].strip() if self.enumerator else whole


class MetaRole(StrEnum):
    """What a line outside the body is to the document."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    AUTHOR = "author"  # who speaks or signs at the head: "市长 张某某"
    DATE = "date"
    DOCUMENT_NUMBER = "document_number"  # 国办发〔2018〕118号
    ADDRESSEE = "addressee"  # 各省、自治区、直辖市人民政府：
    SALUTATION = "salutation"  # 同志们：
    HISTORY = "history"  # （2003年8月27日…通过）
    SIGNATURE = "signature"
    ATTACHMENT = "attachment"  # 附件：1. …
    NOTE = "note"
    ISSUER = "issuer"  # the office at the head: 白石县人民政府文件
    COPY = "copy"  # 抄送：县委办公室


@dataclass(frozen=True, slots=True)
class Meta:
    """A line that frames the body: title, date, addressee, signature, …"""

    role: MetaRole
    text: Text
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """An enumerated paragraph: 第一，… / （1）… / an article. `depth` counts from 0 within its section."""

    text: Text
    enumerator: Enumerator
    depth: int = 0
    confidence: float | None = None


class ParagraphKind(StrEnum):
    """What a paragraph is besides running text."""

    TEXT = "text"
    TABLE_ROW = "table_row"  # its cells are apart by tabs
    FOOTNOTE = "footnote"
    CAPTION = "caption"  # of a figure or a table
    CONTENTS = "contents"  # an entry of a table of contents
    TURN = "turn"  # of a speaker: "问：…"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `torn_start` and `torn_end` tell that the rest of it lies on a lost page.

    `mark` is a footnote's mark as printed; `table` numbers the table that a row belongs to, counted from 1, 0: none.
    """

    text: Text
    torn_start: bool = False
    torn_end: bool = False
    kind: ParagraphKind = ParagraphKind.TEXT
    mark: str = ""
    table: int = 0
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where pages are lost. `pages` are their printed numbers, empty where they cannot be known.

    `at` is an empty span just before the first text after the gap; `evidence` names what told of the loss.
    """

    pages: tuple[int, ...]
    at: Span
    evidence: tuple[str, ...] = ()


Block = Meta | Point | Paragraph | Gap


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, the blocks under it, then the sections under it: reading order."""

    heading: Heading
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


class DocumentKind(StrEnum):
    """What kind of document it is, as far as its own words tell."""

    SPEECH = "speech"
    NOTICE = "notice"
    REPORT = "report"
    LAW = "law"
    MINUTES = "minutes"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Fact:
    """A value read from the document and the stretch it was read from. `value` is normalised (dates: YYYY-MM-DD)."""

    value: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document says of itself. None: it does not say, or it could not be made out."""

    title: Fact | None = None
    subtitle: Fact | None = None
    speaker: Fact | None = None
    post: Fact | None = None
    issuer: Fact | None = None
    addressee: Fact | None = None
    salutation: Fact | None = None
    date: Fact | None = None
    document_number: Fact | None = None
    signature: Fact | None = None
    kind: DocumentKind = DocumentKind.OTHER
    language: str = "und"  # BCP 47: zh-Hans, zh-Hant, en, ja, und


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page of the paper document, as far as it survives. `number` is its folio, None where none was found."""

    number: int | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The dump itself: digest of its bytes (sha256, hex), encoding read, size in bytes, code points of each dump page.

    `format` is what it was read as, a row of docs/formats.md; `metadata` what the file says of itself, by name.
    """

    digest: str = ""
    encoding: str = "utf-8"
    size: int = 0
    page_chars: tuple[int, ...] = ()
    format: str = "text"
    metadata: tuple[tuple[str, str], ...] = ()


class LineBox(NamedTuple):
    """Where code points `start` to `end` of a dump page stand: twips from the top left corner of the page."""

    start: int
    end: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One dump page as it looks: its size in twips (0: not known), its printed number as the file has it, its lines."""

    width: int = 0
    height: int = 0
    label: str = ""
    lines: tuple[LineBox, ...] = ()


class RepairName(NamedTuple):
    """What a rule of `repairs` did, in words: "错字", "wrong characters", "誤字"."""

    rule: str
    chinese: str
    english: str
    japanese: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A document: what stands before the first heading (`blocks`), its sections, and all that was set aside or
    changed."""

    source: Source = Source()
    metadata: Metadata = Metadata()
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    printed_pages: tuple[PrintedPage, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    repairs: tuple[Repair, ...] = ()
    findings: tuple[Finding, ...] = ()
    segmenter: str = ""  # name and version of what made it
    page_layouts: tuple[PageLayout, ...] = ()  # one a dump page; empty for plain text
    repair_names: tuple[RepairName, ...] = ()  # one a rule that `repairs` names
    confidence: float | None = None  # how likely the outline is right as a whole

    @property
    def needs_review(self) -> bool:
        """Whether it is so doubtful that a person should look at it before it is sent on."""
        return self.confidence is not None and self.confidence < REVIEW_BELOW

    def walk(self) -> Iterator[tuple[int, Heading | Block]]:
        """Everything in reading order with its depth: 0 outside all sections, 1 in a section under the title, …"""
        for block in self.blocks:
            yield 0, block
        for section in self.sections:
            yield from _walk(section, 1)


def _walk(section: Section, depth: int) -> Iterator[tuple[int, Heading | Block]]:
    # A stack and not recursion: enumerators nested 10,000 deep are legal input.
    stack: list[tuple[Section, int]] = [(section, depth)]
    while stack:
        section, depth = stack.pop()
        yield depth, section.heading
        for block in section.blocks:
            yield depth, block
        stack.extend((inner, depth + 1) for inner in reversed(section.sections))
