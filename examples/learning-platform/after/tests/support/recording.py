"""Recorded expectations: what today's code does, compared from then on.

With SOUNDCHECK_RECORD=FILE each claim is written to FILE instead of being compared;
``soundcheck calibrate`` does so and fills the tables in the test files.
"""

import json
from os import environ
from pathlib import Path


def claim(name, table, key, observed, file):
    """Compare with the row of a recorded table; a key without a row claims nothing.

    ``name`` is the table's, ``file`` the ``__file__`` of the module that holds it.
    """
    observed = json.loads(json.dumps(observed))  # a tuple is recorded as a list
    if target := environ.get("SOUNDCHECK_RECORD"):
        path, _, test = (
            environ["PYTEST_CURRENT_TEST"].rpartition(" (")[0].partition("::")
        )
        row = {"file": Path(file).name, "table": name, "key": key, "value": observed}
        row["test"] = f"{Path(path).name}::{test}"
        with open(target, "a", encoding="utf-8") as lines:
            lines.write(json.dumps(row, sort_keys=True) + "\n")
    elif key in table:
        assert observed == table[key], (
            f"{name}[{key!r}] in {Path(file).name} says {table[key]!r}, "
            f"but it is {observed!r} now. If that is meant, change the row."
        )
