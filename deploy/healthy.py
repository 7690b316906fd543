"""Whether the process in this container answers: `python healthy.py grpc HOST:PORT` or `python healthy.py http URL`.

With TLS the certificate is not for 127.0.0.1, and is not looked at: the process asks itself.
"""

import os
import socket
import ssl
import sys
import urllib.request

kind, address = sys.argv[1:3]
tls = bool(os.environ.get("QUIRE_TLS_CERTIFICATE"))
if kind == "grpc" and tls:  # it may ask for a certificate of ours: that it listens has to do
    host, _, port = address.rpartition(":")
    socket.create_connection((host, int(port)), timeout=4).close()
    well = True
elif kind == "grpc":
    import grpc
    from grpc_health.v1 import health_pb2, health_pb2_grpc

    with grpc.insecure_channel(address) as channel:
        told = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=4)
    well = told.status == health_pb2.HealthCheckResponse.SERVING
else:
    url = address.replace("http:", "https:") if tls and ":9100" not in address else address
    with urllib.request.urlopen(url, timeout=4, context=ssl._create_unverified_context()) as answer:  # noqa: S310, S323
        well = answer.status == 200
sys.exit(0 if well else 1)
