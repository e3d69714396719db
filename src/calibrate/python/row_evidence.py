"""Print the values that a repository itself gives to rows, as JSON lines.

    python row_evidence.py ROOT [FOLDER TO LEAVE OUT ...]

Read are calls in Python files (``Channel(kind="sms")``, ``Channel.objects.create(...)``,
``baker.make("api.Channel", ...)``) with what is assigned to the row afterwards, the
classes of factory_boy, and fixtures in JSON. Literals count, and nothing is imported.
Each line has ``model`` (a class name or a label), ``values``, ``file`` and ``line``.
"""

import ast
import json
import os
import sys
from pathlib import Path

SKIPPED = {"node_modules", "site-packages", "venv", ".venv", "env", "build", "dist"}
MAKERS = {"create", "get_or_create", "update_or_create", "make", "prepare"}
LARGEST = 1_000_000


def main(root, *left_out):
    for path in sorted(files_below(root, {Path(root, folder) for folder in left_out})):
        read = {".py": rows_of_code, ".json": rows_of_fixture}.get(path.suffix)
        if read and path.is_file() and path.stat().st_size <= LARGEST:
            for model, values, line in read(path):
                place = {"file": path.relative_to(root).as_posix(), "line": line}
                if values:
                    print(json.dumps({"model": model, "values": values, **place}))


def files_below(root, left_out):
    """Files of the repository; what is hidden, installed or built is never entered."""
    for folder, folders, names in os.walk(root):
        folders[:] = [
            name
            for name in folders
            if not is_skipped(name) and Path(folder, name) not in left_out
        ]
        yield from (Path(folder, name) for name in names if not is_skipped(name))


def is_skipped(name):
    return name.startswith(".") or name in SKIPPED


def rows_of_fixture(path):
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError):
        return
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("model"), str):
            fields = entry.get("fields")
            fields = fields.items() if isinstance(fields, dict) else ()
            yield entry["model"], {name: v for name, v in fields if is_plain(v)}, 1


def rows_of_code(path):
    try:
        tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from row_of_factory(node)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Module)):
            yield from rows_of_block(node)


def rows_of_block(block):
    """Rows that statements of one block make, with what they assign to them."""
    rows = []
    targets = {}
    for node in own_nodes(block):
        if isinstance(node, ast.Call) and (model := model_made(node)):
            row = (model, literals((k.arg, k.value) for k in node.keywords), node.lineno)
            rows.append(row)
            targets[id(node)] = row
        elif isinstance(node, ast.Assign) and len(node.targets) == 1:
            name = ast.unparse(node.targets[0])
            if id(node.value) in targets:
                targets[name] = targets[id(node.value)]
            elif isinstance(node.targets[0], ast.Attribute):
                owner, _, attribute = name.rpartition(".")
                if owner in targets:
                    targets[owner][1].update(literals([(attribute, node.value)]))
    return rows


def own_nodes(block):
    """Nodes in their order, values before the names they are given, without inner blocks."""
    for child in ast.iter_child_nodes(block):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        yield from own_nodes(child)
        yield child


def model_made(call):
    """``Channel`` of ``Channel(...)`` and ``Channel.objects.create(...)``, or None."""
    names = ast.unparse(call.func).split(".")
    if names[-1][:1].isupper():
        return names[-1]
    if names[-1] not in MAKERS:
        return None
    if len(names) >= 3 and names[-3][:1].isupper():
        return names[-3]
    first = call.args[0] if call.args else None
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first.value
    return first.id if isinstance(first, ast.Name) else None


def row_of_factory(node):
    """The literals of a class whose inner Meta names a model."""
    meta = next((n for n in node.body if isinstance(n, ast.ClassDef) and n.name == "Meta"), None)
    for line in meta.body if meta else ():
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "model":
            assigns = [n for n in node.body if isinstance(n, ast.Assign)]
            values = literals((ast.unparse(n.targets[0]), n.value) for n in assigns)
            yield name_of(line.value), values, node.lineno


def name_of(model):
    """A label written as a text, or the name of a class."""
    if isinstance(model, ast.Constant):
        return str(model.value)
    return ast.unparse(model).rpartition(".")[2]


def literals(pairs):
    found = {}
    for name, node in pairs:
        value = literal(node)
        if name and value is not None:
            found[name] = value
    return found


def literal(node):
    """The value of a literal, or of ``json.dumps`` of one; None for anything else."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "json.dumps" and node.args:
        try:
            return json.dumps(ast.literal_eval(node.args[0]))
        except (TypeError, ValueError):
            return None
    try:
        value = ast.literal_eval(node)
    except (TypeError, ValueError):
        return None
    return value if is_plain(value) else None


def is_plain(value):
    return isinstance(value, (str, int, float)) and value != ""


if __name__ == "__main__":
    main(*sys.argv[1:])
