"""The `quire` command, and `python -m quire`: the command line, or in words what it lacks."""

from __future__ import annotations

import sys

from services.extras import extra_named, missing_extra


def main() -> None:
    """Run the command line; where a library is missing, one line that names the extra, and exit code 3."""
    try:
        with extra_named():
            from services.gateway.cli.main import main as run
    except ImportError as error:
        print(f"quire: EXTRA_MISSING: {missing_extra(error.__cause__) or error}", file=sys.stderr)
        sys.exit(3)
    run()


if __name__ == "__main__":
    main()
