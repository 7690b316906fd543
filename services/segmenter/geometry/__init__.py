"""What can be seen on a page: where lines stand, turned into furniture, paragraphs and evidence for headings.

Without places nothing here changes anything: plain text is segmented by its text alone.
"""

from services.segmenter.geometry.view import View, view

__all__ = ["View", "view"]
