"""What the clerk's desk shows of a document, as values: the source by page, the blocks beside it, places to look at."""
