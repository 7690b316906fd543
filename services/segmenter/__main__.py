"""`python -m services.segmenter`: the segmenter as a process, set by QUIRE_ variables."""

from services.rpc.process import run
from services.segmenter.server import serve

if __name__ == "__main__":
    run(serve)
