"""`python -m services.gateway`: HTTP, the page and the gRPC jobs API as one process, set by QUIRE_ variables."""

from services.gateway.serve import serve
from services.rpc.process import run

if __name__ == "__main__":
    run(serve)
