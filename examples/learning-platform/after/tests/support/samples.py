"""Values for model fields: short, valid, and random within a seed.

A field takes the sample of its nearest class, so that a custom field is filled like
the built-in field it derives from; validators and choices are obeyed.
"""

import ast
import inspect
import random
import re
import string
import textwrap
import uuid
import zlib
from contextlib import contextmanager, suppress
from datetime import time, timedelta
from decimal import Decimal
from itertools import chain, islice
from os import environ

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.validators import MinLengthValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from model_bakery import baker, generators, random_gen

POSITIVE = re.compile("active|publi|visible|enabled|approved|available|confirmed|verif")
AHEAD = re.compile("expir|until|deadline|due|valid_to")
BIRTH = re.compile("birth|born")
STOCK = re.compile("stock|inventory|capacity|available")
TAKEN = re.compile("quantity|qty|(^|_)(guests|reserved)($|_)")

# What a text column is for, told by its name where no validator says it: * stands for
# letters, % for digits.
TEXTS_BY_NAME = {
    "e_?mail": "*@example.com",
    "url$|website|link$": "https://example.com/*",
    "domain|host": "*.example",
    "phone|mobile": "+1212555%",
    "time_?zone|^tz$": "Europe/Berlin",
    "currency": "EUR",
    "colou?r": "#336699",
    "locale|language": "en",
    "(^|_)version$": "1.%",
    "(^|_)(account|code|handle|hash|key|path|sku|slug|token|user_?name)$": "*",
}


# What a person types in words.
WORDS = re.compile(
    "(^|_)(body|city|comment|content|description|label|message|name|note|reason|subject|text|title)$"
)


# Kept, as code under test may assign to random.seed.
SEED = random.seed


def seed(name):
    """Make all random values depend on ``name`` and SOUNDCHECK_SEED alone."""
    number = zlib.crc32(f"{name}:{environ.get('SOUNDCHECK_SEED', '')}".encode())
    random.seed = SEED
    random.seed(number)
    baker.seed(number)


@contextmanager
def drawn_apart(name):
    """Values depend on ``name`` here, and those drawn later on nothing that is drawn here.

    What is found out once and then known must not be another thing if another test asks first.
    """
    drawn, of_baker = random.getstate(), random_gen.baker_random.getstate()
    seed(name)
    try:
        yield
    finally:
        random.setstate(drawn)
        random_gen.baker_random.setstate(of_baker)


def sample(field):
    """A valid value for a field that is no relation; None where none is found."""
    if field.has_default() and _keeps_default(field):
        return field.get_default()
    candidates = chain(_candidates(field), _numbers(field))
    values = (value for value in candidates if is_valid(field, value))
    return next((field.to_python(value) for value in values), None)


def other_samples(field):
    """Valid values of other kinds than the first draw; a few, as each costs a try."""
    if isinstance(field, models.JSONField):
        yield from ({}, [])
    if isinstance(field, models.DateField):
        yield from (sample(field) + timedelta(days=days) for days in (10, -100))
    if isinstance(
        field, models.IntegerField
    ):  # another row may count what there is room for
        numbers = (field.model._base_manager.count() + 1, 1, 2, 0)
        yield from (number for number in numbers if is_valid(field, number))
    values = (value for value in _candidates(field) if is_valid(field, value))
    yield from (field.to_python(value) for value in islice(values, 0, None, 4))


def is_valid(field, value):
    """Whether the value passes the field's own validation, and the patterns of its CHECKs."""
    try:
        field.clean(value, None)
    except Exception:  # validators may raise what DRF or a package has for it
        return False
    return value is not None and all(
        re.search(one, str(value)) for one in _checked_patterns(field)
    )


def _checked_patterns(field):
    """What CHECK constraints want of a column: ``Q(currency__regex="^[A-Z]{3}$")``."""
    checks = [
        one
        for one in field.model._meta.constraints
        if isinstance(one, models.CheckConstraint)
    ]
    for condition in (getattr(one, "condition", None) or one.check for one in checks):
        if (
            isinstance(condition, models.Q)
            and not condition.negated
            and condition.connector == "AND"
        ):
            parts = [part for part in condition.children if isinstance(part, tuple)]
            yield from (
                text for name, text in parts if name == f"{field.name}__regex" and text
            )


def _keeps_default(field):
    """States, flags, structures and generated codes are left as the model starts."""
    if isinstance(field, models.BooleanField):
        return not POSITIVE.search(field.name)
    if field.choices or isinstance(field, models.JSONField):
        return True
    value = field.get_default()  # which may be the beginning of what a person completes
    is_code = callable(field.default) and isinstance(value, (str, uuid.UUID))
    return is_code and is_valid(field, value)


def _candidates(field):
    """Random draws first, then texts that the validators of common fields accept."""
    for _ in range(20):
        yield draw(field)
    for validator in field.validators:
        if isinstance(validator, RegexValidator):
            yield from _matching(validator.regex.pattern)
        for pattern in patterns_in(validator):
            yield from _matching(pattern)
    for pattern in _checked_patterns(field):
        yield from _matching(pattern)
    if isinstance(field, models.DateField):
        yield draw(field) + timedelta(days=10)  # it may have to lie ahead
    digits = f"{random.randint(0, 9999):04}"
    yield from (
        _letters(8),
        _letters(8).upper(),
        f"{_letters(8)}@example.com",
        f"https://example.com/{_letters(8)}",
    )
    yield from (f"+1212555{digits}", f"#{digits}aa", digits, _letters(3).upper())
    if isinstance(field, models.CharField) and (
        length := min(field.max_length or 0, 64)
    ):
        yield from (_letters(length), "".join(random.choices(string.digits, k=length)))
    yield from ("EUR", "DE", "Europe/Berlin", "en", "1", "0 0 * * *", 1, [], {})


def patterns_in(validator):
    """Regular expressions that the code of a function, or of a class of validators, compares with."""
    code = (
        validator
        if inspect.isfunction(validator)
        else getattr(type(validator), "__call__", None)
    )
    if not inspect.isfunction(code) or code.__module__.startswith("django."):
        return []
    known = [code.__globals__.get(name) for name in code.__code__.co_names]
    found = [value.pattern for value in known if isinstance(value, re.Pattern)]
    with suppress(OSError, SyntaxError):  # there may be no source
        for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(code)))):
            if isinstance(node, ast.Call) and re.search(
                r"\b(full)?match$|\bsearch$", ast.unparse(node.func)
            ):
                found += [
                    part.value
                    for part in node.args[:1]
                    if isinstance(part, ast.Constant)
                ]
    return [pattern for pattern in found if isinstance(pattern, str)]


def _numbers(field):
    """Digits of each length; many, as one in ten or so has the check digit asked for."""
    if isinstance(field, (models.CharField, models.TextField)):
        for size in range(2, min(field.max_length or 20, 34) + 1):
            for _ in range(40):
                yield "".join(random.choices(string.digits, k=size))


def later(value):
    """The same with all moments ten days on, where nothing has happened yet."""
    if isinstance(value, dict):
        return {name: later(item) for name, item in value.items()}
    if isinstance(value, list):
        return [later(item) for item in value]
    for parse in (parse_date, parse_datetime):  # the second takes days for midnights
        with suppress(TypeError, ValueError):
            if moment := parse(value):
                return (moment + timedelta(days=10)).isoformat()
    return value


def choices_in(values):
    """Those that are something, in an order that every run has: a set of choices has none."""
    return sorted((value for value in values if value not in (None, "")), key=str)


def draw(field):
    """A random value by the field's choices, or by its nearest class that is known."""
    if field.choices:
        values = choices_in(value for value, _ in field.flatchoices)
        return random.choice(values) if values else None
    bakery = baker.Baker.create(field.model).type_mapping
    for cls in type(field).__mro__:
        if cls.__name__ in SAMPLES:
            return SAMPLES[cls.__name__](field)
        generator = generators.get(cls) or bakery.get(cls)
        if generator and not cls.__module__.startswith("django.db.models."):
            return generator()
    return None


def _letters(count):
    return "".join(random.choices(string.ascii_lowercase, k=count))


def _text(field):
    """Words that name the field, or what its name asks for, within max_length."""
    name = field.name or "text"
    if name == "name" and "domain" in field.model._meta.model_name:
        name = "domain"
    texts = (
        text for pattern, text in TEXTS_BY_NAME.items() if re.search(pattern, name)
    )
    text = next(texts, f"{name.replace('_', ' ').capitalize()} *")
    if field.unique and not re.search("[*%]", text):  # one row would take it
        text = "*"
    text = text.replace("*", _letters(8)).replace("%", f"{random.randint(0, 9999):04}")
    if len(text) > (field.max_length or 80):
        return _letters(min(field.max_length, 12))
    for validator in field.validators:
        if isinstance(validator, MinLengthValidator):
            text = text.ljust(validator.limit_value, "x")
    return text


def text_for(name):
    """A text that a client would send under a name; None where the name does not tell of one."""
    texts = (
        text for pattern, text in TEXTS_BY_NAME.items() if re.search(pattern, name)
    )
    text = next(texts, f"Sample {name} *" if WORDS.search(name) else None)
    return text and text.replace("*", _letters(8)).replace(
        "%", f"{random.randint(0, 9999):04}"
    )


def _bounds(field):
    """Lowest and highest number that the validators allow, near 1 and 100."""
    low, high = 1, 30_000 if field.unique else 100
    for validator in field.validators:
        limit = getattr(validator, "limit_value", None)
        limit = limit() if callable(limit) else limit
        if not isinstance(limit, (int, float, Decimal)):
            continue
        if validator.code == "min_value" and limit > low:
            low, high = limit, max(high, limit + 100)
        elif validator.code == "max_value" and limit < high:
            low, high = min(low, limit), limit
    if (low, high) != (1, 100):
        return low, high
    if TAKEN.search(field.name):  # of what there is, which several rows share
        return 1, 60
    return (200, 400) if STOCK.search(field.name) else (low, high)


def _integer(field):
    low, high = _bounds(field)
    return random.randint(int(low), int(high))


def _float(field):
    low, high = _bounds(field)
    return round(random.uniform(float(low), float(high)), 2)


def _decimal(field):
    """A value that uses its decimal places, so that losing them shows."""
    places = field.decimal_places or 0
    largest = Decimal(10) ** ((field.max_digits or 8) - places) - 1
    low, high = (min(Decimal(str(bound)), largest) for bound in _bounds(field))
    value = low + (high - low) * Decimal(str(round(random.uniform(0.1, 0.9), 6)))
    return min(max(value.quantize(Decimal(1).scaleb(-places)), low), high)


def _position(field):
    if hasattr(field, "place"):  # it stands for the field of a serializer
        return field.place
    names = [other.name for other in field.model._meta.fields]
    return names.index(field.name) if field.name in names else 0


def _days(field):
    """A day between the fields of a model."""
    is_ahead = AHEAD.search(field.name)
    return timedelta(
        days=_position(field) - (0 if is_ahead else len(field.model._meta.fields))
    )


def _date(field):
    """With a day between the fields of a model, and the same at any hour of the day."""
    moment = _around(field) + _days(field)
    return timezone.localdate(moment) if settings.USE_TZ else moment.date()


def _time(field):
    """On the half hour; later fields of a model lie later."""
    times = [
        one.name
        for one in field.model._meta.fields
        if isinstance(one, models.TimeField)
    ]
    hour = 8 + (times.index(field.name) % 16 if field.name in times else 0)
    return time(hour, random.choice((0, 30)))


def _moment(field):
    """In the past but for expiry dates; later fields of a model lie later, dates among them."""
    moment = _around(field) + timedelta(
        minutes=10 * _position(field) + random.randint(1, 9)
    )
    kinds = [type(other) for other in field.model._meta.fields]
    return moment + _days(field) if models.DateField in kinds else moment


def _phone(field):
    """A number of the region that the settings name, in which form it may be stored."""
    region = getattr(field, "region", None) or getattr(
        settings, "PHONENUMBER_DEFAULT_REGION", None
    )
    if not region:
        return _text(field)
    import phonenumbers  # as django-phonenumber-field does

    example = phonenumbers.example_number(region)
    number = str(example.national_number)[:-3] + f"{random.randint(0, 999):03}"
    return f"+{example.country_code}{number}"


def _around(field):
    moment = timezone.now().replace(microsecond=0, second=0) - timedelta(days=2)
    if AHEAD.search(field.name):
        moment += timedelta(days=30)
    elif BIRTH.search(field.name):
        moment -= timedelta(days=30 * 365)
    return moment


def sample_file(field):
    """A file with a name that the field's validators take."""
    for validator in field.validators:
        if extensions := getattr(validator, "allowed_extensions", None):
            return ContentFile(b"sample", name=f"sample.{sorted(extensions)[0]}")
    endings = ("txt", "png", "pdf", "csv", *_endings_named(field))
    files = [ContentFile(b"sample", name=f"sample.{end}") for end in endings]
    return next((file for file in files if _is_taken(field, file)), files[0])


def _endings_named(field):
    """Endings of files that the code of the field's own validators names: ``[".mp4"]``."""
    for validator in field.validators:
        own = validator if inspect.isroutine(validator) else type(validator)
        with suppress(OSError, TypeError):  # there may be no source
            yield from re.findall(r"[\"']\.?(\w{2,4})[\"']", inspect.getsource(own))


def _is_taken(field, file):
    """Whether the field's validators, which may be functions, take a file."""
    try:
        for validate in field.validators:
            validate(file)
    except Exception:  # of any class, as for values
        return False
    return True


def files_in(value):
    """The uploads that a value is, or is a list of."""
    values = value if isinstance(value, list) else [value]
    return [item for item in values if hasattr(item, "read")]


def sample_image():
    """A small picture."""
    return random_gen.gen_image_field()


def _structure(field):
    """What the JSON schema of a validator requires, if one has a schema."""
    for validator in field.validators:
        for schema in getattr(validator, "__dict__", {}).values():
            if isinstance(schema, dict) and "type" in schema:
                return _by_schema(schema)
    return {"key": _letters(6)}


def _by_schema(schema):
    """The least value that a JSON schema allows."""
    kind = schema.get("type", "string")
    if isinstance(kind, list):
        kind = kind[0]
    if "enum" in schema:
        return random.choice(schema["enum"])
    if kind == "object":
        parts = schema.get("properties", {})
        return {
            name: _by_schema(parts.get(name, {})) for name in schema.get("required", ())
        }
    if kind == "array":
        return [
            _by_schema(schema.get("items", {}))
            for _ in range(schema.get("minItems", 0))
        ]
    if kind in ("integer", "number"):
        return schema.get("minimum", 1)
    return {"boolean": False, "null": None}.get(
        kind, _letters(schema.get("minLength", 8))
    )


SAMPLES = {
    "ArrayField": lambda field: [
        v for v in [sample(field.base_field)] if v is not None
    ],
    "BinaryField": lambda field: _letters(12).encode(),
    "BooleanField": lambda field: bool(POSITIVE.search(field.name)),
    "CharField": _text,
    "DateField": _date,
    "DateTimeField": _moment,
    "DecimalField": _decimal,
    "DurationField": lambda field: timedelta(minutes=random.randint(1, 90)),
    "EmailField": lambda field: f"{_letters(8)}@example.com",
    "FileField": sample_file,
    "FloatField": _float,
    "GenericIPAddressField": lambda field: f"192.0.2.{random.randint(1, 254)}",
    "ImageField": lambda field: sample_image(),
    "IntegerField": _integer,
    "JSONField": _structure,
    "PhoneNumberField": _phone,
    "SlugField": lambda field: _letters(min(field.max_length or 12, 12)),
    "TextField": _text,
    "TimeField": _time,
    "URLField": lambda field: f"https://example.com/{_letters(8)}",
    "UUIDField": lambda field: uuid.UUID(int=random.getrandbits(128), version=4),
}


# A group without groups of its own: its first alternative, and how often it comes.
PART = r"\\.|\[(?:\\.|[^\]])+\]|[^()\\\[]"
GROUP = re.compile(
    r"(?<![\\\[])\((\?:|\?P<\w+>|\?<?[!=])?"
    rf"((?:(?!\|)(?:{PART}))*)(?:\|(?:{PART})*)?\)"
    r"(?:([?*])|\{(\d+)[^}]*\})?"
)


def _matching(pattern):
    """Texts that a simple pattern may accept, from the longest."""
    pattern, groups = pattern.replace("\\Z", ""), 1
    while groups:
        pattern, groups = GROUP.subn(_first_alternative, pattern)
    atoms = re.findall(
        r"(\\[dwSs.+()/-]|\[(?:\\.|[^\]])+\]|[^\\^$()?*+|{}\[\]])"
        r"(\{\d+(?:,\d*)?\}|[?*+])?",
        pattern,
    )
    for extra in (7, 3, 1, 0):
        yield "".join(
            character
            for atom, count in atoms
            for character in _repeat(atom, count, extra)
        )


def _first_alternative(match):
    kind, text, optional, count = match.groups()
    looks_around = kind and kind[-1] in "!="
    return "" if looks_around or optional else text * int(count or 1)


def _repeat(atom, count, extra):
    least = re.search(r"\d+", count)
    times = int(least[0]) if least else 0 if count in ("?", "*") else 1
    if count in ("+", "*") or "," in count:
        times += extra
    pool = [
        sign
        for sign in f"{string.ascii_lowercase}A042-_.()/:#+@, "
        if re.match(atom, sign)
    ]
    if not any(
        sign.islower() for sign in pool
    ):  # code may turn a mixture into small letters
        pool += [sign for sign in string.ascii_uppercase if re.match(atom, sign)]
    plain = [sign for sign in pool if sign.isalnum()]  # as two dots may mean something
    return random.choices(plain or pool or [atom[-1]], k=times)
