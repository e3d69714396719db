/** `os.path` on POSIX paths, in Python. */
export const osPath = String.raw`
import os

sep = "/"


def join(path, *others):
    path = os.fspath(path)
    for other in others:
        other = os.fspath(other)
        if other.startswith("/"):
            path = other
        elif path == "" or path.endswith("/"):
            path += other
        else:
            path += "/" + other
    return path


def normalise_(path):
    lead = "/" if path.startswith("/") else ""
    return lead + "/".join([p for p in path.split("/") if p not in ("", ".")]) or "."


def normpath(path):
    path = os.fspath(path)
    parts = []
    for part in path.split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part == ".." and path.startswith("/"):
            pass
        elif part not in ("", "."):
            parts.append(part)
    return ("/" if path.startswith("/") else "") + "/".join(parts) or "."


def abspath(path):
    path = os.fspath(path)
    return normpath(path if path.startswith("/") else "/repo/" + path)


def realpath(path):
    return abspath(path)


def expanduser(path):
    return path


def isabs(path):
    return os.fspath(path).startswith("/")


def split(path):
    path = os.fspath(path)
    head, _, tail = path.rpartition("/")
    return (head or ("/" if path.startswith("/") else ""), tail)


def dirname(path):
    return split(path)[0]


def basename(path):
    return split(path)[1]


def splitext(path):
    path = os.fspath(path)
    head, name = split(path)
    stem, dot, suffix = name.rpartition(".")
    if not stem.strip("."):
        return (path, "")
    return (path[: len(path) - len(suffix) - 1], "." + suffix)
`;
