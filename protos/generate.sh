#!/usr/bin/env bash
# Generate messages, type stubs and gRPC code beside each .proto, or into the folder given; imports are written from the
# repository root.
set -eu
cd "$(dirname "$0")/.."
out=${1:-.}
python=.venv/bin/python
mapfile -t all < <(find protos -name '*.proto' | sort)
mapfile -t services < <(grep -l '^service ' "${all[@]}")
export PATH="$PWD/.venv/bin:$PATH"
"$python" -m grpc_tools.protoc -I . --python_out="$out" --pyi_out="$out" "${all[@]}"
"$python" -m grpc_tools.protoc -I . --grpc_python_out="$out" --mypy_grpc_out="quiet:$out" "${services[@]}"
