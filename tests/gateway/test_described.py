"""The gateway does what its OpenAPI description says: schemathesis draws calls from it and judges the answers."""

from __future__ import annotations

import subprocess
import sys

from tests.gateway.conftest import KEY, Desk

# All of its checks but one: it takes any text for a page token or an option, which the description cannot spell out.
EXCEPT = "positive_data_acceptance"


def test_no_drawn_call_is_answered_otherwise_than_described(desk: Desk) -> None:
    desk.work(desk.submit()["id"])
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", f"{desk.url}/openapi.json", "--header", f"Authorization: Bearer {KEY}",
        "--exclude-path-regex", "events$", "--exclude-checks", EXCEPT, "--max-examples", "15", "--seed", "1", "--no-color",
        "--request-timeout", "20", "--generation-database", "none",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
