/** glob.glob. */
export const glob = String.raw`
import os
from soundcheck_ import matches_name


def has_magic(part):
    return "*" in part or "?" in part or "[" in part


def below_(folder):
    found = [folder]
    for name in os.listdir(folder):
        if os.path.isdir(folder + "/" + name) and not name.startswith("."):
            found += below_(folder + "/" + name)
    return found


def glob(pathname, *, root_dir=None, recursive=False, **kwargs):
    if root_dir is not None:
        return [path[len(os.fspath(root_dir)) + 1 :] for path in glob(os.path.join(root_dir, pathname), recursive=recursive)]
    found = [""]
    for part in os.fspath(pathname).strip("/").split("/"):
        if part == "**" and recursive:
            found = [path for folder in found if os.path.isdir(folder) for path in below_(folder)]
        elif has_magic(part):
            found = [
                folder + "/" + name
                for folder in found
                if os.path.isdir(folder)
                for name in os.listdir(folder)
                if matches_name(name, part) and (part.startswith(".") or not name.startswith("."))
            ]
        else:
            found = [folder + "/" + part for folder in found]
    return [path for path in found if os.path.exists(path)]


iglob = glob
`;

/** fnmatch. */
export const fnmatch = String.raw`
from soundcheck_ import matches_name


def fnmatch(name, pat):
    return matches_name(name, pat)


fnmatchcase = fnmatch


def filter(names, pat):
    return [name for name in names if matches_name(name, pat)]
`;

/** The modules in folders, by pkgutil. */
export const pkgutil = String.raw`
import os
import sys
from collections import namedtuple

ModuleInfo = namedtuple("ModuleInfo", "module_finder name ispkg")


def iter_modules(path=None, prefix=""):
    found = []
    for folder in sys.path if path is None else path:
        for name in os.listdir(folder):
            if os.path.isfile(os.path.join(folder, name, "__init__.py")):
                found.append(ModuleInfo(None, prefix + name, True))
            elif name.endswith(".py") and name != "__init__.py":
                found.append(ModuleInfo(None, prefix + name[:-3], False))
    return found


def walk_packages(path=None, prefix="", onerror=None):
    found = []
    for folder in sys.path if path is None else path:
        for info in iter_modules([folder], prefix):
            found.append(info)
            if info.ispkg:
                inner = os.path.join(folder, info.name[len(prefix):])
                found += walk_packages([inner], info.name + ".")
    return found
`;
