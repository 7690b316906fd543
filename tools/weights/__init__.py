"""Train the segmenter's weights: labelled documents in, services/segmenter/weighing/weights.npz out.

    python -m tools.weights --bench ../shared/bench --variants TABLE.tsv     (with the extra 'train')

`corpus.py` gathers the documents, `truth.py` turns labels into the answers for every piece of a text, `fit.py` fits one model,
`cross.py` trains fold by fold and on everything. Same documents, same seed, same weights.
"""
