"""What tells one error of the project's code from another."""

import re
import traceback
from itertools import chain
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction

from .rows import TESTS, is_installed, said_by, talks_to_others


def fault_of(error):
    """Class, message, and the last lines of the project's and of any code.

    Where a library puts an error of its own in place of another, those of that one; but if
    no line is the project's, only the library's message says what it is about.
    """
    place = own_frames(error)[-1:]
    said = [] if place else [without_numbers(said_by(error))]
    while earlier := replaced(error):
        error = earlier
    places = place + traceback.extract_tb(error.__traceback__)[-1:]
    return type(error), *map(tuple, places), *said, without_numbers(said_by(error))


def is_own_fault(error):
    """Whether an error arises in the project's own lines, and no call only passes them.

    Of two serializers that meet an error below ``super().update()`` each may be wrong. What a
    library says of how a class is written names the class.
    """
    if isinstance(error, (AssertionError, ImproperlyConfigured)) and raised_by_library(
        error
    ):
        return True
    last = [frame.line for frame in own_frames(error)[-1:]]
    return bool(last) and "super()" not in str(last[0])


def raised_by_library(error):
    return is_installed(traceback.extract_tb(error.__traceback__)[-1].filename)


def without_numbers(said):
    """The first line of a message, without the keys and numbers of made rows."""
    return re.sub(r"[0-9a-f-]{8,}|\d+", "", said.partition("\n")[0])


def where_it_arose(error):
    """The last lines of the project's own code that led to an error."""
    lines = traceback.format_list(telling_frames(error)[-3:])
    return "".join([*lines, *traceback.format_exception_only(type(error), error)])


def telling_frames(error):
    """The calls in the project's own code that led to an error, or all where there are none."""
    return own_frames(error) or traceback.extract_tb(error.__traceback__)


def own_frames(error):
    """The same, those of the error that this one has replaced among them."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if not is_installed(frame.filename)]
    own = [frame for frame in own if TESTS not in Path(frame.filename).parents]
    own = [
        frame for frame in own if "get_response(" not in str(frame.line)
    ]  # middleware
    earlier = replaced(error)
    return own + own_frames(earlier) if earlier else own


def replaced(error):
    """The error that a library has put this one in the place of, or None."""
    frames = traceback.extract_tb(error.__traceback__)
    return error.__context__ if frames and is_installed(frames[-1].filename) else None


def is_of_receiver(error):
    """Whether an error arose in what a signal has called, far from the view that sent it."""
    files = [
        Path(frame.filename) for frame in traceback.extract_tb(error.__traceback__)
    ]
    return any(file.parts[-2:] == ("dispatch", "dispatcher.py") for file in files)


def run_telling_once(test, case, of_same, of_others=()):
    """One failure for one fault: a test is skipped where an earlier one meets the same error.

    Both yield names of earlier tests, each with the fault that it meets: those of the same
    object, and those of others, which share the faults of the project's own lines only.
    """
    __tracebackhide__ = True
    points = savepoints()
    try:
        return test(**case)
    except Exception as raised:
        error = raised
    # What is run from here on must not have the error for its context.
    undo(points)
    if talks_to_others(error):
        pytest.skip(f"needs a service outside of the tests: {error}")
    for name, fault in chain(of_same, of_others if is_own_fault(error) else ()):
        if fault == fault_of(error):
            pytest.skip(f"{name} meets the same error")
    raise error


def fault_met(test, **case):
    """The fault that a test meets, if any; what it does to the rows is undone."""
    points = savepoints()
    try:
        test(**case)
    except Exception as error:
        return fault_of(error)
    except (pytest.skip.Exception, pytest.fail.Exception):
        return None
    finally:
        undo(points)
    return None


def savepoints():
    """Where the rows of each database stand."""
    return {alias: connections[alias].savepoint() for alias in connections}


def undo(points):
    """Take back all since the savepoints, after an error of the database, too."""
    for alias, point in points.items():
        connections[alias].savepoint_rollback(point)
        transaction.set_rollback(False, using=alias)
