"""Facts as files: one file a format, in the table of formats.py."""
