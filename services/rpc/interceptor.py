"""What stands around every answer of a server: errors become statuses, and the call is counted and timed."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import grpc

from services.errors import BrokenInvariant, DependencyError, QuireError
from services.metrics import RPC_SECONDS, RPCS_RUNNING
from services.rpc.refusal import status

log = logging.getLogger("quire.rpc")

Handler: TypeAlias = "grpc.RpcMethodHandler[Any, Any]"  # generic for the type checker only
OURS = "/quire."  # health and reflection answer for themselves


class ErrorInterceptor(grpc.ServerInterceptor):
    """Turns what a method raises into a status with ErrorInfo; logs what is our own fault with its traceback.

    A call that takes a stream is cut after `stream_seconds`: a caller that sends nothing would hold a thread for ever.
    """

    def __init__(self, stream_seconds: float) -> None:
        self._stream_seconds = stream_seconds

    def intercept_service(
        self, continuation: Callable[[grpc.HandlerCallDetails], Handler | None], details: grpc.HandlerCallDetails
    ) -> Handler | None:
        handler = continuation(details)
        if handler is None or not details.method.startswith(OURS):
            return handler
        seconds = self._stream_seconds if _takes_stream(handler) else None
        return wrap_handler(handler, lambda context: _answered(details.method, context, seconds))


def wrap_handler(handler: Handler, surroundings: Callable[[grpc.ServicerContext], Any]) -> Handler:
    """`handler` with its method run inside the context manager that `surroundings(context)` gives."""

    def whole(method: Any) -> Any:
        def answer(request: Any, context: grpc.ServicerContext) -> Any:
            with surroundings(context):
                return method(request, context)

        return answer

    def streamed(method: Any) -> Any:
        def answer(request: Any, context: grpc.ServicerContext) -> Iterator[Any]:
            with surroundings(context):
                yield from method(request, context)

        return answer

    plain: Any = handler
    kind = f"{'stream' if _takes_stream(handler) else 'unary'}_{'stream' if plain.response_streaming else 'unary'}"
    wrap = streamed if plain.response_streaming else whole
    wrapped: Handler = getattr(grpc, f"{kind}_rpc_method_handler")(
        wrap(getattr(plain, kind)), plain.request_deserializer, plain.response_serializer
    )
    return wrapped


def _takes_stream(handler: Handler) -> bool:
    plain: Any = handler
    return bool(plain.request_streaming)


@contextmanager
def _answered(method: str, context: grpc.ServicerContext, seconds: float | None) -> Iterator[None]:
    began = time.monotonic()
    cut = None
    if seconds is not None:
        cut = threading.Timer(seconds, context.cancel)
        cut.daemon = True
        cut.start()
    running = RPCS_RUNNING.labels(method)
    running.inc()
    code = "OK"
    try:
        yield
    except GeneratorExit:  # the caller went away in the middle of a stream
        code = "CANCELLED"
        raise
    except Exception as error:
        if isinstance(error, MemoryError):
            error = DependencyError("STEP_TOO_LARGE", "The call asked for more memory than the process may take.")
        set_before = _code(context)
        if set_before is not None:  # the method has aborted the call itself
            code = set_before.name
            raise
        answer = status(error)
        code = answer.code.name
        if not context.is_active():  # cut, or the caller went away: there is nobody to answer
            code = "CANCELLED"
        elif not isinstance(error, QuireError) or isinstance(error, BrokenInvariant):
            log.exception("%s failed", method)
        context.abort_with_status(answer)
    finally:
        if cut is not None:
            cut.cancel()
        running.dec()
        RPC_SECONDS.labels(method, code).observe(time.monotonic() - began)


def _code(context: grpc.ServicerContext) -> grpc.StatusCode | None:
    code: grpc.StatusCode | None = context.code()  # type: ignore[attr-defined]
    return code
