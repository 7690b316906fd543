"""Every role weighed: what each block is to the document."""
