"""`quire serve`"""

from __future__ import annotations

from importlib import import_module

import click

SERVICES = {
    "segmenter": "services.segmenter.server",
    "renderer": "services.renderer.server",
    "gateway": "services.gateway.serve",
}


@click.command()
@click.argument("service", type=click.Choice(list(SERVICES)))
def serve(service: str) -> None:
    """Run one of the services in the foreground; SIGTERM or Ctrl-C drains it.

    \b
    Examples:
      QUIRE_SEGMENTER_LISTEN=127.0.0.1:50051 quire serve segmenter
      QUIRE_KEYS=secret QUIRE_HTTP_LISTEN=127.0.0.1:8080 quire serve gateway

    Settings come from the environment; docs/operations.md lists them.
    """
    from services.rpc.process import run

    run(import_module(SERVICES[service]).serve)
