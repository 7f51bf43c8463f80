"""Documents at hand as plain text: text files, HTML, and PDF where the reader for it is installed."""

from __future__ import annotations

import importlib
from html.parser import HTMLParser
from pathlib import Path

from daliz.errors import DataError

__all__ = ["read_document"]

BLOCKS = frozenset(
    (
        "p",
        "div",
        "br",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "article",
        "section",
        "blockquote",
        "title",
        "td",
        "header",
        "footer",
    )
)
SILENT = frozenset(("script", "style", "noscript", "template", "svg"))


class _Text(HTMLParser):
    """Collects the words a reader of the page would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in SILENT:
            self._silent.append(tag)
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT and tag in self._silent:
            self._silent.remove(tag)
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def _html(text: str) -> str:
    reader = _Text()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def _pdf(path: Path) -> str:
    try:
        pypdf = importlib.import_module("pypdf")  # optional, so not imported above
    except ImportError as error:
        raise DataError(
            f"{path}: reading PDF needs the package pypdf.",
            "Install daliz[pdf], or save the document as text.",
        ) from error
    try:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    except (pypdf.errors.PyPdfError, OSError, ValueError) as error:
        raise DataError(f"{path}: this PDF cannot be read ({error}).", "Save it as text.") from error


def read_document(path: Path) -> str:
    """Return the text of a document; spans count its Unicode code points.

    Raises
    ------
    DataError
        If it cannot be read, is empty, or its reader is not installed.
    """
    kind = path.suffix.lower()
    if kind == ".pdf":
        text = _pdf(path)
    else:
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except OSError as error:
            raise DataError(f"{path}: it cannot be read ({error.strerror}).", "Name a file.") from error
        except UnicodeDecodeError as error:
            raise DataError(f"{path}: it is not UTF-8 text.", "Save it as UTF-8.") from error
        if kind in {".html", ".htm", ".xhtml"} or text.lstrip()[:15].lower().startswith(
            ("<!doctype", "<html")
        ):
            text = _html(text)
    if not text.strip():
        raise DataError(f"{path}: there is no text in it.", "A scanned PDF needs text recognition first.")
    return text
