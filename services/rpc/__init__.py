"""gRPC as Quire speaks it: bounded messages, deadlines, health, reflection, and errors with a stable reason."""

from services.rpc.channel import Link
from services.rpc.keys import BearerKeys
from services.rpc.pieces import bounded, pieces
from services.rpc.refusal import refusal
from services.rpc.server import Server, Service

__all__ = ["BearerKeys", "Link", "Server", "Service", "bounded", "pieces", "refusal"]
