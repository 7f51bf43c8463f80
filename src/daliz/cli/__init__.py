"""The command line: words in, words out."""

from daliz.cli.main import main

__all__ = ["main"]
