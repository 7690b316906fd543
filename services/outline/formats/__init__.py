"""Output formats: what an outline is written as, a file each.

A file of this folder that has a `FORMAT` is an output format: the command line, the jobs and the HTTP catalogue offer
it
under its name. Nothing else is to be changed for a new one.
"""

from services.outline.formats.format import Format, Writing, format_named, formats, names

__all__ = ["Format", "Writing", "format_named", "formats", "names"]
