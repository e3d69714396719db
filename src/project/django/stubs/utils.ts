/** What a dotted path names, by `django.utils.module_loading`. */
export const moduleLoading = String.raw`
import importlib


def import_string(dotted_path):
    module_path, separator, class_name = dotted_path.rpartition(".")
    if not separator:
        raise ImportError(f"{dotted_path} doesn't look like a module path")
    module = importlib.import_module(module_path)
    if not hasattr(module, class_name):
        raise ImportError(f'Module "{module_path}" does not define a "{class_name}" attribute/class')
    return getattr(module, class_name)
`;

/** A property of classes, by `django.utils.functional`. */
export const functional = String.raw`
class classproperty:
    def __init__(self, method=None):
        self.fget = method

    def __get__(self, instance, cls=None):
        return self.fget(cls)

    def getter(self, method):
        self.fget = method
        return self
`;

/** Settings under another object, by `django.conf`. */
export const conf = String.raw`
class LazySettings:
    def __getattr__(self, name):
        from django.conf import settings

        return getattr(settings, name)
`;

/** The prefix of a language, by `django.urls`. */
export const resolvers = String.raw`
from django.conf import settings
from django.utils.translation import get_language


class LocalePrefixPattern:
    def __init__(self, prefix_default_language=True):
        self.prefix_default_language = prefix_default_language
        self.converters = {}

    @property
    def language_prefix(self):
        language_code = get_language() or settings.LANGUAGE_CODE
        if language_code == settings.LANGUAGE_CODE and not self.prefix_default_language:
            return ""
        return "%s/" % language_code
`;
