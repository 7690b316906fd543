"""Stretches of text with places to lines in reading order, for formats that only tell where characters stand."""
