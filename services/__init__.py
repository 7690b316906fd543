"""The processes of Quire (segmenter, renderer, gateway) and the library that they share (outline)."""
