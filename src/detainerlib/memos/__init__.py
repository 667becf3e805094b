"""One page on a hold for the file, to print and to sign: as HTML, or as plain text."""

from detainerlib.memos.as_html import memo_html
from detainerlib.memos.as_text import memo_text

__all__ = ["memo_html", "memo_text"]
