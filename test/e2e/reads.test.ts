import { removeSync } from "fs-extra/esm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { counts, exampleWith, expectSuccess, run } from "./environment.js";

// Two courses; whether code has used a column of the first.
const TEST = `
from types import SimpleNamespace

import pytest
from courses.models import Category, Course, Lesson
from enrolments.models import Enrollment

from .support.answers import in_state
from .support.members import memberships
from .support.reads import ENOUGH, Reads, noting_picks
from .support.rows import make

COURSES = Course._base_manager


def stored(row):
    return COURSES.get(pk=row.pk)


def copy(row):
    row = stored(row)
    row.pk, row.slug = None, "other"
    row.save()


def raise_level(row):
    row = stored(row)
    row.level = "advanced"
    row.save()


USED = {
    "a row is loaded": (lambda one, other: stored(one), []),
    "a row is saved as it is": (lambda one, other: stored(one).save(), []),
    "an attribute is read": (lambda one, other: stored(one).level, ["level"]),
    "one of another row": (lambda one, other: stored(other).level, []),
    "an attribute is set": (lambda one, other: raise_level(one), ["level"]),
    "rows are copied": (lambda one, other: copy(one), ["level", "price"]),
    "rows are filtered": (lambda one, other: COURSES.filter(price=1).exists(), ["price"]),
    "rows are sorted": (lambda one, other: list(COURSES.order_by("level")), ["level"]),
    "a column is set": (lambda one, other: COURSES.update(level="advanced"), ["level"]),
    "a value is asked for": (lambda one, other: list(COURSES.values_list("price")), ["price"]),
    "all values are": (lambda one, other: list(COURSES.values()), ["level", "price"]),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", USED)
def test_columns_that_code_uses(name, monkeypatch):
    monkeypatch.setenv("SOUNDCHECK_RECORD", "/dev/null")
    one, other = make("courses.Course", full=True), make("courses.Course", full=True)
    (use, columns), reads = USED[name], Reads()
    with reads.noting():
        use(one, other)
    assert [c for c in ("level", "price") if reads.use(one, c)] == columns
    assert reads.know([Course])


@pytest.mark.django_db
def test_a_job_is_not_done_again_for_each_state(monkeypatch):
    monkeypatch.setenv("SOUNDCHECK_RECORD", "/dev/null")
    row, states, reads = make("courses.Course", full=True), {"high": {"price": 9}}, Reads()
    with reads.noting():
        _ = stored(row).price
    assert reads.matter(row, states) and reads.know([Course])
    with reads.noting():
        Category.objects.bulk_create(Category(name=n, slug=n) for n in range(ENOUGH // 2))
    assert not reads.matter(row, states) and not reads.know([Course])


PICKED = {
    "a page in no order": (COURSES.order_by()[:2], [2]),
    "the next page": (COURSES.order_by()[2:4], [2]),
    "a page in an order": (COURSES.order_by("pk")[:2], []),
    "all rows": (COURSES.order_by(), []),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", PICKED)
def test_rows_that_the_database_picks(name):
    rows, sizes = PICKED[name]
    with noting_picks() as noted:
        list(rows.all())
    assert noted == sizes


@pytest.mark.django_db
def test_rows_that_are_looked_for():
    make("courses.Course")
    with noting_picks() as noted:
        COURSES.order_by().get()
        COURSES.order_by().exists()
        COURSES.first()
    assert noted == []


@pytest.mark.django_db
def test_columns_of_a_tree_are_left_to_the_package(monkeypatch):
    names = dict(left_attr="position", right_attr="duration_minutes")
    tree = SimpleNamespace(**names, tree_id_attr="position", level_attr="position")
    monkeypatch.setattr(Lesson, "_mptt_meta", tree, raising=False)

    def save(lesson, **options):
        assert (lesson.position, lesson.duration_minutes) == (None, None)  # it is a new one
        lesson.position = lesson.duration_minutes = 7
        super(Lesson, lesson).save(**options)

    monkeypatch.setattr(Lesson, "save", save)
    assert make(Lesson, full=True).position == 7


@pytest.mark.django_db
def test_memberships(django_user_model):
    lesson, other = make("courses.Lesson"), make("courses.Course")
    owner, stranger = make(django_user_model), make(django_user_model)
    make("enrolments.Enrollment", user=owner, course=lesson.course, status="active")
    joined = Enrollment._base_manager.filter(user=stranger)

    states = dict(memberships(stranger, lesson))
    assert [*states] == ["courses.Course.instructor", "enrolments.Enrollment"]
    with in_state(lesson, states["courses.Course.instructor"]["yes"]):
        assert type(other)._base_manager.get(pk=lesson.course_id).instructor == stranger
    found = {}
    for name, state in states["enrolments.Enrollment"].items():
        with in_state(lesson, state) as changed:
            assert changed == lesson
            found[name] = [*joined.values_list("course", "status")]
    assert found == {"no": [], "of another": [(other.pk, "active")]} | {
        name: [(lesson.course_id, status)]
        for name, status in [
            ("yes", "active"),
            ("status active", "active"),
            ("status completed", "completed"),
            ("status withdrawn", "withdrawn"),
        ]
    }
    assert not joined.exists()
    assert [*dict(memberships(owner, lesson))] == ["courses.Course.instructor"]  # it has joined already
`;

let repo: string;
let python: string;

beforeAll(() => {
  ({ repo, python } = exampleWith({ "test_reads.py": TEST }));
});

afterAll(() => removeSync(repo));

test("a column counts as used where the state of a row may change what code does", () => {
  const outcome = run(python, ["-m", "pytest", "-q", "tests/test_reads.py"], { cwd: repo });
  expect(counts(expectSuccess(outcome))).toEqual({ passed: 19 });
});
