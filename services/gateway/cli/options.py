"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, TypeVar, cast

import click

from services.errors import DocumentError

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_SERVER = "127.0.0.1:50053"

profiles = click.option(
    "--profile",
    "-p",
    "profiles",
    metavar="NAME",
    multiple=True,
    help="What to make, e.g. transcript, briefing, summary; repeatable. Without it: these three.",
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


REVIEW = "quire.review"  # in the context: --review was given
PDF = "quire.pdf"


def pairs(context: click.Context, _: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """{"k": "v"} of ("k=v",), and what --review stands for."""
    options = {"review": "yes", "review-date": date.today().isoformat()} if context.meta.get(REVIEW) else {}
    options |= {"pdf": "yes"} if context.meta.get(PDF) else {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"'{pair}' is not of the form NAME=VALUE.")
        options[name] = value
    return options


def settings(command: Command) -> Command:
    """--option NAME=VALUE, and --review and --pdf, which are short for some of them."""
    named = click.option(
        "--option",
        "options",
        metavar="NAME=VALUE",
        multiple=True,
        callback=pairs,
        help="An option of the profiles (docs/profiles.md); may be given several times.",
    )
    review = click.option(
        "--review",
        is_flag=True,
        is_eager=True,  # told before the options are put together
        expose_value=False,
        callback=lambda context, _, told: context.meta.__setitem__(REVIEW, told),
        help="Make review copies: repairs as revisions, findings as comments.",
    )
    pdf = click.option(
        "--pdf",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=lambda context, _, given: context.meta.__setitem__(PDF, given),
        help="Make a PDF beside each DOCX; needs LibreOffice.",
    )
    return pdf(review(named(command)))


template = click.option(
    "--template",
    metavar="FILE.docx",
    type=click.Path(exists=True, dir_okay=False, path_type=str),
    help="A .docx of your own: its letterhead, header, footer and styles around the text.",
)


def server(command: Command) -> Command:
    """--server, --key and TLS: the command gets `remote`, the jobs of that gateway."""

    @wraps(command)
    def connected(
        *args: Any, server: str, key: str, authority: str, certificate: str, certificate_key: str, **told: Any
    ) -> Any:
        from services.gateway.grpc.client import RemoteJobs
        from services.rpc import tls

        if not key:
            raise DocumentError("KEY_MISSING", "No key was given: use --key KEY, or set QUIRE_KEY.")
        credentials = tls.of_caller(authority, certificate, certificate_key) if authority else None
        remote = RemoteJobs(server, key, credentials)
        try:
            return command(*args, remote=remote, **told)
        finally:
            remote.close()

    for option in reversed(_SERVER):
        connected = option(connected)
    return cast(Command, connected)


_SERVER = (
    click.option(
        "--server",
        envvar="QUIRE_SERVER",
        default=DEFAULT_SERVER,
        metavar="HOST:PORT",
        help=f"The gateway's gRPC address. Also QUIRE_SERVER. Default: {DEFAULT_SERVER}.",
    ),
    click.option("--key", envvar="QUIRE_KEY", default="", help="The key. Also QUIRE_KEY.", metavar="KEY"),
    click.option(
        "--ca",
        "authority",
        envvar="QUIRE_CA",
        default="",
        metavar="PEM",
        help="Speak TLS; trust this authority (system: those of this machine). Also QUIRE_CA.",
    ),
    click.option(
        "--certificate", envvar="QUIRE_CERTIFICATE", default="", metavar="PEM",
        help="Your own certificate, where the gateway asks for one. Also QUIRE_CERTIFICATE.",
    ),
    click.option(
        "--certificate-key", envvar="QUIRE_CERTIFICATE_KEY", default="", metavar="PEM",
        help="Its private key. Also QUIRE_CERTIFICATE_KEY.",
    ),
)  # fmt: skip
