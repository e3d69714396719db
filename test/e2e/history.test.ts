import { removeSync } from "fs-extra/esm";
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  copyOf,
  counts,
  expectSuccess,
  requirementLines,
  run,
  soundcheck,
  virtualEnvironment,
} from "./environment.js";

const LETTER = `models.CharField(max_length=1, validators=[RegexValidator("^[ab]$")]`;
const MODEL = `
from django.core.validators import RegexValidator


class Shelf(models.Model):
    letter = ${LETTER}, unique=True)

    def __str__(self):
        return self.letter
`;
const MADE = `from django.core.validators import RegexValidator
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0003_fill_published_at")]
    operations = [
        migrations.CreateModel("Shelf", [("id", models.BigAutoField(primary_key=True)), ("letter", ${LETTER}))]),
    ]
`;
const MADE_UNIQUE = `from django.core.validators import RegexValidator
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0004_shelf")]
    operations = [migrations.AlterField("shelf", "letter", ${LETTER}, unique=True))]
`;

let repo: string;

beforeAll(() => {
  repo = copyOf("examples/learning-platform/before");
  expectSuccess(soundcheck(repo, "all", "--yes"));
  appendFileSync(join(repo, "courses/models.py"), MODEL);
  writeFileSync(join(repo, "courses/migrations/0004_shelf.py"), MADE);
  writeFileSync(join(repo, "courses/migrations/0005_one_of_a_letter.py"), MADE_UNIQUE);
});

afterAll(() => removeSync(repo));

test.each(["1", "2", "3", "4"])(
  "a column that becomes unique meets no rows that are the same by chance, seed %s",
  (seed) => {
    const python = virtualEnvironment(requirementLines(join(repo, "requirements/dev.txt")));
    const tests = ["tests/test_migrations.py", "-k", "new_steps_cope"];
    const pytest = ["-m", "pytest", "-q", "-p", "no:randomly", ...tests];
    const outcome = run(python, pytest, { cwd: repo, env: { SOUNDCHECK_SEED: seed } });
    expect(counts(expectSuccess(outcome))).toEqual({ passed: 1 });
  },
);
