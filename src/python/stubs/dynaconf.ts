/**
 * dynaconf, as far as the environment decides: what settings files hold is left to the real package,
 * which is not read.
 */
export const dynaconf = String.raw`
import json
import os
from dynaconf.base import Settings as _FromFiles

_FILES = (
    "settings_file",
    "settings_files",
    "preload",
    "includes",
    "SETTINGS_FILE_FOR_DYNACONF",
    "SETTINGS_FILES_FOR_DYNACONF",
    "PRELOAD_FOR_DYNACONF",
    "INCLUDES_FOR_DYNACONF",
)
_PREFIXES = ("envvar_prefix", "ENVVAR_PREFIX_FOR_DYNACONF", "GLOBAL_ENV_FOR_DYNACONF")


def _is_elsewhere(file):
    """Whether a file lies outside of the repository, so that a fresh machine has none."""
    return file.startswith("~") or (file.startswith("/") and not file.startswith("/repo"))


def _reads_no_file(options):
    named = [options[name] for name in _FILES if options.get(name)]
    files = [file for one in named for file in ([one] if isinstance(one, str) else one)]
    return all(_is_elsewhere(file) for file in files)


def _parsed(text):
    """A text as TOML; tables are left to the package."""
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    digits = text.removeprefix("-")
    if digits.isdigit():
        return int(text)
    if digits.replace(".", "", 1).isdigit():
        return float(text)
    if text.startswith("{"):
        return _FromFiles(text)
    return json.loads(text) if text[:1] in ("[", '"') else text


class _FromEnvironment:
    def __init__(self, options):
        prefixes = [options[name] for name in _PREFIXES if options.get(name)]
        self._prefix = prefixes[0] if prefixes else "DYNACONF"

    def get(self, key, default=None, *args, **kwargs):
        value = os.environ.get(self._prefix + "_" + key.upper())
        return default if value is None else _parsed(value)

    def __getattr__(self, name):
        return _parsed(os.environ[self._prefix + "_" + name])

    def __getitem__(self, name):
        return _parsed(os.environ[self._prefix + "_" + name])

    def __contains__(self, name):
        return self._prefix + "_" + name in os.environ


def Dynaconf(*args, **options):
    return _FromEnvironment(options) if _reads_no_file(options) else _FromFiles(*args, **options)


LazySettings = Dynaconf
`;
