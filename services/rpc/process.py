"""A process of Quire from its environment to its exit code."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import NoReturn

from services import logs
from services.errors import QuireError, error_response
from services.settings import Settings

log = logging.getLogger("quire")


def run(serve: Callable[[Settings], None]) -> NoReturn:
    """Read the settings, log to standard error, serve until told to stop, and exit.

    Exit codes: 0 drained, 2 a setting is wrong, else that of the error's family.
    """
    logs.set_up("text")  # until the settings are read
    try:
        settings = Settings.from_environment()
        logs.set_up(settings.log_format)
        serve(settings)
    except QuireError as error:
        log.error("%s: %s", error.reason, error.message)
        sys.exit(error_response(error).exit)
    sys.exit(0)
