"""Headers by which another service proves who it is, such as the sender of a webhook."""

import ast
import re
from functools import cache
from itertools import permutations

from django.conf import settings

from .rows import code_of_project

COMPARING = ("compare_digest", "constant_time_compare")
HEADER = re.compile(
    r"request\.(?:headers(?:\.get\(|\[)'([\w-]+)'|META(?:\.get\(|\[)'HTTP_(\w+)')"
)
SETTING = re.compile(r"(?:settings\.(\w+)|getattr\(settings, '(\w+)'.*\))")


@cache
def shared_secrets():
    """What functions of the project compare headers with, from the settings: ``{"X-Hook-Key": "..."}``."""
    found = {}
    for function in code_of_project():
        if isinstance(function, ast.FunctionDef):
            for one, other in compared_in(function):
                header, value = header_read(one), setting_read(other)
                found |= (
                    {header: value}
                    if header and value and isinstance(value, str)
                    else {}
                )
    return found


def compared_in(function):
    """Pairs of what a function compares, both ways round, with what its variables were given."""
    parts = [*ast.walk(function)]
    given = {
        target.id: part.value
        for part in parts
        if isinstance(part, ast.Assign)
        for target in part.targets
        if isinstance(target, ast.Name)
    }
    for part in parts:
        sides = []
        if isinstance(part, ast.Compare):
            sides = [part.left, *part.comparators]
        elif isinstance(part, ast.Call) and ast.unparse(part.func).endswith(COMPARING):
            sides = part.args
        bare = [without_encoding(one) for one in sides]
        yield from permutations(
            [given.get(getattr(one, "id", None), one) for one in bare], 2
        )


def without_encoding(node):
    """The text that ``text.encode()`` turns into bytes."""
    is_encoding = (
        isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "encode"
    )
    return node.func.value if is_encoding else node


def header_read(node):
    """The name of the header that is taken from a request, but of the one that users sign in with."""
    found = HEADER.search(ast.unparse(node))
    name = found and (found[1] or found[2].replace("_", "-"))
    return name if name and name.lower() != "authorization" else None


def setting_read(node):
    """The value of the setting that an expression is."""
    found = SETTING.fullmatch(ast.unparse(node))
    return getattr(settings, found[1] or found[2], None) if found else None
