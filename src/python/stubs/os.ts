/** The few functions of `os` that settings call. */
export const os = String.raw`
linesep = "\n"
pardir = ".."
curdir = "."


def fspath(path):
    return path if isinstance(path, (str, bytes)) else path.__fspath__()


def getcwd():
    return "/repo"


def makedirs(*args, **kwargs):
    return None


def mkdir(*args, **kwargs):
    return None


def putenv(name, value):
    return None
`;
