#!/usr/bin/env bash
# Generate messages, type stubs and gRPC code beside each .proto; imports are written from the repository root.
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python
all=$(find protos -name '*.proto' | sort)
services=$(grep -l '^service ' $all)
PATH="$PWD/.venv/bin:$PATH" "$python" -m grpc_tools.protoc -I . --python_out=. --pyi_out=. $all
PATH="$PWD/.venv/bin:$PATH" "$python" -m grpc_tools.protoc -I . --grpc_python_out=. --mypy_grpc_out=quiet:. $services
