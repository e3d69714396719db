"""Random small mistakes in a Django project's own source, to measure its tests.

    mutate.py DIRECTORY [--seed S] [--count N]    JSON lines, one a mutation
    mutate.py DIRECTORY [--seed S] --apply N      write line N's mutation, from 0

Everything outside a mutation keeps its bytes. Only files that a project's behaviour
lives in are touched, models in their methods alone, so that no mutation merely asks
for a migration. A seed fixes the order for the same source.
"""

import argparse
import json
import os
import random
import sys
from itertools import islice
from pathlib import Path

from mutations import is_real, mutations_of

MODULES = {
    "api", "apis", "filters", "managers", "models", "permissions", "querysets",
    "routers", "selectors", "serializers", "services", "signals", "urls", "views",
    "viewsets",
}  # fmt: skip
METHODS_ONLY = {"models"}
SKIPPED_FOLDERS = {
    "build", "dist", "docs", "migrations", "node_modules", "site-packages", "test",
    "testing", "tests",
}  # fmt: skip


def project_files(directory):
    """The files a project's behaviour lives in, with their kind of module."""
    for folder, folders, files in os.walk(directory):
        folders[:] = sorted(name for name in folders if is_project(Path(folder, name)))
        for name in sorted(files):
            path = Path(folder, name)
            module = {path.stem, path.parent.name} & MODULES
            if path.suffix == ".py" and module and not name.startswith("test_"):
                yield path, module


def is_project(folder):
    hidden = folder.name.startswith(".") or folder.name in SKIPPED_FOLDERS
    return not hidden and not (folder / "pyvenv.cfg").exists()


def mutations(directory, seed):
    """The mutations of the project in the seed's order, one at a time."""
    sources, found = {}, []
    for path, module in project_files(directory):
        file = path.relative_to(directory).as_posix()
        sources[file] = path.read_bytes()
        found += mutations_of(file, sources[file], bool(module & METHODS_ONLY))
    random.Random(seed).shuffle(found)
    return (one for one in found if is_real(one, sources[one.file]))


def apply(directory, mutation):
    path = Path(directory, mutation.file)
    path.write_bytes(mutation.apply_to(path.read_bytes()))


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, help="how many to list, all if not given")
    parser.add_argument("--apply", type=int, metavar="N", help="which one to write")
    options = parser.parse_args(argv)
    chosen = mutations(options.directory, options.seed)
    if options.apply is None:
        chosen = list(islice(chosen, options.count))
    else:
        chosen = list(islice(chosen, options.apply, options.apply + 1))
        if not chosen:
            parser.error(f"there is no mutation {options.apply}, counted from 0")
        apply(options.directory, chosen[0])
    for mutation in chosen:
        json.dump(mutation.report(), sys.stdout)
        print()


if __name__ == "__main__":
    main()
