"""Make the list of name parts the reader of personal names ships, from a table of Arabic spellings.

    python tools/make_names.py TABLE

TABLE has lines `latin <tab> spaced arabic letters <tab> bearers`, as made from Wikidata (CC0). A part is kept when at
least five people bear it, folded, in order; what is listed as `never` in `words.yaml` is no part of a name.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from tawatur.languages.ar import persons
from tawatur.script import fold_text

LEAST = 5
HEADER = "# Made by tools/make_names.py from Wikidata (CC0): parts of names borne by five people or more, folded.\n"


def main(table: Path) -> None:
    """Write the list beside the module that reads it."""
    bearers: Counter[str] = Counter()
    with table.open(encoding="utf-8") as lines:
        for line in lines:
            _, letters, count = line.rstrip("\n").split("\t")
            bearers[fold_text(letters.replace(" ", ""))] += int(count)
    never = persons.vocabulary().never
    kept = sorted(part for part, count in bearers.items() if count >= LEAST and len(part) > 1 and part not in never)
    Path(persons.__file__).with_name("parts.txt").write_text(HEADER + "\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
