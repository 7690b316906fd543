"""A DOCX package as PDF, by LibreOffice where that is installed: one process a file, with a bound of time and of
memory.

Unlike all else that Quire makes, a PDF tells when it was made: its bytes differ from run to run.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from services.errors import DocumentError

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 90  # a file of 300 pages takes 16 on a busy machine; a step of a job has 120
MEMORY_MB = 2048  # of data: LibreOffice takes 250 for a file of 300 pages
# Sets the bound in the new process itself: a hook between fork and exec would not be safe beside threads.
_BOUNDED = (
    "import os,resource,sys;"
    "resource.setrlimit(resource.RLIMIT_DATA,(int(sys.argv[1]),)*2);resource.setrlimit(resource.RLIMIT_CORE,(0,0));"
    "os.execv(sys.argv[2],sys.argv[2:])"
)


def program() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    return next((path for name in PROGRAMS if (path := shutil.which(name))), None)


def to_pdf(docx: bytes, seconds: float = SECONDS, memory_mb: int = MEMORY_MB) -> bytes:
    """The package as PDF.

    Raises DocumentError: PDF_UNAVAILABLE without LibreOffice, PDF_TOO_SLOW after `seconds`, PDF_FAILED where it makes
    none (`memory_mb` were too little, or the file cannot be set).
    """
    office = program()
    if office is None:
        raise DocumentError("PDF_UNAVAILABLE", "PDF needs LibreOffice, and there is none where the file is made.")
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    memory = memory_mb * 1024 * 1024
    bound = memory if most == resource.RLIM_INFINITY else min(memory, most)
    with tempfile.TemporaryDirectory(prefix="quire-pdf-") as folder:
        source = Path(folder) / "document.docx"
        source.write_bytes(docx)
        home = Path(folder) / "home"  # a profile of its own: two runs at once do not wait for each other
        command = [
            office, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={home.as_uri()}",
            "--convert-to", "pdf:writer_pdf_Export", "--outdir", folder, str(source),
        ]  # fmt: skip
        process = subprocess.Popen(  # noqa: S603 - the program is LibreOffice, the file is our own
            [sys.executable, "-c", _BOUNDED, str(bound), *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": folder},
            start_new_session=True,
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise DocumentError("PDF_TOO_SLOW", f"LibreOffice took more than {seconds:g} seconds.") from None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, 9)  # LibreOffice starts a process of its own
                process.wait()
        target = source.with_suffix(".pdf")
        if not target.exists():
            raise DocumentError("PDF_FAILED", "LibreOffice could not make a PDF of the file.")
        return target.read_bytes()
