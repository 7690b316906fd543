"""`quire`: the command line. Each command is a file in services/gateway/cli/commands, loaded only when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from services.errors import QuireError, error_response
from services.extras import missing_extra

EXTRA_MISSING = 3  # exit code: something that Quire needs is away

# name → (module, what `quire --help` says of it). Importing them all would take longer than most commands run.
COMMANDS: dict[str, tuple[str, str]] = {
    "convert": ("convert", "Make DOCX files of page dumps, here and now, without a server."),
    "outline": ("outline", "Show or save what is recovered from page dumps."),
    "pages": ("pages", "Show what a reader makes of a file: its pages, lines and roles."),
    "extract": ("extract", "Pull out who must do what by when, figures, meetings and documents."),
    "condense": ("condense", "Sum up a dump in at most N characters of plain text."),
    "digest": ("digest", "Make one issue of several dumps, each with its source."),
    "render": ("render", "Make a DOCX file of a saved (and perhaps corrected) outline."),
    "explain": ("explain", "Show how sure Quire is of each block of a dump, and why."),
    "depths": ("depths", "Show how deep headings with given enumerators lie."),
    "submit": ("submit", "Hand page dumps to a server as jobs."),
    "jobs": ("jobs", "List the jobs of a server."),
    "watch": ("watch", "Follow a job until it has ended."),
    "fetch": ("fetch", "Download what a job has made."),
    "edit": ("edit", "Correct the outline of a job, and make its files again."),
    "correct": ("correct", "Correct a saved outline."),
    "cancel": ("change", "End a job."),
    "retry": ("change", "Start a failed or cancelled job again."),
    "delete": ("change", "Forget an ended job and its files."),
    "purge": ("purge", "Forget jobs that ended long ago, with their files."),
    "check": ("check", "Verify all stored bytes; have what is damaged made again."),
    "audit": ("audit", "Print the audit trail and check that its chain is whole."),
    "keys": ("keys", "Issue, list and revoke the keys of scanners, clerks and operators."),
    "watch-folder": ("watch_folder", "Hand in every file that is put into a folder."),
    "up": ("stack", "Keep the whole stack running on this machine."),
    "demo": ("stack", "Show the main job from end to end on this machine."),
    "serve": ("serve", "Run one of the services: segmenter, renderer or gateway."),
    "work": ("work", "Run one of the workers: outline, render or relay."),
}


class Commands(click.Group):
    """Commands by name, imported at use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = import_module(f"services.gateway.cli.commands.{COMMANDS[name][0]}")
        command: click.Command = getattr(module, name.replace("-", "_"))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, row[1]) for name, row in COMMANDS.items()])


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="quire", message="quire %(version)s")
def quire() -> None:
    """Turn raw page dumps of official documents into outlines and formatted DOCX files.

    \b
    Examples:
      quire convert speech.txt -o out           three DOCX files and the outline
      quire outline speech.txt                  what was recovered, as a tree
      quire extract --format xlsx notice.txt --out-dir tasks   who must do what by when
      quire condense --chars 300 speech.txt     a short summary on the screen
      quire up                                  the web page and all services, on this machine

    \b
    Exit codes: 0 done, 2 the input or the call is at fault, 3 something that Quire
    needs is away (try again later), 4 a bug in Quire. QUIRE_DEBUG=1 shows where.
    """


def main() -> None:
    """Run the command line and exit with the code of docs/operations.md; an error is one line on standard error."""
    try:
        code = quire.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = 130
    except click.ClickException as error:
        error.show()
        code = 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on; say nothing at exit either
        code = 0
    except Exception as error:
        code = tell(error)
    sys.exit(code if isinstance(code, int) else 0)


def tell(error: Exception, about: str = "") -> int:
    """One line on standard error for `error`; the exit code for it. With QUIRE_DEBUG=1, the traceback as well."""
    if os.environ.get("QUIRE_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    if missing := missing_extra(error):
        click.echo(f"quire: EXTRA_MISSING: {missing}", err=True)
        return EXTRA_MISSING
    if isinstance(error, QuireError):
        words = f"{error.reason}: {error.message}"
    else:
        words = f"BUG: Quire made a mistake ({type(error).__name__}); run it again with QUIRE_DEBUG=1 to see where."
    line = " ".join(f"quire: {about + ': ' if about else ''}{words}".split())
    click.echo(line, err=True)
    return error_response(error).exit
