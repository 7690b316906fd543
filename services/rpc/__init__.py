"""gRPC as Quire speaks it: bounded messages, deadlines, health, reflection, and errors with a stable reason."""

from services.rpc.channel import Link, pieces
from services.rpc.keys import BearerKeys
from services.rpc.refusal import refusal
from services.rpc.server import Server, Service

__all__ = ["BearerKeys", "Link", "Server", "Service", "pieces", "refusal"]
