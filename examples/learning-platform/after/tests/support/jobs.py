"""What the project does without being asked by a request: its management commands and Celery tasks."""

import ast
import inspect
import os
import re
import sys
import textwrap
from contextlib import contextmanager, suppress
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from io import StringIO
from types import SimpleNamespace

from django.apps import apps
from django.core.exceptions import FieldError
from django.core.management import (
    BaseCommand,
    call_command,
    get_commands,
    load_command_class,
)
from django.db import transaction
from django.utils.module_loading import module_has_submodule

from .answers import choices_of, in_state
from .flows import Action, noting_loaded, unsaved_in
from .reads import Reads
from .rows import first_party_models, is_first_party, is_installed

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

# What reaches beyond the database, waits, or may never end.
RISKY = re.compile(
    r"(?<!\.)\b(input|open|exec)\(|\b(call_command|sleep|fork|system|Thread|Process)\(|\bwhile\b|subprocess|"
    r"requests|urllib|socket|shutil|asyncio|faker|unlink|write_(text|bytes)"
)

# Events of Python's audit that reach beyond the process; hooks stay, so one is switched.
OUTSIDE = re.compile(
    r"os\.(exec|fork|forkpty|posix_spawn|spawn|system|kill|remove|rename|rmdir|mkdir|truncate|link|symlink|"
    r"chmod|chown)|shutil\..*|subprocess\.Popen"
)
GUARDED = []


# What only a mistake in code raises.
MISTAKES = (AttributeError, FieldError, ImportError, NameError, TypeError)


class Job(Action):
    """A command or task that is run as it is, with no arguments but what rows of the world have."""

    def __init__(self, world, run, source, needed):
        super().__init__(Reads())
        self.run, self.source = run, source
        rows = {name: world.row(model) for name, (model, _) in needed.items()}
        self.lacks = [
            needed[name][0]._meta.label for name in rows if rows[name] is None
        ]
        self.given = {
            name: getattr(row, needed[name][1], None) for name, row in rows.items()
        }

    def ask(self, role, body, url):
        """The outcome, in the place of a status, and what the job raised."""
        outcome, met = "done", None
        try:
            with self.reads.noting(), transaction.atomic(), nothing_but_rows():
                self.run(**self.given)
        except (Exception, SystemExit) as error:  # of any class: the job picks it
            outcome, met = f"raises {type(error).__name__}", error
        return SimpleNamespace(status_code=outcome, error=met)

    def tried(self):
        """What the job raises with the rows as they are, which they are again afterwards."""
        with transaction.atomic():
            error = self.ask(None, {}, None).error
            transaction.set_rollback(True)
        return error

    def losses(self, world):
        """Columns that the job changes and does not save, in states of the rows that it uses."""
        self.reads = Reads([*world.rows])
        self.tried()
        for _, row in self.rows(world):
            for column, states in choices_of(row):
                for name in states if self.reads.matter(row, states) else ():
                    with (
                        in_state(row, states[name]) as changed,
                        noting_loaded() as loaded,
                    ):
                        is_done = (
                            changed is not None
                            and self.ask(None, {}, None).error is None
                        )
                        lost = [*unsaved_in(loaded)] if is_done else []
                    yield from (f"{one} if {column} is {name}" for one in lost)

    def rows(self, world):
        """The world's rows of each model that the code names, each with which it is."""
        for model in world.rows:
            if re.search(rf"\b{model.__name__}\b", self.source):
                yield from zip(("full row", "minimal row"), world.rows_of(model))


@cache
def jobs():
    """What to run, its code with what it calls, and what it needs, of each job that stays with the rows."""
    found = sorted([*_commands(), *_tasks()], key=lambda job: job[0])
    return {name: rest for name, *rest in found if not RISKY.search(rest[1])}


def _commands():
    own = {app.name for app in _own_apps()}
    for name, app in get_commands().items():
        if app not in own:
            continue
        try:
            command = load_command_class(app, name)
            actions = command.create_parser("", name)._actions
            own_names = vars(sys.modules[type(command).__module__]).values()
            source = _source_of_modules([type(command), *own_names])
        except Exception:  # of any class: it cannot be imported here
            continue
        if not any(action.required for action in actions):
            yield (
                f"command {name}",
                partial(_call, name, isinstance(command, BaseCommand)),
                source,
                {},
            )


def _call(name, is_djangos):
    """Run a command; one of django-click, for example, takes no streams."""
    output = StringIO()
    call_command(name, **({"stdout": output, "stderr": output} if is_djangos else {}))


def _tasks():
    # Once older releases are imported they have no spec.
    if "celery" not in sys.modules and find_spec("celery") is None:
        return
    for app in _own_apps():
        if module_has_submodule(app.module, "tasks"):
            with suppress(Exception):  # of any class: whoever runs them is told
                import_module(f"{app.name}.tasks")
    if "celery" not in sys.modules:  # nobody uses it
        return
    from celery import current_app

    for name, task in current_app.tasks.items():
        run = inspect.unwrap(getattr(task.run, "__func__", task.run))
        if not is_first_party(task.__module__) or not inspect.isfunction(run):
            continue
        given = _parameters(task.run, run)
        asked = [
            one.name
            for one in given
            if one.default is one.empty and one.kind not in VARIADIC
        ]
        needed = {name: column for name in asked if (column := column_given(run, name))}
        if len(needed) == len(asked):
            named = [run.__globals__.get(key) for key in run.__code__.co_names]
            source = f"{inspect.getsource(run)}\n{_source_of_modules(named)}"
            yield f"task {name}", task, source, needed


def _parameters(bound, run):
    """What a task is called with; what a wrapper has that is bound in its place may take no ``self``."""
    try:
        return inspect.signature(bound).parameters.values()
    except ValueError:
        return inspect.signature(run).parameters.values()


VARIADIC = {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}


def column_given(run, name):
    """The model and the column of which a function looks a row up by an argument; None if it does not say.

    ``Order.objects.get(pk=order_id)``, ``get_object_or_404(Order, id=order_id)``, or by its name alone.
    """
    tree = ast.parse(textwrap.dedent(inspect.getsource(run)))
    for call in [node for node in ast.walk(tree) if isinstance(node, ast.Call)]:
        names = [
            one.arg
            for one in call.keywords
            if ast.unparse(one.value) in (name, f"int({name})")
        ]
        if names and not re.search(r"create|update|save", ast.unparse(call.func)):
            texts = [ast.unparse(call.func), *map(ast.unparse, call.args)]
            known = [run.__globals__.get(text.split(".")[0]) for text in texts]
            own = [model for model in known if model in first_party_models()]
            if own and hasattr(own[0], names[0]) or own and names[0] == "pk":
                return own[0], names[0]
    words = name.removesuffix("_id").removesuffix("_pk")
    if words != name:
        own = [
            one
            for one in first_party_models()
            if one._meta.model_name == words.replace("_", "")
        ]
        return (own[0], "pk") if len(own) == 1 else None
    return None


def _own_apps():
    return [app for app in apps.get_app_configs() if not is_installed(app.path)]


def _source_of_modules(values):
    """The source of the project's modules that values are from, or are themselves."""
    used = {
        str(getattr(one, "__module__", getattr(one, "__name__", ""))) for one in values
    }
    return "\n".join(
        inspect.getsource(sys.modules[name])
        for name in sorted(used)
        if is_first_party(name)
    )


@contextmanager
def nothing_but_rows():
    """Refuse what would change files or start a process, whatever code wants it."""
    if not GUARDED:
        sys.addaudithook(_refuse_outside)
    GUARDED[:] = [True]
    try:
        yield
    finally:
        GUARDED[:] = [False]


def _refuse_outside(event, args):
    if GUARDED != [True]:
        return
    if event == "open":
        _, mode, flags = args
        is_outside = bool({*(mode or "")} & {*"wax+"}) or bool((flags or 0) & WRITING)
    else:
        is_outside = OUTSIDE.fullmatch(event)
    if is_outside:
        raise PermissionError(f"{event} is for a test that changes rows only")
