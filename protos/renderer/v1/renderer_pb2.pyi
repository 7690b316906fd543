from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RenderHeader(_message.Message):
    __slots__ = ("profile", "options", "facts_bytes")
    class OptionsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    FACTS_BYTES_FIELD_NUMBER: _ClassVar[int]
    profile: str
    options: _containers.ScalarMap[str, str]
    facts_bytes: int
    def __init__(self, profile: _Optional[str] = ..., options: _Optional[_Mapping[str, str]] = ..., facts_bytes: _Optional[int] = ...) -> None: ...

class RenderRequest(_message.Message):
    __slots__ = ("header", "outline_chunk", "facts_chunk")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    OUTLINE_CHUNK_FIELD_NUMBER: _ClassVar[int]
    FACTS_CHUNK_FIELD_NUMBER: _ClassVar[int]
    header: RenderHeader
    outline_chunk: bytes
    facts_chunk: bytes
    def __init__(self, header: _Optional[_Union[RenderHeader, _Mapping]] = ..., outline_chunk: _Optional[bytes] = ..., facts_chunk: _Optional[bytes] = ...) -> None: ...

class RenderResponse(_message.Message):
    __slots__ = ("chunk",)
    CHUNK_FIELD_NUMBER: _ClassVar[int]
    chunk: bytes
    def __init__(self, chunk: _Optional[bytes] = ...) -> None: ...

class ExtractRequest(_message.Message):
    __slots__ = ("outline_chunk",)
    OUTLINE_CHUNK_FIELD_NUMBER: _ClassVar[int]
    outline_chunk: bytes
    def __init__(self, outline_chunk: _Optional[bytes] = ...) -> None: ...

class ExtractResponse(_message.Message):
    __slots__ = ("chunk",)
    CHUNK_FIELD_NUMBER: _ClassVar[int]
    chunk: bytes
    def __init__(self, chunk: _Optional[bytes] = ...) -> None: ...
