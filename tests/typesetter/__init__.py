"""A small typesetter: blocks of a document set on pages, and the pages written as scanners and programs write them.

It exists so that one page can be read as text, hOCR, ALTO, PAGE, PDF and OFD, and the outlines compared.
"""
