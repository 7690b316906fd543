"""An error as it crosses the wire: status and google.rpc.ErrorInfo out of a QuireError, and a QuireError out of
them."""

from __future__ import annotations

from typing import Any, cast

import grpc
from google.protobuf import any_pb2
from google.rpc import error_details_pb2, status_pb2
from grpc_status import rpc_status

from services.errors import DOMAIN, BrokenInvariant, DependencyError, DocumentError, QuireError, error_response

# Trailers larger than 8 KiB are dropped on the way: Chinese text takes 9 bytes a letter in them.
MESSAGE_CHARS = 300
DETAIL_CHARS = 100
DETAILS = 8

_FAMILIES: dict[grpc.StatusCode, type[QuireError]] = {
    grpc.StatusCode.INVALID_ARGUMENT: DocumentError,
    grpc.StatusCode.NOT_FOUND: DocumentError,
    grpc.StatusCode.ALREADY_EXISTS: DocumentError,
    grpc.StatusCode.PERMISSION_DENIED: DocumentError,
    grpc.StatusCode.UNAUTHENTICATED: DocumentError,
    grpc.StatusCode.FAILED_PRECONDITION: DocumentError,
    grpc.StatusCode.OUT_OF_RANGE: DocumentError,
    grpc.StatusCode.UNAVAILABLE: DependencyError,
    grpc.StatusCode.DEADLINE_EXCEEDED: DependencyError,
    grpc.StatusCode.RESOURCE_EXHAUSTED: DependencyError,
    grpc.StatusCode.ABORTED: DependencyError,
    grpc.StatusCode.CANCELLED: DependencyError,
}


def status(error: BaseException) -> grpc.Status:
    """What a server answers for `error`. Of anything but a QuireError nothing is told beyond the reason BUG."""
    if isinstance(error, QuireError):
        reason, message, details = error.reason, error.message, error.details
    else:
        reason, message, details = "BUG", "Quire made a mistake; the log has the details.", {}
    code = grpc.StatusCode[error_response(error).grpc]
    info = error_details_pb2.ErrorInfo(
        reason=reason,
        domain=DOMAIN,
        metadata={name: _sendable(value, DETAIL_CHARS) for name, value in list(details.items())[:DETAILS]},
    )
    packed = any_pb2.Any()
    packed.Pack(info)
    message = _sendable(message, MESSAGE_CHARS)
    answer: grpc.Status = rpc_status.to_status(status_pb2.Status(code=code.value[0], message=message, details=[packed]))
    return answer


def refusal(error: grpc.RpcError) -> QuireError:
    """The error that a server meant. One without our ErrorInfo has the reason SERVICE_ and the name of its status."""
    call = cast(Any, error)  # what stubs raise is an RpcError and a Call
    code, words = call.code(), call.details() or ""
    if code is grpc.StatusCode.RESOURCE_EXHAUSTED and "larger than max" in words:
        return DocumentError("MESSAGE_TOO_LARGE", words)
    family = _FAMILIES.get(code, BrokenInvariant)
    info = _error_info(call)
    if info is None:
        return family(f"SERVICE_{code.name}", words or f"The service answered {code.name}.")
    refused = family(info.reason, words)
    refused.details.update(info.metadata)
    return refused


def _error_info(call: Any) -> error_details_pb2.ErrorInfo | None:
    try:
        answer = rpc_status.from_call(call)
    except ValueError:  # trailers that contradict the call's own status
        return None
    for detail in answer.details if answer else ():
        info = error_details_pb2.ErrorInfo()
        if detail.Unpack(info) and info.domain == DOMAIN:
            return info
    return None


def _sendable(words: str, most: int) -> str:
    short = words if len(words) <= most else words[: most - 1] + "…"
    return short.encode("utf-8", "replace").decode()
