/**
 * dynaconf: settings files of the repository (TOML, YAML, JSON), what the environment says, and hooks.
 * Where a file of another kind may hold more, the real package is asked, which is not read.
 */
export const dynaconf = String.raw`
import importlib
import json
import os
import sys
from dynaconf.base import Settings as _FromFiles
from soundcheck_ import calling_folder, hand_over, is_certain, is_committed, read_data, variables_given

_MISSING = object()
_FOR = "_FOR_DYNACONF"
_PREFIXES = ("ENVVAR_PREFIX", "GLOBAL_ENV")
_LISTS = ("PRELOAD", "SETTINGS_FILES", "SETTINGS_FILE", "SECRETS", "INCLUDES")
_KINDS = ("py", "toml", "tml", "yaml", "yml", "ini", "conf", "properties", "json")
_USUAL = ["settings." + kind for kind in _KINDS] + [".secrets." + kind for kind in _KINDS]
_READ = (".toml", ".tml", ".yaml", ".yml", ".json")


class Validator:
    def __init__(self, *names, default=_MISSING, **conditions):
        self.names = names
        self.default = default

    def __and__(self, other):
        return self

    def __or__(self, other):
        return self


def _is_elsewhere(file):
    """Whether a file lies outside of the repository, so that a fresh machine has none."""
    return file.startswith("~") or (file.startswith("/") and not file.startswith("/repo"))


def _parsed(text):
    """A text as TOML; tables and casts are left to the package."""
    if not isinstance(text, str):
        return text
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    digits = text.removeprefix("-")
    if digits.isdigit():
        return int(text)
    if digits.replace(".", "", 1).isdigit():
        return float(text)
    if text.startswith("{") or text.startswith("@"):
        return _FromFiles(text)
    return json.loads(text) if text[:1] in ("[", '"') else text


def _listed(files):
    if not files:
        return []
    if isinstance(files, str):
        return [file.strip() for file in files.replace(";", ",").split(",")]
    return files if isinstance(files, (list, tuple)) else [files]


def _alike(data, key):
    for name in data:
        if isinstance(name, str) and name.lower() == key.lower():
            return name
    return key


def _combined(old, new, merge):
    """The new value, with what was there before where it says so."""
    if isinstance(new, dict):
        own = {key: value for key, value in new.items() if key != "dynaconf_merge"}
        if not isinstance(old, dict) or not (merge or new.get("dynaconf_merge", False)):
            return own
        both = dict(old)
        for key, value in own.items():
            name = _alike(both, key)
            both[name] = _combined(both.get(name), value, True)
        return both
    if isinstance(new, (list, tuple)):
        own = [item for item in new if item != "dynaconf_merge"]
        if isinstance(old, (list, tuple)) and (merge or len(own) < len(new)):
            return list(old) + own
        return own if len(own) < len(new) else new
    return new


def _placed(old, parts, value):
    """A value below others: DATABASES__default__NAME."""
    if not parts:
        return value
    both = dict(old) if isinstance(old, dict) else {}
    name = _alike(both, parts[0])
    both[name] = _placed(both.get(name), parts[1:], value)
    return both


class _Known:
    def __init__(self, folder, options):
        self._options = options
        self._folder = folder
        self._store = {}

    def _option(self, name, default=None):
        found = self._options.get(name.lower(), self._options.get(name + _FOR))
        return default if found is None else found

    def _prefix(self, default):
        found = [self._option(name) for name in _PREFIXES]
        return [one for one in found if one is not None][0] if found != [None, None] else default

    def _set(self, key, value, merge=False):
        parts = key.replace("__", ".").split(".")
        name = parts[0].upper()
        if len(parts) > 1:
            self._store[name] = _placed(self._store.get(name), parts[1:], value)
        else:
            self._store[name] = _combined(self._store.get(name), value, merge)

    def _take(self, data, merge=False):
        merge = merge or data.get("dynaconf_merge", False)
        for key, value in data.items():
            if key != "dynaconf_merge":
                self._set(key, value, merge)

    def _files(self, usual):
        """The files that are named, or the usual ones, as far as they are there."""
        listed = [file for name in _LISTS for file in _listed(self._option(name))]
        names = [os.fspath(file) for file in listed] or usual
        found = [self._found(name) for name in names if not _is_elsewhere(name)]
        return [file for file in found if file]

    def _found(self, name):
        if name.startswith("/"):
            return name if is_committed(name) else None
        folder = self._folder
        while True:
            for path in (os.path.join(folder, name), os.path.join(folder, "config", name)):
                if is_committed(path):
                    return path
            if folder in ("/repo", "/", ""):
                return None
            folder = os.path.dirname(folder)

    def _sections(self, data, environments, switcher):
        if not self._option("ENVIRONMENTS", environments):
            return [data]
        lowered = {key.lower(): value for key, value in data.items()}
        switcher = self._option("ENV_SWITCHER", switcher)
        env = os.environ.get(switcher) or self._option("ENV", "development")
        return [lowered[name] for name in ("default", env.lower(), "global") if name in lowered]

    def _read(self, files, environments, switcher):
        for file in files:
            for section in self._sections(read_data(file) or {}, environments, switcher):
                self._take(section, self._option("MERGE_ENABLED", False))

    def _finish(self, prefix):
        """What the environment says, defaults, and hooks."""
        start = prefix + "_" if prefix else ""
        for name, value in variables_given(start).items():
            self._set(name[len(start):], _parsed(value))
        for validator in self._option("VALIDATORS", []):
            for name in getattr(validator, "names", ()):
                if name not in self and validator.default is not _MISSING:
                    self._set(name, validator.default)
        for hook in self._option("POST_HOOKS", []):
            self._take(hook(self) or {})

    def get(self, key, default=None, *args, **kwargs):
        found = self._store
        for part in key.split("."):
            name = _alike(found, part) if isinstance(found, dict) else part
            if not isinstance(found, dict) or name not in found:
                return default
            found = found[name]
        return found

    def __getattr__(self, name):
        if name.upper() in self._store:
            return self._store[name.upper()]
        raise AttributeError(name)

    def __getitem__(self, name):
        return self._store[name.upper()]

    def __contains__(self, name):
        return name.upper() in self._store

    def exists(self, name):
        return name in self

    def set(self, key, value, **kwargs):
        self._set(key, value)

    def update(self, data=None, merge=False, **kwargs):
        self._take({**(data or {}), **kwargs}, merge)

    def as_dict(self, **kwargs):
        return dict(self._store)

    to_dict = as_dict


class _FromEnvironment(_Known):
    """What is not set anywhere is asked of the environment, so that its names are known."""

    def get(self, key, default=None, *args, **kwargs):
        value = os.environ.get(self._name + key.upper())
        return super().get(key, default) if value is None else _parsed(value)

    def __getattr__(self, name):
        if name.upper() in self._store:
            return self._store[name.upper()]
        return _parsed(os.environ[self._name + name])

    def __getitem__(self, name):
        return self.__getattr__(name)

    def __contains__(self, name):
        return name.upper() in self._store or self._name + name in os.environ


def _is_read(files):
    return all(file.endswith(_READ) for file in files)


def Dynaconf(*args, **options):
    folder = options.get("root_path", options.get("ROOT_PATH" + _FOR)) or calling_folder()
    settings = _FromEnvironment(os.path.abspath(folder), options)
    files = settings._files([])
    if not _is_read(files):
        return _FromFiles(*args, **options)
    prefix = settings._prefix("DYNACONF")
    settings._name = prefix + "_" if prefix else ""
    settings._read(files, False, "ENV_FOR_DYNACONF")
    settings._finish(prefix)
    return settings


LazySettings = Dynaconf


def DjangoDynaconf(django_settings_module_name=None, **options):
    module = sys.modules[django_settings_module_name]
    folder = os.path.dirname(module.__file__)
    settings = _Known(os.path.abspath(options.get("ROOT_PATH" + _FOR, folder)), options)
    preload = settings._option("PRELOAD", [])
    files = settings._files([name for name in _USUAL if name != "settings.py"])
    is_whole = is_certain(preload) and _is_read(files) and not is_committed(os.path.join(folder, "dynaconf_hooks.py"))
    if not is_whole:
        hand_over("DjangoDynaconf")
    for name in dir(module):
        if name.isupper():
            settings._store[name] = getattr(module, name)
    if is_whole:
        settings._read(files, True, "DJANGO_ENV")
    settings._finish(settings._prefix("DJANGO"))
    for name, value in settings._store.items():
        setattr(module, name, value)
    module.DYNACONF = settings
    return settings
`;
