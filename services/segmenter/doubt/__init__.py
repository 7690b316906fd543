"""How likely each block, and the outline as a whole, is right: evidence, its weights, and what follows from them."""
