"""Language data: what words and signs of official documents are, once each, as data with an example a row."""
