/** dj-database-url. */
export const djDatabaseUrl = String.raw`
import os
from database_urls_ import parse_database

DEFAULT_ENV = "DATABASE_URL"


def parse(url, *args, **kwargs):
    engine = kwargs.get("engine")
    parsed = parse_database(url)
    if engine:
        parsed["ENGINE"] = engine
    return parsed


def config(env=DEFAULT_ENV, default=None, engine=None, *args, **kwargs):
    url = os.environ.get(env, default)
    if url is None:
        return {}
    return parse(url, engine=engine)
`;

/** python-decouple. */
export const decouple = String.raw`
import os
from soundcheck_ import calling_folder, dotenv_values, is_committed

_MISSING = object()
_TRUE = ("y", "yes", "t", "true", "on", "1")


class UndefinedValueError(Exception):
    pass


def _bool(value):
    if isinstance(value, bool):
        return value
    return bool(value) if not isinstance(value, str) else value.lower() in _TRUE


class Csv:
    def __init__(self, cast=str, delimiter=",", strip=None, post_process=list):
        self.cast = cast
        self.delimiter = delimiter
        self.post_process = post_process

    def __call__(self, value):
        return self.post_process([self.cast(part.strip()) for part in value.split(self.delimiter) if part.strip()])


class Choices:
    def __init__(self, flat=None, cast=str, choices=None):
        self.cast = cast

    def __call__(self, value):
        return self.cast(value)


class Config:
    def __init__(self, repository):
        self.repository = repository

    def get(self, option, default=_MISSING, cast=_MISSING):
        if option in os.environ:
            value = os.environ[option]
        elif option in self.repository:
            value = self.repository[option]
        elif default is _MISSING:
            value = os.environ[option]
        else:
            value = default
        if cast is _MISSING or value is None:
            return value
        if cast is bool:
            return _bool(value)
        return cast(value)

    def __call__(self, *args, **kwargs):
        return self.get(*args, **kwargs)


class RepositoryEmpty:
    def __init__(self, source="", *args, **kwargs):
        self.data = {}

    def __contains__(self, key):
        return key in self.data

    def __getitem__(self, key):
        return self.data[key]


class RepositoryEnv(RepositoryEmpty):
    def __init__(self, source, *args, **kwargs):
        self.data = dotenv_values(os.path.abspath(source), "decouple")


class RepositoryIni(RepositoryEmpty):
    def __init__(self, source, *args, **kwargs):
        self.data = dotenv_values(os.path.abspath(source), "decouple-ini")

    def __contains__(self, key):
        return key.lower() in self.data

    def __getitem__(self, key):
        return self.data[key.lower()]


class AutoConfig:
    def __init__(self, search_path=None):
        self.search_path = search_path
        self.config = None

    def _found(self, folder):
        for name, repository in (("settings.ini", RepositoryIni), (".env", RepositoryEnv)):
            if is_committed(os.path.join(folder, name)):
                return repository(os.path.join(folder, name))
        if folder in ("/repo", "/", ""):
            return RepositoryEmpty()
        return self._found(os.path.dirname(folder))

    def __call__(self, *args, **kwargs):
        if self.config is None:
            self.config = Config(self._found(os.path.abspath(self.search_path or calling_folder())))
        return self.config(*args, **kwargs)


config = AutoConfig()
`;

/** python-dotenv. */
export const dotenv = String.raw`
import os
from soundcheck_ import calling_folder, dotenv_values as _values, is_committed


def find_dotenv(filename=".env", raise_error_if_not_found=False, usecwd=False, folder_=None):
    folder = folder_ or (os.getcwd() if usecwd else calling_folder())
    while not is_committed(os.path.join(folder, filename)):
        if folder in ("/repo", "/", ""):
            return ""
        folder = os.path.dirname(folder)
    return os.path.join(folder, filename)


def dotenv_values(dotenv_path=None, stream=None, verbose=False, interpolate=True, encoding="utf-8"):
    if stream is not None:
        return {}
    path = dotenv_path or find_dotenv()
    return _values(os.path.abspath(path), "python-dotenv", True) if path else {}


def load_dotenv(dotenv_path=None, stream=None, verbose=False, override=False, interpolate=True, encoding="utf-8"):
    path = dotenv_path or (find_dotenv() if stream is None else "")
    read = _values(os.path.abspath(path), "python-dotenv", override) if path else {}
    for name, value in read.items():
        if value is not None and override:
            os.environ[name] = value
        elif value is not None:
            os.environ.setdefault(name, value)
    return bool(read)
`;

/** environs. */
export const environs = String.raw`
import os
import json
from dotenv import find_dotenv, load_dotenv
from pathlib import Path
from soundcheck_ import calling_folder, is_committed
from urllib.parse import urlparse
from database_urls_ import parse_database, parse_email, parse_generic

_MISSING = object()
_TRUE = ("t", "true", "on", "1", "yes", "y")


class EnvError(ValueError):
    pass


def _split(value, subcast=None, delimiter=","):
    if isinstance(value, str):
        value = [part.strip() for part in value.split(delimiter)] if value != "" else []
    return [subcast(part) if subcast else part for part in value]


class Env:
    def __init__(self, *args, **kwargs):
        self._prefix = kwargs.get("prefix") or ""

    def _read(self, name, default=_MISSING):
        name = self._prefix + name
        if default is _MISSING:
            return os.environ[name]
        return os.environ.get(name, default)

    def __call__(self, name, default=_MISSING, **kwargs):
        return self._read(name, default)

    def str(self, name, default=_MISSING, **kwargs):
        return self._read(name, default)

    def bool(self, name, default=_MISSING, **kwargs):
        value = self._read(name, default)
        return value.lower() in _TRUE if isinstance(value, str) else value

    def int(self, name, default=_MISSING, **kwargs):
        value = self._read(name, default)
        return int(value) if isinstance(value, str) else value

    def float(self, name, default=_MISSING, **kwargs):
        value = self._read(name, default)
        return float(value) if isinstance(value, str) else value

    def list(self, name, default=_MISSING, subcast=None, delimiter=",", **kwargs):
        value = self._read(name, default)
        return value if value is None else _split(value, subcast, delimiter)

    def dict(self, name, default=_MISSING, **kwargs):
        value = self._read(name, default)
        return dict([part.split("=", 1) for part in _split(value)]) if isinstance(value, str) else value

    def json(self, name, default=_MISSING, **kwargs):
        value = self._read(name, default)
        return json.loads(value) if isinstance(value, str) else value

    def path(self, name, default=_MISSING, **kwargs):
        value = self._read(name, default)
        return Path(value) if isinstance(value, str) else value

    def url(self, name, default=_MISSING, **kwargs):
        value = self._read(name, default)
        return urlparse(value) if isinstance(value, str) else value

    def decimal(self, name, default=_MISSING, **kwargs):
        return self._read(name, default)

    log_level = datetime = date = time = timedelta = uuid = decimal

    def dj_db_url(self, name, default=_MISSING, **kwargs):
        return parse_database(self._read(name, default))

    def dj_cache_url(self, name, default=_MISSING, **kwargs):
        return parse_generic(self._read(name, default))

    def dj_email_url(self, name, default=_MISSING, **kwargs):
        return parse_email(self._read(name, default))

    @classmethod
    def read_env(cls, path=None, recurse=True, verbose=False, override=False, **kwargs):
        start = os.path.abspath(path or os.path.join(calling_folder(), ".env"))
        if recurse and not is_committed(start):
            start = find_dotenv(os.path.basename(start), folder_=os.path.dirname(start))
        if start:
            load_dotenv(start, override=override)

    def seal(self):
        return None

    def prefixed(self, prefix):
        return self


class FileAwareEnv(Env):
    pass


env = Env()
`;
