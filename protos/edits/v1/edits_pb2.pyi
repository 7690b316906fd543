import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Place(_message.Message):
    __slots__ = ("page", "start")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    START_FIELD_NUMBER: _ClassVar[int]
    page: int
    start: int
    def __init__(self, page: _Optional[int] = ..., start: _Optional[int] = ...) -> None: ...

class Edit(_message.Message):
    __slots__ = ("set_role", "set_text", "split", "join", "set_metadata", "undo_repair", "put_back", "undo")
    SET_ROLE_FIELD_NUMBER: _ClassVar[int]
    SET_TEXT_FIELD_NUMBER: _ClassVar[int]
    SPLIT_FIELD_NUMBER: _ClassVar[int]
    JOIN_FIELD_NUMBER: _ClassVar[int]
    SET_METADATA_FIELD_NUMBER: _ClassVar[int]
    UNDO_REPAIR_FIELD_NUMBER: _ClassVar[int]
    PUT_BACK_FIELD_NUMBER: _ClassVar[int]
    UNDO_FIELD_NUMBER: _ClassVar[int]
    set_role: SetRole
    set_text: SetText
    split: Split
    join: Join
    set_metadata: SetMetadata
    undo_repair: UndoRepair
    put_back: PutBack
    undo: Undo
    def __init__(self, set_role: _Optional[_Union[SetRole, _Mapping]] = ..., set_text: _Optional[_Union[SetText, _Mapping]] = ..., split: _Optional[_Union[Split, _Mapping]] = ..., join: _Optional[_Union[Join, _Mapping]] = ..., set_metadata: _Optional[_Union[SetMetadata, _Mapping]] = ..., undo_repair: _Optional[_Union[UndoRepair, _Mapping]] = ..., put_back: _Optional[_Union[PutBack, _Mapping]] = ..., undo: _Optional[_Union[Undo, _Mapping]] = ...) -> None: ...

class SetRole(_message.Message):
    __slots__ = ("at", "role", "level", "kind")
    AT_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    at: Place
    role: str
    level: int
    kind: str
    def __init__(self, at: _Optional[_Union[Place, _Mapping]] = ..., role: _Optional[str] = ..., level: _Optional[int] = ..., kind: _Optional[str] = ...) -> None: ...

class SetText(_message.Message):
    __slots__ = ("at", "text")
    AT_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    at: Place
    text: str
    def __init__(self, at: _Optional[_Union[Place, _Mapping]] = ..., text: _Optional[str] = ...) -> None: ...

class Split(_message.Message):
    __slots__ = ("at", "offset")
    AT_FIELD_NUMBER: _ClassVar[int]
    OFFSET_FIELD_NUMBER: _ClassVar[int]
    at: Place
    offset: int
    def __init__(self, at: _Optional[_Union[Place, _Mapping]] = ..., offset: _Optional[int] = ...) -> None: ...

class Join(_message.Message):
    __slots__ = ("at",)
    AT_FIELD_NUMBER: _ClassVar[int]
    at: Place
    def __init__(self, at: _Optional[_Union[Place, _Mapping]] = ...) -> None: ...

class SetMetadata(_message.Message):
    __slots__ = ("field", "value")
    FIELD_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    field: str
    value: str
    def __init__(self, field: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...

class UndoRepair(_message.Message):
    __slots__ = ("at",)
    AT_FIELD_NUMBER: _ClassVar[int]
    at: Place
    def __init__(self, at: _Optional[_Union[Place, _Mapping]] = ...) -> None: ...

class PutBack(_message.Message):
    __slots__ = ("at",)
    AT_FIELD_NUMBER: _ClassVar[int]
    at: Place
    def __init__(self, at: _Optional[_Union[Place, _Mapping]] = ...) -> None: ...

class Undo(_message.Message):
    __slots__ = ("number",)
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    number: int
    def __init__(self, number: _Optional[int] = ...) -> None: ...

class EditEntry(_message.Message):
    __slots__ = ("number", "edit", "author", "time", "undone", "skipped")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    EDIT_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    UNDONE_FIELD_NUMBER: _ClassVar[int]
    SKIPPED_FIELD_NUMBER: _ClassVar[int]
    number: int
    edit: Edit
    author: str
    time: _timestamp_pb2.Timestamp
    undone: bool
    skipped: bool
    def __init__(self, number: _Optional[int] = ..., edit: _Optional[_Union[Edit, _Mapping]] = ..., author: _Optional[str] = ..., time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., undone: _Optional[bool] = ..., skipped: _Optional[bool] = ...) -> None: ...
