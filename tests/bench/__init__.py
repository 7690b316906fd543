"""Measurements: every module's `run()` prints figures as ratios to a yardstick that runs in the same process."""
