"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_SERVER = "127.0.0.1:50053"

profiles = click.option(
    "--profile",
    "-p",
    "profiles",
    metavar="NAME",
    multiple=True,
    help="What to make: transcript, briefing or summary; may be given several times. Without it: all three.",
)
out_dir = click.option(
    "-o",
    "--out-dir",
    "folder",
    metavar="DIR",
    default=".",
    type=click.Path(file_okay=False, path_type=str),
    help="Where the files go; made if it is not there. Default: here.",
)


def pairs(_: click.Context, __: click.Parameter, told: tuple[str, ...]) -> dict[str, str]:
    """{"k": "v"} of ("k=v",)."""
    found = {}
    for pair in told:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"'{pair}' is not of the form NAME=VALUE.")
        found[name] = value
    return found


settings = click.option(
    "--option",
    "options",
    metavar="NAME=VALUE",
    multiple=True,
    callback=pairs,
    help="An option of the profiles (docs/profiles.md); may be given several times.",
)


def server(command: Command) -> Command:
    """--server and --key."""
    key = click.option("--key", envvar="QUIRE_KEY", default="", help="The key. Also QUIRE_KEY.", metavar="KEY")
    address = click.option(
        "--server",
        envvar="QUIRE_SERVER",
        default=DEFAULT_SERVER,
        metavar="HOST:PORT",
        help=f"The gateway's gRPC address. Also QUIRE_SERVER. Default: {DEFAULT_SERVER}.",
    )
    return address(key(command))
