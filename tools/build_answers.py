"""Write ``src/daliz/answers/``: the answers to long questions that the package carries for its built-in facts.

Run ``python tools/build_answers.py`` after each change of the facts or of what is computed from them; it takes
about a minute. A test makes them again and compares.
"""

from __future__ import annotations

from daliz import __version__
from daliz.app.answers_at_hand import AT_HAND, make_answer
from daliz.io.answers import write_answer


def main() -> None:
    for kind, request in AT_HAND.items():
        print(write_answer(kind, __version__, request, make_answer(kind)))


if __name__ == "__main__":
    main()
