"""The hot folder."""
