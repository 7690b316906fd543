"""A plan as a DOCX package. python-docx and lxml are used here and nowhere else."""
