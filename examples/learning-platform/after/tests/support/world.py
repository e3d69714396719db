"""The world that requests meet: a user for every role and two rows of every model."""

import json
import re
import traceback
import warnings
from contextlib import ExitStack, contextmanager, suppress
from copy import copy
from functools import partial
from itertools import chain, islice, product
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured, ObjectDoesNotExist
from django.db import (
    IntegrityError,
    InternalError,
    connections,
    models,
    router,
    transaction,
)
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.http import Http404, HttpResponseServerError
from django.shortcuts import resolve_url
from django.test.client import (
    BOUNDARY,
    MULTIPART_CONTENT,
    ClientHandler,
    encode_multipart,
)
from django.urls import Resolver404, resolve
from django.utils import translation
from django.views.generic import RedirectView
from rest_framework.authentication import BasicAuthentication, SessionAuthentication
from rest_framework.test import APIClient as Client
from rest_framework.views import APIView

from .bodies import bodies_to_try
from .faults import (
    fault_of,
    savepoints,
    telling_frames,
    undo,
    where_it_arose,
    without_numbers,
)
from .kinds import be, kinds_of, plain_values, privileges
from .known_rows import keys_of_one_row, make_known_rows, models_of_one_row
from .middleware import headers_of
from .reads import Reads, noting_picks
from .routes import all_routes, default_language, route_at
from .rows import (
    CannotMake,
    first_party_models,
    group_keys,
    host_wanted,
    is_first_party,
    is_installed,
    join,
    mail_column,
    make,
    may_hold,
    number_on,
    recipe_for,
    reference_row,
    said_by,
    talks_to_others,
    unbuilt,
)
from .samples import choices_in, drawn_apart, files_in, seed
from .shared_secrets import shared_secrets
from .views import (
    attribute_of,
    guessed,
    is_detail,
    made_up_number,
    model_of,
    proof_for,
    reads_json,
    serves,
    shown_rows,
    sought,
    words_for,
)

# What cannot be read from the project: {"/activate/{token}/": {"token": "..."}}. A
# value may be a function of the world.
URL_ARGUMENTS = {}

ROLES = ("anonymous", "owner", "stranger", "staff")
MADE_UP = ("sample", "00000000-0000-4000-8000-000000000000", "2026-01-15", "en")
NOT_THERE = (987654321, "not-there", "ffffffff-ffff-4fff-8fff-ffffffffffff")
MADE_UP_DATES = {"year": 1999, "month": 1, "day": 1, "week": 1}  # without rows
DJANGO = Path(django.__file__).parent
UNREACHED = re.compile(
    r"Max retries exceeded|Connection refused|Failed to (resolve|establish)|"
    r"Name or service not known|name resolution|nodename nor servname"
)
MISSING_TABLE = re.compile(r"(?:relation|no such table:|Table) [\"']?(?:\w+\.)?(\w+)")
# Such columns stay empty, or the row would count as over.
ENDED = re.compile("archiv|block|cancel|delet|disabl|end|expir|reject|remov|revok|susp")
# Such a state hides a row, and such a one shows it to others.
HIDDEN = re.compile("draft|hidden|private|unpubli|inactive", re.I)
SHOWN = re.compile("^(publi|visible|active|open|live)")
# Such columns count rows made elsewhere, so that zero would be a lie.
COUNTER = re.compile("count|total|stock|quantity|balance|remaining|available")


@contextmanager
def make_world(requests):
    """Make the rows in a transaction that is rolled back when the tests are done.

    ``requests`` are those that ``test_request`` makes, with the labels of models that are
    known. Each module makes the same world, so that what one tells holds in the other.
    """
    seed("world")
    with ExitStack() as blocks:
        for alias in connections:
            blocks.enter_context(transaction.atomic(using=alias))
            blocks.callback(transaction.set_rollback, True, using=alias)
            number_anew(connections[alias])
        patch = blocks.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(APIView, "handle_exception", noting(APIView.handle_exception))
        yield World(requests)


def number_anew(connection):
    """Give the rows of the world the same keys in every run, whatever tests have used up.

    A request about the key of another model's row would find an object by chance.
    """
    names = connection.introspection.table_names()
    known = apps.get_models(include_auto_created=True)
    number_on(connection, [model for model in known if model._meta.db_table in names])


def noting(handle):
    """Keep on a server error what the project's own exception handler made it from."""

    def handle_exception(view, error):
        response = handle(view, error)
        if response.status_code >= 500:
            response.made_from = error
        return response

    return handle_exception


class World:
    """Users by role, and rows by model; the owner owns what can be owned."""

    def __init__(self, requests):
        self.requests, self.met, self.start = requests, [], {}
        make_known_rows()
        self.keys = keys_of_one_row()
        self.single = {
            key.model for key in self.keys if key.related_model is get_user_model()
        }
        self.users = {
            "owner": make_user(),
            "stranger": make_user(),
            "staff": make_user(is_staff=True, is_superuser=True, **privileges()),
            "bystander": make_user(),
        }
        self.rows = {get_user_model(): [self.users["owner"], self.users["stranger"]]}
        self.reasons, self.sessions, self.contents, self.variants = {}, {}, None, {}
        self.worst_answers, self.states_found, self.failing_lists = {}, {}, {}
        self.handler = ClientHandler()
        self.handler.load_middleware()
        for role in self.users:
            self.session_key(role)
            token_of(self.users[role])
        self._join_groups()
        for model in [
            *first_party_models(),
            *filter(None, map(model_of, all_routes())),
        ]:
            self.rows_of(model)  # now, as what a test makes is gone after it
        needed = [model for model in first_party_models() if is_needed(self.row(model))]
        self.spare = {model: self.make(model, full=True) for model in needed}
        uploads = [
            path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()
        ]
        self.files = {path: path.read_bytes() for path in uploads}
        self.kinds, self.let_in, self.changed = kinds_of(self.users["owner"]), {}, []

    def _join_groups(self):
        """Let users be of what their own columns point at: a tenant, a team, the stranger's another."""
        for field in group_keys():
            rows = dict(zip(("owner", "stranger"), self.rows_of(field.related_model)))
            is_ones_own = field.unique or self._lost_users(field, [*rows.values()])
            if rows and not is_ones_own:
                rows["staff"] = rows["owner"]
            for role, row in rows.items():
                with suppress(IntegrityError), transaction.atomic():
                    join(self.users[role], field, row)

    def _lost_users(self, field, rows):
        """Whether users were made with the rows, for each its own; they lose them to this world's."""
        ours = [user.pk for user in self.users.values()]
        users = get_user_model()._base_manager.filter(**{f"{field.name}__in": rows})
        return (
            field.null and users.exclude(pk__in=ours).update(**{field.name: None}) > 0
        )

    def rows_of(self, model):
        """A full row of a model, if there is none already, and a minimal one."""
        if model not in self.rows:
            self.rows[model] = []
            full = reference_row(model) or self.make(model, full=True)
            is_only_one = model in models_of_one_row()
            made = [full, None if is_only_one else self.make(model, full=False)]
            self.rows[model] = [row for row in made if row is not None]
        return self.rows[model]

    def row(self, model):
        """The full row of a model; None where there is no model or no row."""
        return next(iter(self.rows_of(model)), None) if model else None

    def make(self, model, *, full):
        """Another row that belongs to this world, or None with a reason kept."""
        for values in self._attempts(model, full):
            try:
                with transaction.atomic():
                    row = make(model, full=full, **values)
                    return self._joined(row) if full else row
            except CannotMake as reason:
                self.reasons[model] = str(reason)
        return None

    def make_part(self, model, name, whole):
        """A row that belongs to this world, and to one of its rows that it is a part of."""
        values = {
            **self._relatives(model, True, self.users["owner"], True),
            name: whole,
        }
        for given in (values, {name: whole}):
            with suppress(CannotMake), transaction.atomic():
                return make(model, full=True, **given)
        return None

    def _attempts(self, model, full):
        """Values of the keys to try: the owner's first, and each key another's."""
        owner, bystander = self.users["owner"], self.users["bystander"]
        people = [(owner, full), (owner, False), (bystander, False), (None, False)]
        if model in self.single and self._owns_one(model):
            people = people[2:] + people[:2]
        for user, shown in people:
            yield (values := self._relatives(model, full, user, shown))
            twins = [
                name for name in values if [*values.values()].count(values[name]) > 1
            ]
            twins = [name for name in twins if isinstance(values[name], models.Model)]
            for kept in (
                twins if full else reversed(twins)
            ):  # the owner meets both sides
                others = {*twins} - {kept}
                yield {name: values[name] for name in values if name not in others}
        yield {}

    def _owns_one(self, model):
        keys = [
            f
            for f in model._meta.concrete_fields
            if f.related_model is get_user_model()
        ]
        owned = (
            model._base_manager.filter(**{f.name: self.users["owner"]}) for f in keys
        )
        return any(rows.exists() for rows in owned)

    def _relatives(self, model, full, user, shown):
        """Rows of this world for the foreign keys, so that all belongs together."""
        values = {}
        for field in model._meta.concrete_fields:
            related = field.related_model
            if related is None and field.name not in recipe_for(model):
                values.update(live_value(field, shown))
            elif related is None:
                continue
            elif field.null and not full:
                continue
            elif related is get_user_model():
                values.update(
                    {field.name: user} if user and may_hold(field, user) else {}
                )
            elif related is not model and not is_parent_link(field):
                known = related in self.rows or related in first_party_models()
                rows = self.rows_of(related) if known else []
                rows = [row for row in rows if may_hold(field, row)]
                if full and field.one_to_one and rows and model in self.rows:
                    rows = self._free_for(model, field, rows)
                if rows:  # a second row may have to be another parent's
                    values[field.name] = rows[
                        -1 if field in self.keys and not full else 0
                    ]
        return values

    def _free_for(self, model, field, rows):
        """Those of the rows that have no row of the model yet, or a new one; each has one at most."""
        taken = model._base_manager.filter(**{f"{field.name}__in": rows})
        taken = {*taken.values_list(f"{field.name}__pk", flat=True)}
        free = [row for row in rows if row.pk not in taken]
        free = free or [self.make(field.related_model, full=True)]
        return [row for row in free if row is not None]

    def _joined(self, row):
        """Make the owner a member, an attendee, or whatever the row has of users."""
        for field in row._meta.many_to_many:
            through = field.remote_field.through._meta
            if field.related_model is get_user_model() and through.auto_created:
                getattr(row, field.name).add(self.users["owner"])
        return row

    def children(self, row):
        """A row of each model that points to this one."""
        for model, rows in self.rows.items() if row is not None else ():
            keys = [
                f.attname
                for f in model._meta.concrete_fields
                if f.related_model is type(row)
            ]
            found = [
                one for one in rows if row.pk in [getattr(one, key) for key in keys]
            ]
            yield from found[:1]

    # Addresses

    def url(self, path, model=None, row=None, /, **given):
        """The address of a route, filled from rows, and the row that it is about."""
        route = route_at(path)
        for url, row in self._addresses(path, model, given, row):
            if view_at(url) == route.callback:
                return url, row
        reason = self.reasons.get(model) if not self.rows.get(model, True) else None
        pytest.skip(reason or f"give URL_ARGUMENTS[{path!r}] in support/world.py")

    def below_another(self, path, model):
        """The address of a nested list below the second row of its parent, and that row, or None."""
        name = re.findall(r"{(\w+)}", path)[-1]
        before = path.partition("{%s}" % name)[0]
        cuts = [match.start() for match in re.finditer("_|$", name)]
        parents = [
            self.shown_below(before)[0],
            *(self.named(name[:cut]) for cut in cuts),
        ]
        parent = next(filter(None, [*parents, self.subject(before)]), None)
        others = self.rows_of(type(parent))[1:] if parent else []
        used = resolve(self.url(path, model)[0]).kwargs.get(name)
        if not others or str(used) != str(parent.pk):
            return None
        return self.url(path, model, **{name: others[0].pk})[0], others[0]

    def missing(self, path, model):
        """Addresses of objects that are not there, the last parameter made up."""
        last = re.findall(r"{(\w+)}", path)[-1]
        for value in NOT_THERE:
            value = MADE_UP_DATES.get(last, value)
            for url, _ in self._addresses(path, model, {last: value}):
                if view_at(url) == route_at(path).callback:
                    yield url
                    break

    def shadowed(self, path, model):
        """An address of a route and the other view that answers it, or None."""
        route = route_at(path)
        urls = [url for url, _ in self._addresses(path, model, {}) if route.takes(url)]
        callbacks = [view_at(url) for url in urls]
        if not urls or route.callback in callbacks:
            return path, None
        other = [route.view_path for route in all_routes() if route.takes(urls[0])]
        return urls[0], other[0]

    def _addresses(self, path, model, given, row=None):
        names = re.findall(r"{(\w+)}", path)
        if names and not given and not row and path not in URL_ARGUMENTS:
            yield from self._own_addresses(route_at(path))
        row = row or (self.row(model) if names else None)
        given = {**URL_ARGUMENTS.get(path, {}), **given}
        options = [
            [(value(self) if callable(value) else value, None)]
            if (value := given.get(name)) is not None
            else list(self._arguments(path, name, row))
            for name in names
        ]
        for values in islice(product(*options), 300):
            url = path.replace("*", "1")
            for name, (value, _) in zip(names, values):
                url = url.replace("{%s}" % name, quote(str(value), safe="/:@"))
            yield url, values[-1][1] if values else None

    def _own_addresses(self, route):
        """Where rows say that they are shown, if that is this route."""
        for row in filter(None, map(self.row, [*self.rows])):
            with suppress(Exception):  # what it raises, the test of the model tells
                url = urlsplit(row.get_absolute_url()).path
                if route.takes(url) and view_at(url) == route.callback:
                    yield url, row

    def _arguments(self, path, name, row):
        """Values for one parameter and the row they come from, likely ones first."""
        before, _, after = path.partition("{%s}" % name)
        segment = before.strip("/").split("/")[-1]
        is_last = "{" not in after
        if proof := proof_for(route_at(path).view, name, self.users["owner"]):
            yield proof, None
        words = [*words_for(route_at(path).view, name), *route_at(path).words(name)]
        yield from ((word, None) for word in words)
        model, column = sought(route_at(path).view, name) or (None, None)
        found = (
            [row]
            if model and isinstance(row, model)
            else self.rows_of(model)
            if model
            else []
        )
        sources = [(one, column) for one in found]
        sources += [(row, route_at(path).lookup(name))] if is_last else []
        sources.append(self.shown_below(before))
        for cut in [match.start() for match in re.finditer("_|$", name)]:
            head, tail = name[:cut], name[cut + 1 :]
            is_rows_own = (
                is_last and row and head.replace("_", "") == row._meta.model_name
            )
            for attribute in [tail] if tail else ["slug", "pk"]:
                nearest = row if is_rows_own else guessed(row, head)
                sources += [(nearest, attribute), (self.named(head), attribute)]
        named = self.named(segment) or self.subject(before)
        sources += [
            (row, name),
            (named, name),
            (named, "pk"),
            (self.users["owner"], name),
        ]
        for source, attribute in sources:
            value = attribute_of(source, attribute)
            if value not in (None, ""):
                yield value, source if is_last else None
        yield from ((value, None) for value in (made_up_number(name), *MADE_UP))

    def shown_below(self, path):
        """The row that ``/projects/{pk}/`` shows, and what its address says of it."""
        for route in all_routes():
            name = re.fullmatch(re.escape(path) + r"{(\w+)}/?", route.path)
            if name and (row := self.row(model_of(route))):
                return row, route.lookup(name[1])
        return None, "pk"

    def named(self, word):
        """A row of the model that a word of a path names: ``courses``, ``course``."""
        word = re.sub(r"[\W_]", "", word).lower()
        for model in sorted(self.rows, key=lambda model: model._meta.label):
            plural = re.sub(r"[\W_]", "", str(model._meta.verbose_name_plural)).lower()
            one = model._meta.model_name
            if self.rows[model] and word in (
                one,
                f"{one}s",
                f"{one}es",
                f"{one[:-1]}ies",
                plural,
            ):
                return self.rows[model][0]
        return self.users["owner"] if word in ("user", "users") else None

    def subject(self, path):
        """The row that a path without a model of its own is about, by its last words."""
        words = [word for word in re.split("[/_-]", path) if word and "{" not in word]
        return next(
            (row for word in reversed(words) if (row := self.named(word))), None
        )

    # Requests

    def client(self, role):
        """A client for which the role is signed in, and that no throttle knows."""
        for cache in caches.all(initialized_only=True):
            cache.clear()
        for path, content in self.files.items():  # no rollback brings deleted ones back
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        headers = headers_of(self.users[role]) if role in self.users else {}
        if role in ("owner", "staff"):
            headers = {**shared_secrets(), **headers}
        client = Client(raise_request_exception=False, headers=headers)
        # Middleware is made once, as by a server; some of it looks at every static file.
        client.handler._middleware_chain = self.handler._middleware_chain
        if role in self.users:
            if key := self.session_key(role):
                client.cookies[settings.SESSION_COOKIE_NAME] = key
            # Read anew, as views change the user they are given; one that is gone is copied.
            known = self.users[role]
            user = type(known)._base_manager.filter(pk=known.pk).first() or copy(known)
            client.force_authenticate(user, token_of(user))
        return client

    def session_key(self, role):
        """One session a role, but in caches, which each test finds empty."""
        if role not in self.sessions or settings.SESSION_ENGINE.endswith(".cache"):
            self.sessions[role] = session_of(self.users[role])
        return self.sessions[role]

    def get(self, url):
        """Answer to staff at any address."""
        return self.client("staff").get(url, secure=True)

    def reader(self, path, url):
        """The role that a list shows rows to, staff first."""
        answers = {
            role: self.send(role, "GET", path, url=url) for role in ("staff", "owner")
        }
        shown = [role for role in answers if shown_rows(answers[role])]
        return next(iter(shown), "staff")

    def become(self, method, path, url):
        """Make owner and stranger the kind of user that a view lets in, if users differ."""
        if self.kinds and (method, path) not in self.let_in:
            model = model_of(route_at(path), self.requests.get((method, path)))
            # By the same row, whichever test asks first.
            with suppress(pytest.skip.Exception):
                url, _ = self.url(path, model)
            with drawn_apart(f"{method} {path}"):
                self.let_in[method, path] = self._kind_let_in(method, path, url)
        self._be(self.let_in.get((method, path), {}))

    def _kind_let_in(self, method, path, url):
        profiles = [type(source) for _, source, name in self.kinds if name]
        reads = Reads([get_user_model(), *profiles])
        self._be({})
        found, owner = {}, self.users["owner"]
        with transaction.atomic():  # the rows that a body names are there for each kind
            data = self._data_to_ask_with(method, path, url)
            for kind, source, name in (({}, None, None), *self.kinds):
                if kind and not (
                    reads.use(source, name) if name else reads.know([source])
                ):
                    continue  # it would be refused again
                was = be(owner, kind)
                with reads.noting():
                    answer = self._tried_as_owner(method, path, url, data)
                be(owner, was)
                if answer.status_code != 403:
                    found = kind
                    break
            transaction.set_rollback(True)
        return found

    def _data_to_ask_with(self, method, path, url):
        """Nothing, unless that is refused before it is looked at who asks: then what a client would send."""
        ask = partial(self._tried_as_owner, method, path, url)
        if method in ("GET", "DELETE") or ask().status_code != 400:
            return None
        bodies = bodies_to_try(self, "owner", method, url)
        return next((body for body in bodies if ask(body).status_code != 400), None)

    def _tried_as_owner(self, method, path, url, data=None):
        """The answer to the owner as it is; nothing is left of the request."""
        with transaction.atomic():
            answer = self.send("owner", method, path, data, url=url, as_is=True)
            transaction.set_rollback(True)
        return answer

    def _be(self, kind):
        """Take back what owner and stranger were made before, and make them this."""
        for user, was in self.changed:
            be(user, was)
        people = [self.users["owner"], self.users["stranger"]] if kind else []
        self.changed = [(user, be(user, kind)) for user in people]

    def send(
        self,
        role,
        method,
        path,
        data=None,
        *,
        url=None,
        query=None,
        as_is=False,
        leaving=False,
    ):
        """Answer of the project to one request, made by a fresh client of the role.

        With ``leaving`` what the request wrote before an error stays, unless the project's
        own ``atomic()`` has taken it back.
        """
        url = url or self.url(path)[0]
        if not as_is:
            self.become(method, path, url)
        client = self.client(role)
        url = f"{url}?{urlencode(query)}" if query else url
        response, picks = None, []
        # What one request breaks, the next one must not meet.
        try:
            with transaction.atomic(), noting_picks() as picks:
                body = encoded(route_at(path), method, data or {})
                response = client.generic(method, url, *body, secure=True)
                if leaving:
                    transaction.set_rollback(False)
                if spare := self.spare_for(method, path, response):
                    client, url = self.client(role), self.url(path, None, spare)[0]
                    response = client.generic(method, url, *body, secure=True)
                if response.streaming and not never_ends(response):
                    list(islice(response.streaming_content, 100))
                if (
                    method not in ("GET", "HEAD", "OPTIONS")
                    and response.status_code < 500
                ):
                    connections["default"].check_constraints()
        except Exception as error:
            response = answer_in_spite_of(error, response)
        response.picks = picks
        return response

    def begin(self):
        """Remember how the rows are before a test."""
        self._be({})
        self.start = savepoints()

    def failing_requests(self, before=None, matters=lambda path: True):
        """The first request that meets each server error, as a test and its answer.

        They are made as far as somebody asks, each once; with ``before`` up to this request.
        """
        requests = [*product(self.requests, ("anonymous", "owner", "staff"))]
        for number, (request, role) in enumerate(requests):
            if request == before:
                return
            if number == len(self.met):
                self.met.append(self._first_met(*request, role))
            for test, answer in self.met[number] if matters(request[1]) else ():
                yield test, answer

    def _first_met(self, method, path, role):
        """The test of a request and its answer, in a list, if that is an error of its own."""
        with suppress(pytest.skip.Exception), transaction.atomic():
            url, _ = self.url(
                path, model_of(route_at(path), self.requests[method, path])
            )
            answer = self.send(role, method, path, url=url)
            transaction.set_rollback(True)  # each meets the same rows
            fault = fault_in(answer)
            if fault and fault not in [
                fault_in(other) for _, other in chain(*self.met)
            ]:
                return [(f"test_request[{method} {path} as {role}]", answer)]
        return []

    def is_throttled(self, role, method, path, url):
        """Whether the second of two equal requests is one too many."""
        self.become(method, path, url)
        with transaction.atomic():
            client, body = self.client(role), encoded(route_at(path), method, {})
            statuses = [
                client.generic(method, url, *body, secure=True).status_code
                for _ in range(2)
            ]
            transaction.set_rollback(True)
        return statuses[1] == 429

    def spare_for(self, method, path, response):
        """A row to delete in place of one that others need, where that is an error."""
        if not isinstance(exception_of(response), (ProtectedError, RestrictedError)):
            return None
        warnings.warn(
            f"{method} {path} answers 500 while other rows need its object",
            stacklevel=2,
        )
        return self.spare.get(model_of(route_at(path)))


def answer_in_spite_of(error, response):
    """What a server answers where an error has left the view, or comes when rows are stored."""
    if response is not None and isinstance(error, InternalError):
        return response  # the view has caught an error of the database, and may so elsewhere
    if response is None or not isinstance(error, IntegrityError):
        # The page that tells of server errors fails, too: each middleware around has tried it.
        while error.__context__:
            error = error.__context__
        response = HttpResponseServerError()
    response.status_code, response.made_from = 500, error
    return response


def never_ends(response):
    """Whether reading a stream would wait: for a loop of its own, or for events to come."""
    is_async = getattr(response, "is_async", False)
    return is_async or "event-stream" in response.headers.get("Content-Type", "")


def make_user(**flags):
    """An active user, made by the user model's own fields."""
    model = get_user_model()
    known = {field.name for field in model._meta.get_fields()}
    plain = {
        "is_active": True,
        "is_staff": False,
        "is_superuser": False,
        **plain_values(),
    }
    flags = {**plain, **flags}
    number = model._base_manager.count()  # mail goes to whoever has an address
    flags[mail_column(model)] = f"user{number}@example.com"
    try:
        return make(model, **{name: flags[name] for name in flags.keys() & known})
    except CannotMake as reason:  # nothing can be tested then
        pytest.fail(f"no user can be made. {reason}", pytrace=False)


def session_of(user):
    """The cookie of a session that the user has opened, or None without sessions."""
    if not apps.is_installed("django.contrib.sessions"):
        return None
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def token_of(user):
    """The key of DRF's own that some views delete, or None where there are none."""
    exists = type(user)._base_manager.filter(pk=user.pk).exists()
    if not exists or not apps.is_installed("rest_framework.authtoken"):
        return None
    return apps.get_model("authtoken.Token").objects.get_or_create(user=user)[0]


def encoded(route, method, data):
    """Body and content type: JSON where the view reads it, a form where not."""
    if method in ("GET", "HEAD", "OPTIONS"):
        return ()
    if reads_json(route) and not any(map(files_in, data.values())):
        return json.dumps(data, default=str), "application/json"
    fields = {name: value for name, value in data.items() if value is not None}
    for upload in chain.from_iterable(map(files_in, fields.values())):
        upload.seek(0)  # it may have been sent before
    return encode_multipart(BOUNDARY, fields), MULTIPART_CONTENT


def view_at(url):
    """The callback that the resolver finds for an address, or None."""
    try:
        with translation.override(default_language()):
            return resolve(url).func
    except Resolver404:
        return None


def live_value(field, shown):
    """What keeps a row in use: no end, more than nothing left, and no state that hides it."""
    if shown and field.choices and HIDDEN.search(str(field.default)):
        values = choices_in(value for value, _ in field.flatchoices)
        states = [value for value in values if SHOWN.search(str(value).lower())]
        return {field.name: states[0]} if states else {}
    if field.null and ENDED.search(field.name):
        return {field.name: None}
    is_number = isinstance(field, (models.IntegerField, models.DecimalField))
    if is_number and COUNTER.search(field.name) and field.default == 0:
        return {field.name: 100 if isinstance(field, models.IntegerField) else 10}
    return {}


def is_needed(row):
    """Whether other rows keep this one from being deleted."""
    try:
        if row is not None:
            Collector(using=router.db_for_write(type(row))).collect([row])
    except (ProtectedError, RestrictedError):
        return True
    return False


def is_parent_link(field):
    """Whether the key is the link to the parent of a multi-table child."""
    return getattr(field.remote_field, "parent_link", False)


def assert_answered(response, request):
    """No server error; the failure carries the end of the traceback."""
    if response.status_code < 500:
        return
    error, said = error_of(response)
    if error is None and f"/{response.status_code}" in re.split(r"/? |/?$", request):
        return  # /500/ shows what the page for errors looks like
    if reason := out_of_reach(error, said, response.status_code):
        pytest.skip(f"{request} {reason}: {said}")
    answer = f"{request} answered {response.status_code}"
    if error is None:
        pytest.fail(f"{answer}\n{said}", pytrace=False)
    place = telling_frames(error)[-1]
    name, file = type(error).__name__, "/".join(Path(place.filename).parts[-2:])
    text = f"{answer}: {name} at {file}:{place.lineno}\n{where_it_arose(error)}"
    pytest.fail(text, pytrace=False)


def exception_of(response):
    """What the view raised, or None where it answered."""
    raised = (getattr(response, "exc_info", None) or (None, None))[1]
    return raised or getattr(response, "made_from", None)


def error_of(response):
    """The exception behind a server error, if it is known, and what was said."""
    error = exception_of(response)
    return error, said_by(error) if error else response.content.decode(
        errors="replace"
    )[:500]


def fault_in(response):
    """What tells one server error from another; None for every other answer."""
    if response.status_code < 500:
        return None
    error, said = error_of(response)
    return fault_of(error) if error else (None, without_numbers(said))


def skip_if_told(world, response, earlier):
    """One failure for one fault: the test of an earlier request has this one already.

    ``earlier`` yields names of tests, each with the answer that it gets from the rows
    as they are before a test: what this one has changed may be what breaks the others.
    """
    if response.status_code < 500 or out_of_reach(
        *error_of(response), response.status_code
    ):
        return
    undo(world.start)
    for test, answer in earlier:
        if fault_in(answer) == fault_in(response):
            pytest.skip(f"{test} meets the same error")


def out_of_reach(error, said, status=500):
    """Why a server error says nothing of the code: it is of what tests do without."""
    if error is None and status in (502, 503, 504):
        return "says that a service it needs is away"
    is_setup = error is None or isinstance(
        error, (ImproperlyConfigured, AssertionError)
    )
    if is_setup and re.search(r"\b(env|environment|settings?|configuration)\b", said):
        return "needs a setting"
    if error is None and UNREACHED.search(said):
        return "needs a service outside of the tests"
    if is_of_missing_page(error):
        return "meets the page for what is not found, see test_page_not_found"
    if reason := unbuilt(error):
        return reason
    if is_of_another_system(said):
        return "needs a table that is no model's, in one of several databases"
    if wants_setup_row(error):
        return "needs a row that the site's operators make"
    if asks_what_signed_in(error):
        return "asks for what a client of its own has signed in with"
    if isinstance(error, transaction.TransactionManagementError):
        return "goes on after a database error that it has caught outside of atomic()"
    if error is not None and (host := host_wanted(error)):
        return f"needs {host}, which tests do without"
    return "needs a service outside of the tests" if talks_to_others(error) else None


def is_of_another_system(said):
    """Whether a table is missing that no model describes, where another system has a database."""
    found = MISSING_TABLE.search(said)
    tables = {
        model._meta.db_table for model in apps.get_models(include_auto_created=True)
    }
    return len(settings.DATABASES) > 1 and bool(found) and found[1] not in tables


def asks_what_signed_in(error):
    """Whether code wants more of ``request.auth`` than a session has there, where none signs in."""
    if not isinstance(error, (AttributeError, TypeError)):
        return False
    frame, _ = [*traceback.walk_tb(error.__traceback__)][-1]
    if "request.auth." not in str(traceback.extract_tb(error.__traceback__)[-1].line):
        return False
    request = frame.f_locals.get("request") or getattr(
        frame.f_locals.get("self"), "request", None
    )
    ways = getattr(request, "authenticators", None) or ()
    plain = (SessionAuthentication, BasicAuthentication)
    return bool(ways) and not any(isinstance(way, plain) for way in ways)


def wants_setup_row(error):
    """Whether code of a package looks in vain for a row of its own, such as its credentials."""
    if not isinstance(error, ObjectDoesNotExist) or is_first_party(
        type(error).__module__
    ):
        return False
    frames = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    callers = [Path(file) for file in frames if DJANGO not in Path(file).parents]
    return bool(callers) and is_installed(callers[-1])


def is_of_missing_page(error):
    """Whether the error arose while the project's 404 page was made."""
    frames = traceback.extract_tb(error.__traceback__) if error else ()
    is_of_page = any(frame.name == "get_exception_response" for frame in frames[:1])
    return is_of_page and isinstance(error.__context__, Http404)


def assert_reached(response, route, url, row):
    """Staff sees an object that exists, and not another page in its place."""
    _, host, target, *_ = urlsplit(response.headers.get("Location", ""))
    if target and host in ("", "testserver") and route.view is not RedirectView:
        login = urlsplit(resolve_url(settings.LOGIN_URL)).path
        assert target not in (url, login), f"{url} redirects to {target}"
    if response.status_code == 404 and row is not None and is_detail(route):
        assert not serves(route, row), f"{url} is not found, but exists"
