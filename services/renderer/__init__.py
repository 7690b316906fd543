"""Outlines in, DOCX out."""
