"""Ask Django itself what a project consists of; print it as `inspect --json` does.

Run by the project's own interpreter in the folder of manage.py:

    python probe.py --root REPO --settings MODULE [--pythonpath DIR ...]

Only the standard library and what the project installs are imported. Standard output
holds one JSON document, whatever the project prints; failures are {"error": {...}} with
exit code 1.
"""

import argparse
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    options = parse_arguments()
    prepare_path(options.pythonpath)
    output = take_stdout()

    from soundcheck_probe.failure import describe
    from soundcheck_probe.inspection import inspect_project

    sys.path.remove(HERE)
    root = os.path.realpath(options.root)
    try:
        document, status = inspect_project(root, options.settings), 0
    except (Exception, SystemExit) as error:  # whatever a project's own code raises
        document, status = {"error": describe(error, root)}, 1
    output.write(json.dumps(document, indent=2) + "\n")
    output.flush()
    # Threads and exit handlers of the project must not keep the answer waiting.
    os._exit(status)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", required=True, help="the repository")
    parser.add_argument("--settings", required=True, help="dotted settings module")
    parser.add_argument("--pythonpath", nargs="*", default=[], help="import folders")
    return parser.parse_args()


def prepare_path(folders):
    """Import from the current folder as manage.py does, not from this script's."""
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or ".") != HERE]
    for folder in [*reversed(folders), os.getcwd()]:
        sys.path.insert(0, os.path.abspath(folder))
    sys.path.append(HERE)


def take_stdout():
    """Keep the real standard output for the answer; send all else to stderr."""
    sys.stdout.flush()
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return output


if __name__ == "__main__":
    main()
