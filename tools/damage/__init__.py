"""Randomised, composable damage: labelled documents in, dumps as people really have them out, with labels that fit.

`kinds.py` is the table of all kinds; `draw.py` draws a mixture of them by a seed; `table.py` measures a segmenter on them.
Nothing here runs in Quire itself: it makes the data on which the segmenter is trained and measured.
"""
