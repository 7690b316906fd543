"""Outline to facts: requirements, figures, dates, names."""
