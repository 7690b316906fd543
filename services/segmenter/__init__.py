"""Dumps in, outlines out."""
