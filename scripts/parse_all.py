"""Parse every Python file below a folder with CPython's ast: the yardstick of the benchmark."""

import ast
import os
import sys
import warnings

warnings.simplefilter("ignore")
for folder, names, files in os.walk(sys.argv[1]):
    names[:] = [name for name in names if name not in {".git", "node_modules"}]
    for name in files:
        if name.endswith(".py"):
            with open(os.path.join(folder, name), "rb") as file:
                try:
                    ast.parse(file.read())
                except (SyntaxError, ValueError):
                    pass
