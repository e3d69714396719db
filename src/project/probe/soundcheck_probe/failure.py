"""Why the project could not be asked, in terms that a person can act upon."""

import os
import re
import traceback

from .source import relative

VARIABLE_MESSAGES = (
    r"Set the (\w+) environment variable",  # django-environ, and many by hand
    r"^(\w+) not found\. Declare it as envvar",  # python-decouple
    r'Environment variable "(\w+)" not set',  # environs
    r'Environment variable "(\w+)" invalid',
    r"environ\w* (?:name|variable|value)s? ['\"]?(\w+)['\"]?",  # django-configurations
    r"(?:[Mm]issing|required) env\w*(?: variable)?:? ['\"]?([A-Z][A-Z0-9_]+)",
    r"\b([A-Z][A-Z0-9_]{2,})\b['\"]? (?:env\w* )?(?:must be|is not|isn't|not) set",
    r"The ([A-Z][A-Z0-9_]+) setting must not be empty",
)
DATABASE_ERRORS = {"OperationalError", "ProgrammingError", "InterfaceError"}


def describe(error, root):
    kind, name = classify(error)
    file, line = deepest_place(error, root)
    return {
        "kind": kind,
        "name": name,
        "message": sentence(error),
        "file": file,
        "line": line,
    }


def classify(error):
    chain = causes(error)
    for cause in chain:
        variable = missing_variable(cause)
        if variable:
            return "missing-variable", variable
    for cause in chain:
        # Not an heir: of importlib.metadata's PackageNotFoundError the module may be there.
        if type(cause) is ModuleNotFoundError and cause.name:
            return "missing-package", cause.name
    for cause in chain:
        if type(cause).__name__ in DATABASE_ERRORS:
            return "database", type(cause).__name__
    if any(type(cause).__name__ == "ImproperlyConfigured" for cause in chain):
        return "settings", type(error).__name__
    return "other", type(error).__name__


def causes(error):
    """List an exception and those it was raised from or while handling."""
    found = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def missing_variable(error):
    if isinstance(error, KeyError) and raised_by_environ(error):
        return str(error.args[0]) if error.args else None
    for pattern in VARIABLE_MESSAGES:
        match = re.search(pattern, str(error))
        if match:
            return match.group(1)
    return None


def raised_by_environ(error):
    frames = traceback.extract_tb(error.__traceback__)
    return (
        bool(frames)
        and frames[-1].name == "__getitem__"
        and "os" in frames[-1].filename
    )


def deepest_place(error, root):
    """Find the last line of the repository's own code on the way to the error."""
    for cause in causes(error):
        for filename, line in reversed(list(visited(cause))):
            # Names such as "<frozen os>" are no files.
            file = (
                ""
                if filename.startswith("<")
                else relative(os.path.realpath(filename), root)
            )
            if file:
                return file, line or 1
    return "", 0


def visited(error):
    """List the files and lines an error passed through, a syntax error's own last."""
    for frame in traceback.extract_tb(error.__traceback__):
        yield frame.filename, frame.lineno
    if isinstance(error, SyntaxError) and error.filename:
        yield error.filename, error.lineno


def first_party_line(error, file):
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if os.path.realpath(frame.filename) == file:
            return frame.lineno or 1
    return 1


def sentence(error):
    """Return the exception's name and the first line of its message."""
    text = str(error).strip().splitlines()
    return type(error).__name__ + (": " + text[0] if text else "")
