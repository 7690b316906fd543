"""By when something is due."""
