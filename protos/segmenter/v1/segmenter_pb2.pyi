from protos.outline.v1 import outline_pb2 as _outline_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class SegmentRequest(_message.Message):
    __slots__ = ("dump",)
    DUMP_FIELD_NUMBER: _ClassVar[int]
    dump: bytes
    def __init__(self, dump: _Optional[bytes] = ...) -> None: ...

class SegmentResponse(_message.Message):
    __slots__ = ("outline",)
    OUTLINE_FIELD_NUMBER: _ClassVar[int]
    outline: _outline_pb2.Outline
    def __init__(self, outline: _Optional[_Union[_outline_pb2.Outline, _Mapping]] = ...) -> None: ...

class SegmentPagesRequest(_message.Message):
    __slots__ = ("page", "chunk")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    CHUNK_FIELD_NUMBER: _ClassVar[int]
    page: str
    chunk: bytes
    def __init__(self, page: _Optional[str] = ..., chunk: _Optional[bytes] = ...) -> None: ...

class SegmentPagesResponse(_message.Message):
    __slots__ = ("outline_chunk",)
    OUTLINE_CHUNK_FIELD_NUMBER: _ClassVar[int]
    outline_chunk: bytes
    def __init__(self, outline_chunk: _Optional[bytes] = ...) -> None: ...
