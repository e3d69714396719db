/** django-configurations: values that read the environment when the class is set up. */
export const configurations = String.raw`
from configurations.values import Value


class Configuration:
    DOTENV = None

    @classmethod
    def setup(cls):
        for name in dir(cls):
            if name.isupper():
                value = getattr(cls, name)
                if isinstance(value, Value):
                    value.setup_on(cls, name)

    @classmethod
    def pre_setup(cls):
        return None

    @classmethod
    def post_setup(cls):
        return None
`;

export const configurationValues = String.raw`
import os
from database_urls_ import parse_database, parse_generic

_MISSING = object()


class Value:
    multiple = False
    late_binding = False

    def __new__(cls, *args, **kwargs):
        instance = object.__new__(cls)
        if kwargs.get("late_binding"):
            return instance
        instance.__init__(*args, **kwargs)
        if (instance.environ and instance.environ_name) or (not instance.environ and instance.default):
            return instance.read(instance.environ_name)
        return instance

    def __init__(self, default=None, environ=True, environ_name=None, environ_prefix="DJANGO", environ_required=False, **kwargs):
        self.default = default
        self.environ = environ
        self.environ_name = environ_name
        self.environ_prefix = environ_prefix
        self.environ_required = environ_required
        self.options = kwargs

    def full_name(self, name):
        name = self.environ_name or name.upper()
        prefix = (self.environ_prefix or "").rstrip("_")
        return "%s_%s" % (prefix, name) if prefix else name

    def setup_on(self, cls, name):
        setattr(cls, name, self.read(name))

    def read(self, name):
        if not self.environ:
            return self.fallback()
        full = self.full_name(name)
        if full in os.environ:
            return self.to_python(os.environ[full])
        if self.environ_required:
            return os.environ[full]
        return self.fallback()

    def fallback(self):
        return self.default

    def to_python(self, value):
        return value


class BooleanValue(Value):
    def to_python(self, value):
        return value.strip().lower() in ("yes", "y", "true", "1")


class IntegerValue(Value):
    def to_python(self, value):
        return int(value)


class PositiveIntegerValue(IntegerValue):
    pass


class FloatValue(Value):
    def to_python(self, value):
        return float(value)


class DecimalValue(Value):
    pass


class ListValue(Value):
    def __init__(self, default=None, separator=",", converter=None, **kwargs):
        super().__init__(default, **kwargs)
        self.separator = separator
        self.converter = converter

    def fallback(self):
        return [] if self.default is None else list(self.default)

    def to_python(self, value):
        parts = [part.strip() for part in value.split(self.separator) if part.strip()]
        return [self.converter(part) for part in parts] if self.converter else parts


class TupleValue(ListValue):
    def fallback(self):
        return () if self.default is None else tuple(self.default)

    def to_python(self, value):
        return tuple(super().to_python(value))


class SetValue(ListValue):
    def fallback(self):
        return set() if self.default is None else set(self.default)


class SingleNestedListValue(ListValue):
    pass


class SingleNestedTupleValue(TupleValue):
    pass


class DictValue(Value):
    def fallback(self):
        return {} if self.default is None else dict(self.default)


class EmailValue(Value):
    pass


class URLValue(Value):
    pass


class IPValue(Value):
    pass


class RegexValue(Value):
    pass


class PathValue(Value):
    pass


class SecretValue(Value):
    def __init__(self, *args, **kwargs):
        kwargs["environ_required"] = True
        super().__init__(*args, **kwargs)


class CastingMixin:
    pass


class BackendsValue(ListValue):
    pass


class DatabaseURLValue(Value):
    def __init__(self, default=None, alias="default", **kwargs):
        kwargs.setdefault("environ_name", "DATABASE_URL")
        kwargs.setdefault("environ_prefix", None)
        super().__init__(default, **kwargs)
        self.alias = alias

    def fallback(self):
        return {self.alias: parse_database(self.default)} if self.default else {}

    def to_python(self, value):
        return {self.alias: parse_database(value)}


class CacheURLValue(DatabaseURLValue):
    def fallback(self):
        return {self.alias: parse_generic(self.default)}


class EmailURLValue(DatabaseURLValue):
    def fallback(self):
        return parse_generic(self.default)


class SearchURLValue(CacheURLValue):
    pass
`;
