"""Where code lies: in the repository or in another package, and on which line."""

import ast
import functools
import os
import sys

FOREIGN_FOLDERS = {"site-packages", "dist-packages", "node_modules"}


def module_file(name):
    """Return the real path of a loaded module's file, or "" when it has none."""
    file = getattr(sys.modules.get(name), "__file__", None)
    return os.path.realpath(file) if file else ""


@functools.lru_cache(maxsize=None)
def is_first_party(path, root):
    """A path belongs to the repository unless a virtual environment lies in between."""
    if path == root:
        return True
    if not path.startswith(root + os.sep):
        return False
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    if os.path.basename(path) in FOREIGN_FOLDERS:
        return False
    if folder != root and os.path.exists(os.path.join(folder, "pyvenv.cfg")):
        return False
    return is_first_party(os.path.dirname(path), root)


def relative(path, root):
    """Return a first-party path relative to the root, with "/"; others as ""."""
    if not path or not is_first_party(path, root):
        return ""
    return os.path.relpath(path, root).replace(os.sep, "/")


def dotted_path(cls):
    return "%s.%s" % (cls.__module__, cls.__qualname__)


def place(cls, root):
    """Return the file and line of a class; line 0 when it is written in no file."""
    file = module_file(cls.__module__)
    line = class_lines(file).get(cls.__qualname__, 0)
    return {"file": relative(file, root) or file, "line": line}


@functools.lru_cache(maxsize=None)
def class_lines(file):
    """Map the qualified names of a file's classes to their lines."""
    if not file.endswith(".py"):
        return {}
    with open(file, "rb") as source:
        tree = ast.parse(source.read())
    lines = {}
    collect_classes(tree, "", lines)
    return lines


def collect_classes(node, prefix, lines):
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            lines[prefix + child.name] = child.lineno
            collect_classes(child, prefix + child.name + ".", lines)
        elif not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
            collect_classes(child, prefix, lines)
