"""Jobs: values, transitions, admission and the use cases. Knows no broker."""
