/** Small parts of the standard library, in Python. */
export const urllibParse = String.raw`
class ParseResult:
    def __init__(self, url):
        self._url = url
        scheme, mark, rest = url.partition("://")
        self.scheme = scheme if mark else ""
        rest = rest if mark else url
        rest, _, self.fragment = rest.partition("#")
        rest, _, self.query = rest.partition("?")
        host, slash, path = rest.partition("/") if mark else ("", "", rest)
        self.netloc = host
        self.path = slash + path
        self.params = ""
        account, _, address = host.rpartition("@")
        name, _, port = address.partition(":")
        self.hostname = name or None
        self.port = int(port) if port.isdigit() else None
        self.username = account.partition(":")[0] or None
        self.password = account.partition(":")[2] or None

    def geturl(self):
        return self._url


def urlparse(url, scheme="", allow_fragments=True):
    return ParseResult(url)


urlsplit = urlparse


def urljoin(base, url):
    if "://" in url:
        return url
    parsed = ParseResult(base)
    start = parsed.scheme + "://" + parsed.netloc if parsed.netloc else ""
    if url.startswith("/"):
        return start + url
    return start + parsed.path.rpartition("/")[0] + "/" + url
`;

/** Enumerations: members with name and value. */
export const enumeration = String.raw`
from soundcheck_ import enum_members


class EnumMeta(type):
    def __call__(cls, value=None, names=None, *args, **kwargs):
        if names is not None:
            return made_enum(cls, value, names)
        for member in enum_members(cls):
            if member is value or member.value == value:
                return member
        raise ValueError(value)

    def __iter__(cls):
        return enum_members(cls)


EnumType = EnumMeta


def made_enum(base, name, names):
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    if not isinstance(names, dict):
        names = {each: at for at, each in enumerate(names, 1)}
    return type(name, (base,), names)


class auto:
    pass


def unique(cls):
    return cls


class Enum(metaclass=EnumMeta):
    pass


class IntEnum(Enum):
    pass


class StrEnum(Enum):
    pass


class Flag(Enum):
    pass


class IntFlag(Flag):
    pass
`;

/** The operator module. */
export const operators = String.raw`
def itemgetter(*keys):
    if len(keys) == 1:
        return lambda value: value[keys[0]]
    return lambda value: tuple([value[key] for key in keys])


def attrgetter(*names):
    def read(value, name):
        for part in name.split("."):
            value = getattr(value, part)
        return value

    if len(names) == 1:
        return lambda value: read(value, names[0])
    return lambda value: tuple([read(value, name) for name in names])


def add(a, b):
    return a + b


def or_(a, b):
    return a | b


def and_(a, b):
    return a & b


iadd = add
concat = add
iconcat = add
`;

/** pydoc.locate. */
export const pydoc = String.raw`
import importlib


def locate(path, forceload=0):
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        try:
            value = importlib.import_module(".".join(parts[:length]))
        except ImportError:
            continue
        for part in parts[length:]:
            if not hasattr(value, part):
                return None
            value = getattr(value, part)
        return value
    return None
`;

/** `namedtuple` makes classes with named fields. */
export const collections = String.raw`
class Record_:
    _fields = ()
    _field_defaults = {}

    def __init__(self, *args, **kwargs):
        for name, value in self._field_defaults.items():
            setattr(self, name, value)
        for name, value in zip(self._fields, args):
            setattr(self, name, value)
        for name, value in kwargs.items():
            setattr(self, name, value)

    @classmethod
    def _make(cls, iterable):
        return cls(*iterable)

    def __iter__(self):
        return [getattr(self, name) for name in self._fields]

    def __getitem__(self, index):
        return self.__iter__()[index]

    def __len__(self):
        return len(self._fields)

    def _replace(self, **changes):
        return type(self)(**{**self._asdict(), **changes})

    def _asdict(self):
        return {name: getattr(self, name) for name in self._fields}


def namedtuple(typename, field_names, rename=False, defaults=None, module=None):
    names = field_names.replace(",", " ").split() if isinstance(field_names, str) else list(field_names)
    given = list(defaults or [])
    values = dict(zip(names[len(names) - len(given):], given))
    return type(typename, (Record_,), {"_fields": tuple(names), "_field_defaults": values})
`;

/** The parts of inspect that find classes in a module. */
export const inspection = String.raw`
import importlib
from soundcheck_ import kind_of


def isclass(object):
    return kind_of(object, "class")


def isfunction(object):
    return kind_of(object, "function")


def ismodule(object):
    return kind_of(object, "module")


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    return importlib.import_module(object.__module__)


def getmembers(object, predicate=None):
    found = []
    for name in dir(object):
        value = getattr(object, name)
        if predicate is None or predicate(value):
            found.append((name, value))
    return found
`;

/** Combinations of lists. */
export const itertools = String.raw`
def product(*iterables, repeat=1):
    rows = [()]
    for iterable in [list(each) for each in iterables] * repeat:
        rows = [(*row, item) for row in rows for item in iterable]
    return rows


def starmap(function, iterable):
    return [function(*each) for each in iterable]
`;

/** The alphabets of string. */
export const alphabets = String.raw`
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdefABCDEF"
`;
