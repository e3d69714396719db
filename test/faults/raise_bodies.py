"""Bodies of serializers', views' and models' methods replaced by ``raise``.

    raise_bodies.py DIRECTORY              JSON lines, one a method
    raise_bodies.py DIRECTORY --apply N    replace the body of line N, from 0

A suite that stays green after one of these never runs that method.
"""

import argparse
import ast
import json
from pathlib import Path

from mutate import project_files

MODULES = {"api", "apis", "models", "serializers", "views", "viewsets"}


def bodies(directory):
    """Every function of those modules, with the lines of its body."""
    for path, module in project_files(directory):
        if not module & MODULES:
            continue
        tree = ast.parse(path.read_bytes())
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                yield {
                    "file": path.relative_to(directory).as_posix(),
                    "line": node.lineno,
                    "name": node.name,
                    "start": node.body[0].lineno,
                    "end": node.end_lineno,
                    "indent": node.body[0].col_offset,
                }


def apply(directory, body):
    path = Path(directory, body["file"])
    lines = path.read_text().splitlines(keepends=True)
    replaced = " " * body["indent"] + 'raise RuntimeError("replaced")\n'
    lines[body["start"] - 1 : body["end"]] = [replaced]
    path.write_text("".join(lines))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory")
    parser.add_argument("--apply", type=int)
    options = parser.parse_args()
    found = sorted(bodies(options.directory), key=lambda body: (body["file"], body["line"]))
    if options.apply is None:
        for body in found:
            print(json.dumps(body))
    else:
        chosen = found[options.apply]
        apply(options.directory, chosen)
        print(json.dumps(chosen))
