"""Whether the process in this container answers: `python healthy.py grpc HOST:PORT` or `python healthy.py http URL`."""

import sys
import urllib.request

kind, address = sys.argv[1:3]
if kind == "grpc":
    import grpc
    from grpc_health.v1 import health_pb2, health_pb2_grpc

    with grpc.insecure_channel(address) as channel:
        told = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=4)
    well = told.status == health_pb2.HealthCheckResponse.SERVING
else:
    with urllib.request.urlopen(address, timeout=4) as answer:  # noqa: S310 (an address of our own image)
        well = answer.status == 200
sys.exit(0 if well else 1)
