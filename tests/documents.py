"""Word documents for tests, written as a case system would: paragraphs first, then tables."""

from collections.abc import Sequence
from pathlib import Path

from docx import Document


def word_document(path: Path, *tables: Sequence[Sequence[str]], words: Sequence[str] = ()) -> Path:
    """A document of these paragraphs and tables, each a list of rows of cells."""
    document = Document()
    for paragraph in words:
        document.add_paragraph(paragraph)
    for rows in tables:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.save(path)
    return path
