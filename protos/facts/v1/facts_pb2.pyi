from protos.outline.v1 import outline_pb2 as _outline_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Facts(_message.Message):
    __slots__ = ("requirements", "perhaps", "figures", "perhaps_figures", "meetings", "documents", "decisions", "effects")
    REQUIREMENTS_FIELD_NUMBER: _ClassVar[int]
    PERHAPS_FIELD_NUMBER: _ClassVar[int]
    FIGURES_FIELD_NUMBER: _ClassVar[int]
    PERHAPS_FIGURES_FIELD_NUMBER: _ClassVar[int]
    MEETINGS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    DECISIONS_FIELD_NUMBER: _ClassVar[int]
    EFFECTS_FIELD_NUMBER: _ClassVar[int]
    requirements: _containers.RepeatedCompositeFieldContainer[Requirement]
    perhaps: _containers.RepeatedCompositeFieldContainer[Requirement]
    figures: _containers.RepeatedCompositeFieldContainer[Figure]
    perhaps_figures: _containers.RepeatedCompositeFieldContainer[Figure]
    meetings: _containers.RepeatedCompositeFieldContainer[Meeting]
    documents: _containers.RepeatedCompositeFieldContainer[Document]
    decisions: _containers.RepeatedCompositeFieldContainer[Decision]
    effects: _containers.RepeatedCompositeFieldContainer[Effect]
    def __init__(self, requirements: _Optional[_Iterable[_Union[Requirement, _Mapping]]] = ..., perhaps: _Optional[_Iterable[_Union[Requirement, _Mapping]]] = ..., figures: _Optional[_Iterable[_Union[Figure, _Mapping]]] = ..., perhaps_figures: _Optional[_Iterable[_Union[Figure, _Mapping]]] = ..., meetings: _Optional[_Iterable[_Union[Meeting, _Mapping]]] = ..., documents: _Optional[_Iterable[_Union[Document, _Mapping]]] = ..., decisions: _Optional[_Iterable[_Union[Decision, _Mapping]]] = ..., effects: _Optional[_Iterable[_Union[Effect, _Mapping]]] = ...) -> None: ...

class Requirement(_message.Message):
    __slots__ = ("text", "lead", "support", "payer", "approver", "carried", "deadline", "conditions", "weak", "confidence", "page", "under", "place")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    LEAD_FIELD_NUMBER: _ClassVar[int]
    SUPPORT_FIELD_NUMBER: _ClassVar[int]
    PAYER_FIELD_NUMBER: _ClassVar[int]
    APPROVER_FIELD_NUMBER: _ClassVar[int]
    CARRIED_FIELD_NUMBER: _ClassVar[int]
    DEADLINE_FIELD_NUMBER: _ClassVar[int]
    CONDITIONS_FIELD_NUMBER: _ClassVar[int]
    WEAK_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    PAGE_FIELD_NUMBER: _ClassVar[int]
    UNDER_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    text: _outline_pb2.Text
    lead: _containers.RepeatedCompositeFieldContainer[_outline_pb2.Text]
    support: _containers.RepeatedCompositeFieldContainer[_outline_pb2.Text]
    payer: _containers.RepeatedCompositeFieldContainer[_outline_pb2.Text]
    approver: _containers.RepeatedCompositeFieldContainer[_outline_pb2.Text]
    carried: _containers.RepeatedCompositeFieldContainer[_outline_pb2.Text]
    deadline: Deadline
    conditions: _containers.RepeatedCompositeFieldContainer[_outline_pb2.Text]
    weak: bool
    confidence: float
    page: int
    under: str
    place: int
    def __init__(self, text: _Optional[_Union[_outline_pb2.Text, _Mapping]] = ..., lead: _Optional[_Iterable[_Union[_outline_pb2.Text, _Mapping]]] = ..., support: _Optional[_Iterable[_Union[_outline_pb2.Text, _Mapping]]] = ..., payer: _Optional[_Iterable[_Union[_outline_pb2.Text, _Mapping]]] = ..., approver: _Optional[_Iterable[_Union[_outline_pb2.Text, _Mapping]]] = ..., carried: _Optional[_Iterable[_Union[_outline_pb2.Text, _Mapping]]] = ..., deadline: _Optional[_Union[Deadline, _Mapping]] = ..., conditions: _Optional[_Iterable[_Union[_outline_pb2.Text, _Mapping]]] = ..., weak: _Optional[bool] = ..., confidence: _Optional[float] = ..., page: _Optional[int] = ..., under: _Optional[str] = ..., place: _Optional[int] = ...) -> None: ...

class Deadline(_message.Message):
    __slots__ = ("text", "date")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    DATE_FIELD_NUMBER: _ClassVar[int]
    text: _outline_pb2.Text
    date: str
    def __init__(self, text: _Optional[_Union[_outline_pb2.Text, _Mapping]] = ..., date: _Optional[str] = ...) -> None: ...

class Figure(_message.Message):
    __slots__ = ("text", "value", "unit", "of", "clause", "sentence", "target", "year", "confidence", "page", "place")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    OF_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    SENTENCE_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    PAGE_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    text: _outline_pb2.Text
    value: str
    unit: str
    of: _outline_pb2.Text
    clause: _outline_pb2.Text
    sentence: _outline_pb2.Text
    target: bool
    year: str
    confidence: float
    page: int
    place: int
    def __init__(self, text: _Optional[_Union[_outline_pb2.Text, _Mapping]] = ..., value: _Optional[str] = ..., unit: _Optional[str] = ..., of: _Optional[_Union[_outline_pb2.Text, _Mapping]] = ..., clause: _Optional[_Union[_outline_pb2.Text, _Mapping]] = ..., sentence: _Optional[_Union[_outline_pb2.Text, _Mapping]] = ..., target: _Optional[bool] = ..., year: _Optional[str] = ..., confidence: _Optional[float] = ..., page: _Optional[int] = ..., place: _Optional[int] = ...) -> None: ...

class Meeting(_message.Message):
    __slots__ = ("name", "page")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PAGE_FIELD_NUMBER: _ClassVar[int]
    name: _outline_pb2.Text
    page: int
    def __init__(self, name: _Optional[_Union[_outline_pb2.Text, _Mapping]] = ..., page: _Optional[int] = ...) -> None: ...

class Document(_message.Message):
    __slots__ = ("title", "number", "page")
    TITLE_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    PAGE_FIELD_NUMBER: _ClassVar[int]
    title: _outline_pb2.Text
    number: _outline_pb2.Text
    page: int
    def __init__(self, title: _Optional[_Union[_outline_pb2.Text, _Mapping]] = ..., number: _Optional[_Union[_outline_pb2.Text, _Mapping]] = ..., page: _Optional[int] = ...) -> None: ...

class Decision(_message.Message):
    __slots__ = ("text", "award", "page")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    AWARD_FIELD_NUMBER: _ClassVar[int]
    PAGE_FIELD_NUMBER: _ClassVar[int]
    text: _outline_pb2.Text
    award: bool
    page: int
    def __init__(self, text: _Optional[_Union[_outline_pb2.Text, _Mapping]] = ..., award: _Optional[bool] = ..., page: _Optional[int] = ...) -> None: ...

class Effect(_message.Message):
    __slots__ = ("kind", "text", "date", "page")
    KIND_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    DATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_FIELD_NUMBER: _ClassVar[int]
    kind: str
    text: _outline_pb2.Text
    date: str
    page: int
    def __init__(self, kind: _Optional[str] = ..., text: _Optional[_Union[_outline_pb2.Text, _Mapping]] = ..., date: _Optional[str] = ..., page: _Optional[int] = ...) -> None: ...
