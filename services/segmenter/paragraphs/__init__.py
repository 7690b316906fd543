"""Every gap weighed: whether a paragraph ends there."""
