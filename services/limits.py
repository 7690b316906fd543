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
SECTION_DEPTH = 16  # nested sections; protobuf refuses messages nested deeper than 100
