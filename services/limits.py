"""The bounds of what Quire takes in, in one place; docs/operations.md explains each."""

DUMP_BYTES = 64 * 1024 * 1024  # a dump
MESSAGE_BYTES = 4 * 1024 * 1024  # a gRPC message
CHUNK_BYTES = 1024 * 1024  # a piece of a dump or artefact in a stream that we accept
UPLOAD_IDLE_SECONDS = 60  # a sender that is silent this long has gone
UPLOAD_SECONDS = 900  # from the first byte of a dump to its last
SEND_BYTES = 256 * 1024  # a piece that we send
OUTLINE_BYTES = 256 * 1024 * 1024  # a serialised outline: the text of a dump with its spans
PAGES = 20_000  # dump pages
NAME_CHARS = 200  # name of a dump
REQUEST_ID_CHARS = 128
CALL_MARGIN_SECONDS = 10  # what a call takes beside waiting and computing
SECTION_DEPTH = 16  # nested sections; protobuf refuses messages nested deeper than 100


def call_seconds(step_seconds: int) -> int:
    """After how long a worker gives up a call to segmenter or renderer.

    The service lets it wait for a process as long as a step may take, and then compute for `step_seconds`: a deadline
    is the service's to set, for it alone knows what ran.
    """
    return 2 * step_seconds + CALL_MARGIN_SECONDS
