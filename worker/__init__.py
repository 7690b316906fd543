"""Jobs: accepted once, run at least once, effective once."""
