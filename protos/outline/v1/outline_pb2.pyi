from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class MetaRole(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    META_ROLE_UNSPECIFIED: _ClassVar[MetaRole]
    META_ROLE_TITLE: _ClassVar[MetaRole]
    META_ROLE_SUBTITLE: _ClassVar[MetaRole]
    META_ROLE_AUTHOR: _ClassVar[MetaRole]
    META_ROLE_DATE: _ClassVar[MetaRole]
    META_ROLE_DOCUMENT_NUMBER: _ClassVar[MetaRole]
    META_ROLE_ADDRESSEE: _ClassVar[MetaRole]
    META_ROLE_SALUTATION: _ClassVar[MetaRole]
    META_ROLE_HISTORY: _ClassVar[MetaRole]
    META_ROLE_SIGNATURE: _ClassVar[MetaRole]
    META_ROLE_ATTACHMENT: _ClassVar[MetaRole]
    META_ROLE_NOTE: _ClassVar[MetaRole]
    META_ROLE_ISSUER: _ClassVar[MetaRole]
    META_ROLE_COPY: _ClassVar[MetaRole]

class ParagraphKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PARAGRAPH_KIND_UNSPECIFIED: _ClassVar[ParagraphKind]
    PARAGRAPH_KIND_TEXT: _ClassVar[ParagraphKind]
    PARAGRAPH_KIND_TABLE_ROW: _ClassVar[ParagraphKind]
    PARAGRAPH_KIND_FOOTNOTE: _ClassVar[ParagraphKind]
    PARAGRAPH_KIND_CAPTION: _ClassVar[ParagraphKind]
    PARAGRAPH_KIND_CONTENTS: _ClassVar[ParagraphKind]
    PARAGRAPH_KIND_TURN: _ClassVar[ParagraphKind]

class DocumentKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DOCUMENT_KIND_UNSPECIFIED: _ClassVar[DocumentKind]
    DOCUMENT_KIND_SPEECH: _ClassVar[DocumentKind]
    DOCUMENT_KIND_NOTICE: _ClassVar[DocumentKind]
    DOCUMENT_KIND_REPORT: _ClassVar[DocumentKind]
    DOCUMENT_KIND_LAW: _ClassVar[DocumentKind]
    DOCUMENT_KIND_MINUTES: _ClassVar[DocumentKind]
    DOCUMENT_KIND_OTHER: _ClassVar[DocumentKind]

class FurnitureKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FURNITURE_KIND_UNSPECIFIED: _ClassVar[FurnitureKind]
    FURNITURE_KIND_DUMP_MARK: _ClassVar[FurnitureKind]
    FURNITURE_KIND_RUNNING_HEADER: _ClassVar[FurnitureKind]
    FURNITURE_KIND_RUNNING_FOOTER: _ClassVar[FurnitureKind]
    FURNITURE_KIND_FOLIO: _ClassVar[FurnitureKind]
    FURNITURE_KIND_VIEWER_COUNTER: _ClassVar[FurnitureKind]
    FURNITURE_KIND_NAVIGATION: _ClassVar[FurnitureKind]
    FURNITURE_KIND_METADATA_TABLE: _ClassVar[FurnitureKind]
    FURNITURE_KIND_TITLE_COPY: _ClassVar[FurnitureKind]
    FURNITURE_KIND_ADVERTISEMENT: _ClassVar[FurnitureKind]
    FURNITURE_KIND_STAMP: _ClassVar[FurnitureKind]
    FURNITURE_KIND_WATERMARK: _ClassVar[FurnitureKind]
    FURNITURE_KIND_LINE_NUMBER: _ClassVar[FurnitureKind]
    FURNITURE_KIND_MARKUP: _ClassVar[FurnitureKind]
    FURNITURE_KIND_MARGIN_NOTE: _ClassVar[FurnitureKind]

class Severity(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SEVERITY_UNSPECIFIED: _ClassVar[Severity]
    SEVERITY_INFO: _ClassVar[Severity]
    SEVERITY_WARNING: _ClassVar[Severity]
    SEVERITY_ERROR: _ClassVar[Severity]
META_ROLE_UNSPECIFIED: MetaRole
META_ROLE_TITLE: MetaRole
META_ROLE_SUBTITLE: MetaRole
META_ROLE_AUTHOR: MetaRole
META_ROLE_DATE: MetaRole
META_ROLE_DOCUMENT_NUMBER: MetaRole
META_ROLE_ADDRESSEE: MetaRole
META_ROLE_SALUTATION: MetaRole
META_ROLE_HISTORY: MetaRole
META_ROLE_SIGNATURE: MetaRole
META_ROLE_ATTACHMENT: MetaRole
META_ROLE_NOTE: MetaRole
META_ROLE_ISSUER: MetaRole
META_ROLE_COPY: MetaRole
PARAGRAPH_KIND_UNSPECIFIED: ParagraphKind
PARAGRAPH_KIND_TEXT: ParagraphKind
PARAGRAPH_KIND_TABLE_ROW: ParagraphKind
PARAGRAPH_KIND_FOOTNOTE: ParagraphKind
PARAGRAPH_KIND_CAPTION: ParagraphKind
PARAGRAPH_KIND_CONTENTS: ParagraphKind
PARAGRAPH_KIND_TURN: ParagraphKind
DOCUMENT_KIND_UNSPECIFIED: DocumentKind
DOCUMENT_KIND_SPEECH: DocumentKind
DOCUMENT_KIND_NOTICE: DocumentKind
DOCUMENT_KIND_REPORT: DocumentKind
DOCUMENT_KIND_LAW: DocumentKind
DOCUMENT_KIND_MINUTES: DocumentKind
DOCUMENT_KIND_OTHER: DocumentKind
FURNITURE_KIND_UNSPECIFIED: FurnitureKind
FURNITURE_KIND_DUMP_MARK: FurnitureKind
FURNITURE_KIND_RUNNING_HEADER: FurnitureKind
FURNITURE_KIND_RUNNING_FOOTER: FurnitureKind
FURNITURE_KIND_FOLIO: FurnitureKind
FURNITURE_KIND_VIEWER_COUNTER: FurnitureKind
FURNITURE_KIND_NAVIGATION: FurnitureKind
FURNITURE_KIND_METADATA_TABLE: FurnitureKind
FURNITURE_KIND_TITLE_COPY: FurnitureKind
FURNITURE_KIND_ADVERTISEMENT: FurnitureKind
FURNITURE_KIND_STAMP: FurnitureKind
FURNITURE_KIND_WATERMARK: FurnitureKind
FURNITURE_KIND_LINE_NUMBER: FurnitureKind
FURNITURE_KIND_MARKUP: FurnitureKind
FURNITURE_KIND_MARGIN_NOTE: FurnitureKind
SEVERITY_UNSPECIFIED: Severity
SEVERITY_INFO: Severity
SEVERITY_WARNING: Severity
SEVERITY_ERROR: Severity

class Outline(_message.Message):
    __slots__ = ("source", "metadata", "blocks", "sections", "printed_pages", "furniture", "repairs", "findings", "segmenter", "page_layouts", "confidence", "repair_names")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    BLOCKS_FIELD_NUMBER: _ClassVar[int]
    SECTIONS_FIELD_NUMBER: _ClassVar[int]
    PRINTED_PAGES_FIELD_NUMBER: _ClassVar[int]
    FURNITURE_FIELD_NUMBER: _ClassVar[int]
    REPAIRS_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    SEGMENTER_FIELD_NUMBER: _ClassVar[int]
    PAGE_LAYOUTS_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    REPAIR_NAMES_FIELD_NUMBER: _ClassVar[int]
    source: Source
    metadata: Metadata
    blocks: _containers.RepeatedCompositeFieldContainer[Block]
    sections: _containers.RepeatedCompositeFieldContainer[Section]
    printed_pages: _containers.RepeatedCompositeFieldContainer[PrintedPage]
    furniture: _containers.RepeatedCompositeFieldContainer[Furniture]
    repairs: _containers.RepeatedCompositeFieldContainer[Repair]
    findings: _containers.RepeatedCompositeFieldContainer[Finding]
    segmenter: str
    page_layouts: _containers.RepeatedCompositeFieldContainer[PageLayout]
    confidence: float
    repair_names: _containers.RepeatedCompositeFieldContainer[RepairName]
    def __init__(self, source: _Optional[_Union[Source, _Mapping]] = ..., metadata: _Optional[_Union[Metadata, _Mapping]] = ..., blocks: _Optional[_Iterable[_Union[Block, _Mapping]]] = ..., sections: _Optional[_Iterable[_Union[Section, _Mapping]]] = ..., printed_pages: _Optional[_Iterable[_Union[PrintedPage, _Mapping]]] = ..., furniture: _Optional[_Iterable[_Union[Furniture, _Mapping]]] = ..., repairs: _Optional[_Iterable[_Union[Repair, _Mapping]]] = ..., findings: _Optional[_Iterable[_Union[Finding, _Mapping]]] = ..., segmenter: _Optional[str] = ..., page_layouts: _Optional[_Iterable[_Union[PageLayout, _Mapping]]] = ..., confidence: _Optional[float] = ..., repair_names: _Optional[_Iterable[_Union[RepairName, _Mapping]]] = ...) -> None: ...

class RepairName(_message.Message):
    __slots__ = ("rule", "chinese", "english", "japanese")
    RULE_FIELD_NUMBER: _ClassVar[int]
    CHINESE_FIELD_NUMBER: _ClassVar[int]
    ENGLISH_FIELD_NUMBER: _ClassVar[int]
    JAPANESE_FIELD_NUMBER: _ClassVar[int]
    rule: str
    chinese: str
    english: str
    japanese: str
    def __init__(self, rule: _Optional[str] = ..., chinese: _Optional[str] = ..., english: _Optional[str] = ..., japanese: _Optional[str] = ...) -> None: ...

class PageLayout(_message.Message):
    __slots__ = ("width", "height", "label", "lines")
    WIDTH_FIELD_NUMBER: _ClassVar[int]
    HEIGHT_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    width: int
    height: int
    label: str
    lines: _containers.RepeatedCompositeFieldContainer[LineBox]
    def __init__(self, width: _Optional[int] = ..., height: _Optional[int] = ..., label: _Optional[str] = ..., lines: _Optional[_Iterable[_Union[LineBox, _Mapping]]] = ...) -> None: ...

class LineBox(_message.Message):
    __slots__ = ("start", "end", "left", "top", "right", "bottom")
    START_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    LEFT_FIELD_NUMBER: _ClassVar[int]
    TOP_FIELD_NUMBER: _ClassVar[int]
    RIGHT_FIELD_NUMBER: _ClassVar[int]
    BOTTOM_FIELD_NUMBER: _ClassVar[int]
    start: int
    end: int
    left: int
    top: int
    right: int
    bottom: int
    def __init__(self, start: _Optional[int] = ..., end: _Optional[int] = ..., left: _Optional[int] = ..., top: _Optional[int] = ..., right: _Optional[int] = ..., bottom: _Optional[int] = ...) -> None: ...

class Source(_message.Message):
    __slots__ = ("digest", "encoding", "size", "page_chars", "format", "metadata")
    DIGEST_FIELD_NUMBER: _ClassVar[int]
    ENCODING_FIELD_NUMBER: _ClassVar[int]
    SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_CHARS_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    digest: str
    encoding: str
    size: int
    page_chars: _containers.RepeatedScalarFieldContainer[int]
    format: str
    metadata: _containers.RepeatedCompositeFieldContainer[Detail]
    def __init__(self, digest: _Optional[str] = ..., encoding: _Optional[str] = ..., size: _Optional[int] = ..., page_chars: _Optional[_Iterable[int]] = ..., format: _Optional[str] = ..., metadata: _Optional[_Iterable[_Union[Detail, _Mapping]]] = ...) -> None: ...

class Span(_message.Message):
    __slots__ = ("page", "start", "end")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    START_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    page: int
    start: int
    end: int
    def __init__(self, page: _Optional[int] = ..., start: _Optional[int] = ..., end: _Optional[int] = ...) -> None: ...

class Run(_message.Message):
    __slots__ = ("text", "span")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    text: str
    span: Span
    def __init__(self, text: _Optional[str] = ..., span: _Optional[_Union[Span, _Mapping]] = ...) -> None: ...

class Text(_message.Message):
    __slots__ = ("runs",)
    RUNS_FIELD_NUMBER: _ClassVar[int]
    runs: _containers.RepeatedCompositeFieldContainer[Run]
    def __init__(self, runs: _Optional[_Iterable[_Union[Run, _Mapping]]] = ...) -> None: ...

class Enumerator(_message.Message):
    __slots__ = ("style", "ordinal", "literal")
    STYLE_FIELD_NUMBER: _ClassVar[int]
    ORDINAL_FIELD_NUMBER: _ClassVar[int]
    LITERAL_FIELD_NUMBER: _ClassVar[int]
    style: str
    ordinal: _containers.RepeatedScalarFieldContainer[int]
    literal: str
    def __init__(self, style: _Optional[str] = ..., ordinal: _Optional[_Iterable[int]] = ..., literal: _Optional[str] = ...) -> None: ...

class Heading(_message.Message):
    __slots__ = ("text", "enumerator", "run_in", "confidence")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    ENUMERATOR_FIELD_NUMBER: _ClassVar[int]
    RUN_IN_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    text: Text
    enumerator: Enumerator
    run_in: bool
    confidence: float
    def __init__(self, text: _Optional[_Union[Text, _Mapping]] = ..., enumerator: _Optional[_Union[Enumerator, _Mapping]] = ..., run_in: _Optional[bool] = ..., confidence: _Optional[float] = ...) -> None: ...

class Section(_message.Message):
    __slots__ = ("heading", "blocks", "sections")
    HEADING_FIELD_NUMBER: _ClassVar[int]
    BLOCKS_FIELD_NUMBER: _ClassVar[int]
    SECTIONS_FIELD_NUMBER: _ClassVar[int]
    heading: Heading
    blocks: _containers.RepeatedCompositeFieldContainer[Block]
    sections: _containers.RepeatedCompositeFieldContainer[Section]
    def __init__(self, heading: _Optional[_Union[Heading, _Mapping]] = ..., blocks: _Optional[_Iterable[_Union[Block, _Mapping]]] = ..., sections: _Optional[_Iterable[_Union[Section, _Mapping]]] = ...) -> None: ...

class Block(_message.Message):
    __slots__ = ("meta", "point", "paragraph", "gap", "confidence")
    META_FIELD_NUMBER: _ClassVar[int]
    POINT_FIELD_NUMBER: _ClassVar[int]
    PARAGRAPH_FIELD_NUMBER: _ClassVar[int]
    GAP_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    meta: Meta
    point: Point
    paragraph: Paragraph
    gap: Gap
    confidence: float
    def __init__(self, meta: _Optional[_Union[Meta, _Mapping]] = ..., point: _Optional[_Union[Point, _Mapping]] = ..., paragraph: _Optional[_Union[Paragraph, _Mapping]] = ..., gap: _Optional[_Union[Gap, _Mapping]] = ..., confidence: _Optional[float] = ...) -> None: ...

class Meta(_message.Message):
    __slots__ = ("role", "text")
    ROLE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    role: MetaRole
    text: Text
    def __init__(self, role: _Optional[_Union[MetaRole, str]] = ..., text: _Optional[_Union[Text, _Mapping]] = ...) -> None: ...

class Point(_message.Message):
    __slots__ = ("text", "enumerator", "depth")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    ENUMERATOR_FIELD_NUMBER: _ClassVar[int]
    DEPTH_FIELD_NUMBER: _ClassVar[int]
    text: Text
    enumerator: Enumerator
    depth: int
    def __init__(self, text: _Optional[_Union[Text, _Mapping]] = ..., enumerator: _Optional[_Union[Enumerator, _Mapping]] = ..., depth: _Optional[int] = ...) -> None: ...

class Paragraph(_message.Message):
    __slots__ = ("text", "torn_start", "torn_end", "kind", "mark", "table")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    TORN_START_FIELD_NUMBER: _ClassVar[int]
    TORN_END_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    MARK_FIELD_NUMBER: _ClassVar[int]
    TABLE_FIELD_NUMBER: _ClassVar[int]
    text: Text
    torn_start: bool
    torn_end: bool
    kind: ParagraphKind
    mark: str
    table: int
    def __init__(self, text: _Optional[_Union[Text, _Mapping]] = ..., torn_start: _Optional[bool] = ..., torn_end: _Optional[bool] = ..., kind: _Optional[_Union[ParagraphKind, str]] = ..., mark: _Optional[str] = ..., table: _Optional[int] = ...) -> None: ...

class Gap(_message.Message):
    __slots__ = ("pages", "at", "evidence")
    PAGES_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    pages: _containers.RepeatedScalarFieldContainer[int]
    at: Span
    evidence: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, pages: _Optional[_Iterable[int]] = ..., at: _Optional[_Union[Span, _Mapping]] = ..., evidence: _Optional[_Iterable[str]] = ...) -> None: ...

class Fact(_message.Message):
    __slots__ = ("value", "spans")
    VALUE_FIELD_NUMBER: _ClassVar[int]
    SPANS_FIELD_NUMBER: _ClassVar[int]
    value: str
    spans: _containers.RepeatedCompositeFieldContainer[Span]
    def __init__(self, value: _Optional[str] = ..., spans: _Optional[_Iterable[_Union[Span, _Mapping]]] = ...) -> None: ...

class Metadata(_message.Message):
    __slots__ = ("title", "subtitle", "speaker", "post", "issuer", "addressee", "salutation", "date", "document_number", "signature", "kind", "language")
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SUBTITLE_FIELD_NUMBER: _ClassVar[int]
    SPEAKER_FIELD_NUMBER: _ClassVar[int]
    POST_FIELD_NUMBER: _ClassVar[int]
    ISSUER_FIELD_NUMBER: _ClassVar[int]
    ADDRESSEE_FIELD_NUMBER: _ClassVar[int]
    SALUTATION_FIELD_NUMBER: _ClassVar[int]
    DATE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_NUMBER_FIELD_NUMBER: _ClassVar[int]
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    title: Fact
    subtitle: Fact
    speaker: Fact
    post: Fact
    issuer: Fact
    addressee: Fact
    salutation: Fact
    date: Fact
    document_number: Fact
    signature: Fact
    kind: DocumentKind
    language: str
    def __init__(self, title: _Optional[_Union[Fact, _Mapping]] = ..., subtitle: _Optional[_Union[Fact, _Mapping]] = ..., speaker: _Optional[_Union[Fact, _Mapping]] = ..., post: _Optional[_Union[Fact, _Mapping]] = ..., issuer: _Optional[_Union[Fact, _Mapping]] = ..., addressee: _Optional[_Union[Fact, _Mapping]] = ..., salutation: _Optional[_Union[Fact, _Mapping]] = ..., date: _Optional[_Union[Fact, _Mapping]] = ..., document_number: _Optional[_Union[Fact, _Mapping]] = ..., signature: _Optional[_Union[Fact, _Mapping]] = ..., kind: _Optional[_Union[DocumentKind, str]] = ..., language: _Optional[str] = ...) -> None: ...

class PrintedPage(_message.Message):
    __slots__ = ("number", "spans")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    SPANS_FIELD_NUMBER: _ClassVar[int]
    number: int
    spans: _containers.RepeatedCompositeFieldContainer[Span]
    def __init__(self, number: _Optional[int] = ..., spans: _Optional[_Iterable[_Union[Span, _Mapping]]] = ...) -> None: ...

class Furniture(_message.Message):
    __slots__ = ("kind", "text", "span", "number")
    KIND_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    kind: FurnitureKind
    text: str
    span: Span
    number: int
    def __init__(self, kind: _Optional[_Union[FurnitureKind, str]] = ..., text: _Optional[str] = ..., span: _Optional[_Union[Span, _Mapping]] = ..., number: _Optional[int] = ...) -> None: ...

class Repair(_message.Message):
    __slots__ = ("rule", "span", "before", "after")
    RULE_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    rule: str
    span: Span
    before: str
    after: str
    def __init__(self, rule: _Optional[str] = ..., span: _Optional[_Union[Span, _Mapping]] = ..., before: _Optional[str] = ..., after: _Optional[str] = ...) -> None: ...

class Detail(_message.Message):
    __slots__ = ("name", "value")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    name: str
    value: str
    def __init__(self, name: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...

class Finding(_message.Message):
    __slots__ = ("rule", "severity", "spans", "details", "message")
    RULE_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    SPANS_FIELD_NUMBER: _ClassVar[int]
    DETAILS_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    rule: str
    severity: Severity
    spans: _containers.RepeatedCompositeFieldContainer[Span]
    details: _containers.RepeatedCompositeFieldContainer[Detail]
    message: str
    def __init__(self, rule: _Optional[str] = ..., severity: _Optional[_Union[Severity, str]] = ..., spans: _Optional[_Iterable[_Union[Span, _Mapping]]] = ..., details: _Optional[_Iterable[_Union[Detail, _Mapping]]] = ..., message: _Optional[str] = ...) -> None: ...
