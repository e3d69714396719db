"""What views say of themselves: their model, their kind, their query parameters."""

import ast
import inspect
import re
import sys
import textwrap
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import product
from urllib.parse import urlsplit

from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.messages import get_messages
from django.core.exceptions import FieldError
from django.db import models, transaction
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.views.generic.detail import BaseDetailView
from django.views.generic.edit import BaseUpdateView
from django.views.generic.list import MultipleObjectMixin
from rest_framework import mixins
from rest_framework.filters import OrderingFilter, SearchFilter
from rest_framework.parsers import JSONParser
from rest_framework.test import force_authenticate
from rest_framework.views import APIView

from .answers import facts, in_state, states_of
from .routes import all_routes
from .rows import first_party_models, is_first_party, mail_column, unique_sets

# request.GET.get("q"), self.request.query_params["q"]
QUERY_NAME = re.compile(r"\.(?:GET|query_params)(?:\.get(?:list)?\(|\[)\s*[\"'](\w+)")
# "all" in request.GET
QUERY_TEST = re.compile(r"[\"'](\w+)[\"'] (?:not )?in [\w.]+\.(?:GET|query_params)\b")
# params = self.request.query_params, orders_of(params=request.GET)
QUERY_ALIAS = re.compile(
    r"\b(\w+)\s*=\s*[\w.]+\.(?:GET|query_params)\s*(?:$|[,)])", re.M
)
# default_token_generator.check_token(user, code), ... (user, data["code"])
TOKEN_CHECK = re.compile(r"(\w+)\.check_token\(\s*[^,]+,\s*(?:\w+\[[\"'])?(\w+)")
# What gives one row.
ONE_ROW = r"\.(get|first|last|latest|earliest)$|^get_object_or_404$"
REQUEST = re.compile(r"(self\.)?request(\.(GET|query_params|data))?")
# data = json.loads(request.body)
JSON_READ = re.compile(r"(?:(\w+)\s*=\s*)?json\.loads?\(\s*(?:self\.)?request\b")
FRAMEWORKS = ("django", "rest_framework", "django_filters")
# In the context of every page.
SHOWN_BY_DJANGO = {"True", "False", "None", "csrf_token", "debug", "LANGUAGE_CODE"}
NONSENSE, NO_KEY = "qqqqzzzzqqqq", 987654321
MOST_VALUES = 12
# Such names are of some day, and others on another.
CALENDAR = re.compile(
    "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)",
    re.I,
)
# How far another value is from one of a row.
DAY = timedelta(days=1)
STEPS = ((bool, None), (int, 1), (float, 1), (Decimal, 1), (date, DAY))


def made_up_number(name):
    """One; but for a key what no row has, as PostgreSQL counts on when rows are rolled back."""
    return NO_KEY if re.search("(^|_)(id|pk)$", name) else 1


def model_of(route, label=None):
    """The model behind a route: as its row says, or as its view does."""
    if label:
        return apps.get_model(label)
    queryset, serializer = route.option("queryset"), route.option("serializer_class")
    meta = getattr(serializer, "Meta", None)
    models = [getattr(queryset, "model", None), route.option("model")]
    models += [getattr(meta, "model", None)]
    classes = [
        model for model in models if isinstance(model, type)
    ]  # no property, no text
    return (
        next(iter(classes), None)
        or told_model(route.callback)
        or model_looked_up(route)
    )


def model_looked_up(route):
    """The model of which code looks for a row by the last part of the address, or of the one below a list."""
    names = re.findall(r"{(\w+)}", route.path)
    if not names:
        below = (
            one
            for one in all_routes()
            if re.fullmatch(re.escape(route.path) + r"{\w+}/?", one.path)
        )
        return next(filter(None, map(model_looked_up, below)), None)
    name = names[-1]
    asked = {
        name,
        f"kwargs['{name}']",
        f"self.kwargs['{name}']",
        f"self.kwargs.get('{name}')",
    }
    for part in own_parts(route.view):
        for call in calls_in(part):
            if asked & {ast.unparse(keyword.value) for keyword in call.keywords}:
                text = ast.unparse(call)
                helpers = (
                    getattr(route.view, one, None)
                    for one in re.findall(r"self\.(\w+)\(", text)
                )
                sources = [
                    text,
                    *(
                        inspect.getsource(one)
                        for one in helpers
                        if inspect.isfunction(one)
                    ),
                ]
                if found := models_in("\n".join(sources), part):
                    return found[0]
    return None


@cache
def calls_in(part):
    """The calls in the source of a class or function."""
    with suppress(OSError, SyntaxError, TypeError):
        tree = ast.parse(textwrap.dedent(inspect.getsource(part)))
        return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return []


@cache
def told_model(callback):
    """The model that the view's own methods give, where they need no real request."""
    cls = getattr(callback, "cls", getattr(callback, "view_class", None))
    if not hasattr(cls, "get_queryset") or not is_first_party(cls.__module__):
        return None
    request, actions = (
        RequestFactory().get("/"),
        getattr(callback, "actions", None) or {},
    )
    request.user = get_user_model()._base_manager.first()
    options = getattr(callback, "initkwargs", getattr(callback, "view_initkwargs", {}))
    view = cls(**options)
    view.request, view.args, view.kwargs, view.action_map = request, (), {}, actions
    if isinstance(view, APIView):
        force_authenticate(request, request.user)
        view.request = view.initialize_request(request)
    view.action = next(iter(actions.values()), None)
    asked = [lambda: view.get_queryset().model]
    asked += [lambda: view.get_serializer_class().Meta.model]
    for ask in asked:
        with (
            suppress(Exception),
            transaction.atomic(),
        ):  # it may want what the address says
            return ask()
    return None


def is_untouched(route, *methods):
    """Whether Django or DRF, and not the project, wrote these methods of the view."""
    found = [getattr(route.view, name, None) for name in methods]
    modules = [method.__module__ for method in found if method is not None]
    backends = [backend.__module__ for backend in route.option("filter_backends") or ()]
    return all(module.split(".")[0] in FRAMEWORKS for module in modules + backends)


def lost_methods(route, methods):
    """Those of the methods for which a class has no handler, where a framework looks for handlers."""
    dispatch, actions = (
        getattr(route.view, "dispatch", None),
        getattr(route.callback, "actions", None),
    )
    is_plain = dispatch is not None and dispatch.__module__.split(".")[0] in FRAMEWORKS
    if not is_plain or (actions is None and hasattr(route.view, "get_extra_actions")):
        return []
    handlers = {
        name: actions.get(name.lower(), "") if actions else name.lower()
        for name in methods
    }
    allowed = [name.upper() for name in route.option("http_method_names") or methods]
    return [
        name
        for name in methods
        if not hasattr(route.view, handlers[name]) or name not in allowed
    ]


def is_detail(route):
    """Whether the view shows one object in just the way that frameworks do."""
    kinds = (BaseDetailView, BaseUpdateView, mixins.RetrieveModelMixin)
    return _is_a(route, kinds, "retrieve") and is_untouched(
        route, "get", "retrieve", "get_object", "get_queryset", "filter_queryset"
    )


def serves(route, row):
    """Whether the query set that the view declares holds a row."""
    queryset = route.option("queryset")
    rows = type(row)._default_manager if queryset is None else queryset
    return rows.filter(pk=row.pk).exists()


def is_list(route):
    """Whether the view shows all rows of a query set, and there are some."""
    kinds = (MultipleObjectMixin, mixins.ListModelMixin)
    if not _is_a(route, kinds, "list") or not is_untouched(
        route, "get", "list", "get_queryset", "filter_queryset", "paginate_queryset"
    ):
        return False
    queryset, model = route.option("queryset"), model_of(route)
    rows = model._default_manager if model and queryset is None else queryset
    return rows is not None and rows.all().exists()


def _is_a(route, kinds, action):
    if not isinstance(route.view, type) or not issubclass(route.view, kinds):
        return False
    actions = getattr(route.callback, "actions", None)
    return actions is None or actions.get("get") == action


def is_refused(response):
    """Whether nothing was done: not allowed, not there, or sent elsewhere."""
    return response.status_code in (301, 302, 303, 307, 308, 401, 403, 404, 405)


def declares_throttle(route):
    """Whether a view of REST framework has throttles, or a method that picks them."""
    own = getattr(route.view, "get_throttles", None) is not APIView.get_throttles
    is_api = isinstance(route.view, type) and issubclass(route.view, APIView)
    return is_api and bool(own or route.option("throttle_classes"))


def reads_json(route):
    """Whether the view takes a JSON body."""
    if isinstance(route.view, type) and issubclass(route.view, APIView):
        return any(
            issubclass(parser, JSONParser) for parser in route.option("parser_classes")
        )
    return any(map(JSON_READ.search, own_code(route.view)))


# Lists


def shown_rows(response):
    """The rows of an answer's list, or None where it is no list."""
    if response.status_code != 200:
        return None
    if "json" not in response.headers.get("Content-Type", ""):
        rows = (getattr(response, "context_data", None) or {}).get("object_list")
        return None if rows is None else list(rows)
    try:
        data = response.json()
    except ValueError:  # a file, whatever it is called
        return None
    if isinstance(data, dict):
        lists = [value for value in data.values() if isinstance(value, list)]
        data = data.get("results", lists[0] if len(lists) == 1 else None)
    return data if isinstance(data, list) else None


def is_picked(response, size):
    """Whether a list is as long as the view allows and in no order: which rows it has is chance."""
    return size in response.picks


def names_of(user):
    """What names a user and nobody else: address and user name."""
    values = [user.get_username(), getattr(user, mail_column(type(user)), "")]
    return [value for value in map(str, values) if len(value) > 3]


def text_of(response):
    """What an answer says, unless it is a stream."""
    return "" if response.streaming else response.content.decode(errors="replace")


def said(response):
    """The status and what else of an answer is no generated data."""
    told = {"answer": response.status_code}
    if response.status_code >= 400 or response.streaming:
        return told
    if response.content and "json" in response.headers.get("Content-Type", ""):
        document = response.json()
        keys = dict(keys_by_hand("", getattr(response, "data", document)))
        return {**told, **keys, **_steady(response, facts(document))}
    if target := urlsplit(response.headers.get("Location", "")).path:
        with suppress(Resolver404):
            told["goes to"] = resolve(target).view_name
    for template in (getattr(response, "templates", None) or ())[:1]:
        told["template"] = template.name
    request = getattr(response, "wsgi_request", None)
    messages = [str(message) for message in get_messages(request)] if request else []
    shown = _steady(response, facts(shown_by(response)))
    return {**told, **facts({"messages": messages} if messages else {}), **shown}


def keys_by_hand(path, data):
    """Names in a document that the view's own code puts there, those of serializers left out."""
    if type(data) is dict:
        names = sorted(map(str, data))
        if names and all(
            name.isidentifier() and not CALENDAR.match(name) for name in names
        ):
            yield f"names({path})", " ".join(names)
        for name, value in data.items():
            yield from keys_by_hand(f"{path}.{name}" if path else str(name), value)
    elif type(data) in (list, tuple) and data:
        yield from keys_by_hand(f"{path}[]", data[0])


def _steady(response, found):
    """The facts without those of rows that the database picks."""
    lists = [key[len("len(") : -1] for key in found if key.startswith("len(")]
    picked = [
        f"{path}[]" for path in lists if is_picked(response, found[f"len({path})"])
    ]
    return {key: found[key] for key in found if not any(path in key for path in picked)}


def shown_by(response):
    """The plain values that the view gives to its template, and its lists."""
    contexts = getattr(response, "context", None) or ()
    first = next((context for context in contexts if hasattr(context, "flatten")), None)
    values = first.flatten() if first is not None else {}
    kinds = (str, int, list, models.QuerySet)
    own = {name: value for name, value in values.items() if isinstance(value, kinds)}
    return {name: value for name, value in own.items() if name not in SHOWN_BY_DJANGO}


def queries_of(route, row):
    """Labels and queries for what a list declares; filters take values of a row."""
    yield "page", {"page": 1}
    yield "page of nothing", {"page": NO_KEY}
    if size := getattr(route.option("pagination_class"), "page_size_query_param", None):
        yield f"{size} of one", {size: 1}
    if route.option("search_fields"):
        yield "search", {SearchFilter.search_param: NONSENSE}
    for name in searches_of(route):
        if found := re.match(r"[A-Za-z]{3,}", str(attribute_of(row, name) or "")):
            yield f"search {name}", {SearchFilter.search_param: found[0]}
    for name in orderings_of(route):
        for order in (name, f"-{name}"):
            yield f"ordering={order}", {OrderingFilter.ordering_param: order}
    words = values_asked(route)
    for name in names_asked(route):
        states = dict(states_of(row)).get(name, ()) if row else ()
        for value in dict.fromkeys((NONSENSE, *states, *words.get(name, ()))):
            yield f"{name} is {value}", {name: value}
        for column in words_of(row) if attribute_of(row, name) is None else ():
            yield f"{name} for {column}", {name: words_of(row)[column]}
    kinds = kinds_of_filters(route)
    for name in (name for name in kinds if kinds[name] is forms.NullBooleanField):
        yield f"{name} is true", {name: "true"}
        yield f"{name} is false", {name: "false"}
    for name, source in {**names_asked(route), **filters_of(route)}.items():
        value = attribute_of(row, source)
        if kinds.get(name) is forms.DateField and isinstance(value, datetime):
            value = value.date()
        is_plain = value not in (None, "") and not isinstance(value, (list, dict))
        yield name, {name: value if is_plain else 1}
        yield f"{name} of nothing", {name: NO_KEY}
        yield f"{name} is zero", {name: 0}


def words_of(row):
    """The first words of a row's texts, by column."""
    columns = [f for f in row._meta.concrete_fields if not f.choices] if row else ()
    texts = {
        f.name: getattr(row, f.name) for f in columns if isinstance(f, models.CharField)
    }
    found = {name: re.match("[A-Za-z]{3,}", str(text)) for name, text in texts.items()}
    return {name: match[0] for name, match in found.items() if match}


def how_many(rows, row):
    """0 for no rows, 1 for others, 2 for this one, too: how many share a value is chance."""
    if not rows:
        return None if rows is None else 0
    return 2 if row is not None and place_of(row, rows) is not None else 1


def place_of(row, rows):
    """Where in a list a row is, told by a unique value that is shown; None if it is not."""
    unique = [field for field in row._meta.concrete_fields if field.unique]
    for place, one in enumerate(rows):
        known = one if isinstance(one, dict) else {"pk": getattr(one, "pk", None)}
        values = {
            "pk": row.pk,
            "id": row.pk,
            **{f.name: getattr(row, f.attname) for f in unique},
        }
        shared = values.keys() & known.keys()
        if shared and all(str(known[name]) == str(values[name]) for name in shared):
            return place
    return None


def found_in_states(route, row, ask, known):
    """Whether filters find the row, in states of it and beside its value; by label.

    ``ask`` gives the rows for a query; only known labels are asked about, or all if None.
    """
    kinds, found = kinds_of_filters(route), {}

    def told(query, state):
        with in_state(row, state) as changed:
            rows = ask(query) if changed is not None else None
        return rows if rows is None else place_of(row, rows) is not None

    for name, source in filters_of(route).items():
        value = attribute_of(row, source)
        if kinds.get(name) is forms.DateField and isinstance(value, datetime):
            value = value.date()
        step = next((step for kind, step in STEPS if isinstance(value, kind)), None)
        if step and re.search("(^|__)[gl]te?$", lookup_of(route, name)):
            beside = {"above": value + step, "below": value - step}
            for where, other in beside.items():
                found[f"{name} {where} the row's"] = told({name: other}, {})
    for name, words in switches_of(route).items():
        for word, (column, states) in product(words, states_of(row)):
            labels = {
                state: f"{name} is {word} if {column} is {state}" for state in states
            }
            if known is None or known.keys() & {*labels.values()}:
                query = {name: word}
                shown = {labels[s]: told(query, values) for s, values in states.items()}
                found |= shown if known or len({*shown.values()}) > 1 else {}
    return {
        label: is_shown for label, is_shown in found.items() if is_shown is not None
    }


def switches_of(route):
    """Names of the query that pick rows by a word, each with two: ``?open=1`` as much as ``?open=true``."""
    kinds = kinds_of_filters(route)
    found = {
        name: ("true", "false")
        for name in kinds
        if kinds[name] is forms.NullBooleanField
    }
    return found | {name: words[:2] for name, words in values_asked(route).items()}


def lookup_of(route, name):
    """How a filter compares: ``gte``."""
    filters = getattr(route.option("filterset_class"), "base_filters", {})
    return getattr(filters.get(name), "lookup_expr", name.rpartition("__")[2])


def orders_of(rows, ask, known):
    """By which columns a list is ordered: the first of two rows, otherwise alike, is the low one."""
    first, second = rows
    columns = [f for f in first._meta.concrete_fields if is_sortable(f)]
    apart = {name for names in unique_sets(type(first)) for name in names}
    same = {
        f.attname: getattr(first, f.attname) for f in columns if f.name not in apart
    }
    orders = {}
    for field in columns:
        label = f"order by {field.name}"
        low, high = low_and_high(field, getattr(first, field.attname))
        if known is not None and label not in known or None in (low, high):
            continue
        seen = []
        for one, other in ((low, high), (high, low)):
            states = {
                first: {field.attname: one},
                second: {**same, field.attname: other},
            }
            with in_state(first, states[first]) as changed:
                with in_state(second, states[second]) as opposite:
                    shown = ask({}) if None not in (changed, opposite) else ()
            places = [place_of(row, shown or ()) for row in rows]
            seen.append(places[0] < places[1] if None not in places else None)
        if None not in seen and seen[0] != seen[1]:
            orders[label] = "low first" if seen[0] else "high first"
    return orders


def is_sortable(field):
    """Whether two rows may have the same value, and one a higher value than the other."""
    kinds = (
        models.BooleanField,
        models.CharField,
        models.DateField,
        models.DecimalField,
    )
    kinds += (models.IntegerField,)
    return isinstance(field, kinds) and not (field.unique or field.is_relation)


def low_and_high(field, value):
    """Two values of a column, the lower first; a row has one now."""
    if field.choices:
        values = sorted((value for value, _ in field.flatchoices if value), key=str)
        return (values[0], values[-1]) if len(values) > 1 else (None, None)
    if isinstance(field, models.DateField):
        now = timezone.now() if settings.USE_TZ else datetime.now()
        now = now if isinstance(field, models.DateTimeField) else now.date()
        return now - timedelta(days=2), now - timedelta(days=1)
    if isinstance(field, models.CharField):
        return "aaa"[: field.max_length], "zzz"[: field.max_length]
    if isinstance(field, models.BooleanField):
        return False, True
    return value or 1, (value or 1) + 1


@cache
def models_named(view):
    """The project's models that the code of a view names."""
    found = []
    for part in own_parts(view):
        with suppress(OSError, TypeError):
            found += models_in(inspect.getsource(part), part)
    return [model for model in first_party_models() if model in found]


def models_in(source, part, others=frozenset()):
    """The project's models that code names, in its order, and others that count as such."""
    known = vars(sys.modules[part.__module__])
    named = [known.get(name) for name in re.findall(r"\b[A-Z]\w+", source)]
    asked_for = {*first_party_models(), *others}
    return [one for one in named if isinstance(one, type) and one in asked_for]


def own_parts(view):
    """The classes of a view, or its function, and what they hand the request to, if the project wrote it."""
    code = [*getattr(view, "__mro__", [view])]
    handlers = (
        getattr(view, name, None) for name in ("get", "post", "put", "patch", "delete")
    )
    code += [*dict.fromkeys(filter(None, map(function_below, handlers)))]
    own = [one for one in code if is_first_party(one.__module__)]
    return [*own, *helpers_of(*own)]


def proof_for(view, name, user):
    """What a mail to a user holds of a name: a key in base64, or the token that the view checks; or None."""
    known = [vars(sys.modules[part.__module__]) for part in own_parts(view)]
    checks = [pair for source in own_code(view) for pair in TOKEN_CHECK.findall(source)]
    makers = [values[word] for values in known for word, _ in checks if word in values]
    maker = next(
        (one for one in makers if isinstance(one, PasswordResetTokenGenerator)), None
    )
    if maker is None or user is None:
        return None
    if re.search("(^|_)token$", name) or name in [checked for _, checked in checks]:
        return maker.make_token(user)
    if re.search("(^|_)uid", name):
        is_encoded = any("urlsafe_base64_decode" in values for values in known)
        return urlsafe_base64_encode(force_bytes(user.pk)) if is_encoded else user.pk
    return None


@cache
def sought(view, name):
    """The model and the column by which a view's code finds a row for a part of its address, or None.

    ``Message.objects.get(id=message_id)``, ``get_object_or_404(User, email=self.kwargs["email"])``.
    """
    reads = re.compile(rf"(self\.)?kwargs(\.get\(|\[)[\"']{name}[\"'][\])]")
    for part in own_parts(view):
        with suppress(OSError, SyntaxError, TypeError):
            tree = ast.parse(textwrap.dedent(inspect.getsource(part)))
            words = {name} & {
                one.arg for one in ast.walk(tree) if isinstance(one, ast.arg)
            }
            for node in ast.walk(tree):
                if isinstance(node, ast.Assign) and reads.fullmatch(
                    ast.unparse(node.value)
                ):
                    words |= {
                        one.id for one in node.targets if isinstance(one, ast.Name)
                    }
            for call, keyword in _look_ups_in(tree):
                value = ast.unparse(keyword.value)
                if value in words or reads.fullmatch(value):
                    asked = " ".join(map(ast.unparse, [call.func, *call.args[:1]]))
                    column = re.sub("__i?exact$", "", keyword.arg)
                    for model in models_in(asked, part, {get_user_model()}):
                        return model, column
    return None


def _look_ups_in(tree):
    """Calls that give one row, and each keyword by which they, or what they are asked of, pick it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and re.search(ONE_ROW, ast.unparse(node.func)):
            for call in [
                node,
                *(one for one in ast.walk(node.func) if isinstance(one, ast.Call)),
            ]:
                for keyword in call.keywords:
                    if re.fullmatch(r"\w+?(__i?exact)?", keyword.arg or ""):
                        yield node, keyword


@cache
def looked_up(view, name):
    """The model and the column by which a view's code looks up what a body says of a name, or None.

    ``Ticket.objects.get(code=request.data["code"])``, or so in a function that is given ``code``.
    """
    own, given = own_parts(view), functions_given_data(view)
    for part in dict.fromkeys([*own, *given]):
        known = (
            {name} & {*inspect.signature(part).parameters} if part in given else {*()}
        )
        with suppress(OSError, SyntaxError, TypeError):
            source = textwrap.dedent(inspect.getsource(part))
            tree = ast.parse(source)
            for node in ast.walk(tree):
                if isinstance(node, ast.Assign) and reads_name(name, node.value):
                    known |= {
                        one.id for one in node.targets if isinstance(one, ast.Name)
                    }
            for call, keyword in _look_ups_in(tree):
                words = {
                    one.id
                    for one in ast.walk(keyword.value)
                    if isinstance(one, ast.Name)
                }
                if words & known or reads_name(name, keyword.value):
                    column = keyword.arg.partition("__")[0]
                    for model in [
                        *models_in(ast.unparse(call), part),
                        *models_in(source, part),
                    ]:
                        if column in {one.name for one in model._meta.concrete_fields}:
                            return model, column
    return None


def reads_name(name, node):
    """Whether code takes a name out of a body: ``serializer.validated_data["code"]``."""
    return bool(
        re.search(rf"(\b|_)data(\.get\(|\[)[\"']{name}[\"']", ast.unparse(node))
    )


def functions_given_data(view):
    """Functions of the project to which a view's code hands what a body says."""
    found = [*helpers_of(*own_parts(view))]
    for part in own_parts(view):
        for call in calls_in(part):
            given = [*call.args, *(keyword.value for keyword in call.keywords)]
            if any(
                re.search(r"\b(validated_)?data\b", ast.unparse(one)) for one in given
            ):
                named = function_named(
                    ast.unparse(call.func), vars(sys.modules[part.__module__])
                )
                found += [inspect.unwrap(named)] if named else []
    return found


@cache
def helpers_of(*parts):
    """Functions of the project to which code passes the request, or what it asks, on; in turn."""
    found = []
    for part in parts:
        known = vars(sys.modules[part.__module__])
        for call in calls_in(part):
            given = [*call.args, *(keyword.value for keyword in call.keywords)]
            if any(REQUEST.fullmatch(ast.unparse(one)) for one in given):
                named = function_named(ast.unparse(call.func), known)
                found += [inspect.unwrap(named)] if named else []
    found = [one for one in dict.fromkeys(found) if one not in parts]
    return [*found, *helpers_of(*parts, *found)] if found else []


def function_named(name, known):
    """The project's function of a dotted name, ``selectors.orders_of``, or None."""
    found = None
    for place, word in enumerate(name.split(".")):
        found = getattr(found, word, None) if place else known.get(word)
    return (
        found
        if inspect.isfunction(found) and is_first_party(found.__module__)
        else None
    )


@cache
def query_aliases(view):
    """Names by which the code of a view has the whole query, arguments of its helpers among them."""
    found = {name for source in own_code(view) for name in QUERY_ALIAS.findall(source)}
    for part in own_parts(view):
        for call in calls_in(part):
            named = function_named(
                ast.unparse(call.func), vars(sys.modules[part.__module__])
            )
            names = [*inspect.signature(named).parameters] if named else []
            given = zip(names, map(ast.unparse, call.args))
            found |= {
                name
                for name, text in given
                if re.search(r"\.(GET|query_params)$", text)
            }
    return found


def names_asked(route):
    """Names that the view's own code takes out of the query, each with itself."""
    names = []
    for source in own_code(route.view):
        names += QUERY_NAME.findall(source) + QUERY_TEST.findall(source)
        for alias in query_aliases(route.view):
            names += re.findall(
                rf"\b{alias}(?:\.get(?:list)?\(|\[)\s*[\"'](\w+)", source
            )
            names += re.findall(rf"[\"'](\w+)[\"'] (?:not )?in {alias}\b(?!\.)", source)
    return {name: name for name in names}


def values_asked(route):
    """Values that the view's own code compares a name of the query with, or looks up by it, by name."""
    found = {}
    for part in own_parts(route.view):
        with suppress(OSError, SyntaxError, TypeError):
            source = textwrap.dedent(inspect.getsource(part))
            for name, other in _compared_in(
                ast.parse(source), query_aliases(route.view)
            ):
                found.setdefault(name, []).extend(_words_in(other, part))
    return {
        name: [*dict.fromkeys(values)][:MOST_VALUES] for name, values in found.items()
    }


def _compared_in(tree, aliases):
    """Names of the query, each with an expression that it is compared with, or looked up in."""
    holders = {}  # order = params.get("order")

    def names_in(node):
        for one in ast.walk(node):
            asked = one.func.value if _is_get(one) else getattr(one, "value", None)
            key = one.args[:1] if _is_get(one) else [getattr(one, "slice", None)]
            text = ast.unparse(asked) if isinstance(asked, ast.expr) else ""
            is_query = text in aliases or re.search(r"\.(GET|query_params)$", text)
            if is_query and key and isinstance(key[0], ast.Constant):
                yield key[0].value
            elif isinstance(one, ast.Name) and one.id in holders:
                yield holders[one.id]

    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            for name in names_in(node.value):
                holders.setdefault(node.targets[0].id, name)
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and len(node.comparators) == 1:
            for one, other in (
                (node.left, node.comparators[0]),
                (node.comparators[0], node.left),
            ):
                yield from ((name, other) for name in names_in(one))
        elif _is_get(node):
            yield from (
                (name, node.func.value)
                for key in node.args[:1]
                for name in names_in(key)
            )


@cache
def words_for(view, name):
    """Words that the view's own code compares a part of its address with: ``if step == "ship"``."""
    found = []
    for part in own_parts(view):
        with suppress(OSError, SyntaxError, TypeError):
            for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(part)))):
                if isinstance(node, ast.Compare) and ast.unparse(node.left) == name:
                    found += _words_in(node.comparators[0], part)
    return [*dict.fromkeys(found)]


def _is_get(node):
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "get"
    )


def _words_in(node, part):
    """Texts and numbers that an expression is or holds: ``("1", "true")``, ``self.SORTS``."""
    if isinstance(node, ast.Constant):
        values = [node.value]
    elif isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        values = [one.value for one in node.elts if isinstance(one, ast.Constant)]
    else:
        first, *rest = ast.unparse(node).split(".")
        known = (
            part
            if first in ("self", "cls")
            else vars(sys.modules[part.__module__]).get(first)
        )
        for name in rest:
            known = getattr(known, name, None)
        values = (
            list(known)
            if isinstance(known, (dict, list, tuple, set, frozenset))
            else []
        )
    plain = [
        one
        for one in values
        if isinstance(one, (str, int)) and not isinstance(one, bool)
    ]
    return sorted({str(one) for one in plain if 0 < len(str(one)) <= 30})


@cache
def own_code(view):
    """The project's source of a view: its classes, or its function."""
    sources = []
    for part in own_parts(view):
        with suppress(OSError, TypeError):
            sources.append(inspect.getsource(part))
    return sources


def searches_of(route):
    """The attributes of which ``?search=`` compares the text, or its start."""
    declared = route.option("search_fields")
    if not isinstance(declared, (list, tuple)):
        return []
    return [name.lstrip("^") for name in declared if name[:1] not in ("=", "@", "$")]


def function_below(handler):
    """The function that @api_view has made a view of, or None."""
    if not inspect.isfunction(handler):
        return None
    inner = inspect.getclosurevars(inspect.unwrap(handler)).nonlocals.get("func")
    return inspect.unwrap(inner) if inspect.isfunction(inner) else None


def orderings_of(route):
    """The names that ``?ordering=`` takes."""
    declared = route.option("ordering_fields")
    if not isinstance(declared, (list, tuple)):
        return []
    return [name if isinstance(name, str) else name[0] for name in declared]


def filters_of(route):
    """Filters of django-filter by name, with the attributes of a row they look at."""
    declared = route.option("filterset_fields") or ()
    names = {name: name for name in declared}
    if isinstance(declared, dict):
        names = {
            name if lookup == "exact" else f"{name}__{lookup}": name
            for name, lookups in declared.items()
            for lookup in lookups
        }
    filters = getattr(route.option("filterset_class"), "base_filters", {})
    return {**names, **{name: f.field_name or name for name, f in filters.items()}}


def kinds_of_filters(route):
    """The form fields that check what the filters of django-filter are given, by name."""
    filters = getattr(route.option("filterset_class"), "base_filters", {})
    return {name: getattr(f, "field_class", None) for name, f in filters.items()}


def _filters_of(route):
    """What a row may say of each filter of a filter set: its name, its column, its look-up."""
    for name, one in getattr(
        route.option("filterset_class"), "base_filters", {}
    ).items():
        column = f"{name}={one.field_name}"
        yield from (name, column, f"{column}__{one.lookup_expr}")


def lost_queries(route, row):
    """What a list does not search, order by, filter by or page with any more, though its row says so."""
    paginator = route.option("pagination_class")
    takes = {
        "search": route.option("search_fields") or (),
        "ordering": route.option("ordering_fields") or (),
        "filters": {*(route.option("filterset_fields") or ()), *_filters_of(route)},
        "pages": [cls.__name__ for cls in getattr(paginator, "__mro__", ())],
    }
    said = [(kind, name) for kind in takes for name in row.get(kind, "").split()]
    return [f"{kind} {name}" for kind, name in said if name not in takes[kind]]


def attribute_of(row, name):
    """``course__slug`` of a row, following relations; None where there is none."""
    for part in name.split("__"):
        row = guessed(row, "pk" if part == "id" else part)
    return row.pk if hasattr(row, "pk") else None if callable(row) else row


def guessed(row, name):
    """An attribute that a row may have; a property that cannot work on a made row says nothing."""
    try:
        return getattr(row, name, None)
    except Exception:
        return None


def assert_searched(route, shown):
    """Where ``?search=`` is all DRF's, nonsense finds nothing, and each field counts."""
    if _filters_with(route, SearchFilter):
        assert not shown.get("search"), f"?search={NONSENSE} finds something"
    if _filters_with(route, SearchFilter) and is_list(route) and shown["page"]:
        for name in searches_of(route):
            assert shown.get(f"search {name}") != [], f"?search= finds no {name}"


def assert_ordered(route, model, shown):
    """Where ``?ordering=`` is all DRF's, x and -x are each other's reverse; a page may cut them."""
    for name in orderings_of(route) if _filters_with(route, OrderingFilter) else ():
        ascending, descending = shown[f"ordering={name}"], shown[f"ordering=-{name}"]
        try:
            values = (
                list(model._base_manager.values_list(name, flat=True)) if model else []
            )
        except FieldError:  # a column that the view adds to its rows
            continue
        if ascending and None not in values and len(values) == len(set(values)):
            forth = [row for row in ascending if row in descending]
            back = [row for row in descending if row in ascending]
            assert forth == back[::-1], f"?ordering={name} does not order"


def _filters_with(route, backend):
    declared = route.option("filter_backends") or ()
    is_shown = _is_a(route, (mixins.ListModelMixin,), "list")
    untouched = is_untouched(route, "get", "list", "filter_queryset")
    return backend in declared and is_shown and untouched
