/** django-environ: variables with casts, schemes and defaults. */
export const environ = String.raw`
import os
import json
from soundcheck_ import calling_folder, dotenv_values
from urllib.parse import urlparse
from database_urls_ import parse_database, parse_email, parse_generic
from pathlib import Path as _Path


class _NoValue:
    pass


NOTSET = _NoValue()
TRUE = ("true", "on", "ok", "y", "yes", "1")


class ImproperlyConfigured(Exception):
    pass


def _split(value):
    return [part.strip() for part in value.split(",") if part.strip()]


class Env:
    prefix = ""

    def __init__(self, **scheme):
        self.scheme = scheme

    def __call__(self, var, cast=None, default=NOTSET, parse_default=False):
        return self.get_value(var, cast=cast, default=default, parse_default=parse_default)

    def __contains__(self, var):
        return var in os.environ

    def get_value(self, var, cast=None, default=NOTSET, parse_default=False):
        name = self.prefix + var
        if name in self.scheme:
            info = self.scheme[name]
            if isinstance(info, tuple):
                if cast is None:
                    cast = info[0]
                if default is NOTSET and len(info) > 1:
                    default = info[1]
            elif cast is None:
                cast = info
        if default is NOTSET:
            value = os.environ[name]
        else:
            value = os.environ.get(name, NOTSET)
            if value is NOTSET:
                if parse_default and isinstance(default, str):
                    return self.parse_value(default, cast)
                return default
        if isinstance(value, str) and value.startswith("$"):
            other = value.lstrip("$")
            value = os.environ[other] if default is NOTSET else os.environ.get(other, default)
        if cast is None and isinstance(default, bool):
            cast = bool
        return self.parse_value(value, cast)

    @classmethod
    def parse_value(cls, value, cast):
        if cast is None:
            return value
        if cast is bool:
            return value.lower() in TRUE
        if isinstance(cast, list):
            return [cls.parse_value(part, cast[0]) for part in _split(value)]
        if isinstance(cast, tuple):
            return tuple([cls.parse_value(part, cast[0]) for part in _split(value.strip("()"))])
        if cast is dict:
            return dict([part.split("=", 1) for part in _split(value)])
        if cast is list:
            return _split(value)
        if cast is tuple:
            return tuple(_split(value.strip("()")))
        return cast(value)

    def str(self, var, default=NOTSET, multiline=False):
        return self.get_value(var, default=default)

    def unicode(self, var, default=NOTSET):
        return self.get_value(var, default=default)

    def bytes(self, var, default=NOTSET, encoding="utf8"):
        return self.get_value(var, default=default)

    def bool(self, var, default=NOTSET):
        return self.get_value(var, cast=bool, default=default)

    def int(self, var, default=NOTSET):
        return self.get_value(var, cast=int, default=default)

    def float(self, var, default=NOTSET):
        return self.get_value(var, cast=float, default=default)

    def json(self, var, default=NOTSET):
        return self.get_value(var, cast=json.loads, default=default)

    def list(self, var, cast=None, default=NOTSET):
        return self.get_value(var, cast=list if not cast else [cast], default=default)

    def tuple(self, var, cast=None, default=NOTSET):
        return self.get_value(var, cast=tuple if not cast else (cast,), default=default)

    def dict(self, var, cast=dict, default=NOTSET):
        return self.get_value(var, cast=cast, default=default)

    def path(self, var, default=NOTSET, **kwargs):
        return Path(self.get_value(var, default=default))

    def url(self, var, default=NOTSET):
        return self.get_value(var, cast=urlparse, default=default, parse_default=True)

    def db_url(self, var="DATABASE_URL", default=NOTSET, engine=None):
        parsed = parse_database(self.get_value(var, default=default))
        if engine:
            parsed["ENGINE"] = engine
        return parsed

    db = db_url

    @classmethod
    def db_url_config(cls, url, engine=None):
        return parse_database(url)

    def cache_url(self, var="CACHE_URL", default=NOTSET, backend=None):
        return parse_generic(self.get_value(var, default=default))

    cache = cache_url

    def email_url(self, var="EMAIL_URL", default=NOTSET, backend=None):
        return parse_email(self.get_value(var, default=default))

    email = email_url

    def search_url(self, var="SEARCH_URL", default=NOTSET, engine=None):
        return parse_generic(self.get_value(var, default=default))

    @classmethod
    def read_env(cls, env_file=None, overwrite=False, encoding="utf8", parse_comments=False, **overrides):
        if env_file is None:
            env_file = os.path.join(calling_folder(), ".env")
        read = {**overrides, **dotenv_values(os.path.abspath(env_file), "django-environ")}
        for name, value in read.items():
            if overwrite:
                os.environ[name] = value
            else:
                os.environ.setdefault(name, value)


class FileAwareEnv(Env):
    pass


class Path(_Path):
    def __init__(self, start="", *paths, **kwargs):
        super().__init__(start, *paths)

    def __call__(self, *paths, **kwargs):
        return str(Path(self._text, *paths))

    def path(self, *paths, **kwargs):
        return Path(self._text, *paths)

    @property
    def root(self):
        return self._text

    def __add__(self, other):
        return Path(self._text, str(other))

    def __sub__(self, other):
        if isinstance(other, int):
            at = self._text
            for _ in range(other):
                at = os.path.dirname(at)
            return Path(at)
        return Path(self._text[: -len(other)])
`;
