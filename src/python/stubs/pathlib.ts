/** What module code does with paths, in Python; files are asked for through `os.path`. */
export const pathlib = String.raw`
import glob
import os


class PurePath:
    def __init__(self, *parts):
        self._text = os.path.normalise_(os.path.join(*[os.fspath(part) for part in parts])) if parts else "."

    def __str__(self):
        return self._text

    def __fspath__(self):
        return self._text

    def __repr__(self):
        return "PosixPath(%r)" % self._text

    def __truediv__(self, other):
        return Path(self._text, other)

    def __rtruediv__(self, other):
        return Path(other, self._text)

    def __eq__(self, other):
        return isinstance(other, PurePath) and self._text == other._text

    def joinpath(self, *others):
        return Path(self._text, *others)

    @property
    def parent(self):
        return Path(os.path.dirname(self._text) or ".")

    @property
    def parents(self):
        found = []
        at = self
        while at._text not in ("/", "."):
            at = at.parent
            found.append(at)
        return found

    @property
    def parts(self):
        return tuple((["/"] if self._text.startswith("/") else []) + [p for p in self._text.split("/") if p])

    @property
    def name(self):
        return os.path.basename(self._text)

    @property
    def stem(self):
        return os.path.splitext(self.name)[0]

    @property
    def suffix(self):
        return os.path.splitext(self.name)[1]

    def with_suffix(self, suffix):
        return Path(os.path.splitext(self._text)[0] + suffix)

    def with_name(self, name):
        return self.parent / name

    def as_posix(self):
        return self._text

    def is_absolute(self):
        return self._text.startswith("/")

    def relative_to(self, other):
        base = str(other).rstrip("/") + "/"
        if self._text.startswith(base):
            return Path(self._text[len(base):])
        if self._text == str(other):
            return Path(".")
        raise ValueError("not in the subpath")


class Path(PurePath):
    def resolve(self, strict=False):
        return Path(os.path.abspath(self._text))

    def absolute(self):
        return Path(os.path.abspath(self._text))

    def expanduser(self):
        return self

    def exists(self):
        return os.path.exists(self._text)

    def is_file(self):
        return os.path.isfile(self._text)

    def is_dir(self):
        return os.path.isdir(self._text)

    def iterdir(self):
        return [self / name for name in os.listdir(self._text)]

    def glob(self, pattern, **kwargs):
        return [Path(path) for path in glob.glob(self._text + "/" + pattern, recursive=True)]

    def rglob(self, pattern, **kwargs):
        return self.glob("**/" + pattern)

    def mkdir(self, *args, **kwargs):
        return None

    def read_text(self, *args, **kwargs):
        return open(self._text).read()

    def open(self, *args, **kwargs):
        return open(self._text)


PosixPath = Path
PurePosixPath = PurePath
`;
