"""Run the command line: ``python -m daliz``."""

from daliz.cli import main

if __name__ == "__main__":
    main()
