"""What the project does without being asked by a request: its management commands and Celery tasks."""

import inspect
import os
import re
import sys
from contextlib import contextmanager, suppress
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from io import StringIO
from types import SimpleNamespace

from django.apps import apps
from django.core.management import call_command, get_commands, load_command_class
from django.db import transaction
from django.utils.module_loading import module_has_submodule

from .flows import Action
from .rows import is_first_party, is_installed

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


class Job(Action):
    """A command or task that is run as it is, without arguments."""

    def __init__(self, run, source):
        super().__init__()
        self.run, self.source = run, source

    def ask(self, role, body, url):
        """The outcome, in the place of a status."""
        outcome = "done"
        try:
            with self.reads.noting(), transaction.atomic(), nothing_but_rows():
                self.run()
        except (Exception, SystemExit) as error:  # of any class: the job picks it
            outcome = f"raises {type(error).__name__}"
        return SimpleNamespace(status_code=outcome)

    def rows(self, world):
        """The world's rows of each model that the code names, each with which it is."""
        for model in world.rows:
            if re.search(rf"\b{model.__name__}\b", self.source):
                yield from zip(("full row", "minimal row"), world.rows_of(model))


@cache
def jobs():
    """What to run, and its code with what it calls, of each job that stays with the rows, by name."""
    found = sorted([*_commands(), *_tasks()])
    return {
        name: (run, source) for name, run, source in found if not RISKY.search(source)
    }


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
            yield f"command {name}", partial(_call, name), source


def _call(name):
    output = StringIO()
    call_command(name, stdout=output, stderr=output)


def _tasks():
    if find_spec("celery") is None:
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
        given = inspect.signature(task.run).parameters.values()
        is_plain = all(
            one.default is not one.empty or one.kind in VARIADIC for one in given
        )
        if is_first_party(task.__module__) and inspect.isfunction(run) and is_plain:
            named = [run.__globals__.get(key) for key in run.__code__.co_names]
            yield (
                f"task {name}",
                task,
                f"{inspect.getsource(run)}\n{_source_of_modules(named)}",
            )


VARIADIC = {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}


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
