"""Corrections of an outline: values, their log, and the outline as they leave it.

The outline itself stays untouched.
"""
