"""The artefact store: port, directory, bucket."""
