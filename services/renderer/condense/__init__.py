"""Outline in, smaller outline out: what a summary or a briefing keeps."""
