"""Recorded expectations: what today's code does, compared from then on.

With SOUNDCHECK_RECORD=FILE each claim is written to FILE instead of being compared;
``soundcheck calibrate`` does so and fills the tables in the test files. Its later runs
find the claims of the first in SOUNDCHECK_TOLD, and have nothing else to look for.
"""

import json
import re
from contextlib import contextmanager
from functools import cache
from os import devnull, environ
from pathlib import Path

import pytest

if "SOUNDCHECK_RECORD" in environ:  # each process of pytest-xdist has a file of its own
    environ["SOUNDCHECK_RECORD"] += environ.get("PYTEST_XDIST_WORKER", "")

# A write is allowed in a state, which is another one with each seed.
ANY_STATE = "a state allows it"

# Celery tasks that the code under test has sent; only eager ones have run.
SENT_TASKS = []

# Packages that wanted to reach another machine, with the last; none is reached.
REACHED_FOR = {}


def claim(name, table, key, observed, file, *, telling=None):
    """Compare with the row of a recorded table; a key without a row claims nothing.

    ``name`` is the table's, ``file`` the ``__file__`` of the module that holds it. With
    ``telling`` only these keys of a dict are recorded, and each one that runs agree on.
    """
    observed = json.loads(json.dumps(observed))  # a tuple is recorded as a list
    if target := environ.get("SOUNDCHECK_RECORD"):
        path, _, test = (
            environ["PYTEST_CURRENT_TEST"].rpartition(" (")[0].partition("::")
        )
        row = {"file": Path(file).name, "table": name, "key": key, "value": observed}
        row["test"] = f"{Path(path).name}::{test}"
        if telling is not None:
            row |= {"value": {name: observed[name] for name in telling}, "partly": True}
        with open(target, "a", encoding="utf-8") as lines:
            lines.write(json.dumps(row, sort_keys=True) + "\n")
    elif key in table:
        if telling is not None:
            observed = {name: observed.get(name) for name in table[key]}
        assert fits(table[key], observed), (
            f"{name}[{key!r}] in {Path(file).name} says {table[key]!r}, "
            f"but it is {observed!r} now. If that is meant, change the row."
        )


def fits(known, observed):
    """Whether something is as a row says, where ``xN`` is any number of rows, and a number may go either way."""
    if isinstance(known, str) and isinstance(observed, str):
        pattern = re.escape(known).replace(r"\ xN", r"( x\d+)?")
        pattern = pattern.replace(r"\ up\ or\ down", " (up|down)")
        is_in_state = known == f"if {ANY_STATE}" and observed.startswith("if ")
        return (
            is_in_state
            or known == observed
            or re.fullmatch(pattern, observed) is not None
        )
    if isinstance(known, list) and isinstance(observed, list):
        return len(known) == len(observed) and all(map(fits, known, observed))
    if isinstance(known, dict) and isinstance(observed, dict):
        return known.keys() == observed.keys() and all(
            fits(known[key], observed[key]) for key in known
        )
    return known == observed


@contextmanager
def claiming_nothing():
    """For what is run a second time, to see what it meets."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOUNDCHECK_RECORD", devnull)
        yield


def claim_part(name, table, key, part, observed, file):
    """Compare with one part of a row, such as a role's, to which other tests add theirs."""
    if environ.get("SOUNDCHECK_RECORD") or part in table.get(key, {}):
        known = {key: {part: table.get(key, {}).get(part)}}
        claim(name, known, key, {part: observed}, file, telling=[part])


def recorded(table, names):
    """The names that begin a key of the table; all of them while rows are recorded."""
    is_recording = "SOUNDCHECK_RECORD" in environ
    found = [
        name for name in names if is_recording or any(k.startswith(name) for k in table)
    ]
    nothing = pytest.mark.skip(reason="calibrate has recorded nothing here yet")
    return found or [pytest.param("", marks=nothing, id="nothing recorded")]


def wanted(name, table, key):
    """Parts of the row that are compared; None, for all, while rows are recorded."""
    if "SOUNDCHECK_RECORD" not in environ:
        return table.get(key, {})
    return told_before().get((name, key), {}) if "SOUNDCHECK_TOLD" in environ else None


def is_recording():
    """Whether rows are recorded, and not compared."""
    return "SOUNDCHECK_RECORD" in environ


def is_exploring():
    """Whether this is the first run that records, which finds what there is to tell."""
    return "SOUNDCHECK_RECORD" in environ and "SOUNDCHECK_TOLD" not in environ


@cache
def told_before():
    """The claims of the first run by table and key, if this is a later one."""
    lines = Path(environ["SOUNDCHECK_TOLD"]).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return {(row["table"], row["key"]): row["value"] for row in rows}
