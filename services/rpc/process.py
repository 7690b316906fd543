"""A process of Quire from its environment to its exit code."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import NoReturn

from services.errors import QuireError, error_response
from services.settings import Settings

log = logging.getLogger("quire")


def run(serve: Callable[[Settings], None]) -> NoReturn:
    """Read the settings, log to standard error, serve until told to stop, and exit.

    Exit codes: 0 drained, 2 a setting is wrong, else that of the error's family.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    try:
        serve(Settings.from_environment())
    except QuireError as error:
        log.error("%s: %s", error.reason, error.message)
        sys.exit(error_response(error).exit)
    sys.exit(0)
