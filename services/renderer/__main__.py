"""`python -m services.renderer`: the renderer as a process, set by QUIRE_ variables."""

from services.renderer.server import serve
from services.rpc.process import run

if __name__ == "__main__":
    run(serve)
