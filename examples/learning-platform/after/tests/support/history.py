"""Apply the migration history to a scratch database, with rows in the way."""

import ast
import inspect
import os
import re
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import resolve_name

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import Error, models, router, transaction
from django.db.migrations import operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.transaction import TransactionManagementError

from .rows import CannotMake, first_party_models, make
from .samples import seed
from .scratch_database import LABELS, scratch_database

# What a row of a historical model may fail with: such models have no methods.
UNMAKEABLE = (CannotMake, Error, ValidationError, LookupError, TypeError, ValueError)

# Operations that only the project can take back.
RUNS_CODE = (operations.RunPython, operations.RunSQL)
# Operations that older steps are watched for: what they do depends on the rows.
MOVES_DATA = (*RUNS_CODE, operations.AlterField, operations.AddField)


@dataclass
class Step:
    """One migration of a first-party app, and how it went among rows."""

    name: str
    is_new: bool
    is_watched: bool
    goes_back: bool
    error: str = ""
    undo_error: str = ""
    losses: list = field(default_factory=list)
    live_models: list = field(default_factory=list)

    @property
    def record(self):
        told = {"copes with rows": not self.error, "loses": self.losses}
        return (
            {**told, "can be undone": not self.undo_error} if self.goes_back else told
        )


@dataclass
class History:
    """What happened between an empty database and the newest migration."""

    steps: list = field(default_factory=list)
    crash: str = ""
    column_differences: list = field(default_factory=list)

    @property
    def new(self):
        return [step for step in self.steps if step.is_new]

    @property
    def older(self):
        return [step for step in self.steps if step.is_watched and not step.is_new]


def steps_of(loader, baseline, recorded):
    """Return a Step for each migration of a first-party app, by its key, in order."""
    known = set()
    for label, names in baseline.items():
        for key in [(label, name) for name in names]:
            if key in loader.graph.nodes:
                known.update(loader.graph.forwards_plan(key))
    steps = {}
    for leaf in loader.graph.leaf_nodes():
        for key in loader.graph.forwards_plan(leaf):
            if key[0] in LABELS and key not in steps:
                is_new = key not in known and key[0] in baseline
                name = ".".join(key)
                watched = is_new or name in recorded or _is_recording(loader, key)
                made = loader.graph.nodes[key].operations
                goes_back = is_new or any(isinstance(one, RUNS_CODE) for one in made)
                steps[key] = Step(name, is_new, watched, goes_back)
    return steps


def _is_recording(loader, key):
    migration = loader.graph.nodes[key]
    moves = [isinstance(o, MOVES_DATA) for o in migration.operations]
    settled = any(moves) and not migration.initial
    return "SOUNDCHECK_RECORD" in os.environ and settled


def is_long_and_settled(limit, baseline, recorded):
    """Whether the history has more steps than the limit, and none that must meet rows."""
    loader = MigrationLoader(None)
    steps = steps_of(loader, baseline, recorded).values()
    return len(loader.graph.nodes) > limit and not any(step.is_new for step in steps)


def walk_history(folder, baseline, recorded):
    """Apply every migration to a scratch database and return its History."""
    history = History()
    with scratch_database(folder) as connection:
        executor = MigrationExecutor(connection)
        executor.recorder.ensure_schema()
        connection.prepare_database()
        steps = steps_of(executor.loader, baseline, recorded)
        state = executor._create_project_state(with_applied_migrations=True)
        filled = set()
        for migration in _older_first(executor, steps):
            key = (migration.app_label, migration.name)
            step = steps.get(key)
            try:
                if step and step.is_watched:
                    _make_rows(state, filled)
                    state = _apply_among_rows(executor, state, migration, step)
                else:
                    state = executor.apply_migration(state, migration)
            except Exception as error:  # any crash of a migration is the finding itself
                history.crash = f"{'.'.join(key)} fails: {_text(error)}"
                return history
            if step:
                step.live_models = live_models(migration) if step.is_new else []
                history.steps.append(step)
                if step.error:
                    filled.clear()
        history.column_differences = _column_differences(connection)
    return history


def _older_first(executor, steps):
    """All migrations in order, new ones and what depends on them after those that have run already."""
    graph, new = executor.loader.graph, {key for key in steps if steps[key].is_new}

    def waits(migration):
        key = (migration.app_label, migration.name)
        return bool(new) and not new.isdisjoint(graph.forwards_plan(key))

    plan = executor.migration_plan(graph.leaf_nodes())
    return sorted((migration for migration, _ in plan), key=waits)


def live_models(migration):
    """Names of the models of today that a migration imports and makes or asks for rows of.

    When it runs in a year, their columns will not be those of its time.
    """
    module = sys.modules[migration.__module__]
    tree = ast.parse(inspect.getsource(module))
    used = {
        node.value.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if node.attr.endswith(("objects", "_manager"))
    }
    used |= {
        getattr(node.func, "id", "")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }
    found = []
    for node in ast.walk(tree):
        for alias in node.names if isinstance(node, ast.ImportFrom) else ():
            with suppress(ImportError):
                source = resolve_name(
                    "." * node.level + (node.module or ""), module.__package__
                )
                imported = getattr(import_module(source), alias.name, None)
                if (
                    imported in apps.get_models()
                    and (alias.asname or alias.name) in used
                ):
                    found.append(alias.name)
    return found


def _apply_among_rows(executor, state, migration, step):
    """Apply, and where it is told, undo and apply again; note in the step what went wrong."""
    step.losses = _declared_losses(migration)
    step.losses += _lost_rules(state, migration.mutate_state(state))
    before = _row_counts(state)
    try:
        after = executor.apply_migration(state.clone(), migration)
    except Exception as error:  # reported by the test as the migration's own failure
        step.error = _text(error)
        _abandon_transaction(executor.connection)
        _delete_rows(executor.connection, state)
        return executor.apply_migration(state, migration)
    counts = _row_counts(after)
    fewer = [
        table for table in before if before[table] > counts.get(table, before[table])
    ]
    step.losses += [f"rows of {table}" for table in fewer]
    if not step.goes_back:
        return after
    try:
        executor.unapply_migration(state.clone(), migration)
    except Exception as error:  # irreversible, or a reverse that crashes: a finding
        step.undo_error = _text(error)
        _abandon_transaction(executor.connection)
        return after
    return executor.apply_migration(state, migration)


def _abandon_transaction(connection):
    """Roll back what SQLite's schema editor leaves open where foreign keys are broken."""
    if connection.in_atomic_block:
        connection.in_atomic_block = False
        connection.close()


def _text(error):
    while isinstance(error, TransactionManagementError) and error.__context__:
        error = error.__context__  # the first error, which broke the transaction
    return f"{type(error).__name__}: {error}"


def _own_models(state, include_auto_created=False):
    """The historical models whose tables are in the default database, in the order of every run."""
    own = [
        model
        for model in state.apps.get_models(include_auto_created=include_auto_created)
        if model._meta.app_label in LABELS
        and model._meta.managed
        and not model._meta.proxy
        and router.allow_migrate_model("default", model)
    ]
    return sorted(own, key=lambda model: model._meta.label)


def _make_rows(state, filled):
    """Put two rows into each table: one with empty optional columns and one without.

    They are the same ones in every run, whichever steps are watched.
    """
    for model in _own_models(state):
        if model._meta.db_table in filled:
            continue
        seed(model._meta.label)
        for full in (False, True):
            try:
                with transaction.atomic():
                    make(model, full=full)
            except UNMAKEABLE:  # a table without a row proves less, nothing wrong
                continue
            filled.add(model._meta.db_table)


def _delete_rows(connection, state):
    """Empty the tables in one transaction, at the end of which foreign keys are checked."""
    with (
        transaction.atomic(),
        connection.constraint_checks_disabled(),
        connection.cursor() as cursor,
    ):
        for model in _own_models(state, include_auto_created=True):
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"DELETE FROM {table}")


def _row_counts(state):
    return {
        model._meta.db_table: model._base_manager.using("default").count()
        for model in _own_models(state)
    }


def _declared_losses(migration):
    """Name the columns and tables that the migration's operations remove."""
    losses = []
    for operation in migration.operations:
        if isinstance(operation, operations.RemoveField):
            losses.append(f"column {operation.model_name}.{operation.name}")
        elif isinstance(operation, operations.DeleteModel):
            losses.append(f"table of {operation.name}")
    return losses


def _lost_rules(before, after):
    """Name what rows had to keep to and need not any more, where model and columns are still there."""
    lost = []
    for key, model in after.models.items():
        if key in before.models:
            kept = _rules(model)
            lost += [
                f"{rule} of {model.name}"
                for rule, columns in _rules(before.models[key]).items()
                if rule not in kept and columns <= model.fields.keys()
            ]
    return lost


def _rules(model):
    """What a model's rows must keep to, whatever it is called, and the columns that it is about."""
    sets = [tuple(names) for names in model.options.get("unique_together") or ()]
    sets += [(name,) for name, column in model.fields.items() if column.unique]
    rules = {}
    for constraint in model.options.get("constraints") or ():
        _, _, said = constraint.deconstruct()
        if {*said} == {"fields", "name"}:
            sets.append(said["fields"])
        else:
            told = ", ".join(f"{key} {said[key]!r}" for key in said if key != "name")
            rules[f"constraint on {told}"] = {
                n for n in model.fields if re.search(rf"\b{n}\b", told)
            }
    rules |= {f"unique {sorted(names)}": {*names} for names in sets}
    for name, column in model.fields.items():
        for check in column._validators:
            limit = getattr(check, "limit_value", "")
            rules[
                f"{getattr(check, '__name__', type(check).__name__)}({limit}) of {name}"
            ] = {name}
        ends = getattr(column.remote_field, "on_delete", models.CASCADE)
        if ends not in (models.CASCADE, models.DO_NOTHING):
            rules[f"staying without {name}"] = {name}
    return rules


def _column_differences(connection):
    """Compare the columns that the history made with those that the models want."""
    differences = []
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for model in first_party_models():
            table = model._meta.db_table
            if not model._meta.managed or table not in tables:
                continue
            description = connection.introspection.get_table_description(cursor, table)
            found = {column.name for column in description}
            wanted = {f.column for f in model._meta.local_concrete_fields if f.column}
            for column in sorted(found ^ wanted):
                where = (
                    "only in the models" if column in wanted else "only in the database"
                )
                differences.append(f"{model._meta.label}.{column}: {where}")
    return differences
