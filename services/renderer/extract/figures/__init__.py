"""Numbers, their units and what they measure."""
