"""The version of Quire: here, and nowhere else."""

VERSION = "0.2.0"
