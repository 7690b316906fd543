"""gRPC as Quire speaks it: bounded messages, deadlines, health, reflection, and errors with a stable reason."""

from services.rpc.channel import LazyStub
from services.rpc.pieces import bounded, pieces
from services.rpc.refusal import refusal
from services.rpc.serve import serve, server_of
from services.rpc.server import Server, Service

__all__ = ["LazyStub", "Server", "Service", "bounded", "pieces", "refusal", "serve", "server_of"]
